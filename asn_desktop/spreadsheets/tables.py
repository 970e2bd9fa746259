"""Finds the table in a sheet: its header among letterhead lines, and which rows below are people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from asn_desktop.domain import headers
from asn_desktop.spreadsheets.cells import Cell, as_text, is_empty

DEEPEST_HEADER = 15
LEAST_MATCHES = 3
WHO = {"name", "nip", "name_nip"}


class BodyRow(NamedTuple):
    number: int  # as Excel counts, from 1
    cells: Sequence[Cell]


class Skipped(NamedTuple):
    number: int
    reason: str
    text: str


@dataclass(frozen=True)
class Table:
    """`header_row` is the (first) row of the header, from 1; two merged header rows give joined `headers`.

    `columns` has the field each column means, None for the others.
    """

    header_row: int
    headers: list[str]
    columns: list[str | None]
    body: list[BodyRow]
    skipped: list[Skipped]


def find_table(rows: Sequence[Sequence[Cell]]) -> Table | None:
    """The table whose header stands in one of the first rows; None when there is none.

    The header has at least three known columns, the name or NIP among them.
    """
    for index, row in enumerate(rows[:DEEPEST_HEADER]):
        if _is_header(row):
            return _table(rows, index)
    return None


def _is_header(row: Sequence[Cell]) -> bool:
    found = {f for c in row if isinstance(c, str) and (f := headers.match(c))}
    return len(found) >= LEAST_MATCHES and bool(found & WHO)


def _table(rows: Sequence[Sequence[Cell]], top: int) -> Table:
    width = max(len(r) for r in rows[top : top + 50])
    names = [_text(rows[top], c) for c in range(width)]
    columns = headers.assign(names)
    below: list[str] = []
    start = top + 1
    if start < len(rows) and _is_second_header(rows[start], columns, width):
        below = [_text(rows[start], c) for c in range(width)]
        names, columns = _merged(names, below)
        start += 1
    reader = _BodyReader(names, columns, below)
    for number, row in enumerate(rows[start:], start + 1):
        reader.take(number, row)
    return Table(top + 1, names, columns, reader.body, reader.skipped)


def _text(row: Sequence[Cell], column: int) -> str:
    return " ".join(as_text(row[column]).split()) if column < len(row) else ""


def _is_second_header(row: Sequence[Cell], columns: list[str | None], width: int) -> bool:
    """Texts under merged cells only; the columns of name and NIP, merged downwards, are empty."""
    filled = [c for c in range(min(width, len(row))) if not is_empty(row[c])]
    who = [c for c, field in enumerate(columns) if field in WHO]
    return (
        len(filled) >= 2
        and all(isinstance(row[c], str) for c in filled)
        and not any(c in filled for c in who)
    )


def _merged(above: list[str], below: list[str]) -> tuple[list[str], list[str | None]]:
    """`PANGKAT` over `GOL. RUANG` and `TMT` becomes `PANGKAT GOL. RUANG` and `PANGKAT TMT`."""
    names, group = [], ""
    for top, low in zip(above, below, strict=True):
        group = top or (group if low else "")
        names.append(f"{group} {low}".strip())
    columns = headers.assign(names)
    for spare in (below, above):
        for c, field in enumerate(headers.assign(spare)):
            if field and columns[c] is None and field not in columns:
                columns[c] = field
    return names, columns


class _BodyReader:
    """Tells people from everything else that stands below a header; whatever is left out is noted."""

    def __init__(self, names: list[str], columns: list[str | None], below: list[str]) -> None:
        self._names = {headers.normalise(n) for n in names if n}
        self._below = [headers.normalise(b) for b in below]
        self._who = [c for c, field in enumerate(columns) if field in WHO]
        self._known = [c for c, field in enumerate(columns) if field]
        self._count_column = next(
            (c for c, n in enumerate(names) if headers.normalise(n) in {"NO", "NOMOR", "NO URUT"}), None
        )
        self._gap = False
        self.body: list[BodyRow] = []
        self.skipped: list[Skipped] = []

    def take(self, number: int, row: Sequence[Cell]) -> None:
        who = [c for c in self._who if c < len(row) and not is_empty(row[c])]
        if who and len(who) == len(self._who) and not self._gap and not self._doubtful(row, who):
            self.body.append(BodyRow(number, row))  # nearly every row, at little cost
            return
        filled = [c for c, cell in enumerate(row) if not is_empty(cell)]
        if not filled:
            self._gap = bool(self.body)
            return
        if reason := self._reason(row, filled, who):
            text = " ".join(_text(row, c) for c in filled)[:100]
            self.skipped.append(Skipped(number, reason, text))
        else:
            self.body.append(BodyRow(number, row))

    def _doubtful(self, row: Sequence[Cell], who: list[int]) -> bool:
        first = row[who[0]]
        if not isinstance(first, str):
            return True
        return (len(first) < 24 and headers.normalise(first) in self._names) or first[:6].upper() in _TOTALS

    def _reason(self, row: Sequence[Cell], filled: list[int], who: list[int]) -> str:
        if _counts_columns(row, filled):
            return "baris nomor kolom"
        texts = [headers.normalise(_text(row, c)) for c in filled]
        repeated = len(filled) >= 2 and sum(t in self._names for t in texts) >= min(
            LEAST_MATCHES, len(filled)
        )
        if repeated or (self._below and texts == [b for b in self._below if b]):
            return "kepala tabel yang berulang"
        if any(t.startswith(_TOTALS) for t in texts[:3]) and len(filled) <= 4:
            return "baris jumlah"
        if not who:
            return _nobody(filled, below=self._gap)
        if self._gap and self._count_column is not None and self._count_column not in filled:
            return "di bawah tabel, bukan peserta (tanda tangan)"
        return ""


def _nobody(filled: list[int], *, below: bool) -> str:
    if below:
        return "di bawah tabel, bukan orang"
    return "judul unit atau bagian" if len(filled) == 1 else "tanpa nama dan NIP"


_TOTALS = ("JUMLAH", "TOTAL", "SUBTOT")


def _counts_columns(row: Sequence[Cell], filled: list[int]) -> bool:
    """A row of 1, 2, 3 … under the header."""
    texts = [_text(row, c) for c in filled]
    if len(texts) < 3 or not (texts[0].isdigit() and len(texts[0]) < 3):
        return False
    first = int(texts[0])
    return texts == [str(n) for n in range(first, first + len(texts))]
