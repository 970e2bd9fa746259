"""What a finished pair tells of the competences of its mentees, and how that is taken back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from asn_desktop.db.tables import Mentee, MentoringPair
from asn_desktop.domain.mentoring import words
from asn_desktop.services import competences
from asn_desktop.services.competences import Given
from asn_desktop.services.mentoring import levels


class Fed(NamedTuple):
    """A level at the end, and whose view it is, a key of words.SEEN_BY."""

    mentee_id: int
    mentee: str
    competence: str
    name: str
    before: int | None
    level: int
    seen_by: str

    @property
    def words(self) -> str:
        before = f"dari {self.before} " if self.before is not None else ""
        return f"{self.mentee}: {self.name} {before}menjadi {self.level} (menurut {self.seen_by})"


def final_levels(session: Session, pair_id: int) -> list[Fed]:
    """Of who stayed to the end: that of the superior, else of the mentor, else of the mentee.

    A competence the office has put aside since is left out.
    """
    stayed = set(
        session.scalars(select(Mentee.id).where(Mentee.pair_id == pair_id, Mentee.left_on.is_(None)))
    )
    known = competences.names(session)
    found = []
    for row in levels.rows(session, [pair_id]):
        if row.mentee_id in stayed and row.competence in known and (end := row.decided("akhir")):
            found.append(Fed(row.mentee_id, row.mentee, row.competence, row.name, row.way[0], *end))
    return found


def feed(session: Session, pair_id: int, day: date) -> list[Fed]:
    """Into the competences of the people, once: what was fed before is replaced."""
    take_back(session, pair_id)
    person = {m.id: m.person_id for m in session.scalars(select(Mentee).where(Mentee.pair_id == pair_id))}
    found = final_levels(session, pair_id)
    for one in found:
        note = f"Menurut {words.SEEN_BY[one.seen_by].lower()} pada akhir mentoring"
        given = Given(person[one.mentee_id], one.competence, one.level, day, "mentoring", pair_id, note)
        competences.record(session, given, day)
    return found


def follow(session: Session, pair_id: int) -> None:
    """After a change in a finished pair, so that the competences say what its papers say."""
    pair = session.get_one(MentoringPair, pair_id)
    if pair.state == words.FINISHED and pair.closed_on is not None:
        session.flush()
        feed(session, pair_id, pair.closed_on)


def save_levels(session: Session, cells: Mapping[levels.Where, int | None], today: date) -> int:
    """As `levels.save`, and what a finished pair told follows. Raises InvalidInput by competence."""
    changed = levels.save(session, cells, today)
    mentees = {where[0] for where in cells}
    for pair_id in session.scalars(select(Mentee.pair_id).where(Mentee.id.in_(mentees)).distinct()).all():
        follow(session, pair_id)
    return changed


def take_back(session: Session, pair_id: int) -> int:
    """Returns how many levels went."""
    return competences.withdraw(session, pair_id)
