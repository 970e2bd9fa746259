from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter
from desks import NOW, Desk, a_person, make_desk
from sqlalchemy import Engine, select

from asn_desktop.db.history import insert_rows
from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import (
    EventPlan,
    Nomination,
    OutsideTraining,
    Participant,
    Person,
    TrainingNeed,
    Unit,
)
from asn_desktop.domain.errors import InvalidInput, UserError
from asn_desktop.services import history, nominations, results
from asn_desktop.services.nominations import gaps

TODAY = NOW.date()


@pytest.fixture
def desk(engine: Engine, tmp_path: Path) -> Desk:
    """Two agencies; nine more people beside the participants, ids from 101."""
    made = make_desk(engine, tmp_path)
    with writing(engine, "Orang") as s:
        s.add(Unit(name="Dinas Contoh", name_key="dinas contoh"))
        s.flush()
        rows = [a_person(n, unit_id=1 + n % 2, nip=None, name_key=f"calon {n}") for n in range(101, 110)]
        insert_rows(
            s,
            Person,
            [{**row, "nip": f"19800117200801{1 + n % 2}{n:03d}"} for n, row in enumerate(rows, 101)],
        )
    return made


def ids(engine: Engine) -> list[int]:
    with reading(engine) as s:
        return list(
            s.scalars(select(Person.id).where(Person.name_key.startswith("calon")).order_by(Person.id))
        )


def test_who_lacks_most_comes_first_and_who_retires_last(engine: Engine, desk: Desk) -> None:
    people = ids(engine)
    with writing(engine, "Isi") as s:
        s.get_one(Person, people[0]).birth_date = date(1968, 12, 3)
        for person, jp in ((people[1], 20), (people[2], 5)):
            s.add(OutsideTraining(person_id=person, name="Kursus", ends_on=TODAY, year=2026, jp=jp))
        s.add(TrainingNeed(training_id=1, person_id=people[3], gap=4, noted_on=TODAY))
    with reading(engine) as s:
        found = nominations.propose(s, desk.event_id, TODAY)
    order = [p.person_id for p in found]
    assert order[0] == people[3]
    assert order[-3:] == [people[2], people[1], people[0]]
    assert [p.rank for p in found] == list(range(1, 10))
    assert "pensiun 1 Januari 2027, jadi ditempatkan terakhir (-1000)" in found[-1].why
    assert "kurang 15 JP dari target 20 JP (+30)" in found[-3].why
    assert not {p.person_id for p in found} & set(desk.people)


def test_a_filter_keeps_the_rank_among_all(engine: Engine, desk: Desk) -> None:
    with reading(engine) as s:
        every = {p.person_id: p.rank for p in nominations.propose(s, desk.event_id, TODAY)}
        some = nominations.propose(s, desk.event_id, TODAY, unit_id=2)
        named = nominations.propose(s, desk.event_id, TODAY, text="dinas 105")
    assert {p.unit for p in some} == {"Dinas Contoh"}
    assert 0 < len(some) < len(every)
    assert all(every[p.person_id] == p.rank for p in some)
    assert [p.name for p in named] == ["Ir. Contoh Nomor 105, S.T."]


def test_seats_and_quotas_decide_who_waits(engine: Engine, desk: Desk) -> None:
    people = ids(engine)
    with writing(engine, "Isi") as s:
        s.add(EventPlan(event_id=desk.event_id, capacity=6))
        nominations.save_quotas(s, desk.event_id, {2: 1})
    with writing(engine, "Pilih") as s:
        done = nominations.choose(s, desk.event_id, people[:5], NOW, considered=people[:5])
    assert (done.added, done.waiting, done.passed_over) == (3, 2, 0)
    assert "kuota Dinas Contoh penuh" in done.sentence
    with reading(engine) as s:
        left = nominations.seats(s, desk.event_id)
        assert (left.capacity, left.taken, left.left, left.waiting) == (6, 6, 0, 2)
        assert left.words == "6 dari 6 kursi terisi, sisa 0 · 2 menunggu"
        waiting = [r for r in nominations.rows(s, desk.event_id) if r.state == "menunggu"]
        assert [r.rank for r in waiting] == [1, 2]
        assert len(nominations.propose(s, desk.event_id, TODAY)) == 4
    with writing(engine, "Naik") as s, pytest.raises(UserError, match="Kursi yang tersisa 0"):
        nominations.promote(s, desk.event_id, [waiting[0].id], NOW)


