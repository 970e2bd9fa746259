"""Events that repeat: shown, made, changed by scope, and copied."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from desks import NOW, TODAY, Desk, make_desk
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import (
    Attendance,
    ClassSession,
    Event,
    EventPaper,
    EventPlan,
    EventSeries,
    MarkComponent,
    Participant,
    Quota,
    Room,
    SessionTrainer,
    Trainer,
)
from asn_desktop.domain.errors import Cancelled, InvalidInput, UserError
from asn_desktop.domain.recurrence import MONTHLY, WEEKLY, Rule
from asn_desktop.services import history, reference, schedule, series, training
from asn_desktop.services.schedule import Plan
from asn_desktop.services.series import ALL, FOLLOWING, THIS, Changes, SeriesForm

MARCH = date(2027, 3, 1)
TUESDAYS = Rule(WEEKLY, 1, (1,), until=date(2027, 3, 31))
FORM = SeriesForm("Bimtek Selasa", 1, TUESDAYS, MARCH, starts="8", ends="10.15", place="Aula", jp=3)


@pytest.fixture
def desk(engine: Engine, tmp_path: Path) -> Desk:
    desk = make_desk(engine, tmp_path)
    with writing(engine, "Data awal") as s:
        reference.seed(s)
        s.add_all([Room(name="Aula", capacity=40), Room(name="Besar", capacity=90)])
        s.add_all(Trainer(person_id=p) for p in desk.people[:2])
    return desk


@dataclass(frozen=True)
class Made:
    series_id: int
    ids: tuple[int, ...]


@pytest.fixture
def made(desk: Desk) -> Made:
    """Tuesdays 2, 16, 23 and 30 March; the 9th is a holiday."""
    with writing(desk.engine, "Buat seri") as s:
        return Made(*series.create(s, replace(FORM, trainer_ids=(1,), plan=Plan(room_id=1))))


def days_of(s: Session, ids: tuple[int, ...]) -> list[int]:
    return [s.get_one(Event, key).starts_on.day for key in ids]


def test_a_preview_names_the_days_left_out_and_writes_nothing(desk: Desk) -> None:
    with reading(desk.engine) as s:
        found = series.preview(s, FORM)
        assert found.summary == "setiap Selasa, sampai 31 Maret 2027: 4 kegiatan, 1 tanggal dilewati."
        assert [o.first.day for o in found.expanded.kept] == [2, 16, 23, 30]
        assert [(k.day.day, k.reason) for k in found.expanded.skipped] == [
            (9, "Cuti bersama Idulfitri 1448 Hijriah (cuti bersama)")
        ]
        assert s.scalar(select(EventSeries.id)) is None
        every = series.preview(s, replace(FORM, skip_holidays=False))
        assert [o.first.day for o in every.expanded.kept] == [2, 9, 16, 23, 30]
        by_hand = series.preview(s, replace(FORM, skipped=(date(2027, 3, 16),)))
        assert [o.first.day for o in by_hand.expanded.kept] == [2, 23, 30]


def test_each_first_tuesday_and_a_day_of_the_month_on_a_weekend(desk: Desk) -> None:
    with reading(desk.engine) as s:
        firsts = Rule(MONTHLY, 1, (1,), 1, until=date(2027, 6, 30))
        found = series.preview(s, replace(FORM, rule=firsts))
        assert [o.first for o in found.expanded.kept] == [
            *(date(2027, m, d) for m, d in ((3, 2), (4, 6), (5, 4))),
        ]
        assert [k.reason for k in found.expanded.skipped] == ["Hari Lahir Pancasila (libur nasional)"]
        sixths = series.preview(s, replace(FORM, rule=Rule(MONTHLY, month_day=6, count=2)))
        assert [(k.day, k.reason) for k in sixths.expanded.skipped] == [(date(2027, 3, 6), "Sabtu")]


def test_an_event_of_days_goes_on_after_the_holiday_in_it(desk: Desk) -> None:
    with reading(desk.engine) as s:
        once = Rule(WEEKLY, 1, (4,), count=1)
        (only,) = series.preview(s, replace(FORM, rule=once, days=3)).expanded.kept
    assert [d.day for d in only.days] == [5, 16, 17]  # weekends, and 8 to 12 and 15 March are off
    assert only.last == date(2027, 3, 17)
    assert "Nyepi" in only.note


def test_made_as_one_action_with_plans_sessions_and_numbers_of_angkatan(desk: Desk, made: Made) -> None:
    with reading(desk.engine) as s:
        assert days_of(s, made.ids) == [2, 16, 23, 30]
        assert [s.get_one(Event, key).angkatan for key in made.ids] == [2, 3, 4, 5]
        plan = schedule.plan(s, made.ids[1])
        assert (plan.series_id, plan.series_day, plan.room_id) == (made.series_id, date(2027, 3, 16), 1)
        (lesson,) = schedule.sessions(s, [made.ids[0]])
        assert (lesson.starts, lesson.ends, lesson.jp, lesson.trainer_ids) == ("08:00", "10:15", 3, (1,))
        assert series.series_of(s, made.ids[0]) == (
            made.series_id,
            "Bimtek Selasa, setiap Selasa, sampai 31 Maret 2027",
        )
    with writing(desk.engine, "Batalkan") as s:
        history.undo(s, TODAY)
    with reading(desk.engine) as s:
        assert s.scalar(select(EventSeries.id)) is None
        assert not s.scalars(select(Event.id).where(Event.id.in_(made.ids))).all()


def test_clashes_are_seen_before_saving_and_the_pattern_is_as_long_as_the_curriculum(
    desk: Desk, made: Made
) -> None:
    with reading(desk.engine) as s:
        form = replace(FORM, starts="10.00", ends="11.00", trainer_ids=(1,), plan=Plan(room_id=1))
        found = series.preview(s, form)
        assert [(c.kind, c.day.day, c.with_event_id) for c in found.clashes][:2] == [
            ("narasumber", 2, made.ids[0]),
            ("ruang", 2, made.ids[0]),
        ]
        assert len(found.clashes) == 8
        later = replace(FORM, pattern="KANTOR", trainer_ids=(2,), plan=Plan(room_id=1), days=2)
        assert {c.starts for c in series.preview(s, later).clashes} == {"08:00"}


def test_a_pattern_fills_each_event(desk: Desk) -> None:
    with writing(desk.engine, "Buat seri") as s:
        made = series.create(s, replace(FORM, pattern="KANTOR", starts="", ends="", jp=None, days=3))
        rows = schedule.sessions(s, [made.event_ids[0]])
    assert sum(row.jp for row in rows) == 20  # the curriculum
    assert {row.day.day for row in rows} == {2, 3, 4}


def test_what_cannot_be_is_named_at_its_field(desk: Desk) -> None:
    wrong = SeriesForm(rule=Rule(weekdays=(1,)), starts="9", ends="8", days=0, pattern="", training_id=1)
    with reading(desk.engine) as s, pytest.raises(InvalidInput) as refused:
        series.preview(s, wrong)
    assert set(refused.value.problems) == {"until", "starts_on", "days", "ends"}
    assert "tidak berakhir" in refused.value.problems["until"]
    with reading(desk.engine) as s:
        for form in (
            replace(FORM, rule=Rule(WEEKLY, 1, (1,), until=date(2027, 3, 9)), starts_on=date(2027, 3, 8)),
            replace(FORM, rule=Rule(WEEKLY, 1, (1,), until=date(2027, 3, 10)), starts_on=date(2027, 3, 10)),
            replace(FORM, rule=Rule("DAILY", until=date(2029, 3, 10))),
        ):
            with pytest.raises(InvalidInput) as empty:
                series.preview(s, form)
            assert set(empty.value.problems) == {"until"}


def test_each_working_day_of_a_year_is_a_series(desk: Desk) -> None:
    with reading(desk.engine) as s:
        found = series.preview(s, replace(FORM, rule=Rule("DAILY", until=date(2027, 12, 31)))).expanded
    assert len(found.kept) + len(found.skipped) == 306
    assert not {o.first.weekday() for o in found.kept} & {5, 6}


def test_making_can_be_stopped_and_then_nothing_is_there(desk: Desk) -> None:
    with pytest.raises(Cancelled), writing(desk.engine, "Buat seri") as s:
        series.create(s, FORM, progress=lambda done, _total, _text: done < 3)
    with reading(desk.engine) as s:
        assert s.scalars(select(Event.id)).all() == [desk.event_id]


def test_only_this_one_is_moved_and_leaves_the_series(desk: Desk, made: Made) -> None:
    with writing(desk.engine, "Ubah") as s:
        assert series.change(s, made.ids[1], THIS, Changes(days=1, minutes=60, place="Balai")) == (
            made.ids[1],
        )
    with reading(desk.engine) as s:
        assert days_of(s, made.ids) == [2, 17, 23, 30]
        (lesson,) = schedule.sessions(s, [made.ids[1]])
        assert (lesson.day.day, lesson.starts, lesson.ends) == (17, "09:00", "11:15")
        assert schedule.plan(s, made.ids[1]).apart
        preview = series.preview_change(s, made.ids[0], ALL, Changes(days=1))
        assert [m.event_id for m in preview.left] == [made.ids[1]]
        assert preview.left[0].held == "Pernah diubah sendiri, jadi tidak ikut seri"


def test_this_and_the_following_become_a_series_of_their_own(desk: Desk, made: Made) -> None:
    with writing(desk.engine, "Ubah") as s:
        changed = series.change(s, made.ids[2], FOLLOWING, Changes(days=-1, trainer_ids=(2,), room_id=2))
        assert changed == made.ids[2:]
    with reading(desk.engine) as s:
        assert days_of(s, made.ids) == [2, 16, 22, 29]
        assert schedule.sessions(s, [made.ids[3]])[0].trainer_ids == (2,)
        assert schedule.plan(s, made.ids[3]).room_id == 2
        old, new = s.scalars(select(EventSeries).order_by(EventSeries.id))
        assert old.rule == "FREQ=WEEKLY;BYDAY=TU;UNTIL=20270322"
        assert new.rule == "FREQ=WEEKLY;BYDAY=MO;UNTIL=20270330"
        assert [m.event_id for m in series.members(s, made.ids[3])] == [*made.ids[2:]]
        assert [m.event_id for m in series.members(s, made.ids[0])] == [*made.ids[:2]]


def test_who_was_moved_in_its_own_form_does_not_follow_and_a_monthly_series_moves_as_one(
    desk: Desk, made: Made
) -> None:
    with writing(desk.engine, "Ubah") as s:
        form = training.get_event(s, made.ids[1])
        day = date(2027, 3, 18)
        training.save_event(s, replace(form, starts_on=day, ends_on=day))
        left = series.preview_change(s, made.ids[0], ALL, Changes(days=1)).left
        assert [m.event_id for m in left] == [made.ids[1]]
        monthly = series.create(s, replace(FORM, rule=Rule(MONTHLY, month_day=7, count=3)))
        for _ in range(2):
            assert series.change(s, monthly.event_ids[0], ALL, Changes(days=1)) == monthly.event_ids
        assert s.get_one(EventSeries, monthly.series_id).rule == "FREQ=MONTHLY;BYMONTHDAY=7;COUNT=3"


def test_an_event_moved_behind_the_end_of_its_monthly_rule_can_still_be_cut_off(desk: Desk) -> None:
    rule = Rule(MONTHLY, month_day=31, count=3)
    with writing(desk.engine, "seri") as s:
        ids = series.create(s, replace(FORM, rule=rule, starts_on=date(2027, 1, 1), skip_holidays=False))[1]
    with writing(desk.engine, "geser") as s:
        series.change(s, ids[1], FOLLOWING, Changes(days=3))
    with writing(desk.engine, "geser lagi") as s:
        assert series.change(s, ids[2], FOLLOWING, Changes(days=1)) == ids[2:]
    with reading(desk.engine) as s:
        assert series.series_of(s, ids[2]) is not None
        assert [m.event_id for m in series.members(s, ids[2])] == [ids[2]]


def test_all_are_moved_except_those_already_held(desk: Desk, made: Made) -> None:
    with writing(desk.engine, "Hadir") as s:
        person = Participant(event_id=made.ids[0], person_id=desk.people[0])
        lesson = schedule.sessions(s, [made.ids[0]])[0].id
        s.add(person)
        s.flush()
        s.add(Attendance(session_id=lesson, participant_id=person.id, status="H"))
    with writing(desk.engine, "Ubah") as s:
        preview = series.preview_change(s, made.ids[3], ALL, Changes(days=4))
        assert series.change(s, made.ids[3], ALL, Changes(days=4)) == made.ids[1:]
    assert [m.held for m in preview.left] == ["Kehadirannya sudah dicatat"]
    assert preview.notes[0].endswith("Sabtu, 20 Maret 2027 adalah akhir pekan.")
    with reading(desk.engine) as s:
        assert days_of(s, made.ids) == [2, 20, 27, 3]


def test_a_change_is_held_against_the_others_but_not_against_itself(desk: Desk, made: Made) -> None:
    with reading(desk.engine) as s:
        moved = series.preview_change(s, made.ids[1], THIS, Changes(days=7))
        assert [(c.kind, c.with_event_id) for c in moved.clashes] == [
            ("narasumber", made.ids[2]),
            ("ruang", made.ids[2]),
        ]
        assert not series.preview_change(s, made.ids[1], ALL, Changes(days=7)).clashes
        with pytest.raises(UserError, match="tengah malam"):
            series.preview_change(s, made.ids[1], ALL, Changes(minutes=900))


def test_a_change_of_nothing_or_too_far_is_refused(desk: Desk, made: Made) -> None:
    for changes in (Changes(), Changes(days=900), Changes(capacity=0)):
        with pytest.raises(UserError), writing(desk.engine, "Ubah") as s:
            series.change(s, made.ids[0], ALL, changes)


def test_deleted_by_scope_and_the_series_with_its_last_event(desk: Desk, made: Made) -> None:
    with writing(desk.engine, "Hapus") as s:
        assert series.delete(s, made.ids[2], FOLLOWING).total == 2
    with writing(desk.engine, "Hapus") as s:
        assert s.get(EventSeries, made.series_id)
        assert series.delete(s, made.ids[0], ALL).total == 2
    with reading(desk.engine) as s:
        assert s.scalar(select(EventSeries.id)) is None
        assert s.get(Event, desk.event_id)
    with writing(desk.engine, "Batalkan") as s:
        history.undo(s, TODAY)
    with reading(desk.engine) as s:
        assert [m.event_id for m in series.members(s, made.ids[0])] == [*made.ids[:2]]


@pytest.fixture
def planned(desk: Desk) -> Desk:
    """The desk's event (3 to 9 November 2026) with all that can be copied."""
    with writing(desk.engine, "Isi") as s:
        key = desk.event_id
        for day in (3, 6, 9):
            s.add(
                ClassSession(event_id=key, day=date(2026, 11, day), starts="08:00", ends="10:15", title="A")
            )
        s.flush()
        s.add(SessionTrainer(session_id=2, trainer_id=1))
        s.add(EventPlan(event_id=key, capacity=30, room_id=2, apart=True))
        s.add(MarkComponent(event_id=key, position=0, name="Pre-test", kind="pre"))
        s.add(Quota(event_id=key, unit_id=1, seats=5))
        s.add(
            EventPaper(
                event_id=key, kind="undangan", number="1/2026", dated=NOW.date(), texts={"hal": "Rapat"}
            )
        )
    return desk


