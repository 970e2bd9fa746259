"""A rhythm becomes planned meetings; days off and what stands in the way are told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mentors import PairDesk, make_pair
from sqlalchemy import Engine

from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import (
    ClassSession,
    Event,
    Mentee,
    MentoringPair,
    Participant,
    ReferenceItem,
    SessionTrainer,
    Trainer,
    Training,
)
from asn_desktop.domain import recurrence
from asn_desktop.domain.errors import InvalidInput, UserError
from asn_desktop.domain.mentoring import rhythm
from asn_desktop.domain.mentoring.rhythm import Rhythm
from asn_desktop.services.mentoring import busy, meeting_checks, meetings, planning
from asn_desktop.services.mentoring.meetings import MeetingForm
from asn_desktop.services.mentoring.planning import PlanForm, Proposed

TUESDAY = date(2026, 12, 1)


@pytest.fixture
def desk(engine: Engine) -> PairDesk:
    return make_pair(engine)


def plan(desk: PairDesk, **more: object) -> PlanForm:
    form = PlanForm(desk.pair, rhythm.WEEK, 1, 1, TUESDAY, date(2026, 12, 18), "9.00", 60)
    return replace(form, **more)  # type: ignore[arg-type]  # fields by name


def propose(desk: PairDesk, form: PlanForm) -> list[Proposed]:
    with reading(desk.engine) as s:
        return planning.propose(s, form)


def a_training(desk: PairDesk, day: date, starts: str = "08:00", ends: str = "10:00") -> int:
    """One session of a training nobody is in yet; the id of its event."""
    with writing(desk.engine, "Siapkan") as s:
        s.add(Training(name="Bimtek Arsip"))
        s.flush()
        training_id = s.query(Training.id).scalar()
        event = Event(training_id=training_id, angkatan=1, starts_on=day, ends_on=day, jp=4)
        s.add(event)
        s.flush()
        s.add(
            ClassSession(event_id=event.id, day=day, starts=starts, ends=ends, kind="materi", title="Arsip")
        )
        return event.id


@given(
    st.sampled_from(list(rhythm.EVERY)),
    st.integers(0, 6),
    st.sampled_from([1, 2, 3, 4, -1]),
    st.dates(date(2000, 1, 1)),
)
def test_a_rhythm_is_read_back_from_its_rule(every: str, weekday: int, nth: int, until: date) -> None:
    chosen = Rhythm(every, weekday, nth if every == rhythm.MONTH else 1)
    assert rhythm.read(recurrence.text(rhythm.rule(chosen, until))) == chosen


def test_a_rule_no_pair_meets_by_is_left() -> None:
    assert rhythm.read("FREQ=DAILY;COUNT=3") is None
    assert rhythm.read("FREQ=WEEKLY;BYDAY=MO,TU;COUNT=3") is None
    assert rhythm.read("") is None


def test_days_off_are_told_and_left_out(desk: PairDesk) -> None:
    with writing(desk.engine, "Libur") as s:
        s.add(
            ReferenceItem(
                kind="hari_libur", code="2026-12-08", name="Hari Contoh", attributes={"jenis": "nasional"}
            )
        )
    found = propose(desk, plan(desk))
    assert [one.day.day for one in found] == [1, 8, 15]
    assert [one.is_free for one in found] == [True, False, True]
    assert "Hari Contoh" in found[1].skipped


def test_every_second_week_and_once_a_month(desk: PairDesk) -> None:
    assert [one.day.day for one in propose(desk, plan(desk, every=rhythm.FORTNIGHT))] == [1, 15]
    monthly = plan(desk, every=rhythm.MONTH, first=date(2026, 9, 1), nth=2)
    assert [one.day for one in propose(desk, monthly)] == [
        date(2026, 9, 8),
        date(2026, 10, 13),
        date(2026, 11, 10),
        date(2026, 12, 8),
    ]


def test_trainings_somebody_attends_or_teaches_are_told(desk: PairDesk) -> None:
    event_id = a_training(desk, TUESDAY)
    assert propose(desk, plan(desk))[0].is_free
    with writing(desk.engine, "Peserta") as s:
        s.add(Participant(event_id=event_id, person_id=desk.people[0]))
    (told,) = propose(desk, plan(desk))[0].clashes
    assert "mengikuti" in told
    assert "Bimtek Arsip" in told
    assert "08.00–10.00" in told
    assert propose(desk, plan(desk, starts="10.00"))[0].is_free
    with writing(desk.engine, "Pengajar") as s:
        trainer = Trainer(person_id=desk.mentor)
        s.add(trainer)
        s.flush()
        session_id = s.query(ClassSession.id).scalar()
        s.add(SessionTrainer(session_id=session_id, trainer_id=trainer.id))
    assert [("mengajar" in words) for words in propose(desk, plan(desk))[0].clashes] == [False, True]
    with reading(desk.engine) as s:
        assert busy.of_people(s, [desk.superior], [TUESDAY], None, 60) == []


def another_pair(desk: PairDesk) -> tuple[int, int]:
    """Led by the superior, with the first mentee too: ids of the pair and of the row of the mentee."""
    with writing(desk.engine, "Pasangan lain") as s:
        pair = MentoringPair(
            programme_id=desk.programme,
            mentor_id=desk.superior,
            state="berjalan",
            starts_on=date(2026, 8, 3),
            ends_on=date(2026, 12, 18),
        )
        s.add(pair)
        s.flush()
        mentee = Mentee(pair_id=pair.id, person_id=desk.people[0])
        s.add(mentee)
        s.flush()
        meetings.plan(s, pair.id, [(TUESDAY, "09:30", 60)])
        return pair.id, mentee.id


def test_meetings_of_other_pairs_are_told(desk: PairDesk) -> None:
    another_pair(desk)
    assert "mentoring lain pukul 09.30" in propose(desk, plan(desk))[0].clashes[0]
    assert propose(desk, plan(desk, starts="10.30"))[0].is_free


def test_what_was_chosen_is_planned_once_and_the_rhythm_kept(desk: PairDesk) -> None:
    days = [TUESDAY, TUESDAY + timedelta(14)]
    for expected in (2, 0):
        with writing(desk.engine, "Rencanakan") as s:
            assert len(planning.accept(s, plan(desk), days)) == expected
    with reading(desk.engine) as s:
        rows = meetings.rows(s, [desk.pair])
        again = planning.blank(s, desk.pair, date(2026, 11, 25))
    assert [(r.day, r.starts, r.minutes, r.state) for r in rows] == [
        (day, "09:00", 60, "rencana") for day in days
    ]
    assert (again.every, again.weekday, again.starts) == (rhythm.WEEK, 1, "09.00")
    assert [one.is_taken for one in propose(desk, plan(desk))] == [True, False, True]


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("until", {"until": date(2027, 1, 5)}),
        ("until", {"until": None}),
        ("until", {"until": date(2026, 11, 1)}),
        ("first", {"first": None}),
        ("starts", {"starts": "25.00"}),
        ("minutes", {"minutes": 600}),
    ],
)
def test_what_cannot_be_is_told_at_its_field(desk: PairDesk, field: str, wrong: dict[str, object]) -> None:
    with pytest.raises(InvalidInput) as refused:
        propose(desk, plan(desk, **wrong))
    assert list(refused.value.problems) == [field]


def test_a_closed_pair_plans_nothing(desk: PairDesk) -> None:
    with writing(desk.engine, "Selesai") as s:
        s.get_one(MentoringPair, desk.pair).state = "selesai"
    with pytest.raises(UserError, match="sudah selesai"):
        propose(desk, plan(desk))
    with pytest.raises(UserError, match="sudah selesai"), writing(desk.engine, "Rencanakan") as s:
        planning.accept(s, plan(desk), [TUESDAY])


def test_odd_meetings_are_told_and_kept(desk: PairDesk) -> None:
    other, mentee = another_pair(desk)
    monday = date(2026, 9, 7)
    with writing(desk.engine, "Catat") as s:
        meetings.save(s, MeetingForm(other, monday, "09.00", 60, topic="Lain", present=(mentee,)), TUESDAY)
    form = MeetingForm(desk.pair, monday, "09.30", 60, topic="Sama", present=desk.mentees)

    def told(form: MeetingForm) -> list[tuple[str, str]]:
        with reading(desk.engine) as s:
            return [(one.field, one.message) for one in meeting_checks.check(s, form)]

    ((field, words),) = told(form)
    assert field == "starts"
    assert "Contoh Nomor 2" in words
    assert "pukul 09.00" in words
    assert told(replace(form, starts="10.00")) == []
    assert told(replace(form, present=desk.mentees[1:])) == []
    with writing(desk.engine, "Catat") as s:
        kept = meetings.save(s, form, TUESDAY)
    assert told(replace(form, id=kept))[0][0] == "starts"
    assert [field for field, _ in told(replace(form, starts="", present=desk.mentees[1:]))] == ["day"]
    sunday, late = replace(form, day=date(2026, 9, 6)), replace(form, day=date(2026, 12, 21))
    assert [field for field, _ in told(sunday)] == ["day"]
    assert [field for field, _ in told(late)] == ["day"]
    assert [f for f, _ in told(replace(form, day=date(2026, 9, 8), topic="", result="Ada"))] == ["topic"]


def test_a_day_that_was_called_off_can_be_planned_again(desk: PairDesk) -> None:
    with writing(desk.engine, "Rencanakan") as s:
        called_off = planning.accept(s, plan(desk), [TUESDAY])
        meetings.cancel(s, called_off)
    assert propose(desk, plan(desk))[0].is_free
    with writing(desk.engine, "Rencanakan") as s:
        assert len(planning.accept(s, plan(desk), [TUESDAY])) == 1
