from __future__ import annotations

from pathlib import Path

import pytest
from desks import NOW, make_desk
from sqlalchemy import Engine

from asn_desktop.db.session import reading, writing
from asn_desktop.services import attendance, ledger, marks, sample, sample_year, schedule, series, training


@pytest.fixture
def held(program_engine: Engine, tmp_path: Path) -> int:
    desk = make_desk(program_engine, tmp_path, count=20)
    given = sample.data()
    with writing(program_engine, "Isi") as s:
        sample_year.teach(s, desk.event_id, given, NOW.date())
        sample_year.attend(s, desk.event_id, NOW)
        sample_year.examine(s, desk.event_id)
        sample_year.repeat(s, given, desk.event_id)
        sample_year.outside(s, given, desk.event_id, NOW.date())
    return desk.event_id


def test_the_practice_office_has_a_whole_year(program_engine: Engine, held: int) -> None:
    with reading(program_engine) as s:
        rows = schedule.sessions(s, [held])
        assert sum(row.jp for row in rows) == 20
        assert {row.trainers for row in rows if row.counts} == {
            ("Dr. Nama Narasumber Contoh",),
            ("Ir. Nama Praktisi Contoh",),
        }
        there = attendance.standing(s, held).values()
        assert min(of.percent for of in there) < 100
        assert all(of.ok for of in there)
        assert [c.kind for c in marks.components(s, held)] == ["pre", "post"]
        first = next(e.id for e in training.events(s) if e.training == "Workshop Pelayanan Publik")
        assert series.series_of(s, first)
        days = sorted(e.starts_on.isoformat() for e in training.events(s, "Workshop Pelayanan"))
        # the first Tuesdays of January and June 2027 are days off
        assert days == ["2026-12-01", "2027-02-02", "2027-03-02", "2027-04-06", "2027-05-04"]
        assert ledger.sums(s, 2026)
