"""Reads one list in a process of its own, so that a hostile or broken file cannot take the program along.

A cell at the far end of a sheet makes the reader ask for hundreds of gigabytes and abort; here only this
process dies. It writes frames to standard output, four bytes of length and a marshalled value: for each sheet
("sheet", name) and chunks ("rows", rows, columns with dates), then ("end",); or ("fault", kind, detail).
"""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, BinaryIO

from asn_desktop.spreadsheets.faults import Fault

CHUNK = 50_000  # cells in one frame
PLAIN = (float, bool, int)


def main(args: list[str]) -> int:
    """Arguments: file, `book` or `text`, memory in bytes, most cells."""
    path, kind, memory, most = args[0], args[1], int(args[2]), int(args[3])
    _limit(memory)
    with os.fdopen(1, "wb", closefd=False) as out:  # a program without a console has no sys.stdout
        try:
            if kind == "book":
                _send_book(out, path, most)
            else:
                _send_text(out, path, most)
        except Fault as fault:
            _send(out, ("fault", fault.kind, fault.detail))
        except MemoryError:
            _send(out, ("fault", "too_big", ""))
        except OSError:
            _send(out, ("fault", "unreadable", ""))
        else:
            _send(out, ("end",))
            return 0
    return 1


def _limit(memory: int) -> None:
    """Cap the address space where the system can; Windows has no such call, there the time limit remains."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not on Windows

    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _send(out: BinaryIO, value: tuple[Any, ...]) -> None:
    data = marshal.dumps(value)
    out.write(len(data).to_bytes(4, "big"))
    out.write(data)


def _send_book(out: BinaryIO, path: str, most: int) -> None:
    import python_calamine as calamine  # noqa: PLC0415 - after the limit is in force

    try:
        with open(path, "rb") as file:  # noqa: PTH123 - by content: given a path it believes the ending
            book = calamine.CalamineWorkbook.from_filelike(file)
        for about in book.sheets_metadata:
            if about.typ is not calamine.SheetTypeEnum.WorkSheet:
                continue  # a chart
            sheet = book.get_sheet_by_name(about.name)
            _send(out, ("sheet", about.name))
            if sheet.start is None:
                continue
            most -= sheet.total_height * sheet.total_width
            if most < 0:
                raise Fault("too_big")
            # iter_rows begins at row 1 of the sheet, but at the first used column
            _send_rows(out, sheet.iter_rows(), sheet.start[1], sheet.total_width)
    except calamine.PasswordError:
        raise Fault("password") from None
    except (calamine.CalamineError, ValueError):
        raise Fault("broken") from None


def _send_text(out: BinaryIO, path: str, most: int) -> None:
    from asn_desktop.spreadsheets import csv_lists  # noqa: PLC0415 - only for these

    _send(out, ("sheet", ""))
    _send_rows(out, csv_lists.rows(path, most), 0, 50)


def _send_rows(out: BinaryIO, rows: Iterable[list[Any]], left: int, width: int) -> None:
    """`left` columns before the first used one are empty. Equal texts are sent once in a chunk."""
    texts: dict[str, str] = {}
    same = texts.setdefault
    before = [""] * left
    dates: set[int] = set()
    chunk: list[list[Any]] = []
    full = max(1, CHUNK // max(1, width))
    for row in rows:
        chunk.append(
            before
            + [
                same(c, c) if c.__class__ is str else c if c.__class__ in PLAIN else _tagged(c, n, dates)
                for n, c in enumerate(row, left)
            ]
        )
        if len(chunk) == full:
            _send(out, ("rows", chunk, sorted(dates)))
            chunk = []
            texts.clear()
            dates.clear()
    _send(out, ("rows", chunk, sorted(dates)))


def _tagged(value: object, column: int, dates: set[int]) -> Any:
    """A date as its numbers, and the column noted; times of day and spans of time as text."""
    if isinstance(value, date):
        dates.add(column)
        parts = (value.year, value.month, value.day)
        if isinstance(value, datetime):
            return (*parts, value.hour, value.minute, value.second)
        return parts
    return "" if value is None else str(value)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