def test_a_free_seat_goes_to_the_waiting_list(engine: Engine, desk: Desk) -> None:
    people = ids(engine)
    with writing(engine, "Isi") as s:
        s.add(EventPlan(event_id=desk.event_id, capacity=4))
        nominations.choose(s, desk.event_id, people[:3], NOW)
    with reading(engine) as s:
        first, second = [r for r in nominations.rows(s, desk.event_id) if r.state == "menunggu"]
    with writing(engine, "Tukar") as s:
        nominations.move(s, desk.event_id, second.id, -1)
    with reading(engine) as s:
        assert [r.id for r in nominations.rows(s, desk.event_id)][:2] == [second.id, first.id]
    with writing(engine, "Naik") as s:
        s.delete(s.scalars(select(Participant).where(Participant.person_id == people[0])).one())
        s.flush()
        assert nominations.promote(s, desk.event_id, [second.id], NOW) == 1
    with reading(engine) as s:
        there = set(s.scalars(select(Participant.person_id)))
        assert second.person_id in there
        row = next(r for r in nominations.rows(s, desk.event_id) if r.id == second.id)
        assert (row.state, row.note) == ("dipilih", "semua kursi terisi; naik dari daftar tunggu")


def test_a_full_quota_holds_for_the_waiting_list_too(engine: Engine, desk: Desk) -> None:
    people = ids(engine)
    with writing(engine, "Isi") as s:
        nominations.save_quotas(s, desk.event_id, {2: 1})
        nominations.choose(s, desk.event_id, people[:5], NOW)
        first, _second = [r for r in nominations.rows(s, desk.event_id) if r.state == "menunggu"]
    with writing(engine, "Naik") as s, pytest.raises(UserError, match="Kuota Dinas Contoh tersisa 0"):
        nominations.promote(s, desk.event_id, [first.id], NOW)
    with writing(engine, "Naik") as s:
        nominations.save_quotas(s, desk.event_id, {2: 2})
        assert nominations.promote(s, desk.event_id, [first.id], NOW) == 1


def test_who_came_in_by_the_door_waits_no_longer(engine: Engine, desk: Desk) -> None:
    people = ids(engine)
    with writing(engine, "Isi") as s:
        s.add(EventPlan(event_id=desk.event_id, capacity=4))
        nominations.choose(s, desk.event_id, people[:3], NOW)
        first, second = [r for r in nominations.rows(s, desk.event_id) if r.state == "menunggu"]
        results.add_people(s, desk.event_id, [first.person_id])
    with reading(engine) as s:
        assert nominations.seats(s, desk.event_id).words == "5 peserta, lebih 1 dari 4 kursi · 1 menunggu"
        assert [r.id for r in nominations.rows(s, desk.event_id) if r.state == "menunggu"] == [second.id]


def lacking(engine: Engine, *jp: int) -> list[int]:
    """The first ones have so many JP already."""
    people = ids(engine)
    with writing(engine, "Riwayat") as s:
        for person, had in zip(people, jp, strict=False):
            s.add(OutsideTraining(person_id=person, name="Kursus", ends_on=TODAY, year=2026, jp=had))
    return people


def test_equal_need_asks_for_no_reason(engine: Engine, desk: Desk) -> None:
    people = ids(engine)
    with writing(engine, "Pilih") as s:
        done = nominations.choose(s, desk.event_id, [people[4]], NOW, considered=people)
    assert (done.added, done.passed_over) == (1, 0)


def test_passing_over_needs_a_reason_that_stays(engine: Engine, desk: Desk) -> None:
    people = lacking(engine, 1, 2, 10, 20, 20, 20, 20, 20, 20)
    with writing(engine, "Pilih") as s, pytest.raises(InvalidInput, match="2 orang yang lebih membutuhkan"):
        nominations.choose(s, desk.event_id, [people[2]], NOW, considered=people)
    with writing(engine, "Pilih") as s:
        nominations.choose(s, desk.event_id, [people[2]], NOW, considered=people, why_not="Sedang dinas luar")
    with reading(engine) as s:
        kept = {r.person_id: r for r in nominations.rows(s, desk.event_id)}
        assert {p: kept[p].state for p in people[:3]} == {
            people[0]: "dilewati",
            people[1]: "dilewati",
            people[2]: "dipilih",
        }
        assert kept[people[0]].note == "Sedang dinas luar"
        assert "kurang 19 JP" in kept[people[0]].why
        again = nominations.propose(s, desk.event_id, TODAY)
        assert [p.state for p in again[:3]] == ["dilewati", "dilewati", ""]


