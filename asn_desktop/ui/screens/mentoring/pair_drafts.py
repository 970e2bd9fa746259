"""Which part of which pair a half-typed form belongs to, so that it can be opened again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from asn_desktop.services.drafts import Draft
from asn_desktop.services.mentoring import closing, meetings, pairs, progress

if TYPE_CHECKING:
    from asn_desktop.ui.kit.runner import Session


class Belongs(NamedTuple):
    """`form` is what the parts of a pair know it by."""

    programme_id: int
    pair_id: int
    form: str


def _itself(_session: Session, pair_id: int) -> int:
    return pair_id


def _of_meeting(session: Session, meeting_id: int) -> int:
    return meetings.get(session, meeting_id).pair_id


# By `Place.form`: the name in the parts, whether the record's number follows it, and how its pair is found.
FORMS: dict[str, tuple[str, bool, Callable[[Session, int], int]]] = {
    "meeting.new": ("way.meeting.new", False, _itself),
    "meeting": ("way.meeting", True, _of_meeting),
    "planning": ("planning", False, _itself),
    "progress.aim": ("progress.aim", False, _itself),
    "progress.aim_edit": ("progress.aim_edit", True, progress.pair_of),
    "progress.value": ("progress.value", True, progress.pair_of),
    "closing.mentee": ("closing.mentee", True, closing.pair_of),
    "closing.leave": ("closing.leave", True, closing.pair_of),
}


def belongs(session: Session, draft: Draft) -> Belongs:
    """Raises NoResultFound where its record is gone."""
    name, is_numbered, pair_of = FORMS[draft.form]
    record = draft.record or 0
    pair_id = pair_of(session, record)
    inner = f"{name}.{record}" if is_numbered else name
    return Belongs(pairs.get(session, pair_id).programme_id, pair_id, inner)
