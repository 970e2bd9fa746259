from __future__ import annotations

from pathlib import Path

import pytest
from desks import NOW
from sqlalchemy import Engine, select

from asn_desktop.db.session import reading
from asn_desktop.db.tables import CompetenceLevel, MentoringPair
from asn_desktop.services import checks, places, sample
from asn_desktop.services.database import open_database
from asn_desktop.services.mentoring import actions, agenda, board, jp, programmes
from asn_desktop.services.proofs import KeyStore
from asn_desktop.services.sample_mentoring import GROUPS


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("latihan")
    sample.build(folder / "kantor", KeyStore(folder / "kunci"), NOW, "rina")
    return folder / "kantor"


@pytest.fixture
def engine(made: Path) -> Engine:
    return open_database(places.url(str(sample.places_in(made).database)))


def test_the_practice_office_mentors_in_every_state(engine: Engine) -> None:
    today = NOW.date()
    with reading(engine) as s:
        (programme,) = programmes.rows(s, today)
        assert (programme.state, programme.pairs, programme.mentees) == ("berjalan", len(GROUPS), sum(GROUPS))
        rows = board.rows(s, programme.id, today)
        assert sorted(row.state for row in rows) == ["berjalan", "berjalan", "disiapkan", "selesai"]
        held = [row for row in rows if row.state != "disiapkan"]
        assert {row.meetings for row in held} == {5}
        assert all(row.next_meeting for row in held if row.state == "berjalan")
        due = actions.overdue(s, today)
        assert (due.overdue, due.open) == (2, 4)
        assert agenda.meetings(s, today, today.replace(day=30))
        counted = [one for credit in jp.of_programme(s, programme.id) for one in credit.meetings]
        assert any(one.jp for one in counted)
        assert any("Tidak hadir" in one.reason for one in counted)
        finished = s.scalars(select(MentoringPair.id).where(MentoringPair.state == "selesai")).one()
        fed = select(CompetenceLevel.level).where(CompetenceLevel.pair_id == finished)
        assert s.scalars(fed).all() == [3, 3, 3]


def test_nothing_is_wrong_with_the_practice_office(engine: Engine) -> None:
    with reading(engine) as s:
        report = checks.run(s, NOW)
    assert report.findings == ()
    assert report.parts
