"""Reads Excel and CSV lists into rows of cells; a bad file ends in one clear sentence."""

from __future__ import annotations

import contextlib
import marshal
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any

from asn_desktop.spreadsheets import package
from asn_desktop.spreadsheets.cells import Cell
from asn_desktop.spreadsheets.faults import Fault, told

MB = 1024 * 1024
CHILD = "asn_desktop.spreadsheets.child"
CHILD_FLAG = "--baca-lembar"  # a frozen program starts itself with it; __main__ passes it on
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"


@dataclass(frozen=True)
class Limits:
    """What one file may cost. A list of 16,000 people with 52 columns needs about a tenth of each."""

    file_size: int = 100 * MB
    unpacked: int = 400 * MB
    ratio: int = 200  # unpacked to packed, of packages that are large when unpacked
    cells: int = 5_000_000
    memory: int = 1200 * MB  # address space of the child, where the system can cap it
    seconds: float = 60.0


@dataclass(frozen=True)
class Sheet:
    """`rows[0]` is row 1 of the sheet, `rows[0][0]` its cell A1."""

    name: str
    rows: list[list[Cell]]


def read(path: Path, limits: Limits = Limits()) -> list[Sheet]:
    """All sheets of a list. The content decides what kind of file it is, not the ending.

    Raises UserError for everything that may be wrong with the file.
    """
    path = Path(path)
    try:
        return _read_apart(path, _kind(path, limits), limits)
    except Fault as fault:
        raise told(fault, path) from fault


def _kind(path: Path, limits: Limits) -> str:
    """`book` or `text`. Refuses what need not be opened to be refused."""
    try:
        if path.is_dir():
            raise Fault("folder")
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(4096)
            if not head.strip():
                raise Fault("empty")
            if size > limits.file_size:
                raise Fault("file_size", f"{size // MB} MB, batasnya {limits.file_size // MB} MB")
            if head.startswith(_ZIP):
                package.check(file, limits.unpacked, limits.ratio)
            elif head.startswith(_OLE):
                package.check_not_encrypted(file)
            else:
                return "text"
    except FileNotFoundError:
        raise Fault("missing") from None
    except PermissionError:
        raise Fault("denied") from None
    except OSError:
        raise Fault("unreadable") from None
    return "book"


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, CHILD_FLAG]
    return [sys.executable, "-P", "-m", CHILD]  # -P: nothing from the folder where the program was started


def _environment() -> dict[str, str]:
    """Lets the child find this very package, installed or not."""
    root = str(Path(__file__).parents[2])
    paths = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}


def _read_apart(path: Path, kind: str, limits: Limits) -> list[Sheet]:
    arguments = [str(path.absolute()), kind, str(limits.memory), str(limits.cells)]
    try:
        process = subprocess.Popen(
            [*_command(), *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError:
        raise Fault("not_started") from None
    late = threading.Event()

    def stop() -> None:
        late.set()
        with contextlib.suppress(OSError):
            process.kill()

    timer = threading.Timer(limits.seconds, stop)
    timer.start()
    try:
        assert process.stdout is not None
        return _sheets(path, process.stdout, limits)
    except Fault:
        if late.is_set():
            raise Fault("slow", f"{limits.seconds:g}") from None
        raise
    finally:
        timer.cancel()
        with contextlib.suppress(OSError):
            process.kill()
        if process.stdout:
            process.stdout.close()
        process.wait()


def _sheets(path: Path, frames: IO[bytes], limits: Limits) -> list[Sheet]:
    sheets: list[Sheet] = []
    for frame in _frames(frames, limits):
        match frame:
            case ("rows", rows, dates):
                for column in dates:
                    _restore(rows, column)
                sheets[-1].rows.extend(rows)
            case ("sheet", name):
                sheets.append(Sheet(name or path.stem, []))
            case ("fault", kind, detail):
                raise Fault(kind, detail)
            case _:
                break
    if not sheets:
        raise Fault("no_sheet")
    return sheets


def _frames(stream: IO[bytes], limits: Limits) -> Iterator[Any]:
    """What the child says, until it says the end; a child that dies before has met a broken file."""
    left = limits.unpacked
    while True:
        length = int.from_bytes(stream.read(4), "big")
        left -= length
        if left < 0:
            raise Fault("too_big")
        data = stream.read(length)
        if not length or len(data) < length:
            raise Fault("broken")
        yield marshal.loads(data)  # from our own code only: texts of a file cannot become anything else


def _restore(rows: list[list[Any]], column: int) -> None:
    """Dates travel as tuples; equal ones become one object."""
    known: dict[tuple[int, ...], date] = {}
    for row in rows:
        if column < len(row) and row[column].__class__ is tuple:
            parts = row[column]
            if parts not in known:
                known[parts] = datetime(*parts) if len(parts) > 3 else date(*parts)
            row[column] = known[parts]
