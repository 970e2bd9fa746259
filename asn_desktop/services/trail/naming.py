"""What single records are called, also those that are gone: then by their last image in the trail."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from string import Formatter
from typing import Any, TypeAlias

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from asn_desktop.db import images
from asn_desktop.db.history import CHUNK
from asn_desktop.db.tables import Change
from asn_desktop.domain import dates, names, nip
from asn_desktop.domain.reference import KINDS
from asn_desktop.services.trail import mentoring_words, words

Key: TypeAlias = tuple[str, int]  # table and id
Image: TypeAlias = Mapping[str, Any]

# Names made of columns; a foreign key stands for the name of the record it points to.
PATTERNS = {
    "former_nip": "{nip} ({person_id})",
    "distinct_people": "{low_id} dan {high_id}",
    "event": "{training_id} angkatan {angkatan} ({ends_on})",
    "participant": "{person_id} – {event_id}",
    "curriculum_subject": "{name} ({training_id})",
    "certificate": "{number} ({name})",
    "register_number": "{number}",
    "number_counter": "{scheme_id} tahun {year}",
    "template": "{title} edisi {edition}",
    "asset": "{sha256:.12}",
    "column_mapping": "{purpose}",
    "reference_item": "{kind}: {name} ({code})",
    "trainer": "{person_id}",
    "trainer_score": "{trainer_id} – {subject}",
    "event_plan": "{event_id}",
    "class_session": "{day} {starts} – {event_id}",
    "session_trainer": "{trainer_id}, {session_id}",
    "attendance": "{participant_id}, {session_id}",
    "mark_component": "{name} – {event_id}",
    "mark": "{component_id}: {participant_id}",
    "overruling": "{participant_id}",
    "quota": "{unit_id} – {event_id}",
    "nomination": "{person_id} – {event_id}",
    "training_need": "{person_id}: {training_id}",
    "outside_training": "{name} ({person_id})",
    "event_paper": "{kind} {number} – {event_id}",
    "event_photo": "{caption} – {event_id}",
    "letter_template": "{kind}",
} | mentoring_words.PATTERNS
WRITTEN: dict[tuple[str, str], Callable[[Any], str]] = {
    ("former_nip", "nip"): nip.spaced,
    ("event", "angkatan"): lambda number: dates.roman(number) if 0 < number < 4000 else str(number),
    ("event", "ends_on"): lambda day: str(day.year),
    ("reference_item", "kind"): lambda kind: KINDS.get(kind, kind),
    ("class_session", "day"): lambda day: f"{day:%d-%m-%Y}",
    ("mentoring_meeting", "day"): lambda day: f"{day:%d-%m-%Y}",
}
DEPTH = 4  # attendance, the session, the event, its training
LONGEST = 140


class Names:
    """Names of the records asked for, each looked up once."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._images: dict[Key, Image | None] = {}

    def learn(self, keys: Iterable[Key], known: Mapping[Key, Image] | None = None) -> None:
        """Read what is needed for these at once; `known` are whole rows that need not be read."""
        self._images.update(known or {})
        wanted = {key for key in keys if key[0] in images.TABLES}
        for _ in range(DEPTH):
            self._images.update(current(self._session, wanted - self._images.keys()))
            wanted = {
                parent for key in wanted if (image := self._images[key]) for parent in _needed(key[0], image)
            }
            if not wanted:
                return

    def image(self, key: Key) -> Image | None:
        """The whole row, as it is or as it last was; None for one that nobody ever recorded."""
        if key not in self._images:
            self.learn([key])
        return self._images.get(key)

    def of(self, key: Key) -> str:
        """One line; never empty."""
        table_name, row_id = key
        image = self.image(key)
        if image is None:
            return f"{words.noun(table_name)} nomor {row_id}"
        name = " ".join(
            _name(table_name, image, lambda column: self._parent(table_name, image, column)).split()
        )
        if len(name) > LONGEST:
            name = name[: LONGEST - 1] + "…"
        return name or f"{words.noun(table_name)} nomor {row_id}"

    def _parent(self, table_name: str, image: Image, column: str) -> str:
        parent = refers_to(table_name)[column]
        return self.of((parent, image[column])) if image.get(column) else ""


@cache
def refers_to(table_name: str) -> dict[str, str]:
    """The table each foreign key points to."""
    table = images.table_of(images.TABLES[table_name])
    return {key.parent.key: key.column.table.name for key in table.foreign_keys}


def _needed(table_name: str, image: Image) -> list[Key]:
    refers = refers_to(table_name)
    named = _columns_of(table_name) & refers.keys()
    return [(refers[column], image[column]) for column in named if image.get(column)]


def current(session: Session, keys: Iterable[Key]) -> dict[Key, Image | None]:
    """Whole rows as they are, or as they last were."""
    by_table: dict[str, list[int]] = defaultdict(list)
    for table_name, row_id in keys:
        by_table[table_name].append(row_id)
    found: dict[Key, Image | None] = {}
    for table_name, row_ids in by_table.items():
        cls = images.TABLES[table_name]
        table = images.table_of(cls)
        columns = [table.c[key] for key in images.columns(cls)]
        for start in range(0, len(row_ids), CHUNK):
            part = row_ids[start : start + CHUNK]
            there = session.connection().execute(select(*columns).where(table.c.id.in_(part)))
            found.update(((table_name, row["id"]), dict(row)) for row in there.mappings())
            gone = [row_id for row_id in part if (table_name, row_id) not in found]
            found.update(_last_images(session, table_name, gone))
    return found


def _last_images(session: Session, table_name: str, row_ids: list[int]) -> dict[Key, Image | None]:
    found: dict[Key, Image | None] = {(table_name, row_id): None for row_id in row_ids}
    if row_ids:
        mine = (Change.table_name == table_name, Change.row_id.in_(row_ids))
        newest = select(func.max(Change.id)).where(*mine, Change.after.is_(None)).group_by(Change.row_id)
        rows = session.execute(select(Change.row_id, Change.before).where(Change.id.in_(newest)))
        for row_id, before in rows:
            found[table_name, row_id] = read(table_name, before)
    return found


def read(table_name: str, image: str | None) -> dict[str, Any]:
    """An image of the trail; a table that is no more keeps its values as they were written."""
    if not image:
        return {}
    cls = images.TABLES.get(table_name)
    return images.load(cls, image) if cls else dict(json.loads(image))


def _name(table_name: str, row: Image, parent: Callable[[str], str]) -> str:
    if table_name == "person":
        parts = (str(row.get(key) or "") for key in ("name", "gelar_depan", "gelar_belakang"))
        return names.printed(*parts)
    return PATTERNS.get(table_name, "{name}").format_map(
        {key: _written(table_name, key, value, parent) for key, value in row.items()}
    )


def _written(table_name: str, key: str, value: Any, parent: Callable[[str], str]) -> str:
    if value is None:
        return ""
    if key in refers_to(table_name):
        return parent(key) if key in _columns_of(table_name) else ""
    if write := WRITTEN.get((table_name, key)):
        return write(value)
    return (
        words.CODES.get((table_name, key), {}).get(value, str(value))
        if isinstance(value, str)
        else str(value)
    )


@cache
def _columns_of(table_name: str) -> frozenset[str]:
    """Columns the name is made of."""
    return frozenset(
        field for _, field, _, _ in Formatter().parse(PATTERNS.get(table_name, "{name}")) if field
    )
