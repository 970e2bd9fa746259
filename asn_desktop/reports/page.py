"""Paper, millimetres, and writing a file so that a half-written one is never seen."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Literal

from asn_desktop.domain.errors import UserError
from asn_desktop.domain.files import settle

Paper = Literal["A4", "F4"]
MM = 72 / 25.4
_SETTLING = 8  # files that wait for the disk at the same time
# Landscape, in mm. F4 (folio) is the second paper of Indonesian offices.
LANDSCAPE: dict[Paper, tuple[float, float]] = {"A4": (297.0, 210.0), "F4": (330.0, 215.0)}


def size(paper: Paper) -> tuple[float, float]:
    """Width and height of the landscape sheet in points."""
    width, height = LANDSCAPE[paper]
    return width * MM, height * MM


@contextmanager
def replacing(out: Path) -> Iterator[BinaryIO]:
    """A file that takes the place of `out` only when all is written and safe on disk.

    UserError when the folder cannot be written, the disk is full or `out` is open elsewhere.
    """
    with _reported(out), ExitStack() as leftovers:
        temporary, file = _temporary(out, leftovers)
        with file:
            yield file
            _settle(file)
        temporary.replace(out)
        settle(out.parent)


def write_together(files: Sequence[tuple[Path, Sequence[bytes]]]) -> None:
    """Like `replacing`, for many small files: all are written, then all made safe, then all put in place.

    Waiting for the disk file by file would take longer than drawing them.
    """
    with ExitStack() as leftovers:
        waiting: list[tuple[Path, Path, BinaryIO]] = []
        for out, parts in files:
            with _reported(out):
                temporary, file = _temporary(out, leftovers)
                leftovers.callback(_let_go, file)
                waiting.append((out, temporary, file))
                file.writelines(parts)
                file.flush()
        # asked at the same time, the disk makes many safe in one go
        with ThreadPoolExecutor(_SETTLING) as pool:
            settled = [(out, file, pool.submit(_settle, file)) for out, _, file in waiting]
        for out, file, done in settled:
            with _reported(out):
                done.result()
                file.close()
        for out, temporary, _ in waiting:
            with _reported(out):
                temporary.replace(out)
        for folder in {out.parent for out, _, _ in waiting}:
            settle(folder)


def _temporary(out: Path, leftovers: ExitStack) -> tuple[Path, BinaryIO]:
    handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=out.parent)
    leftovers.callback(Path(name).unlink, missing_ok=True)
    return Path(name), os.fdopen(handle, "wb", buffering=1 << 18)


def _let_go(file: BinaryIO) -> None:
    """Closing writes what is still buffered; on a full disk that fails once more, which was told already."""
    with suppress(OSError):
        file.close()


def _settle(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())
    if os.name == "posix":
        os.fchmod(file.fileno(), 0o644)  # a temporary file is for its maker only


@contextmanager
def _reported(out: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise unwritable(out, error) from error


def unwritable(out: Path, error: OSError) -> UserError:
    reason = {
        "FileNotFoundError": "foldernya tidak ada",
        "PermissionError": "foldernya tidak boleh ditulisi, atau berkas itu sedang dibuka program lain",
    }.get(type(error).__name__, "disk penuh atau tidak dapat ditulisi")
    return UserError(
        f"Berkas {out.name} tidak dapat ditulis: {reason}. "
        f"Tutup berkas itu atau pilih folder lain (sekarang {out.parent})."
    )
