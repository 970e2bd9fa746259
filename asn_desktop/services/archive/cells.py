"""Values as the cells of a CSV and back, without loss and never as a formula.

A `'` before a text keeps spreadsheets from taking it for a formula or a number; reading takes it away. An
empty cell is nothing (NULL), or the empty text in a column that must have one; `'` alone is the empty text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

_RISKY = re.compile(r"['=+\-@\t\r\n＝＋－＠]|0\d+\Z|\d{16,}\Z")
_WHOLE = re.compile(r"-?[0-9]{1,19}")
_DECIMAL = re.compile(r"-?[0-9]+(?:,[0-9]+)?(?:e[+-]?[0-9]+)?|-?inf")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile(_DATE.pattern + r" [0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{6})?")
KINDS: dict[type, str] = {
    bool: "ya atau tidak",
    int: "bilangan bulat",
    float: "bilangan dengan koma desimal",
    datetime: "waktu (tahun-bulan-tanggal jam:menit:detik)",
    date: "tanggal (tahun-bulan-tanggal)",
    str: "teks",
    dict: "susunan JSON",
    bytes: "nama berkas dalam arsip ini",
}


def writer(kind: type, *, nullable: bool) -> Callable[[Any], str]:
    """How a value of a column is written; `bytes` are given as the name of their file."""
    put = _PUT[kind]
    void = "'" if nullable else ""

    def write(value: Any) -> str:
        if value is None and (nullable or kind is not dict):
            return ""
        return put(value) or void

    return write


def reader(kind: type, *, nullable: bool) -> Callable[[str], Any]:
    """The way back. Raises ValueError for a cell that no value is written as."""
    take = _TAKE[kind]

    def read(cell: str) -> Any:
        if not cell:
            if nullable:
                return None
            if kind is not str:
                raise ValueError("empty")
            return ""
        return take(cell)

    return read


def _put_text(text: str) -> str:
    return f"'{text}" if _RISKY.match(text) else text


def _take_text(cell: str) -> str:
    return cell[1:] if cell[0] == "'" else cell


def _put_json(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:  # half a pair stands in JSON only as an escape
        text = json.dumps(value)
    return _put_text(text)


def _matching(pattern: re.Pattern[str], cell: str) -> str:
    if not pattern.fullmatch(cell):
        raise ValueError("another form")
    return cell


def _take_whole(cell: str) -> int:
    number = int(_matching(_WHOLE, cell))
    if not -(2**63) <= number < 2**63:
        raise ValueError("too large")
    return number


def _take_truth(cell: str) -> bool:
    if cell not in ("ya", "tidak"):
        raise ValueError("neither")
    return cell == "ya"


_PUT: dict[type, Callable[[Any], str]] = {
    bool: lambda v: "ya" if v else "tidak",
    int: str,
    float: lambda v: repr(float(v)).replace(".", ","),
    datetime: lambda v: str(v.isoformat(" ")),
    date: lambda v: str(v.isoformat()),
    str: _put_text,
    dict: _put_json,
    bytes: str,
}
_TAKE: dict[type, Callable[[str], Any]] = {
    bool: _take_truth,
    int: _take_whole,
    float: lambda c: float(_matching(_DECIMAL, c).replace(",", ".")),
    datetime: lambda c: datetime.fromisoformat(_matching(_TIME, c)),
    date: lambda c: date.fromisoformat(_matching(_DATE, c)),
    str: _take_text,
    dict: lambda c: json.loads(_take_text(c)),
    bytes: str,
}
