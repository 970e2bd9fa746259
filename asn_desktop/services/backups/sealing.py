"""Backups that only a passphrase opens, in the age format; writing them needs no passphrase.

What is written is sealed for a public key. The key that opens it lies beside the backups, itself sealed with
the passphrase (scrypt), so that they can be opened on any PC.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

import pyrage

from asn_desktop.db.contents import DamagedError
from asn_desktop.domain import files
from asn_desktop.domain.errors import InvalidInput, UserError
from asn_desktop.services.backups.backup import ENCRYPTED

SHORTEST = 10  # letters of a passphrase; a stick can be tried at leisure


def new_key(folder: Path, passphrase: str) -> str:
    """Make a key, put it sealed into `folder`, and return the public half that backups are sealed for."""
    if len(passphrase) < SHORTEST:
        raise InvalidInput(
            {"passphrase": f"Kata sandi paling sedikit {SHORTEST} huruf. Pakai beberapa kata."}
        )
    identity = pyrage.x25519.Identity.generate()
    public = str(identity.to_public())
    keep_key(folder, public, pyrage.passphrase.encrypt(str(identity).encode(), passphrase))
    return public


def key_file(folder: Path, public: str) -> Path:
    return folder / f"kunci-cadangan-{public[4:12]}{ENCRYPTED}"


def keep_key(folder: Path, public: str, sealed: bytes) -> None:
    with files.replacing(key_file(folder, public)) as draft:
        draft.write_bytes(sealed)


def seal(source: BinaryIO, target: BinaryIO, public: str) -> None:
    """OSError or EncryptError when something cannot be read or written."""
    pyrage.encrypt_io(source, target, [pyrage.x25519.Recipient.from_str(public)])


@contextmanager
def opened(source: Path, passphrase: str, folder: Path) -> Iterator[Path]:
    """A plain copy of a sealed backup inside `folder`, for the while; a plain one is given as it is.

    UserError for another passphrase, or where the key does not lie beside the backup; DamagedError when the
    backup is not as it was written.
    """
    if source.suffix != ENCRYPTED:
        yield source
        return
    identities = keys(source.parent, passphrase)
    plain = folder / f".buka-{os.getpid()}-{source.stem}"
    try:
        try:
            with source.open("rb") as sealed, plain.open("xb") as file:
                pyrage.decrypt_io(sealed, file, identities)
        except pyrage.DecryptError as error:
            raise UserError(_OTHER) from error
        except OSError as error:
            raise (files.explained(error, plain) if error.errno else DamagedError.of(source.name)) from error
        yield plain
    finally:
        with suppress(OSError):
            plain.unlink(missing_ok=True)


_OTHER = "Kata sandi ini tidak membuka cadangan itu. Periksa huruf besar dan kecilnya, lalu ketik lagi."


def keys(folder: Path, passphrase: str) -> list[pyrage.x25519.Identity]:
    """All keys in the folder that this passphrase opens."""
    there = sorted(folder.glob(f"kunci-cadangan-*{ENCRYPTED}"))
    if not there:
        raise UserError(
            f"Kunci cadangan (kunci-cadangan-…{ENCRYPTED}) tidak ada di “{folder}”. "
            "Salin berkas itu ke sana, lalu ulangi."
        )
    found = []
    for file in there:
        with suppress(pyrage.DecryptError, OSError, pyrage.IdentityError, UnicodeDecodeError):
            text = pyrage.passphrase.decrypt(file.read_bytes(), passphrase).decode()
            found.append(pyrage.x25519.Identity.from_str(text))
    if not found:
        raise UserError(_OTHER)
    return found
