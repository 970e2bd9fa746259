"""Writing a file so that the old one survives every failure."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from asn_desktop.domain.errors import UserError

_FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a temporary file beside `path`; when the block ends well it takes the place of `path`.

    Raises UserError, with the remedy, when the folder is read-only or full or the file is open elsewhere.
    """
    path = Path(path)
    temporary = path.with_name(f".tulis-{secrets.token_hex(8)}{path.suffix[:20]}")
    try:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, "is a directory", str(path))
        if path.exists():
            path.open("rb+").close()  # open elsewhere on Windows: told before the work, not after it
        os.close(
            os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666)
        )  # less what the umask forbids
        yield temporary
        with temporary.open("rb+") as file:
            os.fsync(file.fileno())
        if path.exists():
            temporary.chmod(stat.S_IMODE(path.stat().st_mode))  # who could read the old one can read the new
        temporary.replace(path)
        settle(path.parent)
    except OSError as error:
        raise explained(error, path) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


@contextmanager
def filling(folder: Path) -> Iterator[Path]:
    """Give an empty folder inside `folder`; when the block ends well its files move up, else they go.

    `folder` is made if need be. UserError as `replacing`.
    """
    folder = Path(folder)
    is_new = not folder.exists()
    staged = folder / f".tulis-{secrets.token_hex(8)}"
    try:
        staged.mkdir(parents=True)
        yield staged
        for made in sorted(staged.iterdir()):
            made.replace(folder / made.name)
    except (FileExistsError, NotADirectoryError) as error:
        raise UserError(f"“{folder}” adalah berkas, bukan folder. Pilih folder lain, lalu ulangi.") from error
    except OSError as error:
        raise explained(error, staged) from error
    finally:
        shutil.rmtree(staged, ignore_errors=True)
        if is_new:
            with suppress(OSError):  # stays when anything is in it
                folder.rmdir()


def make_folder(folder: Path) -> None:
    """With those above it; a power cut leaves them there too. Raises OSError."""
    if folder.is_dir():
        return
    if folder.parent != folder:
        make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    settle(folder.parent)


def settle(folder: Path) -> None:
    """The new name survives a power cut too; Windows and some shares cannot be asked for it."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def explained(error: OSError, path: Path) -> UserError:
    """What an error of the file system means for the clerk who wanted to write `path`."""
    if error.errno in _FULL:
        text = (
            f"Penyimpanan penuh, jadi “{path.name}” tidak ditulis; berkas yang lama tetap ada. "
            "Kosongkan ruang atau pilih folder lain"
        )
    elif error.errno == errno.ENAMETOOLONG:
        text = f"Nama berkas “{path.name[:40]}…” terlalu panjang. Pilih nama yang lebih pendek"
    elif isinstance(error, IsADirectoryError):
        text = f"“{path.name}” adalah folder. Pilih nama lain"
    elif not path.parent.is_dir():
        text = f"Folder “{path.parent}” tidak ada. Pilih folder lain"
    elif isinstance(error, PermissionError) and path.exists() and os.access(path.parent, os.W_OK):
        text = (
            f"“{path.name}” sedang dibuka di program lain; berkas yang lama tetap ada. "
            "Tutup dahulu di sana atau pilih nama lain"
        )
    elif isinstance(error, PermissionError) or error.errno == errno.EROFS:
        text = f"Folder “{path.parent}” tidak boleh ditulisi. Pilih folder lain"
    else:
        text = (
            f"“{path.name}” tidak dapat ditulis di folder “{path.parent}”; berkas yang lama tetap ada. "
            "Pilih folder lain"
        )
    return UserError(f"{text}, lalu ulangi.")
