"""Each person's history of trainings and its JP: from our events and from outside, by year and by agency."""

from asn_desktop.services.ledger.closing import OpenEvent, booked, open_events
from asn_desktop.services.ledger.credits import Sum, sums, targets, years
from asn_desktop.services.ledger.entries import OUTSIDE, OWN, Entry, history, status
from asn_desktop.services.ledger.outside import (
    KINDS,
    LEVELS,
    OutsideForm,
    Proof,
    delete,
    expected,
    forms,
    get,
    kind_of,
    save,
    suggest,
)
from asn_desktop.services.ledger.totals import (
    AgencyRow,
    LedgerRow,
    Wanted,
    agencies,
    describe,
    everyone,
    ids,
    page,
)

__all__ = [
    "KINDS",
    "LEVELS",
    "OUTSIDE",
    "OWN",
    "AgencyRow",
    "Entry",
    "LedgerRow",
    "OpenEvent",
    "OutsideForm",
    "Proof",
    "Sum",
    "Wanted",
    "agencies",
    "booked",
    "delete",
    "describe",
    "everyone",
    "expected",
    "forms",
    "get",
    "history",
    "ids",
    "kind_of",
    "open_events",
    "page",
    "save",
    "status",
    "suggest",
    "sums",
    "targets",
    "years",
]
