"""Brings a file to another disk, sealed on the way if wished, and reads it back before it gets its name."""

from __future__ import annotations

import hashlib
import io
import os
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

import pyrage

from asn_desktop.domain import files
from asn_desktop.domain.errors import Cancelled, UserError
from asn_desktop.services.backups import backup as one
from asn_desktop.services.backups import sealing
from asn_desktop.services.backups.backup import Progress

PIECE = 1 << 20


def bring(source: Path, target: Path, public: str = "", progress: Progress | None = None) -> str:
    """Returns the SHA-256 of `target`, which is sealed when `public` is given.

    UserError when the disk is full or gone: no `target` then.
    """
    part = target.with_name(f"{target.name}.part")
    try:
        with source.open("rb") as plain, part.open("wb") as file:
            out = _Written(file)
            _copy(_Read(plain, source.stat().st_size, progress), out, public)
            file.flush()
            os.fsync(file.fileno())
        if _read_back(part) != out.sha256.hexdigest():
            raise UserError(
                f"“{target.name}” tidak dapat dibaca kembali dari “{target.parent}” seperti yang ditulis. "
                "Tempat itu mungkin rusak; pakai yang lain."
            )
        part.rename(target)
        files.settle(target.parent)
    except OSError as error:
        raise files.explained(error, target) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return out.sha256.hexdigest()


def _copy(source: _Read, target: _Written, public: str) -> None:
    if not public:
        while piece := source.read(PIECE):
            target.write(piece)
        return
    try:
        sealing.seal(source, target, public)  # type: ignore[arg-type]  # it only reads and writes pieces
    except (OSError, pyrage.EncryptError):  # it tells only in words what went wrong here
        if source.stopped:
            raise Cancelled from None
        raise target.error or OSError() from None


class _Read(io.RawIOBase):
    """Tells how far it was read."""

    def __init__(self, file: BinaryIO, total: int, progress: Progress | None) -> None:
        super().__init__()
        self._file, self._total, self._progress = file, total, progress
        self.stopped = False

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        if self._progress and not self._progress(self._file.tell(), self._total, "Ke tempat kedua"):
            self.stopped = True
            raise Cancelled
        return self._file.read(size)


class _Written(io.RawIOBase):
    """Knows the SHA-256 of what was written."""

    def __init__(self, file: BinaryIO) -> None:
        super().__init__()
        self._file, self.sha256 = file, hashlib.sha256()
        self.error: OSError | None = None

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        self.sha256.update(data)
        try:
            return self._file.write(data)
        except OSError as error:
            self.error = error
            raise


def _read_back(path: Path) -> str:
    """From the disk itself where the system can be told to forget what it has of the file."""
    if hasattr(os, "posix_fadvise"):
        with path.open("rb") as file:
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    return one.fingerprint(path)
