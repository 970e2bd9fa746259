"""Usulan peserta: who needs a training most, the waiting list, quotas, and who was passed over and why."""

from asn_desktop.services.nominations.deciding import (
    STATES,
    Chosen,
    NominationRow,
    choose,
    forget,
    move,
    pass_over,
    passed_over,
    promote,
    rows,
)
from asn_desktop.services.nominations.ranking import Proposal, propose
from asn_desktop.services.nominations.seats import QuotaRow, Seats, crowded, save_quotas, seats

__all__ = [
    "STATES",
    "Chosen",
    "NominationRow",
    "Proposal",
    "QuotaRow",
    "Seats",
    "choose",
    "crowded",
    "forget",
    "move",
    "pass_over",
    "passed_over",
    "promote",
    "propose",
    "rows",
    "save_quotas",
    "seats",
]
