from __future__ import annotations

from datetime import date, datetime, timedelta

import icalendar
import pypdfium2
import pytest
from sqlalchemy import select

from asn_desktop.db.history import insert_rows
from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import ClassSession, Event, EventPlan, EventSeries, Training
from asn_desktop.domain.errors import InvalidInput, UserError
from asn_desktop.services import calendar, history, holidays, printing, reference, results, training
from asn_desktop.services.calendar import Filter
from asn_desktop.services.holidays import HolidayForm
from asn_desktop.services.training import EventForm, TrainingForm

NOW = datetime(2026, 11, 24, 10, 30)
NOVEMBER = (date(2026, 11, 1), date(2026, 11, 30))
FIRST, LAST = date(2026, 11, 3), date(2026, 11, 9)
WEEK = timedelta(days=7)
RULE = "FREQ=WEEKLY;BYDAY=TU;COUNT=4"


def lesson(event_id, day, starts="08:00", ends="09:30", kind="materi"):
    return {
        "event_id": event_id, "day": day, "starts": starts, "ends": ends, "kind": kind, "title": "Materi",
    }  # fmt: skip


@pytest.fixture
def taught(desk):
    """Three lessons on the first day, with a break, and one on the last."""
    with writing(desk.engine, "Jadwal", now=NOW) as s:
        insert_rows(
            s,
            ClassSession,
            [
                lesson(desk.event_id, FIRST),
                lesson(desk.event_id, FIRST, "09:30", "09:45", "istirahat"),
                lesson(desk.event_id, FIRST, "09:45", "11:15"),
                lesson(desk.event_id, FIRST, "11:15", "12:00"),
                lesson(desk.event_id, LAST, "13:00", "14:30"),
            ],
        )
    return desk


def days(desk):
    with reading(desk.engine) as s:
        return list(s.scalars(select(ClassSession.day).order_by(ClassSession.id)))


def the_event(desk):
    with reading(desk.engine) as s:
        return s.get_one(Event, desk.event_id)


def moved(desk, first, last):
    with writing(desk.engine, "Pindahkan", now=NOW) as s:
        calendar.move(s, desk.event_id, first, last)


def test_an_entry_tells_what_a_clerk_asks_of_an_event(taught):
    with writing(taught.engine, "Rencana", now=NOW) as s:
        reference.seed(s)
        s.add(EventPlan(event_id=taught.event_id, capacity=30))
        results.set_role(s, [results.rows(s, taught.event_id)[0].id], "narasumber")
    with reading(taught.engine) as s:
        (entry,) = calendar.entries(s, *NOVEMBER)
        assert entry.title == "Pelatihan Manajemen Proyek · I"
        assert (entry.starts_on, entry.ends_on, entry.sessions) == (FIRST, LAST, 4)
        assert entry.seats == f"{len(taught.people) - 1} dari 30"
        rows = calendar.lessons(s, [entry], FIRST, FIRST + timedelta(days=5))
        assert [r.starts for r in rows] == ["08:00", "09:30", "09:45", "11:15"]


@pytest.mark.parametrize(
    ("first", "last", "seen"),
    [
        (date(2026, 11, 9), date(2026, 11, 30), 1),
        (date(2026, 10, 1), date(2026, 11, 3), 1),
        (date(2026, 11, 5), date(2026, 11, 5), 1),
        (date(2026, 11, 10), date(2026, 11, 30), 0),
        (date(2026, 10, 1), date(2026, 11, 2), 0),
    ],
)
def test_an_event_is_seen_on_each_of_its_days(desk, first, last, seen):
    with reading(desk.engine) as s:
        assert len(calendar.entries(s, first, last)) == seen


def test_the_calendar_is_filtered_and_leaves_out_the_archive(desk):
    with writing(desk.engine, "Tambah", now=NOW) as s:
        reference.seed(s)
        other = training.save(s, TrainingForm(name="Lokakarya 100% Arsip", form="KL07"))
        held = EventForm(training_id=other, starts_on=FIRST, ends_on=FIRST, place="Aula", jp=5)
        training.save_event(s, held)
        training.archive_event(s, training.save_event(s, held))

    def names(**chosen):
        with reading(desk.engine) as s:
            return [e.training for e in calendar.entries(s, *NOVEMBER, Filter(**chosen))]

    assert names() == ["Pelatihan Manajemen Proyek", "Lokakarya 100% Arsip"]
    assert names(text="aula 100%") == ["Lokakarya 100% Arsip"]
    assert names(text="_") == []
    assert names(forms=("KL07",)) == ["Lokakarya 100% Arsip"]
    assert names(forms=("",)) == ["Pelatihan Manajemen Proyek"]
    with reading(desk.engine) as s:
        forms = calendar.forms(s)
        assert [f.place for f in forms] == list(range(len(forms)))
        assert (forms[-1].code, forms[-1].name) == ("", "Tanpa bentuk")
        assert calendar.years(s) == [2026]