def test_a_copy_has_everything_but_people_and_numbers(planned: Desk) -> None:
    with writing(planned.engine, "Salin") as s:
        copy = series.copy_event(s, planned.event_id, date(2027, 3, 5))
    with reading(planned.engine) as s:
        event = s.get_one(Event, copy)
        assert (event.angkatan, event.starts_on, event.ends_on) == (2, date(2027, 3, 5), date(2027, 3, 17))
        rows = schedule.sessions(s, [copy])
        assert [(row.day.day, row.trainer_ids) for row in rows] == [(5, ()), (16, (1,)), (17, ())]
        plan = schedule.plan(s, copy)
        assert (plan.capacity, plan.room_id, plan.apart) == (30, 2, False)
        assert s.scalars(select(MarkComponent.name).where(MarkComponent.event_id == copy)).all() == [
            "Pre-test"
        ]
        assert s.scalars(select(Quota.seats).where(Quota.event_id == copy)).all() == [5]
        (paper,) = s.scalars(select(EventPaper).where(EventPaper.event_id == copy))
        assert (paper.texts, paper.number, paper.dated) == ({"hal": "Rapat"}, "", None)
        assert not s.scalars(select(Participant.id).where(Participant.event_id == copy)).all()
        assert len(schedule.sessions(s, [planned.event_id])) == 3


