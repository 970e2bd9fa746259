"""Periksa data: whether everything is as the program wrote it, and what to do where it is not."""

from asn_desktop.db.inspection import rebuild as mend
from asn_desktop.services.checks.findings import (
    DAMAGED,
    NOTE,
    SEVERITIES,
    WRONG,
    Finding,
    Part,
    Report,
)
from asn_desktop.services.checks.printed import Comparison, compare
from asn_desktop.services.checks.report import as_json, last, outcome, save, text, untold
from asn_desktop.services.checks.running import run

__all__ = [
    "DAMAGED",
    "NOTE",
    "SEVERITIES",
    "WRONG",
    "Comparison",
    "Finding",
    "Part",
    "Report",
    "as_json",
    "compare",
    "last",
    "mend",
    "outcome",
    "run",
    "save",
    "text",
    "untold",
]
