"""One action as lines of a table: for each row a heading, under it field by field old and new."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from asn_desktop.services.trail import RowChange
from asn_desktop.ui.kit.table import Column

EMPTY = "(kosong)"
SIGNS = {"ditambah": "+", "diubah": "±", "dihapus": "−"}


class Line(NamedTuple):
    """A heading has no `old` and `new`; `key` is the record it belongs to."""

    title: str
    old: str
    new: str
    is_head: bool
    key: tuple[str, int]


def _title(line: Line) -> str:
    return line.title if line.is_head else f"    {line.title}"


def _tone(line: Line) -> str:
    return "news" if line.is_head else ""


COLUMNS = [
    Column("Isian", _title, width=16, tone=_tone),
    Column("Semula", "old", width=13, tone=lambda line: "news" if line.is_head else "quiet"),
    Column("Menjadi", "new", width=13, tone=_tone),
]


def lines(changes: Sequence[RowChange]) -> Iterator[Line]:
    for change in changes:
        key = (change.table_name, change.row_id)
        noun = change.noun[:1].upper() + change.noun[1:]
        sign, verb = SIGNS[change.verb], change.verb
        yield Line(f"{sign} {noun}: {change.name} – {verb}", "", "", True, key)
        was, is_ = (EMPTY if verb != "ditambah" else ""), (EMPTY if verb != "dihapus" else "")
        for field in change.fields:
            yield Line(field.title, field.old or was, field.new or is_, False, key)
