"""Paper, millimetres, and writing a file so that a half-written one is never seen."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Literal

from asn_desktop.domain.errors import UserError

Paper = Literal["A4", "F4"]
MM = 72 / 25.4
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
    temporary: Path | None = None
    try:
        handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=out.parent)
        temporary = Path(name)
        with os.fdopen(handle, "wb", buffering=1 << 18) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o644)
        temporary.replace(out)
    except OSError as error:
        raise unwritable(out, error) from error
    finally:
        if temporary:
            temporary.unlink(missing_ok=True)


def unwritable(out: Path, error: OSError) -> UserError:
    reason = {
        "FileNotFoundError": "foldernya tidak ada",
        "PermissionError": "foldernya tidak boleh ditulisi, atau berkas itu sedang dibuka program lain",
    }.get(type(error).__name__, "disk penuh atau tidak dapat ditulisi")
    return UserError(
        f"Berkas {out.name} tidak dapat ditulis: {reason}. "
        f"Tutup berkas itu atau pilih folder lain (sekarang {out.parent})."
    )
