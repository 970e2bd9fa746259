"""What the bytes of a database file and of its log tell, without SQLite and without touching either.

Only for a file that is not open in this program: closing it drops all locks the program has on it.

SQLite's file format: https://sqlite.org/fileformat2.html#the_database_header and #the_write_ahead_log.
"""

from __future__ import annotations

import struct
from pathlib import Path
from typing import BinaryIO, NamedTuple

MAGIC = b"SQLite format 3\0"
PROGRAM = 0x41  # first byte of application_id; the others say which version of the program
HEADER, LOG_HEADER, FRAME_HEADER = 100, 32, 24  # bytes
LOG_MAGIC = (0x377F0682, 0x377F0683)
EMPTY, FOREIGN, SHORT, LOG = "empty", "foreign", "short", "log"


class Facts(NamedTuple):
    """`damage` is one of EMPTY (no byte in it), FOREIGN (no database), SHORT (its end is missing), LOG (what
    was committed cannot be read), or nothing. `version` is the highest version of the tables that is named;
    `program` the program that made them, (0, 0, 0) when not told. `unclean`: the last end left a log.
    """

    damage: str = ""
    version: int = 0
    program: tuple[int, int, int] = (0, 0, 0)
    unclean: bool = False


def facts(path: Path) -> Facts:
    """OSError when the file cannot be read."""
    log = path.with_name(f"{path.name}-wal")
    unclean = log.is_file() and log.stat().st_size > 0
    with path.open("rb") as file:
        header = file.read(HEADER)
        size = file.seek(0, 2)
    if not size:
        return Facts(EMPTY, unclean=unclean)
    if header[:16] != MAGIC or len(header) < HEADER or not {*header[18:20]} <= {1, 2}:
        return Facts(FOREIGN, unclean=unclean)
    pages, version, program = _first_page(header)
    if unclean:
        damaged, logged = _log(log)
        version = max([version, *(page[0] for page in logged)])
        program = max([program, *(page[1] for page in logged)])
        return Facts(LOG if damaged else "", version, program, unclean)
    return Facts(SHORT if size < pages * _page_size(header) else "", version, program)


def stamp(version: str) -> int:
    """The application_id of databases made by this version of the program."""
    major, minor, patch = (int(part) for part in version.split(".")[:3])
    return PROGRAM << 24 | major << 16 | minor << 8 | patch


def _first_page(header: bytes) -> tuple[int, int, tuple[int, int, int]]:
    """Pages in the file (0 when that is not told), version of the tables, and the program that made them."""
    counter, pages = struct.unpack(">II", header[24:32])
    (version,) = struct.unpack(">i", header[60:64])
    valid = struct.unpack(">I", header[92:96])[0] == counter
    mark, *program = header[68:72]
    major, minor, patch = program if mark == PROGRAM else (0, 0, 0)
    return pages if valid else 0, version, (major, minor, patch)


def _page_size(header: bytes) -> int:
    size: int = struct.unpack(">H", header[16:18])[0]
    return 65536 if size == 1 else size


class _Frame(NamedTuple):
    page: int
    commits: bool
    good: bool
    first: bytes  # of the page


def _log(path: Path) -> tuple[bool, list[tuple[int, tuple[int, int, int]]]]:
    """Whether committed changes are lost, and what its first pages say of versions.

    A power cut may leave the last change half written: nobody was told that it was saved. Two commits from a
    frame on that cannot be read mean that one was.
    """
    with path.open("rb") as file:
        header = file.read(LOG_HEADER)
        if len(header) < LOG_HEADER:
            return False, []
        frames = list(_frames(file, header))
    logged = [_first_page(frame.first)[1:] for frame in frames if frame.page == 1 and frame.good]
    bad = next((n for n, frame in enumerate(frames) if not frame.good), len(frames))
    return sum(frame.commits for frame in frames[bad:]) > 1, logged


def _frames(file: BinaryIO, header: bytes) -> list[_Frame]:
    """Those of this log; what follows is left of the log before."""
    magic, _format, size = struct.unpack(">III", header[:12])
    order = ">" if magic == LOG_MAGIC[1] else "<"
    sums = _summed(header[:24], (0, 0), order)
    good = magic in LOG_MAGIC and sums == struct.unpack(">II", header[24:32])
    size = size if good else 4096
    salts = header[16:24]
    frames: list[_Frame] = []
    while len(frame := file.read(FRAME_HEADER + size)) == FRAME_HEADER + size:
        if not frames and not good:
            salts = frame[8:16]  # the header is not to be believed: those of the first frame are
        if frame[8:16] != salts:
            if not frames or not _continues(file, salts, size):
                break
            frames.append(_Frame(0, False, False, b""))
            good = False
            continue
        page, pages = struct.unpack(">II", frame[:8])
        if good:
            sums = _summed(frame[FRAME_HEADER:], _summed(frame[:8], sums, order), order)
            good = sums == struct.unpack(">II", frame[16:24])
        frames.append(_Frame(page, pages > 0, good, frame[FRAME_HEADER : FRAME_HEADER + HEADER]))
    return frames


def _continues(file: BinaryIO, salts: bytes, size: int) -> bool:
    """Whether a later frame belongs to this log: then the one before was spoilt, not left over."""
    here = file.tell()
    found = False
    while not found and len(frame := file.read(FRAME_HEADER + size)) == FRAME_HEADER + size:
        found = frame[8:16] == salts
    file.seek(here)
    return found


def _summed(data: bytes, start: tuple[int, int], order: str) -> tuple[int, int]:
    """SQLite's running sum over words of 32 bits."""
    first, second = start
    words = struct.unpack(f"{order}{len(data) // 4}I", data)
    for n in range(0, len(words), 2):
        first = (first + words[n] + second) & 0xFFFFFFFF
        second = (second + words[n + 1] + first) & 0xFFFFFFFF
    return first, second
