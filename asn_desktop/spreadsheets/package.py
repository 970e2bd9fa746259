"""Looks at the outside of an Excel file, before anything in it is unpacked."""

from __future__ import annotations

import zipfile
from typing import BinaryIO

from asn_desktop.spreadsheets.faults import Fault

_SMALL = 20 * 1024 * 1024  # unpacked; below this no ratio is a danger
_ENCRYPTED = "EncryptedPackage\0".encode("utf-16-le")
_ENTRY = 128  # bytes of one entry in the directory of an OLE container; its name comes first
_NAME_LENGTH = 64  # where in the entry the length of the name stands


def check(file: BinaryIO, most: int, ratio: int) -> None:
    """Refuses what is no workbook, and what unpacks to more than `most` bytes or `ratio` times its size."""
    try:
        with zipfile.ZipFile(file) as package:
            entries = package.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise Fault("broken") from None
    if not any(e.filename.endswith(("workbook.xml", "workbook.bin", "content.xml")) for e in entries):
        raise Fault("not_excel")
    unpacked = sum(e.file_size for e in entries)
    packed = sum(e.compress_size for e in entries)
    if unpacked > most or (unpacked > _SMALL and unpacked > ratio * max(1, packed)):
        raise Fault("too_big")


def check_not_encrypted(file: BinaryIO) -> None:
    """Excel keeps a workbook with a password in an OLE container, as a stream of this name."""
    file.seek(0)
    data = file.read()
    place = data.find(_ENCRYPTED)
    while place >= 0:
        length = data[place + _NAME_LENGTH : place + _NAME_LENGTH + 2]
        if place % _ENTRY == 0 and int.from_bytes(length, "little") == len(_ENCRYPTED):
            raise Fault("password")
        place = data.find(_ENCRYPTED, place + 1)
