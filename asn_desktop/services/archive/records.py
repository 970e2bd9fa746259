"""CSV as Indonesian Excel opens it (`;`), written and read record by record.

Not `csv.reader`: its limit for the length of a cell belongs to the whole process.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple, TextIO

SEPARATOR = ";"
END = "\r\n"
LONGEST = 64 << 20  # letters of one record

_CELL = re.compile(r'(?:"([^"]*(?:""[^"]*)*)"|([^";]*))(;|\Z)')


class Record(NamedTuple):
    line: int  # where it begins, from 1
    cells: list[str]


class BadRecord(ValueError):  # noqa: N818 - names what is wrong
    """`args` are the line and what is wrong with it, in Indonesian."""


def to(file: TextIO) -> Callable[[Iterable[Any]], Any]:
    """Writes one record each time it is called; `file` must not translate line ends."""
    return csv.writer(file, delimiter=SEPARATOR, lineterminator=END).writerow


def of(file: TextIO) -> Iterator[Record]:
    """`file` was opened with newline="\\n". Raises BadRecord."""
    line = 0
    while first := _piece(file, line + 1, LONGEST):
        start, pieces, quotes, length = line + 1, [first], first.count('"'), len(first)
        line += 1
        while quotes % 2:
            more = _piece(file, start, LONGEST - length)
            if not more:
                raise BadRecord(start, "tanda kutipnya tidak ditutup")
            pieces.append(more)
            quotes += more.count('"')
            length += len(more)
            line += 1
        text = "".join(pieces)
        if not text.endswith(END):
            raise BadRecord(start, "barisnya terpotong")
        yield Record(start, _cells(text[: -len(END)], start, quotes))


def _piece(file: TextIO, line: int, longest: int) -> str:
    text = file.readline(longest + 1)
    if len(text) > longest:
        raise BadRecord(line, "barisnya terlalu panjang")
    return text


def _cells(text: str, line: int, quotes: int) -> list[str]:
    if not quotes:
        return text.split(SEPARATOR)
    cells: list[str] = []
    place = 0
    while True:
        found = _CELL.match(text, place)
        if not found:
            raise BadRecord(line, "tanda kutipnya keliru")
        quoted, plain, separator = found.groups()
        cells.append(plain if quoted is None else quoted.replace('""', '"'))
        place = found.end()
        if not separator:
            return cells