def test_all_of_it_is_one_step_back(engine: Engine, desk: Desk) -> None:
    people = lacking(engine, 1, 2, 10)
    with writing(engine, "Pilih") as s:
        nominations.choose(s, desk.event_id, [people[2]], NOW, considered=people, why_not="Alasan")
    with writing(engine, "Batalkan") as s:
        history.undo(s, TODAY, "")
    with reading(engine) as s:
        assert s.scalars(select(Nomination)).all() == []
        assert people[2] not in set(s.scalars(select(Participant.person_id)))


def test_who_is_no_longer_there_stops_all(engine: Engine, desk: Desk) -> None:
    with writing(engine, "Pilih") as s, pytest.raises(UserError, match="belum ada yang diubah"):
        nominations.choose(s, desk.event_id, [desk.people[0]], NOW)


def test_a_quota_must_be_a_number_of_seats(engine: Engine, desk: Desk) -> None:
    with writing(engine, "Kuota") as s:
        with pytest.raises(InvalidInput, match="Kuota harus angka"):
            nominations.save_quotas(s, desk.event_id, {1: -1})
        nominations.save_quotas(s, desk.event_id, {1: 2, 2: 3})
        nominations.save_quotas(s, desk.event_id, {1: 5, 2: None})
        rows = {q.unit_id: (q.seats, q.taken, q.left) for q in nominations.seats(s, desk.event_id).quotas}
    assert rows == {1: (5, 2, 3)}


def test_gaps_come_from_a_list_row_by_row(engine: Engine, desk: Desk, tmp_path: Path) -> None:
    people = ids(engine)
    with reading(engine) as s:
        numbers = dict(s.execute(select(Person.id, Person.nip)).all())
    book = xlsxwriter.Workbook(str(tmp_path / "gap.xlsx"))
    sheet = book.add_worksheet()
    lines = [
        ("NIP", "Kesenjangan"),
        (numbers[people[0]], 3),
        (numbers[people[1]], 9),
        ("198001172008011999", 2),
        ("123", 2),
    ]
    for n, line in enumerate(lines):
        sheet.write_row(n, 0, line)
    book.close()
    with writing(engine, "Kesenjangan") as s:
        taken = gaps.take(s, desk.event_id, gaps.read(tmp_path / "gap.xlsx"), "Dinas Contoh", TODAY)
    assert taken.saved == 1
    assert [p[:8] for p in taken.problems] == ["Baris 3:", "Baris 4:", "Baris 5:"]
    assert "bukan angka 1 sampai 5" in taken.problems[0]
    with reading(engine) as s:
        assert nominations.propose(s, desk.event_id, TODAY)[0].person_id == people[0]
    (tmp_path / "kosong.csv").write_text("Nama;Jabatan;Unit kerja\nA;B;C\n", encoding="utf-8")
    with pytest.raises(UserError, match="kolom NIP dan Kesenjangan"):
        gaps.read(tmp_path / "kosong.csv")


def test_decisions_carry_their_time(engine: Engine, desk: Desk) -> None:
    with writing(engine, "Lewati") as s:
        with pytest.raises(InvalidInput, match="Tulis alasan"):
            nominations.pass_over(s, desk.event_id, ids(engine)[:1], " ", NOW)
        assert (
            nominations.pass_over(s, desk.event_id, ids(engine)[:1], "Cuti", datetime(2026, 11, 24, 8)) == 1
        )
    with reading(engine) as s:
        row = nominations.rows(s, desk.event_id)[0]
        assert (row.state, row.note, row.decided_at) == ("dilewati", "Cuti", datetime(2026, 11, 24, 8))
    with writing(engine, "Lupakan") as s:
        assert nominations.forget(s, [row.id]) == 1
