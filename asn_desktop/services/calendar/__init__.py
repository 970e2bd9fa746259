"""The training year as a calendar: read, moved, and given away as .ics or on paper."""

from asn_desktop.services.calendar.entries import Entry, Filter, Form, entries, forms, lessons, years
from asn_desktop.services.calendar.ics import ics
from asn_desktop.services.calendar.moving import Proposal, move, propose

__all__ = [
    "Entry",
    "Filter",
    "Form",
    "Proposal",
    "entries",
    "forms",
    "ics",
    "lessons",
    "move",
    "propose",
    "years",
]
