"""The word index over people on SQLite, kept by triggers, and the questions it understands."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping, Sequence

# Columns people are filtered by, each with the first letter of its words in the index. So text and filters
# are one question, answered from the shortest list.
CODED = {"unit_id": "u", "status": "s", "golongan": "g", "jenis_jabatan": "j"}
PREFIX = 4  # so many letters of a word are found without delay; more are put together from all such words
MOST_CODES = 60  # of one column in a question; more are no sharp filter, and slow

_WORD = re.compile(r"[^\W_]+")
_LABEL = re.compile(r"\bNIP\b[.:\s]*(?=\d)", re.IGNORECASE)
_ONLY_NIP = re.compile(r"[\d\s.\-']{9,}")
_NIP_GROUPS = re.compile(r"\b\d{8}(?:[\s.\-]+\d+)+")  # begins with a date of birth

# What of a person (`{p}` is NEW or person) is found by its words, and by its codes.
TEXT = (
    "{p}.name || ' ' || {p}.name_key || ' ' || {p}.gelar_depan || ' ' || {p}.gelar_belakang || ' ' || "
    "coalesce({p}.nip, '') || ' ' || {p}.nip_lama || ' ' || {p}.jabatan || ' ' || {p}.instansi || ' ' || "
    "coalesce((SELECT unit.name FROM unit WHERE unit.id = {p}.unit_id), '') || ' ' || "
    "coalesce((SELECT group_concat(nip, ' ') FROM former_nip WHERE person_id = {p}.id), '')"
)
CODES = (
    "'u' || coalesce({p}.unit_id, '') || ' s' || hex({p}.status) || ' g' || hex({p}.golongan) || ' j' || "
    "hex({p}.jenis_jabatan)"
)
_AGAIN = f"UPDATE person_search SET text = (SELECT {TEXT.format(p='person')} FROM person WHERE person.id = "

DDL = (
    "CREATE VIRTUAL TABLE person_search USING fts5("
    f"text, codes, prefix='{' '.join(map(str, range(1, PREFIX + 1)))}', "
    'tokenize="unicode61 remove_diacritics 2")',
    "CREATE TRIGGER person_search_insert AFTER INSERT ON person BEGIN "
    f"INSERT INTO person_search(rowid, text, codes) VALUES "
    f"(NEW.id, {TEXT.format(p='NEW')}, {CODES.format(p='NEW')}); END",
    "CREATE TRIGGER person_search_update AFTER UPDATE OF name, name_key, gelar_depan, gelar_belakang, nip, "
    "nip_lama, jabatan, instansi, unit_id, status, golongan, jenis_jabatan ON person BEGIN "
    f"UPDATE person_search SET text = {TEXT.format(p='NEW')}, codes = {CODES.format(p='NEW')} "
    "WHERE rowid = NEW.id; END",
    "CREATE TRIGGER person_search_delete AFTER DELETE ON person BEGIN "
    "DELETE FROM person_search WHERE rowid = OLD.id; END",
    "CREATE TRIGGER person_search_unit AFTER UPDATE OF name ON unit BEGIN "
    f"{_AGAIN} person_search.rowid) WHERE rowid IN (SELECT id FROM person WHERE unit_id = NEW.id); END",
    "CREATE TRIGGER person_search_former AFTER INSERT ON former_nip BEGIN "
    f"{_AGAIN} NEW.person_id) WHERE rowid = NEW.person_id; END",
    "CREATE TRIGGER person_search_former_gone AFTER DELETE ON former_nip BEGIN "
    f"{_AGAIN} OLD.person_id) WHERE rowid = OLD.person_id; END",
)


def words(typed: str) -> list[str]:
    """The words to look for, each once. A NIP typed in its groups is one word."""
    text = _LABEL.sub(" ", unicodedata.normalize("NFC", typed))
    if _ONLY_NIP.fullmatch(text.strip()) and sum(c.isdigit() for c in text) >= 9:
        return ["".join(c for c in text if c.isdigit())]
    text = _NIP_GROUPS.sub(lambda found: "".join(_WORD.findall(found[0])), text)
    return list(dict.fromkeys(_WORD.findall(text)))


def question(found: Sequence[str], codes: Mapping[str, Collection[object]]) -> str:
    """For MATCH: every word begins some word of the text, and of each column one code is right."""
    parts = []
    if found:
        parts.append("text : (" + " AND ".join(f'"{word}"*' for word in found) + ")")
    for column, values in codes.items():
        parts.append("codes : (" + " OR ".join(f'"{_code(column, value)}"' for value in values) + ")")
    return " AND ".join(parts)


def finder(found: Sequence[str]) -> Callable[[str], bool]:
    """Tells whether an indexed text is a hit, as the index itself would."""
    patterns = [re.compile(rf"(?<![^\W_]){re.escape(_folded(word))}") for word in found]
    return lambda text: all(pattern.search(_folded(text)) for pattern in patterns)


def _folded(text: str) -> str:
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFD", text)
    return "".join(c for c in plain if not unicodedata.combining(c)).lower()


def _code(column: str, value: object) -> str:
    written = value.encode().hex() if isinstance(value, str) else "" if value is None else str(value)
    return CODED[column] + written
