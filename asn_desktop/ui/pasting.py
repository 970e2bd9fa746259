"""Blocks of cells as spreadsheets put them on the clipboard."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from asn_desktop.domain.typed import clean


def block(text: str) -> list[list[str]]:
    """The cells of what was copied in Excel or LibreOffice; line breaks inside a cell become spaces."""
    lines = csv.reader(io.StringIO(clean(text).rstrip("\r\n")), delimiter="\t")
    return [[" ".join(cell.split()) for cell in line] for line in lines]


def as_text(rows: Sequence[Sequence[str]]) -> str:
    """The same way back."""
    return "\n".join("\t".join(row) for row in rows)
