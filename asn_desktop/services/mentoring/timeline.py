"""The way of a pair in the order of days: its meetings, what was agreed, levels, aims, begin and end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from asn_desktop.db.tables import (
    AimValue,
    Mentee,
    MentoringAim,
    MentoringMeeting,
    MentoringPair,
    Person,
    SeenLevel,
)
from asn_desktop.domain import clock, dates, names
from asn_desktop.domain.mentoring import words
from asn_desktop.services import reference
from asn_desktop.services.mentoring import actions, meetings, pairs
from asn_desktop.services.mentoring.actions import ActionRow
from asn_desktop.services.mentoring.meetings import MeetingRow

BEGIN, MEETING, PLAN, ACTION, LEVEL, AIM, END = (
    *("mulai", "pertemuan", "rencana", "tindak_lanjut", "tingkat", "capaian", "selesai"),
)
KINDS = {
    BEGIN: "Mulai",
    MEETING: "Pertemuan",
    PLAN: "Rencana",
    ACTION: "Tindak lanjut",
    LEVEL: "Tingkat",
    AIM: "Capaian sasaran",
    END: "Selesai",
}
_ORDER = {kind: n for n, kind in enumerate(KINDS)}


class Moment(NamedTuple):
    """`id` is one of its own in the timeline, `ref_id` that of its kind: a meeting, an action point, the
    mentee of levels, the aim of values. `state` is one of MEETING_STATES, ACTION_STATES or STATES, or empty.
    `is_late`: planned or agreed for a day that is over.
    """

    id: str
    day: date
    kind: str
    title: str
    text: str
    state: str
    ref_id: int
    meeting_id: int | None = None
    is_late: bool = False
    minutes: int | None = None

    @property
    def order(self) -> tuple[date, int, str]:
        return self.day, _ORDER[self.kind], self.id


class Heading(NamedTuple):
    title: str
    words: str
    kind: str
    state: str


def heading(session: Session, pair_id: int, today: date) -> Heading | None:
    """What stands above all parts of a pair; None when it is not there any more."""
    if session.get(MentoringPair, pair_id) is None:
        return None
    pair = pairs.detail(session, pair_id)
    held = session.execute(
        select(func.count(), func.coalesce(func.sum(MentoringMeeting.minutes), 0)).where(
            MentoringMeeting.pair_id == pair_id, MentoringMeeting.state == words.HELD
        )
    ).one()
    late = len(actions.open_actions(session, today, pair_id=pair_id, is_overdue=True))
    parts = [
        pair.programme,
        words.STATES[pair.state],
        dates.span(pair.starts_on, pair.ends_on),
        f"{held[0]} pertemuan, {held[1]} menit",
        f"{late} tindak lanjut terlambat" if late else "",
    ]
    return Heading(pair.title, " · ".join(part for part in parts if part), pair.kind, pair.state)


def timeline(session: Session, pair_id: int, today: date) -> list[Moment]:
    """Oldest first. An action stands at the day it is due, without one at the day of its meeting."""
    found = [
        *_ends(session, pair_id, today),
        *(_of_meeting(row, today) for row in meetings.rows(session, [pair_id])),
        *(_of_action(row) for row in actions.of_pairs(session, [pair_id], today)),
        *_levels(session, pair_id),
        *_values(session, pair_id),
    ]
    return sorted(found, key=lambda moment: moment.order)


def _ends(session: Session, pair_id: int, today: date) -> Iterator[Moment]:
    pair = session.get_one(MentoringPair, pair_id)
    yield Moment("begin", pair.starts_on, BEGIN, "Masa mentoring mulai", pair.aim, "", pair_id)
    day = pair.closed_on or pair.ends_on
    closed = pair.state in (words.FINISHED, words.STOPPED)
    title = words.STATES[pair.state] if closed else "Masa mentoring berakhir"
    is_late = not closed and day < today
    yield Moment("end", day, END, title, pair.stop_reason, pair.state, pair_id, None, is_late)


def _of_meeting(row: MeetingRow, today: date) -> Moment:
    hours = f"pukul {clock.shown(row.starts)}" if row.starts else ""
    length = f"{row.minutes} menit" if row.minutes and row.state == words.HELD else ""
    who = ", ".join(row.there)
    parts = [hours, length, row.result or row.discussion, f"Hadir: {who}" if who else ""]
    kind = MEETING if row.state == words.HELD else PLAN
    title = row.topic or ("Pertemuan tanpa topik" if row.state == words.HELD else "Rencana pertemuan")
    return Moment(
        f"meeting-{row.id}",
        row.day,
        kind,
        title,
        " · ".join(" ".join(part.split()) for part in parts if part),
        row.state,
        row.id,
        row.id,
        row.is_late(today),
        row.minutes,
    )


def _of_action(row: ActionRow) -> Moment:
    parts = [row.owner, f"dari pertemuan {dates.short(row.met_on)}"]
    if row.late:
        parts.append(f"terlambat {row.late} hari")
    elif row.done_on:
        parts.append(f"selesai {dates.short(row.done_on)}")
    elif row.due is None:
        parts.append("tanpa batas waktu")
    day = row.due or row.met_on
    key = f"action-{row.id}"
    return Moment(
        key, day, ACTION, row.text, " · ".join(parts), row.state, row.id, row.meeting_id, row.late > 0
    )


def _levels(session: Session, pair_id: int) -> Iterator[Moment]:
    """One for each mentee, stage and day; a whole sheet is no thirty lines."""
    query = (
        select(SeenLevel, Person.name, Person.gelar_depan, Person.gelar_belakang)
        .join(Mentee, Mentee.id == SeenLevel.mentee_id)
        .join(Person, Person.id == Mentee.person_id)
        .where(Mentee.pair_id == pair_id)
        .order_by(SeenLevel.competence)
    )
    named = reference.names(session, "kompetensi")
    sheets: dict[tuple[date, int, str, str], dict[str, list[str]]] = defaultdict(dict)
    for row, *name in session.execute(query):
        sheet = sheets[row.noted_on, row.mentee_id, row.stage, names.printed(*name)]
        sheet.setdefault(row.seen_by, []).append(f"{named.get(row.competence, row.competence)} {row.level}")
    for (day, mentee_id, stage, who), seen in sheets.items():
        sides = [f"{words.SEEN_BY[side]}: {', '.join(seen[side])}" for side in words.SEEN_BY if side in seen]
        key = f"level-{mentee_id}-{stage}-{day.isoformat()}"
        title = f"Tingkat {words.STAGES[stage].lower()}: {who}"
        yield Moment(key, day, LEVEL, title, " · ".join(sides), "", mentee_id)


def _values(session: Session, pair_id: int) -> Iterator[Moment]:
    query = (
        select(AimValue, MentoringAim.text, MentoringAim.unit)
        .join(MentoringAim, MentoringAim.id == AimValue.aim_id)
        .where(MentoringAim.pair_id == pair_id)
    )
    for row, text, unit in session.execute(query):
        number = f"{row.value:g}".replace(".", ",")
        said = " · ".join(part for part in (f"{number} {unit}".strip(), row.note) if part)
        yield Moment(f"value-{row.id}", row.day, AIM, text, said, "", row.aim_id)
