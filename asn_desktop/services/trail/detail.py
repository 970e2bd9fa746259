"""One action, field by field, in pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from asn_desktop.db import images
from asn_desktop.db.tables import Change, Participant, Person
from asn_desktop.domain.errors import UserError
from asn_desktop.domain.typed import sought
from asn_desktop.services.trail import lists, records, words
from asn_desktop.services.trail.lists import TrailRow
from asn_desktop.services.trail.naming import Key, Names, read
from asn_desktop.services.trail.values import Field, Values, references

PAGE = 200  # rows


class RowChange(NamedTuple):
    """What an action did to one row: `verb` is ditambah, diubah or dihapus."""

    id: int
    table_name: str
    row_id: int
    noun: str
    name: str
    verb: str
    fields: Sequence[Field]


class Detail(NamedTuple):
    """`total` rows match the search, `changes` are those of the page that begins at `offset`."""

    row: TrailRow
    total: int
    offset: int
    changes: Sequence[RowChange]


def detail(
    session: Session, action_id: int, offset: int = 0, text: str = "", record: Key | None = None
) -> Detail:
    """PAGE rows from `offset`; with `record` only what the action did to it and to what hangs on it.

    UserError when there is no such action (a backup was restored meanwhile).
    """
    heads = lists.rows(session, [action_id])
    if not heads:
        raise UserError("Tindakan ini tidak ada dalam riwayat. Muat ulang daftarnya.")
    mine = [Change.action_id == action_id, *(_contains(word) for word in sought(text))]
    if record:
        mine.append(_among(records.of_record(session, *record)))
    total = session.scalar(select(func.count(Change.id)).where(*mine)) or 0
    query = (
        select(Change.id, Change.table_name, Change.row_id, Change.before, Change.after)
        .where(*mine)
        .order_by(Change.id)
        .limit(PAGE)
        .offset(offset)
    )
    found = [tuple(row) for row in session.execute(query)]
    return Detail(heads[0], total, offset, _in_words(session, found))


def _among(keys: Sequence[Key]) -> ColumnElement[bool]:
    by_table: dict[str, list[int]] = defaultdict(list)
    for table_name, row_id in keys:
        by_table[table_name].append(row_id)
    return or_(*(and_(Change.table_name == name, Change.row_id.in_(ids)) for name, ids in by_table.items()))


def _contains(word: str) -> ColumnElement[bool]:
    """In what was written down, or in the name of the person it was about."""
    written = images.dump({"": word})[5:-2]  # as it stands inside the JSON
    people = select(Person.id).where(Person.name.icontains(word, autoescape=True))
    taking_part = select(Participant.id).where(Participant.person_id.in_(people))
    return or_(
        Change.before.icontains(written, autoescape=True),
        Change.after.icontains(written, autoescape=True),
        and_(Change.table_name == "person", Change.row_id.in_(people)),
        and_(Change.table_name == "participant", Change.row_id.in_(taking_part)),
    )


def _in_words(session: Session, found: Sequence[tuple[Any, ...]]) -> list[RowChange]:
    names = Names(session)
    values = Values(session, names)
    before = [read(table_name, old) for _, table_name, _, old, _ in found]
    after = [read(table_name, new) for _, table_name, _, _, new in found]
    keys: list[Key] = [(table_name, row_id) for _, table_name, row_id, _, _ in found]
    names.learn(keys)
    for (table_name, _), *rows in zip(keys, before, after, strict=True):
        if table_name in images.TABLES:
            names.learn(references(table_name, *rows))
    changes = []
    for line, key, old, new in zip(found, keys, before, after, strict=True):
        verb = "added" if line[3] is None else "removed" if line[4] is None else "changed"
        fields = values.fields(key[0], old, new) if key[0] in images.TABLES else []
        changes.append(RowChange(line[0], *key, words.noun(key[0]), names.of(key), words.VERBS[verb], fields))
    return changes