def test_the_sessions_move_with_their_event_in_one_step_that_can_be_undone(taught):
    before = days(taught)
    with reading(taught.engine) as s:
        told = calendar.propose(s, taught.event_id, FIRST + WEEK, LAST + WEEK)
    assert told.words == "3 s.d. 9 November 2026 → 10 s.d. 16 November 2026"
    assert (told.sessions, told.stretched, told.in_series, told.notes) == (5, False, False, ())
    moved(taught, FIRST + WEEK, LAST + WEEK)
    assert days(taught) == [day + WEEK for day in before]
    assert the_event(taught).starts_on == FIRST + WEEK
    with writing(taught.engine, "Batalkan", now=NOW) as s:
        history.undo(s, NOW.date())
    assert days(taught) == before
    assert the_event(taught).ends_on == LAST


def test_drawing_one_end_leaves_the_sessions_where_they_are(taught):
    before = days(taught)
    moved(taught, FIRST - WEEK, LAST)
    moved(taught, FIRST - WEEK, LAST + WEEK)
    assert days(taught) == before
    assert (the_event(taught).starts_on, the_event(taught).ends_on) == (FIRST - WEEK, LAST + WEEK)


def test_no_session_is_left_outside_its_event(taught):
    with pytest.raises(UserError, match=r"09-11-2026 pukul 13\.00.*tab Jadwal"):
        moved(taught, FIRST, LAST - timedelta(days=1))
    with reading(taught.engine) as s, pytest.raises(UserError, match="dan 1 sesi lain"):
        calendar.propose(s, taught.event_id, LAST, LAST)
    assert the_event(taught).ends_on == LAST


def test_an_end_before_the_start_is_refused(desk):
    with pytest.raises(InvalidInput):
        moved(desk, LAST, FIRST)


def test_certificates_that_are_out_are_told(desk):
    desk.issue()
    with reading(desk.engine) as s:
        told = calendar.propose(s, desk.event_id, FIRST + WEEK, LAST + WEEK)
    assert told.notes == ("3 sertifikat sudah terbit dan tetap memuat tanggal semula.",)


@pytest.fixture
def repeated(desk):
    """The event and its three repeats, a week apart each; the third was changed by itself."""
    with writing(desk.engine, "Seri", now=NOW) as s:
        held = s.scalars(select(Training.id)).one()
        made = EventSeries(name="Seri", training_id=held, rule=RULE, starts_on=FIRST, days=7)
        s.add(made)
        s.flush()
        for n in range(4):
            first, last = FIRST + n * WEEK, LAST + n * WEEK
            form = EventForm(training_id=held, angkatan=n + 1, starts_on=first, ends_on=last, jp=5)
            event_id = training.save_event(s, form) if n else desk.event_id
            s.add(EventPlan(event_id=event_id, series_id=made.id, series_day=first, apart=n == 2))
    return desk


def starts(desk):
    with reading(desk.engine) as s:
        return {e.event_id: e.starts_on for e in calendar.entries(s, FIRST - 5 * WEEK, LAST + 9 * WEEK)}


def test_one_of_a_series_goes_its_own_way_from_then_on(repeated):
    before = starts(repeated)
    moved(repeated, FIRST - WEEK, LAST - WEEK)
    assert starts(repeated) == before | {1: FIRST - WEEK}
    with reading(repeated.engine) as s:
        assert {e.event_id: e.apart for e in calendar.entries(s, *NOVEMBER)} == {
            1: True, 2: False, 3: True, 4: False,
        }  # fmt: skip


@pytest.mark.parametrize(("scope", "along"), [("berikutnya", {2, 4}), ("semua", {1, 2, 4})])
def test_a_series_moves_by_the_same_days_and_says_who_stays(repeated, scope, along):
    day, before = timedelta(days=1), starts(repeated)
    first, last = before[2] + day, before[2] + day + (LAST - FIRST)
    with reading(repeated.engine) as s:
        alone = calendar.propose(s, 2, first, last)
        told = calendar.propose(s, 2, first, last, scope)
    assert (alone.in_series, alone.scope, alone.also, alone.left) == (True, "ini", 0, ())
    assert (told.scope, told.also) == (scope, len(along) - 1)
    assert told.left == (
        "Pelatihan Manajemen Proyek · III, 17-11-2026: Pernah diubah sendiri, jadi tidak ikut seri.",
    )
    with writing(repeated.engine, "Pindahkan", now=NOW) as s:
        calendar.move(s, 2, first, last, scope)
    after = starts(repeated)
    assert {key for key in after if after[key] == before[key] + day} == along
    assert {key for key in after if after[key] == before[key]} == {1, 2, 3, 4} - along


