"""Values of the trail as a clerk reads them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from asn_desktop.domain import dates, nip
from asn_desktop.domain.certificates import TOKENS
from asn_desktop.domain.reference import KINDS
from asn_desktop.services import reference
from asn_desktop.services.trail import mentoring_words, words
from asn_desktop.services.trail.naming import Image, Key, Names, refers_to

LONGEST = 2000  # letters of one value


class Field(NamedTuple):
    """`old` and `new` are empty where there was or is nothing."""

    title: str
    old: str
    new: str


class Values:
    """Puts values into words; codes and references are looked up once."""

    def __init__(self, session: Session, names: Names) -> None:
        self._session, self._names = session, names
        self._codes: dict[str, dict[str, str]] = {}

    def fields(self, table_name: str, before: Image, after: Image) -> list[Field]:
        """What is different, in the order in which the columns are shown."""
        found: list[Field] = []
        for key in words.shown_columns(table_name):
            old, new = before.get(key), after.get(key)
            if old == new or (_is_nothing(old) and _is_nothing(new)):
                continue
            title = words.column(table_name, key)
            if (table_name, key) in mentoring_words.SEALED:
                found.append(Field(title, _sealed(old), _sealed(new)))
            elif isinstance(old, dict | list) or isinstance(new, dict | list):
                found += _parts(title, old, new)
            else:
                found.append(Field(title, self.said(table_name, key, old), self.said(table_name, key, new)))
        return found

    def said(self, table_name: str, key: str, value: Any) -> str:
        """One value; empty for none."""
        if value is None or value == "":
            return words.CODES.get((table_name, key), {}).get("", "") if value == "" else ""
        if parent := refers_to(table_name).get(key):
            return self._names.of((parent, value))
        if fixed := words.CODES.get((table_name, key)):
            return fixed.get(value, str(value))
        if kind := words.KINDS.get((table_name, key)):
            name = self._names_of(kind).get(value)
            return f"{name} ({value})" if name and name != value else str(value)
        if (table_name, key) == ("reference_item", "kind"):
            return KINDS.get(value, str(value))
        return nip.spaced(value) if key == "nip" and isinstance(value, str) else plain(value)

    def _names_of(self, kind: str) -> dict[str, str]:
        if kind not in self._codes:
            rows = reference.items(self._session, kind, archived=True)
            self._codes[kind] = {row.code: row.name for row in rows}
        return self._codes[kind]


def _sealed(value: Any) -> str:
    """What only few may read is not shown letter by letter, though it is encrypted."""
    return "(tersegel)" if value else ""


def _is_nothing(value: Any) -> bool:
    return value is None or value is False or value in ("", [], {})


def plain(value: Any) -> str:  # noqa: PLR0911 - one for each type
    match value:
        case None:
            return ""
        case bool():
            return "Ya" if value else "Tidak"
        case float():
            return f"{value:.10g}".replace(".", ",")
        case datetime():
            return f"{dates.short(value)} {value:%H.%M}"
        case date():
            return dates.short(value)
        case list():
            return "; ".join(filter(None, map(plain, value)))
        case dict():
            told = ((_part(key), plain(inner)) for key, inner in value.items())
            return ", ".join(f"{title} {inner}" for title, inner in told if inner)
    text = str(value)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _parts(title: str, old: Any, new: Any) -> Iterator[Field]:
    """A value with parts of its own: only the parts that differ."""
    before, after = _flat(old), _flat(new)
    for part in dict.fromkeys([*before, *after]):
        was, is_ = before.get(part, ""), after.get(part, "")
        if was != is_:
            yield Field(f"{title}: {part}" if part else title, was, is_)


def _flat(value: Any) -> dict[str, str]:
    """`{"value": {…}}` and the like: names of the innermost parts and what they hold."""
    if not isinstance(value, Mapping):
        return {"": plain(value)}
    found: dict[str, str] = {}
    for key, inner in value.items():
        if key in ("value", "values") and isinstance(inner, Mapping):
            found |= _flat(inner)
        else:
            found[_part(key)] = plain(inner)
    return found


def _part(key: str) -> str:
    return words.PARTS.get(key) or TOKENS.get(key, key).partition(",")[0]


def references(table_name: str, *rows: Image) -> Iterator[Key]:
    """What the values of these rows refer to."""
    for column, parent in refers_to(table_name).items():
        yield from ((parent, row[column]) for row in rows if row.get(column))
