"""The end of a pair: marks by aspect, conclusion, what comes next, and what is still missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from asn_desktop.db.tables import ActionPoint, AspectMark, Mentee, MentoringMeeting, MentoringPair
from asn_desktop.domain.errors import InvalidInput
from asn_desktop.domain.mentoring import words
from asn_desktop.domain.mentoring.progress import mean
from asn_desktop.services import office, reference
from asn_desktop.services.mentoring import feeding, pairs
from asn_desktop.services.mentoring.feeding import Fed
from asn_desktop.services.mentoring.levels import LevelRow
from asn_desktop.services.mentoring.levels import rows as levels_of
from asn_desktop.services.mentoring.progress import aims, mentees, numbers


@dataclass(frozen=True)
class ClosingForm:
    """`marks` 1 to 5 by the code of the aspect; an aspect nobody marked is not in it."""

    mentee_id: int
    marks: dict[str, int] = field(default_factory=dict)
    conclusion: str = ""
    ready_for: str = ""
    next_training: str = ""
    version: int = 1


class MenteeClosing(NamedTuple):
    """`mean` of the marks; `missing` what is still to be filled in, in words."""

    pair_id: int
    mentee: str
    form: ClosingForm
    mean: float | None
    left_on: date | None
    left_reason: str
    missing: tuple[str, ...]

    @property
    def id(self) -> int:
        return self.form.mentee_id


class Closing(NamedTuple):
    """`feeds` is what closing will tell (or told) of the competences; `missing` concerns the pair."""

    pair_id: int
    programme_id: int
    state: str
    closed_on: date | None
    aspects: dict[str, str]
    mentees: tuple[MenteeClosing, ...]
    feeds: tuple[Fed, ...]
    missing: tuple[str, ...]


def get(session: Session, pair_id: int) -> Closing:
    pair = session.get_one(MentoringPair, pair_id)
    return Closing(
        pair_id,
        pair.programme_id,
        pair.state,
        pair.closed_on,
        reference.names(session, "aspek_mentoring"),
        tuple(of_mentees(session, [pair_id])),
        tuple(feeding.final_levels(session, pair_id)),
        tuple(_missing(session, pair_id)),
    )


def of_mentees(session: Session, pair_ids: Sequence[int]) -> list[MenteeClosing]:
    """What was concluded about each mentee of these pairs."""
    marks: dict[int, dict[str, int]] = defaultdict(dict)
    for row in session.scalars(
        select(AspectMark)
        .join(Mentee, Mentee.id == AspectMark.mentee_id)
        .where(Mentee.pair_id.in_(pair_ids))
        .order_by(AspectMark.id)
    ):
        marks[row.mentee_id][row.aspect] = row.value
    levels: dict[int, list[LevelRow]] = defaultdict(list)
    for level in levels_of(session, pair_ids):
        levels[level.mentee_id].append(level)
    aspects = reference.names(session, "aspek_mentoring")
    called = mentees(session, pair_ids)
    people = {m.id: m for m in session.scalars(select(Mentee).where(Mentee.pair_id.in_(pair_ids)))}
    found = []
    for key, name in called.items():
        one = people[key]
        form = ClosingForm(key, marks[key], one.conclusion, one.ready_for, one.next_training, one.version)
        missing = () if one.left_on else tuple(_missing_of(form, aspects, levels[key]))
        found.append(
            MenteeClosing(
                one.pair_id, name, form, mean([*form.marks.values()]), one.left_on, one.left_reason, missing
            )
        )
    return found


def _missing_of(form: ClosingForm, aspects: dict[str, str], levels: list[LevelRow]) -> list[str]:
    found = []
    if unmarked := [name for code, name in aspects.items() if code not in form.marks]:
        found.append(f"aspek belum dinilai: {', '.join(unmarked)}")
    if unseen := [level.name for level in levels if level.decided("akhir") is None]:
        found.append(f"tingkat akhir belum diisi: {', '.join(unseen)}")
    if not form.conclusion.strip():
        found.append("kesimpulan belum ditulis")
    return found


def _missing(session: Session, pair_id: int) -> list[str]:
    found = []
    told = numbers(session, [pair_id])[pair_id]
    if not told.meetings:
        found.append("belum ada pertemuan yang terlaksana")
    if told.planned:
        found.append(f"{told.planned} pertemuan masih direncanakan")
    still = session.scalar(
        select(func.count())
        .select_from(ActionPoint)
        .join(MentoringMeeting, MentoringMeeting.id == ActionPoint.meeting_id)
        .where(MentoringMeeting.pair_id == pair_id, ActionPoint.state == words.OPEN)
    )
    if still:
        found.append(f"{still} tindak lanjut masih terbuka")
    if unknown := sum(aim.form.target is not None and aim.value is None for aim in aims(session, [pair_id])):
        found.append(f"{unknown} sasaran belum ada capaiannya")
    return found


def pair_of(session: Session, mentee_id: int) -> int:
    return session.get_one(Mentee, mentee_id).pair_id


def problems(form: ClosingForm) -> dict[str, str]:
    """By aspect."""
    return {
        aspect: f"Nilai {value} tidak ada. Isi 1 sampai 5, atau kosongkan."
        for aspect, value in form.marks.items()
        if value not in words.LEVELS
    }


def save(session: Session, form: ClosingForm) -> int:
    """Raises InvalidInput; returns the id of the mentee."""
    if wrong := problems(form):
        raise InvalidInput(wrong)
    row = session.get_one(Mentee, form.mentee_id)
    office.check_version(form.version, row.version)
    there = {m.aspect: m for m in session.scalars(select(AspectMark).where(AspectMark.mentee_id == row.id))}
    for aspect, value in form.marks.items():
        if (mark := there.pop(aspect, None)) is None:
            session.add(AspectMark(mentee_id=row.id, aspect=aspect, value=value))
        else:
            mark.value = value
    for mark in there.values():
        session.delete(mark)
    row.conclusion, row.ready_for = form.conclusion.strip(), form.ready_for.strip()
    row.next_training = form.next_training.strip()
    session.flush()
    return row.id


def close(session: Session, pair_id: int, today: date) -> list[Fed]:
    """The pair is finished, and its last levels become those of the people. Raises UserError.

    What is missing does not stand against it: it is told beforehand by `get`.
    """
    pairs.finish(session, pair_id, today)
    return feeding.final_levels(session, pair_id)


def reopen(session: Session, pair_id: int, today: date) -> None:
    """Runs again, and the levels it had told of are taken back. Raises UserError."""
    pairs.start(session, pair_id, today)
