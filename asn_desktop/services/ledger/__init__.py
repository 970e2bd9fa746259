"""Each person's history of trainings and its JP: from our events and from outside, by year and by agency."""

from asn_desktop.services.ledger.credits import Sum, sums, targets, years
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
    "AgencyRow",
    "LedgerRow",
    "Sum",
    "Wanted",
    "agencies",
    "describe",
    "everyone",
    "ids",
    "page",
    "sums",
    "targets",
    "years",
]
