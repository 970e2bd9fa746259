"""A training tells when one of its people is at a meeting of mentoring."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from desks import NOW, make_desk
from pairs import CLERK, TODAY, Mentored, form, programme
from sqlalchemy import Engine

from asn_desktop.db.session import reading, writing
from asn_desktop.domain.mentoring import words
from asn_desktop.services import clashes, schedule, trainers
from asn_desktop.services.clashes import Wanted
from asn_desktop.services.mentoring import meetings, pairs, programmes
from asn_desktop.services.schedule import SessionForm
from asn_desktop.services.trainers import TrainerForm

DAY = date(2026, 12, 1)


@pytest.fixture
def paired(program_engine: Engine, tmp_path) -> Mentored:
    """The first of the event's people guides the second; a meeting is planned for DAY, 9 to 10."""
    desk = make_desk(program_engine, tmp_path)
    with writing(program_engine, "Siapkan", CLERK, NOW) as s:
        programme_id = programmes.save(s, programme())
        pair_id = pairs.save(s, form((*desk.people[:2], 0, None), programme_id), TODAY)
        pairs.start(s, pair_id, TODAY)
        meetings.plan(s, pair_id, [(DAY, "09:00", 60)])
    return Mentored(program_engine, programme_id, pair_id, 1, desk.people)


def found(engine: Engine, *wanted: Wanted) -> list[clashes.Clash]:
    with reading(engine) as s:
        return clashes.find(s, wanted)


def test_a_session_at_the_hour_of_a_meeting_is_told(paired: Mentored) -> None:
    told = found(paired.engine, Wanted(DAY, "08:00", "09:30", event_id=1))
    assert len(told) == 2
    assert told[0].words == (
        "Peserta Ir. Contoh Nomor 1, S.T., Selasa, 1 Desember 2026 pukul 08.00–09.30: "
        "ikut mentoring “Mentoring Pelayanan Publik 2026” pukul 09.00–10.00"
    )
    assert found(paired.engine, Wanted(DAY, "10:00", "11:30", event_id=1)) == []
    assert found(paired.engine, Wanted(DAY.replace(day=2), "08:00", "12:00", event_id=1)) == []
    assert len(clashes.groups(told)) == 2


def test_who_teaches_is_told_as_such(paired: Mentored) -> None:
    with writing(paired.engine, "Narasumber", CLERK, NOW) as s:
        teaching = trainers.save(s, TrainerForm(person_id=paired.mentor))
        session = SessionForm(date(2026, 11, 3), "8.00", "9.30", title="Etika", trainer_ids=(teaching,))
        schedule.save(s, 1, session)
    (told,) = found(paired.engine, Wanted(DAY, "09:15", "10:45", trainer_ids=(teaching,)))
    assert told.words.startswith("Narasumber Ir. Contoh Nomor 1, S.T., ")
    assert "mengajar pada mentoring" not in told.words


def test_what_was_held_called_off_or_has_no_hour_is_in_nobodys_way(paired: Mentored) -> None:
    wanted = Wanted(DAY, event_id=1)
    assert len(found(paired.engine, wanted)) == 2
    with writing(paired.engine, "Tanpa jam", CLERK, NOW) as s:
        (row,) = meetings.rows(s, [paired.pair_id])
        meetings.save(s, replace(meetings.get(s, row.id), starts=""), TODAY)
    assert found(paired.engine, wanted) == []
    with writing(paired.engine, "Batal", CLERK, NOW) as s:
        meetings.save(s, replace(meetings.get(s, row.id), starts="9", state=words.CANCELLED), TODAY)
    assert found(paired.engine, wanted) == []
