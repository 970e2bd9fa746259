"""Random things a clerk does for mentoring, each through the services as the window would."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session
from torture.desk import Desk, Do, in_session

from asn_desktop.db.tables import (
    ActionPoint,
    CompetenceLevel,
    ConfidentialNote,
    Mentee,
    MentoringAim,
    MentoringMeeting,
    MentoringPair,
    MentoringProgramme,
    Person,
)
from asn_desktop.domain.mentoring import words
from asn_desktop.services import competences, deletion
from asn_desktop.services.competences import Given
from asn_desktop.services.mentoring import (
    actions,
    board,
    closing,
    levels,
    meetings,
    notes,
    pairs,
    programmes,
    progress,
    timeline,
)
from asn_desktop.services.mentoring.meetings import ActionForm
from asn_desktop.services.mentoring.pairs import MenteeForm, PairForm
from asn_desktop.services.mentoring.programmes import AimedAt, ProgrammeForm
from asn_desktop.services.mentoring.progress import AimForm

CODES = ("M1", "M3", "M5", "M8")
BEFORE, AFTER = timedelta(120), timedelta(60)


def begin(s: Session, mentor_id: int, mentee_id: int) -> None:
    """A programme with one running pair, so that there is something to write down."""
    today = date.today()
    first, last = today - BEFORE, today + AFTER
    programme_id = programmes.save(s, ProgrammeForm("Mentoring", starts_on=first, ends_on=last))
    form = PairForm(programme_id, mentor_id, (MenteeForm(mentee_id),), first, last, clerk="siti")
    pairs.start(s, pairs.save(s, form, today), today)


def save_programme(s: Session, desk: Desk) -> None:
    aimed = tuple(AimedAt(c, 4, desk.rng.randint(1, 3)) for c in desk.rng.sample(CODES, 2))
    if desk.rng.random() < 0.5 and (mine := desk.some(s, MentoringProgramme)):
        form = programmes.get(s, mine[0])
    else:
        today = date.today()
        form = ProgrammeForm(starts_on=today - BEFORE, ends_on=today + AFTER)
    kind = desk.rng.choice([*words.KINDS])
    programmes.save(s, replace(form, name=f"Mentoring {desk.word()}", kind=kind, competences=aimed))


def change_programme(s: Session, desk: Desk) -> None:
    programme_id = desk.one(s, MentoringProgramme)
    what = desk.rng.randrange(4)
    if what == 0:
        programmes.start(s, programme_id)
    elif what == 1:
        programmes.finish(s, programme_id)
    elif what == 2:
        programmes.stop(s, programme_id, f"Alasan {desk.word()}", date.today())
    else:
        programmes.archive(s, programme_id, desk.rng.random() < 0.3)


def save_pair(s: Session, desk: Desk) -> None:
    if desk.rng.random() < 0.4 and (mine := desk.some(s, MentoringPair)):
        form = pairs.get(s, mine[0])
    else:
        form = pairs.blank(s, desk.one(s, MentoringProgramme), date.today(), desk.actor)
        form = replace(form, starts_on=date.today() - BEFORE, mentor_id=desk.one(s, Person))
    people = [key for key in desk.some(s, Person, 4) if key != form.mentor_id]
    mentees = (*form.mentees, *(MenteeForm(key, form.mentor_id) for key in people))[: desk.rng.randint(1, 3)]
    wanted: PairForm = replace(form, mentees=mentees, place=desk.word(), meets_at="09:00", clerk=desk.actor)
    pairs.check(s, wanted, date.today())
    pairs.save(s, wanted, date.today())


def change_pair(s: Session, desk: Desk) -> None:
    pair_id, today = desk.one(s, MentoringPair), date.today()
    what = desk.rng.randrange(6)
    if what < 3:
        pairs.start(s, pair_id, today)
    elif what == 3:
        pairs.stop(s, pair_id, f"Alasan {desk.word()}", today)
    elif what == 4:
        pairs.prepare(s, pair_id)
    else:
        pairs.leave(s, desk.one(s, Mentee), today, f"Pindah {desk.word()}", today)


def note_meeting(s: Session, desk: Desk) -> None:
    """One of today or of the last weeks, sometimes another one again."""
    today = date.today()
    if desk.rng.random() < 0.3 and (mine := desk.some(s, MentoringMeeting)):
        form = meetings.get(s, mine[0])
        if form.state != words.HELD:
            form = meetings.held_of(s, mine[0], today)
    else:
        pair_id = desk.one(s, MentoringPair)
        form = replace(meetings.blank(s, pair_id, today), day=today - timedelta(desk.rng.randint(0, 100)))
    owner = desk.one(s, Person)
    after = (form.day or today) + timedelta(desk.rng.randint(0, 30))
    kept = form.actions[: desk.rng.randint(0, 2)]
    added = [ActionForm(f"Tindakan {desk.word()}", owner, after) for _ in range(desk.rng.randint(0, 2))]
    few = form.present[: desk.rng.randint(1, 3)]
    following = desk.rng.choice([None, today + timedelta(desk.rng.randint(0, 20))])
    wanted = replace(form, minutes=desk.rng.choice([30, 60, 90]), topic=desk.word(), present=few)
    meetings.save(s, replace(wanted, actions=(*kept, *added), next_on=following), today)
    timeline.timeline(s, wanted.pair_id, today)


def plan_meetings(s: Session, desk: Desk) -> None:
    today = date.today()
    if desk.rng.random() < 0.3:
        meetings.cancel(s, desk.some(s, MentoringMeeting, 3))
        return
    days = [(today + timedelta(desk.rng.randint(0, 60)), "10:00", None) for _ in range(3)]
    meetings.plan(s, desk.one(s, MentoringPair), days)


def tend_actions(s: Session, desk: Desk) -> None:
    few, today = desk.some(s, ActionPoint, 4), date.today()
    if desk.rng.random() < 0.3:
        actions.postpone(s, few, today + timedelta(7), today)
    else:
        actions.set_state(s, few, desk.rng.choice([*words.ACTION_STATES]), today)


def note_aim(s: Session, desk: Desk) -> None:
    today = date.today()
    if desk.rng.random() < 0.5 and (mine := desk.some(s, MentoringAim)):
        progress.set_value(
            s, mine[0], today - timedelta(desk.rng.randint(0, 9)), desk.rng.random() * 9, today
        )
        return
    form = AimForm(desk.one(s, MentoringPair), f"Sasaran {desk.word()}", "Indikator", "%", 1.0, 9.0)
    progress.save_aim(s, form)


def note_levels(s: Session, desk: Desk) -> None:
    """As one of the three sees them; some are wiped."""
    cells: dict[tuple[int, str, str, str], int | None] = {}
    for mentee_id in desk.some(s, Mentee, 2):
        for _ in range(4):
            stage, who = desk.rng.choice([*words.STAGES]), desk.rng.choice([*words.SEEN_BY])
            cells[mentee_id, desk.rng.choice(CODES), stage, who] = desk.rng.choice([None, 1, 2, 3, 4, 5])
    levels.save(s, cells, date.today())


def close_pair(s: Session, desk: Desk) -> None:
    pair_id = desk.one(s, MentoringPair)
    if desk.rng.random() < 0.3:
        closing.reopen(s, pair_id, date.today())
        return
    for one in closing.get(s, pair_id).mentees:
        marks = {"KEAKTIFAN": desk.rng.randint(1, 5)}
        closing.save(s, replace(one.form, marks=marks, conclusion=f"Simpulan {desk.word()}"))
    closing.close(s, pair_id, date.today())


def note_level(s: Session, desk: Desk) -> None:
    if desk.rng.random() < 0.3 and (mine := desk.some(s, CompetenceLevel)):
        competences.delete(s, mine)
        return
    day = date.today() - timedelta(desk.rng.randint(0, 300))
    competences.record(s, Given(desk.one(s, Person), desk.rng.choice(CODES), desk.rng.randint(1, 5), day))


def tend_notes(s: Session, desk: Desk) -> None:
    now, pair_id = datetime.now().replace(microsecond=0), desk.one(s, MentoringPair)
    mine = s.scalars(select(ConfidentialNote.id).where(ConfidentialNote.pair_id == pair_id)).all()
    if mine and desk.rng.random() < 0.3:
        notes.delete(s, pair_id, mine[:1], desk.actor)
    else:
        notes.write(s, pair_id, f"Rahasia {desk.word()}", desk.actor, now)


def delete_of_mentoring(s: Session, desk: Desk) -> None:
    cls = desk.rng.choice(
        [MentoringMeeting, MentoringMeeting, MentoringAim, MentoringPair, MentoringProgramme]
    )
    deletion.delete(s, cls.__tablename__, desk.some(s, cls, 2))
    for programme_id in desk.some(s, MentoringProgramme):
        board.rows(s, programme_id, date.today())


MENTORING: Mapping[str, tuple[int, Do]] = {
    "Simpan program mentoring": (5, in_session(save_programme)),
    "Ubah keadaan program": (1, in_session(change_programme)),
    "Simpan pasangan": (8, in_session(save_pair)),
    "Ubah keadaan pasangan": (4, in_session(change_pair)),
    "Catat pertemuan": (8, in_session(note_meeting)),
    "Rencanakan pertemuan": (3, in_session(plan_meetings)),
    "Tandai tindak lanjut": (3, in_session(tend_actions)),
    "Catat sasaran": (3, in_session(note_aim)),
    "Nilai tingkat": (3, in_session(note_levels)),
    "Tutup pasangan": (3, in_session(close_pair)),
    "Catat tingkat kompetensi": (2, in_session(note_level)),
    "Catatan rahasia": (2, in_session(tend_notes)),
    "Hapus dari mentoring": (2, in_session(delete_of_mentoring)),
}
