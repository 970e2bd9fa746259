"""The list of deleted records: heads only, each with what hung on it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from asn_desktop.db.history import CHUNK
from asn_desktop.db.tables import Action, Change
from asn_desktop.domain.errors import UserError
from asn_desktop.services.trail import CAP, NOBODY, Field, words
from asn_desktop.services.trail.naming import Names
from asn_desktop.services.trail.values import Values, references
from asn_desktop.services.trash.removals import Forest, Removed, actions, still_gone

# What a clerk looks for; the rest of the tables only comes back with one of these.
KINDS = (
    "person",
    "former_nip",
    "unit",
    "training",
    "curriculum_subject",
    "event",
    "participant",
    "certificate",
    "number_scheme",
    "signatory",
    "reference_item",
    "mentoring_programme",
    "mentoring_pair",
    "mentee",
    "mentoring_meeting",
    "mentoring_aim",
    "action_point",
    "confidential_note",
)
AT_ONCE = 100  # actions looked at together
SHOWN = 200  # names of what hung on a record


class TrashRow(NamedTuple):
    """`id` is that of the change that deleted it; `hanging` in words and numbers, empty for nothing."""

    id: int
    table_name: str
    row_id: int
    noun: str
    name: str
    hanging: str
    at: datetime
    actor: str
    action_id: int
    action: str


class TrashDetail(NamedTuple):
    """`fields` are the record as it was; `hanging` kind and name of the first SHOWN rows of `total`."""

    row: TrashRow
    fields: Sequence[Field]
    hanging: Sequence[tuple[str, str]]
    total: int


def ids(session: Session, text: str = "", kinds: Collection[str] = (), limit: int | None = None) -> list[int]:
    """Newest first, at most CAP; every word of `text` is in the name, or all of it in the NIP."""
    most, found = min(limit or CAP, CAP), list[int]()
    deleting, among = actions(session, kinds or KINDS), kinds or KINDS
    for start in range(0, len(deleting), AT_ONCE):
        gone = still_gone(session, deleting[start : start + AT_ONCE])
        forests = (Forest(removed) for removed in gone.values())
        heads = [row for forest in forests for row in forest.heads if row.table_name in among]
        found += (row.id for row in _matching(session, heads, text))
        if len(found) >= most:
            break
    return found[:most]


def _matching(session: Session, heads: Sequence[Removed], text: str) -> Iterable[Removed]:
    asked, number = text.casefold().split(), "".join(text.split())
    if not asked:
        return heads
    names = _names(session, heads)

    def fits(row: Removed) -> bool:
        name = names.of(row.key).casefold()
        return all(word in name for word in asked) or number in str(row.image.get("nip") or "")

    return [row for row in heads if fits(row)]


def _names(session: Session, removed: Sequence[Removed]) -> Names:
    names = Names(session)
    names.learn((row.key for row in removed), {row.key: row.image for row in removed})
    return names


def rows(session: Session, wanted: Sequence[int]) -> list[TrashRow]:
    """The rows of these ids, in their order; what is no longer in the trash is left out."""
    asked = by_action(session, wanted)
    gone = still_gone(session, [*asked])
    heads = session.execute(select(Action).where(Action.id.in_(asked))).scalars()
    mine = {key: [row for row in gone[key] if row.id in change_ids] for key, change_ids in asked.items()}
    names = _names(session, [row for removed in mine.values() for row in removed])
    found: dict[int, TrashRow] = {}
    for action in heads:
        forest = Forest(gone[action.id])
        for row in mine[action.id]:
            about = (row.id, row.table_name, row.row_id, words.noun(row.table_name), names.of(row.key))
            hanging = _counted(forest.hanging(row.key))
            who = action.actor or NOBODY
            found[row.id] = TrashRow(*about, hanging, action.at, who, action.id, action.label)
    return [found[key] for key in wanted if key in found]


def by_action(session: Session, change_ids: Sequence[int]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for start in range(0, len(change_ids), CHUNK):
        part = change_ids[start : start + CHUNK]
        for key, action_id in session.execute(select(Change.id, Change.action_id).where(Change.id.in_(part))):
            found[action_id].add(key)
    return found


def _counted(hanging: Sequence[Removed]) -> str:
    """`3 keikutsertaan, 1 NIP lama`"""
    counts = Counter(row.table_name for row in hanging)
    known = [name for name in words.NOUNS if name in counts]
    return ", ".join(f"{words.counted(counts[name])} {words.noun(name)}" for name in known)


def detail(session: Session, entry: int) -> TrashDetail:
    """UserError when it is no longer in the trash."""
    heads = rows(session, [entry])
    if not heads:
        raise UserError("Data ini tidak ada lagi di Sampah, mungkin sudah dipulihkan. Muat ulang daftarnya.")
    removed = still_gone(session, [heads[0].action_id])[heads[0].action_id]
    head = next(row for row in removed if row.id == entry)
    hanging = Forest(removed).hanging(head.key)
    names = _names(session, [head, *hanging[:SHOWN]])
    names.learn(references(head.table_name, head.image))
    fields = Values(session, names).fields(head.table_name, {}, head.image)
    told = [(words.title(row.table_name), names.of(row.key)) for row in hanging[:SHOWN]]
    return TrashDetail(heads[0], fields, told, len(hanging))


def tables(_session: Session) -> list[tuple[str, str]]:
    """What there is to filter by."""
    return [(name, words.title(name)) for name in KINDS]
