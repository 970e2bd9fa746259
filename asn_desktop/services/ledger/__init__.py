"""Each person's history of trainings and its JP: from events, mentoring and outside, by year and agency."""

from asn_desktop.domain.conversion import Suggested
from asn_desktop.services.ledger.closing import OpenEvent, booked, open_events
from asn_desktop.services.ledger.credits import Sum, sums, targets, years
from asn_desktop.services.ledger.entries import MENTORING, OUTSIDE, OWN, Entry, history, status
from asn_desktop.services.ledger.exporting import write_excel, write_siasn
from asn_desktop.services.ledger.importing import RIWAYAT, apply, check, open_list
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
    picked,
    save,
    suggest,
)
from asn_desktop.services.ledger.printing import proof_pages, report
from asn_desktop.services.ledger.records import Record, records
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
    "MENTORING",
    "OUTSIDE",
    "OWN",
    "RIWAYAT",
    "AgencyRow",
    "Entry",
    "LedgerRow",
    "OpenEvent",
    "OutsideForm",
    "Proof",
    "Record",
    "Suggested",
    "Sum",
    "Wanted",
    "agencies",
    "apply",
    "booked",
    "check",
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
    "open_list",
    "page",
    "picked",
    "proof_pages",
    "records",
    "report",
    "save",
    "status",
    "suggest",
    "sums",
    "targets",
    "write_excel",
    "write_siasn",
    "years",
]
