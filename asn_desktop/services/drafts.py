"""What was typed and not yet saved, kept outside the database: one small file for each form that was opened.

A file is written beside its place and renamed over it, so a power cut leaves the old draft or the new one.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from asn_desktop.domain.errors import UserError
from asn_desktop.domain.files import explained, replacing, settle

FORMAT = 1
LARGEST = 20_000_000  # bytes; no form is larger, another program's file may be
DATE, MOMENT, PAIRS = "$tanggal", "$waktu", "$pasangan"
TOKEN = re.compile(r"[0-9a-f]{16}")


class Shelf(NamedTuple):
    """The drafts of one database."""

    folder: Path
    database: str  # its file, or its address without the password


class Draft(NamedTuple):
    token: str  # 16 hex digits; one of its own for each form that was opened
    screen: str  # which screen has the form
    form: str  # which of its forms
    record: int | None  # the record it changes; None: a new one
    title: str  # in words, as for an action: Ubah pegawai Siti
    at: datetime  # of the last letter
    typed: Mapping[str, Any]  # as it stood in the form
    base: Mapping[str, Any]  # as the form was before anything was typed


class Found(NamedTuple):
    drafts: list[Draft]  # newest first
    unreadable: list[str]  # in words


def shelf_of(folder: Path, database: str) -> Shelf:
    """The same for each way to write the name of a file; passwords of servers go no further."""
    if "://" in database:
        return Shelf(folder, re.sub(r":[^:@/]*@", "@", database))
    return Shelf(folder, os.path.normcase(Path(database).resolve()))


def keep(shelf: Shelf, draft: Draft) -> None:
    """Written through to the disk. UserError when the folder is full or read-only."""
    try:
        if not shelf.folder.is_dir():
            shelf.folder.mkdir(parents=True, exist_ok=True)
            settle(shelf.folder.parent)
    except OSError as error:
        raise explained(error, shelf.folder) from error
    said = draft._asdict() | {"draf": FORMAT, "database": _digest(shelf.database)}
    with replacing(_file(shelf, draft.token)) as path:
        path.write_text(json.dumps(_plain(said)), encoding="utf-8")


def drop(shelf: Shelf, token: str) -> None:
    """It was saved, or the clerk does not want it any more. UserError when the file does not go."""
    path = _file(shelf, token)
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise explained(error, path) from error


def found(shelf: Shelf) -> Found:
    """All of this database; a file that is none of ours or is damaged is left where it is, and told."""
    drafts: list[Draft] = []
    unreadable: list[str] = []
    for path in sorted(shelf.folder.glob(f"{_digest(shelf.database)}-*.json")):
        try:
            drafts.append(_read(path, shelf))
        except (OSError, ValueError, TypeError, KeyError, RecursionError):
            unreadable.append(f"Isian di “{path.name}” rusak atau bukan dari program ini, jadi dilewati.")
    return Found(sorted(drafts, key=lambda draft: draft.at, reverse=True), unreadable)


def _read(path: Path, shelf: Shelf) -> Draft:
    if path.stat().st_size > LARGEST:
        raise ValueError(path)
    said = _typed(json.loads(path.read_text(encoding="utf-8")))
    draft = Draft(**{name: said[name] for name in Draft._fields})
    kinds = (str, str, str, int | None, str, datetime, dict, dict)
    fits = all(isinstance(value, kind) for value, kind in zip(draft, kinds, strict=True))
    if not fits or said["draf"] != FORMAT or said["database"] != _digest(shelf.database):
        raise ValueError(path)
    if path != _file(shelf, draft.token):  # a copy under another name would come back for ever
        raise ValueError(path)
    return draft


def _file(shelf: Shelf, token: str) -> Path:
    if not TOKEN.fullmatch(token):
        raise UserError("Isian ini tidak dapat disimpan sementara. Simpan isiannya sekarang.")
    return shelf.folder / f"{_digest(shelf.database)}-{token}.json"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _plain(value: Any) -> Any:
    """JSON for dates, times and mappings too; it is pure ASCII, so that broken letters survive as well."""
    match value:
        case datetime():
            return {MOMENT: value.isoformat()}
        case date():
            return {DATE: value.isoformat()}
        case Mapping() if all(isinstance(key, str) and not key.startswith("$") for key in value):
            return {key: _plain(item) for key, item in value.items()}
        case Mapping():
            return {PAIRS: [[_plain(key), _plain(item)] for key, item in value.items()]}
        case list() | tuple():
            return [_plain(item) for item in value]
    return value


def _typed(value: Any) -> Any:
    match value:
        case {"$waktu": str(text)}:
            return datetime.fromisoformat(text)
        case {"$tanggal": str(text)}:
            return date.fromisoformat(text)
        case {"$pasangan": list(pairs)}:
            return {_key(_typed(key)): _typed(item) for key, item in pairs}
        case dict():
            return {key: _typed(item) for key, item in value.items()}
        case list():
            return [_typed(item) for item in value]
    return value


def _key(value: Any) -> Any:
    return tuple(map(_key, value)) if isinstance(value, list) else value
