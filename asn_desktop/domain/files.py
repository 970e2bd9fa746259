"""Writing a file so that the old one survives every failure."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from asn_desktop.domain.errors import UserError


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a temporary file beside `path`; when the block ends well it takes the place of `path`.

    Raises UserError, with the remedy, when the folder is read-only or full or the file is open elsewhere.
    """
    path = Path(path)
    temporary: Path | None = None
    try:
        handle, name = tempfile.mkstemp(prefix=".tulis-", suffix=path.suffix, dir=path.parent)
        os.close(handle)
        temporary = Path(name)
        yield temporary
        with temporary.open("rb+") as file:
            os.fsync(file.fileno())
        temporary.chmod(0o644)
        temporary.replace(path)
    except OSError as error:
        raise explained(error, path) from error
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def explained(error: OSError, path: Path) -> UserError:
    """What an error of the file system means for the clerk who wanted to write `path`."""
    if error.errno == errno.ENOSPC:
        return UserError(
            f"Penyimpanan penuh, jadi “{path.name}” tidak ditulis; berkas yang lama tetap ada. "
            "Kosongkan ruang atau pilih folder lain, lalu ulangi."
        )
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return UserError(f"Folder “{path.parent}” tidak ada. Pilih folder lain, lalu ulangi.")
    if isinstance(error, PermissionError) and path.exists() and os.access(path.parent, os.W_OK):
        return UserError(
            f"“{path.name}” sedang dibuka di program lain. Tutup dahulu di sana, lalu ulangi; "
            "berkas yang lama tetap ada."
        )
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return UserError(f"Folder “{path.parent}” tidak boleh ditulisi. Pilih folder lain, lalu ulangi.")
    if isinstance(error, IsADirectoryError):
        return UserError(f"“{path.name}” adalah folder. Pilih nama lain, lalu ulangi.")
    return UserError(f"“{path.name}” tidak dapat ditulis ({error.strerror}). Pilih folder lain, lalu ulangi.")