def test_an_event_of_a_series_is_stretched_alone(repeated):
    with reading(repeated.engine) as s:
        told = calendar.propose(s, 1, FIRST, LAST + WEEK)
    assert (told.in_series, told.stretched) == (False, True)


def test_other_programs_read_the_ics(desk):
    with writing(desk.engine, "Ubah", now=NOW) as s:
        event = s.get_one(Event, desk.event_id)
        event.place = "Aula, lantai 2; gedung \\B\nPalembang"
        s.get_one(Training, event.training_id).form = "KL07"
        reference.seed(s)
    with reading(desk.engine) as s:
        data = calendar.ics(s, *NOVEMBER, NOW)
    assert max(map(len, data.splitlines())) <= 75
    (event,) = icalendar.Calendar.from_ical(data).walk("VEVENT")
    assert (event["dtstart"].dt, event["dtend"].dt) == (FIRST, LAST + timedelta(days=1))
    assert event["summary"] == "Pelatihan Manajemen Proyek, angkatan I"
    assert event["location"] == "Aula, lantai 2; gedung \\B\nPalembang"
    assert "20 JP" in event["description"]
    assert event["uid"] == f"kegiatan-{desk.event_id}@asn-desktop"
    assert event.categories == ["Workshop/Lokakarya"]


def notes(desk, first, last):
    with reading(desk.engine) as s:
        return calendar.propose(s, desk.event_id, first, last).notes


def test_days_off_at_the_new_place_are_told_where_something_is_taught(taught):
    with writing(taught.engine, "Libur", now=NOW) as s:
        for n, day in enumerate((10, 11, 15)):
            holidays.save(s, HolidayForm(day=date(2026, 11, day), name=f"Hari {n}"))
    assert notes(taught, FIRST + WEEK, LAST + WEEK) == (
        "Selasa, 10 November 2026 adalah hari libur: Hari 0.",  # 16 November is none, 11 is not taught on
    )
    assert notes(taught, FIRST - timedelta(days=2), LAST - timedelta(days=2)) == (
        "Minggu, 1 November 2026 adalah akhir pekan.",
        "Sabtu, 7 November 2026 adalah akhir pekan.",
    )
    with writing(taught.engine, "Tanpa jadwal", now=NOW) as s:
        for row in s.scalars(select(ClassSession)):
            s.delete(row)
    assert (
        len(notes(taught, FIRST + WEEK, LAST + WEEK)) == 2
    )  # a Sunday that is a holiday is taught on by nobody


def test_clashes_at_the_new_place_are_told_and_not_those_that_stay(taught):
    with writing(taught.engine, "Tambah", now=NOW) as s:
        held = s.scalars(select(Training.id)).one()
        for angkatan, day in ((2, FIRST + WEEK), (3, LAST)):
            other = EventForm(training_id=held, angkatan=angkatan, starts_on=day, ends_on=day, jp=5)
            results.add_people(s, training.save_event(s, other), taught.people[:1])
    with reading(taught.engine) as s:
        told = calendar.propose(s, taught.event_id, FIRST + WEEK, LAST + WEEK)
        (group,) = told.clashes
        assert (group.kind, group.with_title, told.warns) == (
            "peserta",
            "Pelatihan Manajemen Proyek · II",
            True,
        )
        assert calendar.propose(s, taught.event_id, FIRST, LAST + WEEK).clashes == ()


@pytest.mark.parametrize("layout", calendar.LAYOUTS)
def test_the_wall_calendar_has_what_the_screen_filters(desk, layout):
    with reading(desk.engine) as s:
        every = calendar.wall_pdf(s, FIRST, layout, "A4")
        none = calendar.wall_pdf(s, FIRST, layout, "A4", Filter("tidak ada", ("",)))
    assert printing.page_count(every) == (12 if layout == "bulan" else 1)
    assert any("Pelatihan Manajemen Proyek" in words for words in texts(every))
    assert not any("Pelatihan Manajemen Proyek" in words for words in texts(none))
    assert all("Bentuk: Tanpa bentuk; memuat “tidak ada”" in words for words in texts(none))


def texts(pdf):
    file = pypdfium2.PdfDocument(pdf)
    read = [page.get_textpage().get_text_bounded() for page in file]
    file.close()
    return read
