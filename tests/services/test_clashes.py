"""Clashes of trainers, rooms, people and classes, and what is free near them."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from asn_desktop.db.history import insert_rows
from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import (
    ClassSession,
    Event,
    EventPlan,
    EventSeries,
    Participant,
    Person,
    Room,
    SessionTrainer,
    Trainer,
    Training,
)
from asn_desktop.domain import clock
from asn_desktop.services import clashes
from asn_desktop.services.clashes import PEOPLE, ROOM, TRAINER, Wanted
from asn_desktop.services.holidays import HolidayForm, save

TUESDAY = date(2027, 3, 2)
WEEK = timedelta(7)


@dataclass(frozen=True)
class Town:
    engine: Engine

    def find(self, *wanted: Wanted, ignore: tuple[int, ...] = ()) -> list[clashes.Clash]:
        with reading(self.engine) as s:
            return clashes.find(s, wanted, ignore)


@pytest.fixture
def town(engine: Engine) -> Town:
    """Events 1 to 4 repeat on Tuesdays, 08.00 to 10.15, in room 1 with trainer 1; event 5 has days only.

    Room 2 is too small, room 3 free; trainer 2 knows the subject too, trainer 3 does not. Person 4 is in
    events 1 and 5, persons 5 and 6 only there.
    """
    with writing(engine, "Siapkan") as s:
        s.add_all(
            [Room(name="Aula", capacity=40), Room(name="Kecil", capacity=10), Room(name="Besar", capacity=90)]
        )
        names = ["Ani", "Budi", "Cici", "Dodi", "Eka", "Fani"]
        insert_rows(s, Person, [{"name": n, "name_key": n.lower(), "status": "NON"} for n in names])
        known = [(1, "Etika\nHukum"), (2, "etika"), (3, "")]
        s.add_all(Trainer(person_id=n, subjects=text) for n, text in known)
        s.add_all([Training(name="Bimtek"), Training(name="Diklat")])
        s.flush()
        s.add(EventSeries(name="Bimtek Selasa", training_id=1, rule="FREQ=WEEKLY;COUNT=4", starts_on=TUESDAY))
        days = [TUESDAY + n * WEEK for n in range(4)]
        s.add_all(
            Event(training_id=1, angkatan=n, starts_on=d, ends_on=d, jp=3) for n, d in enumerate(days, 1)
        )
        s.add(Event(training_id=2, starts_on=TUESDAY, ends_on=TUESDAY + timedelta(2), jp=20))
        s.flush()
        s.add_all(EventPlan(event_id=n, series_id=1, room_id=1, series_day=d) for n, d in enumerate(days, 1))
        for n, day in enumerate(days, 1):
            s.add(ClassSession(event_id=n, day=day, starts="08:00", ends="10:15", title="Etika"))
            s.add(
                ClassSession(
                    event_id=n, day=day, starts="10:15", ends="10:30", kind="istirahat", title="Rehat"
                )
            )
        s.flush()
        s.add_all(SessionTrainer(session_id=n, trainer_id=1) for n in (1, 3, 5, 7))
        s.add_all(Participant(event_id=e, person_id=p) for e, p in ((1, 4), (5, 4), (5, 5), (5, 6)))
    return Town(engine)


def test_a_room_is_taken_also_where_only_the_event_names_it(town: Town) -> None:
    (found,) = town.find(Wanted(TUESDAY, "10:00", "11:00", room_id=1))
    assert (found.kind, found.what, found.with_event_id) == (ROOM, "Aula", 1)
    assert (found.with_starts, found.with_ends, found.with_series) == ("08:00", "10:15", "Bimtek Selasa")
    assert found.words == (
        "Ruang Aula, Selasa, 2 Maret 2027 pukul 10.00–11.00: dipakai Bimtek · I pukul 08.00–10.15"
    )
    assert found.alternatives[0] == "Besar (90 kursi) bebas pada jam itu"  # Kecil would be too small
    assert "pukul 10.15–11.15 hari itu" in found.alternatives


def test_touching_times_breaks_other_rooms_and_other_days_do_not_clash(town: Town) -> None:
    assert not town.find(
        Wanted(TUESDAY, "10:15", "11:00", room_id=1, trainer_ids=(1,)),
        Wanted(TUESDAY, "08:00", "10:00", room_id=3, trainer_ids=(2,), occurrence=1),
        Wanted(TUESDAY + timedelta(1), "08:00", "10:00", room_id=1, trainer_ids=(1,), occurrence=2),
    )


def test_a_trainer_is_found_with_who_could_teach_instead(town: Town) -> None:
    (found,) = town.find(Wanted(TUESDAY, "08:30", "09:15", trainer_ids=(1,), subject="Etika"))
    assert (found.kind, found.what) == (TRAINER, "Ani")
    assert found.alternatives[0].startswith("Budi juga mengajar mata pelatihan ini")
    assert not any("Cici" in text for text in found.alternatives)


def test_clashes_over_all_repeats_are_listed_once_a_series_with_what_does_for_all(town: Town) -> None:
    days = [TUESDAY + n * WEEK for n in range(4)]
    found = town.find(*(Wanted(d, "09:00", "10:00", room_id=1, occurrence=n) for n, d in enumerate(days)))
    (group,) = clashes.groups(found)
    assert len(group.clashes) == 4
    assert group.words == (
        "Ruang Aula: dipakai seri “Bimtek Selasa”, 4 kali pada 4 hari (2 Maret 2027 s.d. 23 Maret 2027)"
    )
    assert "Besar (90 kursi) bebas pada semua tanggal itu" in group.alternatives
    assert "pukul 10.15–11.15 semua tanggal itu" in group.alternatives
    assert "semua sehari lebih lambat, jam yang sama" in group.alternatives


def test_a_remedy_of_one_day_is_none_for_the_series(town: Town) -> None:
    with writing(town.engine, "Libur") as s:
        save(s, HolidayForm(TUESDAY + timedelta(1), "Hari sepi", "lokal"))
    found = town.find(
        *(Wanted(TUESDAY + n * WEEK, "09:00", "10:00", room_id=1, occurrence=n) for n in (0, 1))
    )
    (group,) = clashes.groups(found)
    assert "Rabu, 10 Maret 2027, jam yang sama" in found[1].alternatives
    assert not any("Rabu, 3 Maret" in text for text in found[0].alternatives)
    assert not any("sehari lebih lambat" in text for text in group.alternatives)


def test_people_in_two_events_at_a_time_are_named(town: Town) -> None:
    with reading(town.engine) as s:
        (found,) = [c for c in clashes.of_event(s, 1) if c.kind == PEOPLE]
    assert (found.what, found.with_event_id, found.session_id) == ("Dodi", 5, 1)
    assert found.words.endswith("ikut Diklat · I seharian")
    assert "Jumat, 5 Maret 2027, jam yang sama" in found.alternatives  # the first day the other one is over


def test_an_event_is_not_set_against_itself_nor_against_what_is_ignored_or_archived(town: Town) -> None:
    with writing(town.engine, "Arsipkan") as s:
        s.get_one(Event, 5).archived = True
    with reading(town.engine) as s:
        assert not clashes.of_event(s, 1)
    assert not town.find(Wanted(TUESDAY, "08:00", "09:00", room_id=1), ignore=(1,))


def test_what_is_asked_is_set_against_itself(town: Town) -> None:
    day = TUESDAY + timedelta(3)
    found = town.find(
        Wanted(day, "08:00", "09:00", trainer_ids=(2,), class_name="A"),
        Wanted(day, "08:30", "09:30", trainer_ids=(2,), class_name="B"),
        Wanted(day, "08:45", "09:30", class_name="B"),
        Wanted(day, "09:30", "10:30", class_name="A"),
        Wanted(day, "10:00", "11:00"),
        Wanted(day, "08:00", "12:00", trainer_ids=(2,), occurrence=1),
    )
    assert sorted((c.kind, c.starts, c.with_title) for c in found) == [
        ("kelas", "08:45", "sesi lain kegiatan ini"),
        ("kelas", "10:00", "sesi lain kegiatan ini"),
        ("narasumber", "08:00", "kegiatan lain seri ini"),
        ("narasumber", "08:30", "kegiatan lain seri ini"),
        ("narasumber", "08:30", "sesi lain kegiatan ini"),
    ]


def test_an_event_moved_by_some_days_is_asked_with_its_people(town: Town) -> None:
    with reading(town.engine) as s:
        moved = clashes.wanted_of(s, 5, timedelta(-3))
        assert [w.day for w in moved] == [TUESDAY - timedelta(n) for n in (3, 2, 1)]
        assert not clashes.find(s, moved)
        (found,) = clashes.find(s, clashes.wanted_of(s, 5, timedelta(-1)))
    assert (found.kind, found.day, clashes.hours(found.starts, found.ends)) == (PEOPLE, TUESDAY, "seharian")
    assert clashes.day_words(TUESDAY) == "Selasa, 2 Maret 2027"


@given(
    st.lists(
        st.tuples(
            st.integers(0, 2), st.integers(0, 9), st.integers(1, 4), st.integers(1, 2), st.integers(1, 3)
        ),
        max_size=12,
    )
)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_pair_that_overlaps_is_found_and_no_other(
    town: Town, asked: list[tuple[int, int, int, int, int]]
) -> None:
    """Each in an event of its own: a clash for a room and one for a trainer that a pair has in common."""
    start = TUESDAY + timedelta(60)
    wanted = [
        Wanted(
            start + timedelta(day),
            clock.time(480 + 30 * at),
            clock.time(480 + 30 * (at + length)),
            room,
            (t,),
            occurrence=n,
        )
        for n, (day, at, length, room, t) in enumerate(asked)
    ]
    expected = [
        kind
        for one, other in combinations(wanted, 2)
        if one.day == other.day and one.starts < other.ends and other.starts < one.ends
        for kind, same in (
            (ROOM, one.room_id == other.room_id),
            (TRAINER, one.trainer_ids == other.trainer_ids),
        )
        if same
    ]
    found = town.find(*wanted)
    assert Counter(c.kind for c in found) == Counter(expected)
    for clash in found:  # what is offered as free is free
        for option in clash.options:
            if option.sort == "hour":
                assert isinstance(option.key, str)
                assert "07:30" <= option.key <= "16:00"
            if option.sort == "day":
                assert isinstance(option.key, int)
                assert (clash.day + timedelta(option.key)).weekday() < 5


def test_a_room_called_ruang_is_not_called_so_twice(town: Town) -> None:
    with writing(town.engine, "Ubah") as s:
        s.get_one(Room, 1).name = "Ruang Rapat"
    (found,) = town.find(Wanted(TUESDAY, "10:00", "11:00", room_id=1))
    assert found.words.startswith("Ruang Rapat, Selasa")
