"""The training year as a calendar: read, moved, and given away as .ics or on paper."""

from asn_desktop.services.calendar.entries import NO_FORM, Entry, Filter, Form, entries, forms, lessons, years
from asn_desktop.services.calendar.ics import ics
from asn_desktop.services.calendar.moving import Proposal, move, propose
from asn_desktop.services.calendar.wall import LAYOUTS, PAPERS, describe, wall_pdf

__all__ = [
    "LAYOUTS",
    "NO_FORM",
    "PAPERS",
    "Entry",
    "Filter",
    "Form",
    "Proposal",
    "describe",
    "entries",
    "forms",
    "ics",
    "lessons",
    "move",
    "propose",
    "wall_pdf",
    "years",
]
