"""Reads Excel and CSV lists into rows of cells; a bad file ends in one clear sentence."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from asn_desktop.domain.errors import UserError
from asn_desktop.spreadsheets import child
from asn_desktop.spreadsheets.cells import Cell
from asn_desktop.spreadsheets.csv_lists import read_csv

MB = 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True)
class Limits:
    """What one file may cost. A list of 16,000 people with 52 columns needs about a tenth of each."""

    file_size: int = 100 * MB
    unpacked: int = 400 * MB
    cells: int = 5_000_000
    memory: int = 1200 * MB  # address space of the child
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
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(4096)
    except FileNotFoundError:
        raise UserError(f"Berkas “{path.name}” tidak ada. Pilih berkas lain.") from None
    except OSError as error:
        raise UserError(
            f"Berkas “{path.name}” tidak dapat dibuka ({error.strerror}). Pilih berkas, bukan folder, "
            "dan tutup bila sedang dibuka di program lain."
        ) from error
    if not size or not head.strip():
        raise UserError(f"Berkas “{path.name}” kosong. Minta pengirim mengirim ulang.")
    if size > limits.file_size:
        raise UserError(
            f"Berkas “{path.name}” terlalu besar ({size // MB} MB, batasnya {limits.file_size // MB} MB). "
            "Simpan hanya lembar yang diperlukan."
        )
    if head.startswith(_ZIP):
        _check_package(path, limits)
    elif not head.startswith(_OLE):
        return [Sheet(path.stem, read_csv(path))]
    elif _is_encrypted(path):
        raise _locked(path)
    return _read_apart(path, limits)


def _is_encrypted(path: Path) -> bool:
    """Excel keeps an encrypted workbook as an OLE container with this stream in its directory."""
    return _ENCRYPTED in path.read_bytes()


def _locked(path: Path) -> UserError:
    return UserError(
        f"Berkas “{path.name}” dilindungi kata sandi. Buka di Excel, hapus kata sandinya "
        "(Berkas ▸ Info ▸ Proteksi), simpan, lalu impor lagi."
    )


def _broken(path: Path) -> UserError:
    return UserError(
        f"Berkas “{path.name}” rusak atau isinya tidak wajar, jadi tidak dapat dibaca. Buka di Excel, salin "
        "tabelnya saja ke buku kerja baru, simpan sebagai .xlsx, lalu impor lagi."
    )


def _too_big(path: Path) -> UserError:
    return UserError(
        f"Isi “{path.name}” terlalu besar untuk sebuah daftar. Salin tabelnya saja ke buku kerja baru, "
        "simpan sebagai .xlsx, lalu impor lagi."
    )


def _check_package(path: Path, limits: Limits) -> None:
    try:
        with zipfile.ZipFile(path) as package:
            entries = package.infolist()
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise _broken(path) from error
    names = {e.filename for e in entries}
    if not any(n.endswith(("workbook.xml", "workbook.bin", "content.xml")) for n in names):
        raise UserError(
            f"“{path.name}” bukan daftar Excel. Buka dengan program asalnya, simpan sebagai .xlsx, "
            "lalu impor lagi."
        )
    if sum(e.file_size for e in entries) > limits.unpacked:
        raise _too_big(path)


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, "--baca-lembar"]
    return [sys.executable, "-I", child.__file__]  # it imports nothing of ours, so it starts fast


def _read_apart(path: Path, limits: Limits) -> list[Sheet]:
    arguments = [str(path.resolve()), str(limits.memory), str(limits.cells)]
    process = subprocess.Popen(
        [*_command(), *arguments], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL
    )
    timer = threading.Timer(limits.seconds, process.kill)
    timer.start()
    try:
        assert process.stdout is not None
        sheets = _sheets(path, process.stdout, limits)
    finally:
        timer.cancel()
        with contextlib.suppress(OSError):
            process.kill()
        if process.stdout:
            process.stdout.close()
        process.wait()
    return sheets


def _sheets(path: Path, lines: Any, limits: Limits) -> list[Sheet]:
    sheets: list[Sheet] = []
    texts: dict[str, str] = {}
    left = count = 0
    for value in _values(path, lines):
        if value is None:
            if not sheets:
                raise UserError(f"Berkas “{path.name}” tidak mempunyai lembar. Pilih berkas lain.")
            return sheets
        if isinstance(value, dict):
            if "error" in value:
                raise _explained(path, value)
            left = value["columns_left"]
            sheets.append(Sheet(value["sheet"], []))
        else:
            for row in value:
                count += len(row)
                if count > limits.cells:
                    raise _too_big(path)
                sheets[-1].rows.append([*[""] * left, *(_cell(c, texts) for c in row)])
    raise _broken(path)  # the child died before the end


def _values(path: Path, lines: Any) -> Iterator[Any]:
    for line in lines:
        try:
            yield json.loads(line)
        except ValueError as error:  # killed in the middle of a line
            raise _broken(path) from error


def _explained(path: Path, value: Mapping[str, str]) -> UserError:
    kinds = {child.PASSWORD: _locked, child.TOO_MANY: _too_big}
    return kinds.get(value["error"], _broken)(path)


def _cell(value: Any, texts: dict[str, str]) -> Cell:
    """One object for equal texts: most columns of a staff list repeat few words thousands of times."""
    if isinstance(value, str):
        return texts.setdefault(value, value) if len(value) < 60 else value
    if isinstance(value, dict):
        iso = value["d"]
        return datetime.fromisoformat(iso) if "T" in iso else date.fromisoformat(iso)
    if value is None:
        return ""
    return value  # type: ignore[no-any-return]  # JSON leaves only numbers and booleans
