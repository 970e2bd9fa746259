"""Staff lists: open, check, apply, and send back what was wrong."""

from __future__ import annotations

from asn_desktop.services.imports.applying import apply
from asn_desktop.services.imports.checking import check
from asn_desktop.services.imports.rejected import rejected_list
from asn_desktop.services.imports.rows import (
    BARU,
    BERUBAH,
    DITOLAK,
    SAMA,
    Checked,
    CheckedRow,
    Edits,
    ImportSource,
    Problem,
    Progress,
    Summary,
)
from asn_desktop.services.imports.source import (
    PEGAWAI,
    PESERTA,
    choices,
    open_list,
    remember_fields,
    remembered_fields,
)

__all__ = [
    "BARU",
    "BERUBAH",
    "DITOLAK",
    "PEGAWAI",
    "PESERTA",
    "SAMA",
    "Checked",
    "CheckedRow",
    "Edits",
    "ImportSource",
    "Problem",
    "Progress",
    "Summary",
    "apply",
    "check",
    "choices",
    "open_list",
    "rejected_list",
    "remember_fields",
    "remembered_fields",
]
