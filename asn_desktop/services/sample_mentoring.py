"""Mentoring in the practice office: a programme, pairs in every state, meetings, actions, levels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from asn_desktop.db.tables import Person
from asn_desktop.domain import golongan
from asn_desktop.domain.mentoring import words
from asn_desktop.services import competences, reference
from asn_desktop.services.competences import Given
from asn_desktop.services.mentoring import (
    actions,
    closing,
    fitness,
    levels,
    meetings,
    pairs,
    people,
    programmes,
    progress,
)
from asn_desktop.services.mentoring.closing import ClosingForm
from asn_desktop.services.mentoring.meetings import ActionForm, MeetingForm
from asn_desktop.services.mentoring.pairs import MenteeForm, PairForm
from asn_desktop.services.mentoring.people import Someone
from asn_desktop.services.mentoring.programmes import AimedAt, ProgrammeForm
from asn_desktop.services.mentoring.progress import AimForm

BEFORE, AFTER = timedelta(126), timedelta(56)  # the programme around today
FORTNIGHT, LAST = timedelta(14), timedelta(9)
RHYTHM = "FREQ=WEEKLY;INTERVAL=2"
GROUPS = (1, 2, 1, 1)  # mentees of each pair
ASSESSED = 12  # people whose levels are known from an assessment
# What mentor, mentee and atasan see at each stage; they differ in the middle.
SEEN = {"awal": (2, 2, 1), "tengah": (3, 2, 2), "akhir": (3, 3, 3)}


class Paired(NamedTuple):
    """One pair of a mentee, a group, one that is finished and one that has not begun."""

    programme_id: int
    single: int
    group: int
    finished: int
    prepared: int


def pair_up(session: Session, given: Mapping[str, Any], clerk: str, today: date) -> Paired:
    """The programme and its pairs: those of the highest golongan guide those of the lowest."""
    wanted = ProgrammeForm(
        name=f"{given['nama']} {today.year}",
        aim=given["tujuan"],
        basis=given["dasar"],
        starts_on=today - BEFORE,
        ends_on=today + AFTER,
        competences=tuple(AimedAt(*one) for one in given["kompetensi"]),
    )
    usual = programmes.blank(session, today)
    programme_id = programmes.save(
        session,
        ProgrammeForm(
            **vars(wanted)
            | {name: getattr(usual, name) for name in ("organiser", "signatory_id", "scheme_id")}
        ),
    )
    free = _by_rank(session, today)
    _assess(session, free, today - BEFORE)
    superior, made = free.pop(0), []
    for count in GROUPS:
        mentor, guided = free.pop(0), [free.pop() for _ in range(count)]
        form = PairForm(
            programme_id,
            mentor.id,
            tuple(MenteeForm(one.id, superior.id) for one in guided),
            today - BEFORE,
            today + AFTER,
            aim=given["tujuan"],
            place=given["tempat"],
            rhythm=RHYTHM,
            meets_at=given["jam"],
            agreed_on=today - BEFORE,
            clerk=clerk,
        )
        made.append(pairs.save(session, form, today))
    for pair_id in made[:-1]:
        pairs.start(session, pair_id, today)
    return Paired(programme_id, *made)


def _by_rank(session: Session, today: date) -> list[Someone]:
    """Who may be in a pair, the highest golongan first. They serve as PNS, whose golongan can be compared."""
    ids = session.scalars(select(Person.id).where(Person.status == "PNS", Person.golongan != ""))
    known = [one for one in people.load(session, ids).values() if not fitness.unfit(one, today + AFTER)]
    return sorted(known, key=lambda one: (-golongan.rank(one.golongan), one.id))


def _assess(session: Session, ranked: Sequence[Someone], day: date) -> None:
    """Half of them from above, half from below: what mentors master and mentees lack."""
    half = ASSESSED // 2
    codes = [*competences.names(session)]
    for above, people_ in ((True, ranked[:half]), (False, ranked[-half:])):
        for n, one in enumerate(people_):
            for m, code in enumerate(codes):
                level = (4 if above else 2) + (n + m) % 2 * (1 if above else -1)
                competences.record(session, Given(one.id, code, level, day, "asesmen"), day)


def meet(session: Session, given: Mapping[str, Any], pair_id: int, today: date) -> None:
    """A meeting every other week up to LAST ago, what was agreed at each, and the next one planned.

    All but the last two actions are done; of those one is overdue.
    """
    mentees = pairs.detail(session, pair_id).mentees
    topics = given["pertemuan"]
    first = today - LAST - FORTNIGHT * (len(topics) - 1)
    for n, (topic, result, action) in enumerate(topics):
        day = first + FORTNIGHT * n
        owner = mentees[n % len(mentees)].person.id
        agreed = (
            ActionForm(action, owner, day + timedelta(5)),
            ActionForm("Menyiapkan bahan pertemuan berikutnya", owner, day + FORTNIGHT),
        )
        there = tuple(one.id for one in mentees if n != 2 or len(mentees) == 1 or one is mentees[0])
        met = MeetingForm(
            pair_id,
            day,
            given["jam"],
            90 if n % 2 else 60,
            place=given["tempat"],
            topic=topic,
            result=result,
            next_on=day + FORTNIGHT,
            present=there,
            actions=agreed if n == len(topics) - 1 else agreed[:1],
        )
        meetings.save(session, met, today)
    done = [row.id for row in actions.open_actions(session, today, pair_id=pair_id)][:-2]
    actions.set_state(session, done, words.DONE, today)


def follow(
    session: Session, given: Mapping[str, Any], pair_id: int, today: date, stages: Sequence[str]
) -> None:
    """An aim with its values, and the levels at these stages as the three see them."""
    form = AimForm(
        pair_id,
        given["sasaran"],
        given["indikator"],
        given["satuan"],
        given["awal"],
        given["target"],
        falling=True,
    )
    aim_id = progress.save_aim(session, form)
    for n, value in enumerate(reversed(given["capaian"])):
        progress.set_value(session, aim_id, today - timedelta(10) - FORTNIGHT * n, value, today)
    cells: dict[tuple[int, str, str, str], int | None] = {
        (one.id, code, stage, who): level
        for one in pairs.detail(session, pair_id).mentees
        for code, _standard, _present in given["kompetensi"]
        for stage in stages
        for who, level in zip(words.SEEN_BY, SEEN[stage], strict=True)
    }
    levels.save(session, cells, today)


def conclude(session: Session, given: Mapping[str, Any], pair_id: int, today: date) -> None:
    """What is still open is done, every aspect is marked, and the levels become those of the people."""
    still = [row.id for row in actions.open_actions(session, today, pair_id=pair_id)]
    actions.set_state(session, still, words.DONE, today)
    for row in meetings.rows(session, [pair_id]):
        if row.state == words.PLANNED:
            meetings.cancel(session, [row.id])
    marks = dict.fromkeys(reference.names(session, "aspek_mentoring"), 4)
    for one in closing.get(session, pair_id).mentees:
        form = ClosingForm(
            one.id,
            marks,
            given["kesimpulan"],
            given["siap_untuk"],
            given["pelatihan_berikut"],
            one.form.version,
        )
        closing.save(session, form)
    closing.close(session, pair_id, today)
