"""services.ledger and domain.conversion's targets: whose JP counts, in what year, and who lacks how many."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from asn_desktop.db.history import insert_rows
from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import Event, OutsideTraining, Person
from asn_desktop.domain.conversion import Targets
from asn_desktop.services import certificates, ledger, reference, results, units
from asn_desktop.services.ledger import Sum, Wanted
from tests.desks import Desk, make_desk


@pytest.fixture
def desk(program_engine: Engine, tmp_path: Path) -> Desk:
    """One event of 20 JP that three people passed: two civil servants and an outsider."""
    return make_desk(program_engine, tmp_path)


def outside(person: int, jp: int, year: int = 2026, **more: Any) -> dict[str, Any]:
    return {
        "person_id": person,
        "name": "Webinar",
        "ends_on": date(year, 6, 1),
        "year": year,
        "jp": jp,
    } | more


def attend(session: Session, *rows: dict[str, Any]) -> None:
    insert_rows(session, OutsideTraining, list(rows))


def test_own_events_and_outside_trainings_add_up(desk: Desk) -> None:
    with writing(desk.engine, "Isi") as s:
        attend(s, outside(desk.people[0], 4), outside(desk.people[0], 3), outside(desk.people[0], 9, 2025))
    with reading(desk.engine) as s:
        found = ledger.sums(s, 2026)
        assert found == {desk.people[0]: Sum(27, 3), desk.people[1]: Sum(20, 1), desk.people[2]: Sum(20, 1)}
        assert ledger.sums(s, 2025) == {desk.people[0]: Sum(9, 1)}
        assert ledger.sums(s, 2026, [desk.people[1]]) == {desk.people[1]: Sum(20, 1)}
        assert ledger.years(s, 2024) == [2026, 2025, 2024]


def test_who_has_not_passed_or_only_taught_gets_nothing(desk: Desk) -> None:
    with writing(desk.engine, "Ubah") as s:
        first, second, third = (row.id for row in results.rows(s, desk.event_id))
        results.set_result(s, [first], "tidak_lulus")
        results.set_result(s, [second], "")
        results.set_role(s, [third], "narasumber")
    with reading(desk.engine) as s:
        assert ledger.sums(s, 2026) == {}


def test_the_certificate_wins_over_the_event_and_over_a_missing_result(desk: Desk) -> None:
    desk.issue()
    with writing(desk.engine, "Ubah") as s:
        s.get_one(Event, desk.event_id).jp = 99
        results.set_result(s, [results.rows(s, desk.event_id)[1].id], "")
    with reading(desk.engine) as s:
        assert set(ledger.sums(s, 2026).values()) == {Sum(20, 1)}
        assert ledger.booked(s, desk.people[1], 2026) == 0  # it counts already
    with writing(desk.engine, "Cabut") as s:
        for row in results.rows(s, desk.event_id)[:2]:
            certificates.revoke(s, row.certificate_id or 0, "Keliru")
    with reading(desk.engine) as s:
        assert ledger.sums(s, 2026)[desk.people[0]] == Sum(99, 1)
        assert desk.people[1] not in ledger.sums(s, 2026)
        kept, lost = (ledger.history(s, person)[0] for person in desk.people[:2])
        assert kept.jp == 99
        assert "sudah dicabut; tetap dihitung karena hasilnya Lulus" in kept.note
        assert lost.jp is None
        assert ledger.booked(s, desk.people[1], 2026) == 99


def test_people_are_sorted_filtered_and_worded(desk: Desk) -> None:
    with writing(desk.engine, "Isi") as s:
        insert_rows(s, OutsideTraining, [outside(desk.people[0], 5)])
        s.get_one(Event, desk.event_id).jp = 18
    with reading(desk.engine) as s:
        first, second = desk.people[:2]
        assert ledger.ids(s, Wanted(2026)) == [first, second]  # an outsider has no target
        assert ledger.ids(s, Wanted(2026, sort="jp", descending=True)) == [first, second]
        assert ledger.ids(s, Wanted(2026, sort="lacking", descending=True)) == [second, first]
        assert ledger.ids(s, Wanted(2026, state="kurang")) == [second]
        assert ledger.ids(s, Wanted(2026, state="terpenuhi")) == [first]
        assert ledger.ids(s, Wanted(2025, state="kosong"), 1) == [first]
        assert ledger.ids(s, Wanted(2026, text="nomor 2")) == [second]
        rows = ledger.page(s, 2026, [second, first])
        assert [(row.jp, row.target, row.lacking, row.trainings, row.state) for row in rows] == [
            (18, 20, 2, 1, "kurang"),
            (23, 20, 0, 2, "terpenuhi"),
        ]
        words = ledger.describe(s, Wanted(2026, "budi", 1, ("PNS",), "kurang"))
    assert words == (
        "tahun 2026; pencarian “budi”; Kecamatan Sako beserta unit di bawahnya; status PNS; belum terpenuhi"
    )


def test_each_agency_with_the_units_below_it(desk: Desk) -> None:
    with writing(desk.engine, "Isi") as s:
        below = units.save(s, None, "Subbagian Umum", 1)
        other = units.save(s, None, "Dinas Lain")
        people = desk.people
        s.get_one(Person, people[0]).unit_id = below
        s.get_one(Person, people[1]).unit_id = other
        s.get_one(Event, desk.event_id).jp = 12
        attend(s, outside(people[0], 10))
    with reading(desk.engine) as s:
        lain, sako = ledger.agencies(s, 2026)
        assert (sako.name, sako.people, sako.attended, sako.reached, sako.jp) == (
            "Kecamatan Sako",
            1,
            1,
            1,
            22,
        )
        assert (lain.name, lain.reached, lain.percent, lain.mean) == ("Dinas Lain", 0, 0.0, 12.0)
        assert ledger.agencies(s, 2026, state="kurang") == [lain]
        assert ledger.agencies(s, 2026, state="terpenuhi") == [sako]
        assert ledger.agencies(s, 2026, "sako") == [sako]
        assert ledger.agencies(s, 2026, statuses=("PPPK",)) == []


def test_the_office_sets_the_targets(desk: Desk) -> None:
    with writing(desk.engine, "Ubah") as s:
        item = next(i for i in reference.items(s, "ketentuan") if i.code == "target_jp_pns")
        reference.save(
            s,
            reference.ReferenceForm(item.id, item.kind, item.code, item.name, attributes={"nilai": 30}),
        )
    with reading(desk.engine) as s:
        assert ledger.targets(s) == Targets(30, 20, 24)
        assert ledger.page(s, 2026, desk.people[:1])[0].lacking == 10


def test_more_than_the_most_of_a_pppk_is_warned_about_never_refused() -> None:
    rules = Targets()
    assert "lebih dari 24 JP" in rules.warning("PPPK", 25)
    assert rules.warning("PPPK", 24) == rules.warning("PNS", 99) == ""
    assert [rules.of(status) for status in ("PNS", "CPNS", "PPPK", "NON")] == [20, 20, 20, 0]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 1), st.integers(0, 40), st.integers(2025, 2026)), max_size=12))
def test_sums_are_those_of_a_plain_loop(desk: Desk, rows: list[tuple[int, int, int]]) -> None:
    with writing(desk.engine, "Isi") as s:
        for old in s.query(OutsideTraining):
            s.delete(old)
        s.flush()
        attend(s, *(outside(desk.people[n], jp, year) for n, jp, year in rows))
    with reading(desk.engine) as s:
        found = ledger.sums(s, 2025)
    for n in (0, 1):
        mine = [jp for who, jp, year in rows if who == n and year == 2025]
        assert found.get(desk.people[n], Sum()) == Sum(sum(mine), len(mine))
