"""Finds the table in a sheet: its header among letterhead lines, and which rows below are people."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from asn_desktop.domain import headers
from asn_desktop.spreadsheets.cells import Cell, as_text, is_empty

DEEPEST_HEADER = 15
LEAST_MATCHES = 3
WHO = frozenset({"name", "nip", "name_nip"})

Assign: TypeAlias = Callable[[Sequence[str]], Sequence[str | None]]  # a field for each header, or None


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


def find_table(
    rows: Sequence[Sequence[Cell]], assign: Assign = headers.assign, who: Collection[str] = WHO
) -> Table | None:
    """The table whose header stands in one of the first rows; None when there is none.

    The header has at least three known columns, one of `who` among them (or, where none has, two of `who`);
    a row without those is no data.
    """
    for index, row in enumerate(rows[:DEEPEST_HEADER]):
        names = [_text(row, c) if isinstance(cell, str) else "" for c, cell in enumerate(row)]
        if _is_header(assign(names), who):
            return _below_header(rows, index, assign, who)
    for index in range(min(DEEPEST_HEADER, len(rows) - 1)):  # only both rows together say enough
        if all(sum(not is_empty(c) for c in row) >= 2 for row in rows[index : index + 2]):
            names, columns = _pair(rows, index, _width(rows, index), assign)
            if _is_header(columns, who):
                return _read_body(rows, range(index, index + 2), names, columns, who)
    for index, row in enumerate(rows[:DEEPEST_HEADER]):  # No, Nama, NIP and nothing else
        names = [_text(row, c) if isinstance(cell, str) else "" for c, cell in enumerate(row)]
        if sum(field in who for field in assign(names)) >= 2:
            return _below_header(rows, index, assign, who)
    return None


def _is_header(columns: Sequence[str | None], who: Collection[str]) -> bool:
    found = {field for field in columns if field}
    return len(found) >= LEAST_MATCHES and not found.isdisjoint(who)


def _width(rows: Sequence[Sequence[Cell]], top: int) -> int:
    return max(len(r) for r in rows[top : top + 50])


def _below_header(rows: Sequence[Sequence[Cell]], top: int, assign: Assign, who: Collection[str]) -> Table:
    width = _width(rows, top)
    names = [_text(rows[top], c) for c in range(width)]
    columns = list(assign(names))
    header = range(top, top + 1)
    if top + 1 < len(rows) and _is_second_header(rows[top + 1], names, columns, who):
        names, columns = _pair(rows, top, width, assign)
        header = range(top, top + 2)
    return _read_body(rows, header, names, columns, who)


def _read_body(
    rows: Sequence[Sequence[Cell]],
    header: range,
    names: list[str],
    columns: list[str | None],
    who: Collection[str],
) -> Table:
    """`header` has the indexes of its one or two rows."""
    top, start = header.start, header.stop
    above, *below = ([_text(rows[h], c) for c in range(len(names))] for h in header)
    reader = _BodyReader([*names, *above], columns, below[0] if below else [], who)
    for number, row in enumerate(rows[start:], start + 1):
        reader.take(number, row)
    return Table(top + 1, names, columns, reader.body, reader.skipped)


def _text(row: Sequence[Cell], column: int) -> str:
    return " ".join(as_text(row[column]).split()) if column < len(row) else ""


def _is_second_header(
    row: Sequence[Cell], above: list[str], columns: list[str | None], who: Collection[str]
) -> bool:
    """Texts, some under the empty part of a merged cell; name and NIP, merged downwards, are empty."""
    filled = [c for c in range(min(len(above), len(row))) if not is_empty(row[c])]
    return (
        len(filled) >= 2
        and all(isinstance(row[c], str) for c in filled)
        and any(not above[c] for c in filled)
        and not any(columns[c] in who for c in filled)
    )


def _pair(
    rows: Sequence[Sequence[Cell]], top: int, width: int, assign: Assign
) -> tuple[list[str], list[str | None]]:
    """`PANGKAT` over `GOL. RUANG` and `TMT` becomes `PANGKAT GOL. RUANG` and `PANGKAT TMT`."""
    above, below = ([_text(row, c) for c in range(width)] for row in rows[top : top + 2])
    names, group = [], ""
    for over, low in zip(above, below, strict=True):
        group = over or (group if low else "")
        names.append(f"{group} {low}".strip())
    columns = list(assign(names))
    for spare in (below, above):
        for c, field in enumerate(assign(spare)):
            if field and columns[c] is None and field not in columns:
                columns[c] = field
    return names, columns


class _BodyReader:
    """Tells people from everything else that stands below a header; whatever is left out is noted."""

    def __init__(
        self, names: list[str], columns: list[str | None], below: list[str], who: Collection[str]
    ) -> None:
        self._written = {n.upper() for n in [*names, *below] if n}
        self._names = {headers.normalise(n) for n in names if n}
        self._below = [headers.normalise(b) for b in below if b]
        self._who = [c for c, field in enumerate(columns) if field in who]
        self._count_column = next(
            (c for c, n in enumerate(names) if headers.normalise(n) in {"NO", "NOMOR", "NO URUT"}), None
        )
        self._gap = False
        self.body: list[BodyRow] = []
        self.skipped: list[Skipped] = []

    def take(self, number: int, row: Sequence[Cell]) -> None:
        who = [c for c in self._who if c < len(row) and not is_empty(row[c])]
        if len(who) == len(self._who) > 1 and not self._gap and not self._doubtful(row[who[0]]):
            self.body.append(BodyRow(number, row))  # nearly every row, at little cost
            return
        filled = [c for c, cell in enumerate(row) if not is_empty(cell)]
        if not filled:
            self._gap = bool(self.body)  # nothing to note: there is nothing in it
            return
        if reason := self._reason(row, filled, who):
            text = " ".join(_text(row, c) for c in filled)[:100]
            self.skipped.append(Skipped(number, reason, text))
        else:
            self.body.append(BodyRow(number, row))

    def _doubtful(self, first: Cell) -> bool:
        if not isinstance(first, str) or len(first) < 5:
            return True
        return first.strip().upper() in self._written or first[:5].upper() in _TOTALS

    def _reason(self, row: Sequence[Cell], filled: list[int], who: list[int]) -> str:
        if _counts_columns(row, filled):
            return "baris nomor kolom"
        texts = [headers.normalise(_text(row, c)) for c in filled if isinstance(row[c], str)]
        known = sum(t in self._names for t in texts)
        if (len(filled) >= 2 and known >= min(LEAST_MATCHES, len(filled))) or (
            self._below and texts == self._below
        ):
            return "kepala tabel yang berulang"
        if len(filled) <= 4 and any(_TOTAL.match(t) for t in texts[:3]):
            return "baris jumlah"
        return self._nobody(row, filled, who)

    def _nobody(self, row: Sequence[Cell], filled: list[int], who: list[int]) -> str:
        if self._gap:
            return "" if who and self._is_counted(row, filled, who) else "di bawah tabel, bukan orang"
        if self._is_section(row, filled) or (not who and len(filled) == 1):
            return "judul unit atau bagian"
        return "" if who else "tanpa nama dan NIP"

    def _is_section(self, row: Sequence[Cell], filled: list[int]) -> bool:
        """One text alone, perhaps after a letter or Roman number, as `A. SEKRETARIAT`. A NIP is none."""
        *before, last = filled
        if before and (before != [self._count_column] or _text(row, before[0]).rstrip(".)").isdigit()):
            return False
        return isinstance(row[last], str) and not _NUMBERED.search(_text(row, last))

    def _is_counted(self, row: Sequence[Cell], filled: list[int], who: list[int]) -> bool:
        """Below an empty row only who has a number in the list, or all that others have, is still in it."""
        if self._count_column is None:
            return len(who) == len(self._who) and len(filled) >= LEAST_MATCHES
        return self._count_column in filled and _text(row, self._count_column).rstrip(".)").isdigit()


_TOTALS = {"JUMLA", "TOTAL", "SUB T", "SUBTO", "SUB J"}
_TOTAL = re.compile(r"(SUB ?)?(JUMLAH|TOTAL)\b")
_NUMBERED = re.compile(r"\d(?:[\s.\-]?\d){7}")


def _counts_columns(row: Sequence[Cell], filled: list[int]) -> bool:
    """A row of 1, 2, 3 … or (1), (2), (3) … under the header."""
    texts = [_text(row, c).strip("()") for c in filled]
    if len(texts) < 3 or not (texts[0].isdecimal() and len(texts[0]) < 3):
        return False
    first = int(texts[0])
    return texts == [str(n) for n in range(first, first + len(texts))]
