"""The trail as a clerk reads it: every action, who did it, and field by field what it changed."""

from asn_desktop.services.trail.detail import PAGE, Detail, RowChange, detail
from asn_desktop.services.trail.filters import CAP, KINDS, Filter, ids
from asn_desktop.services.trail.lists import NOBODY, TrailRow, actors, rows, tables
from asn_desktop.services.trail.obstacles import Hindrance, Hindrances, hindrances
from asn_desktop.services.trail.records import name, of_record
from asn_desktop.services.trail.values import Field

__all__ = [
    "CAP",
    "KINDS",
    "NOBODY",
    "PAGE",
    "Detail",
    "Field",
    "Filter",
    "Hindrance",
    "Hindrances",
    "RowChange",
    "TrailRow",
    "actors",
    "detail",
    "hindrances",
    "ids",
    "name",
    "of_record",
    "rows",
    "tables",
]