def test_a_copy_of_a_bare_event_does_not_end_on_a_weekend(desk: Desk) -> None:
    with reading(desk.engine) as s:  # 3 to 9 November with a weekend between; 8 to 12 and 15 March are off
        days = series.copied_days(s, desk.event_id, date(2027, 3, 5))
    assert [day.day for day in days.values()] == [5, 16, 17, 18, 19]


def test_a_copy_keeps_its_distances_where_holidays_do_not_matter(planned: Desk) -> None:
    with writing(planned.engine, "Salin") as s:
        copy = series.copy_event(s, planned.event_id, date(2027, 3, 5), skip_holidays=False)
        assert [row.day.day for row in schedule.sessions(s, [copy])] == [5, 8, 11]


def test_a_series_like_an_event_takes_the_event_in_and_its_schedule_along(planned: Desk) -> None:
    with writing(planned.engine, "Buat seri") as s:
        form = series.like(s, planned.event_id)
        assert (form.days, form.rule.weekdays, form.plan.capacity) == (3, (1,), 30)
        form = replace(form, rule=replace(form.rule, until=None, count=3))
        with pytest.raises(InvalidInput) as short:
            series.preview(s, replace(form, days=2))
        assert "3 hari" in short.value.problems["days"]
        made = series.create(s, form)
        assert made.event_ids[0] == planned.event_id
        assert [m.first.day for m in series.members(s, planned.event_id)] == [3, 10, 17]
        assert s.get_one(EventSeries, made.series_id).name == "Pelatihan Manajemen Proyek"
        assert [row.day.day for row in schedule.sessions(s, [made.event_ids[2]])] == [17, 18, 19]


def test_blank_is_weekly_and_bare_events_take_whole_days(desk: Desk) -> None:
    with reading(desk.engine) as s:
        form = series.blank(s, 1, date(2026, 11, 3))
        assert (form.name, form.rule.weekdays) == ("", (1,))
        assert form.rule.until == date(2027, 12, 31)
        form = replace(form, rule=replace(form.rule, until=None, count=2), plan=Plan(room_id=1))
        assert not series.problems(s, form)
        assert not series.preview(s, form).clashes  # the other event names no room
    with writing(desk.engine, "Ruang") as s:
        s.add(EventPlan(event_id=desk.event_id, room_id=1))
    with reading(desk.engine) as s:
        assert [c.day for c in series.preview(s, form).clashes] == [date(2026, 11, 3)]
        late = series.preview(s, replace(form, starts_on=date(2026, 11, 3) + timedelta(7)))
        assert not late.clashes
