"""Reads one workbook in a process of its own, so that a hostile or broken file cannot take the program along.

Prints one JSON value a line: for each sheet a head and chunks of rows,
then null. Dates are {"d": iso}. A far cell makes the reader ask for hundreds of gigabytes and abort; here
only this process dies.
"""

from __future__ import annotations

import json
import sys
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, TextIO

CHUNK = 500  # rows in one line
TOO_MANY = "too_many_cells"
PASSWORD = "password"
BROKEN = "broken"


def _limit(memory: int) -> None:
    """Cap the address space where the system can; elsewhere the parent's time limit remains."""
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _plain(value: object) -> Any:
    if isinstance(value, date | datetime):
        return {"d": value.isoformat()}
    if isinstance(value, time | timedelta):
        return str(value)
    raise TypeError(type(value).__name__)


def _print(out: TextIO, value: Any) -> None:
    out.write(
        json.dumps(value, default=_plain, ensure_ascii=False, separators=(",", ":"), check_circular=False)
    )
    out.write("\n")


def main(args: list[str]) -> int:
    """Arguments: file, memory in bytes, most cells."""
    path, memory, most = Path(args[0]), int(args[1]), int(args[2])
    _limit(memory)
    import python_calamine as calamine  # noqa: PLC0415 - after the limit is in force

    out = open(sys.stdout.fileno(), "w", encoding="utf-8", errors="surrogatepass", closefd=False)  # noqa: SIM115
    try:
        with path.open("rb") as file:
            workbook = calamine.CalamineWorkbook.from_filelike(
                file
            )  # by content; from_path believes the ending
        for name in workbook.sheet_names:
            sheet = workbook.get_sheet_by_name(name)
            if ((sheet.end or (0, 0))[0] + 1) * sheet.total_width > most:
                _print(out, {"error": TOO_MANY})
                return 1
            # iter_rows begins at row 1 of the sheet, but at the first used column
            _print(out, {"sheet": name, "columns_left": sheet.start[1] if sheet.start else 0})
            chunk: list[Any] = []
            for row in sheet.iter_rows() if sheet.start else ():
                chunk.append(row)
                if len(chunk) == CHUNK:
                    _print(out, chunk)
                    chunk = []
            _print(out, chunk)
    except calamine.PasswordError:
        _print(out, {"error": PASSWORD})
        return 1
    except (calamine.CalamineError, OSError, ValueError) as error:
        _print(out, {"error": BROKEN, "text": str(error)[:200]})
        return 1
    _print(out, None)
    out.flush()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
