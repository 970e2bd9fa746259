"""What was deleted and is not there now, and how it comes back."""

from asn_desktop.services.trash.finding import KINDS, TrashDetail, TrashRow, detail, ids, rows, tables
from asn_desktop.services.trash.restoring import restore

__all__ = ["KINDS", "TrashDetail", "TrashRow", "detail", "ids", "restore", "rows", "tables"]
