"""Days and sessions of an event, and what is planned for it."""

from asn_desktop.services.schedule.balance import Balance, SubjectBalance, balance
from asn_desktop.services.schedule.checking import NEW, Problem, check
from asn_desktop.services.schedule.filling import Filled, Filling, fill, patterns, working_days
from asn_desktop.services.schedule.plans import Plan, plan, plan_problems, save_plan
from asn_desktop.services.schedule.rows import SessionRow, sessions
from asn_desktop.services.schedule.saving import (
    SessionForm,
    copy_day,
    delete,
    event_of,
    get,
    save,
    session_problems,
    span,
)

__all__ = [
    "NEW",
    "Balance",
    "Filled",
    "Filling",
    "Plan",
    "Problem",
    "SessionForm",
    "SessionRow",
    "SubjectBalance",
    "balance",
    "check",
    "copy_day",
    "delete",
    "event_of",
    "fill",
    "get",
    "patterns",
    "plan",
    "plan_problems",
    "save",
    "save_plan",
    "session_problems",
    "sessions",
    "span",
    "working_days",
]
