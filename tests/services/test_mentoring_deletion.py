"""Programmes, pairs and meetings are deleted with what hangs on them, and come back with it."""

from datetime import date
from pathlib import Path

import pytest
from dumps import dump
from finished_pairs import make_finished
from pairs import CLERK, NOW, TODAY, Mentored, mentored
from sqlalchemy import Engine, select

from asn_desktop.db import undo
from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import (
    CompetenceLevel,
    IssuedCertificate,
    Mentee,
    MentoringAim,
    MentoringMeeting,
    MentoringPair,
    MentoringProgramme,
    NumberScheme,
    SeenLevel,
)
from asn_desktop.domain.errors import UserError
from asn_desktop.services import deletion, numbers, trash
from asn_desktop.services.deletion import Deleted
from asn_desktop.services.mentoring import meetings
from asn_desktop.services.mentoring.meetings import ActionForm, MeetingForm


@pytest.fixture
def desk(program_engine: Engine) -> Mentored:
    """A running pair with one meeting, its action point, an aim and a level."""
    made = mentored(program_engine)
    with writing(made.engine, "Isi", CLERK, NOW) as s:
        actions = (ActionForm("Membaca peraturan", made.mentee, date(2026, 11, 20)),)
        met = MeetingForm(
            made.pair_id, date(2026, 11, 10), "09:00", 90, present=(made.mentee_id,), actions=actions
        )
        meetings.save(s, met, TODAY)
        s.add(MentoringAim(pair_id=made.pair_id, mentee_id=made.mentee_id, text="Standar pelayanan"))
        s.add(
            SeenLevel(
                mentee_id=made.mentee_id,
                competence="M5",
                stage="awal",
                seen_by="mentor",
                level=2,
                noted_on=TODAY,
            )
        )
    return made


def delete(engine: Engine, table: str, *ids: int) -> Deleted:
    """And prove that undo gives everything back; so does the trash."""
    before = dump(engine)
    with writing(engine, "Hapus", CLERK, NOW) as s:
        deletion.delete(s, table, ids)
    after = dump(engine)
    with writing(engine, "Batalkan", CLERK, NOW) as s:
        undo.undo_last(s, CLERK)
    assert dump(engine) == before
    with writing(engine, "Hapus", CLERK, NOW) as s:
        deleted = deletion.delete(s, table, ids)
    assert dump(engine) == after
    with reading(engine) as s:
        rows = trash.rows(s, trash.ids(s))
    assert [(row.table_name, row.row_id) for row in rows] == [(table, key) for key in ids]
    with writing(engine, "Pulihkan", CLERK, NOW) as s:
        trash.restore(s, [row.id for row in rows], TODAY)
    assert dump(engine) == before
    with writing(engine, "Hapus", CLERK, NOW) as s:
        deletion.delete(s, table, ids)
    return deleted


def refused(engine: Engine, table: str, *ids: int) -> str:
    before = dump(engine)
    with pytest.raises(UserError) as error, writing(engine, "Hapus", CLERK, NOW) as s:
        deletion.delete(s, table, ids)
    assert dump(engine) == before
    return str(error.value)


def test_a_programme_goes_with_its_pairs_and_their_meetings(desk: Mentored) -> None:
    told = delete(desk.engine, "mentoring_programme", desk.programme_id)
    assert told.along == {
        "kompetensi program": 2,
        "pasangan mentoring": 1,
        "mentee": 1,
        "sasaran mentoring": 1,
        "pertemuan mentoring": 1,
        "kehadiran mentee": 1,
        "tindak lanjut": 1,
        "tingkat yang dinilai": 1,
    }
    assert told.sentence.startswith("Mentoring Pelayanan Publik 2026 dihapus beserta ")


def test_a_pair_goes_and_its_programme_stays(desk: Mentored) -> None:
    told = delete(desk.engine, "mentoring_pair", desk.pair_id)
    assert told.along["pertemuan mentoring"] == 1
    with reading(desk.engine) as s:
        assert s.get(MentoringProgramme, desk.programme_id)
        assert s.scalars(select(Mentee.id)).all() == []


def test_levels_that_a_deleted_pair_told_stay_with_the_person(desk: Mentored) -> None:
    with writing(desk.engine, "Tingkat", CLERK, NOW) as s:
        level = CompetenceLevel(
            person_id=desk.mentee,
            competence="M5",
            level=3,
            noted_on=TODAY,
            source="mentoring",
            pair_id=desk.pair_id,
        )
        s.add(level)
    assert delete(desk.engine, "mentoring_pair", desk.pair_id).emptied == {"tingkat kompetensi": 1}
    with reading(desk.engine) as s:
        assert [(one.level, one.pair_id) for one in s.scalars(select(CompetenceLevel))] == [(3, None)]


def test_a_meeting_goes_with_what_was_agreed(desk: Mentored) -> None:
    with reading(desk.engine) as s:
        meeting_id = s.scalars(select(MentoringMeeting.id)).one()
    told = delete(desk.engine, "mentoring_meeting", meeting_id)
    assert told.along == {"kehadiran mentee": 1, "tindak lanjut": 1}


def test_who_is_in_a_pair_stays(desk: Mentored) -> None:
    assert "Sudah ada 1 pasangan mentoring pada " in refused(desk.engine, "person", desk.mentor)
    told = refused(desk.engine, "person", desk.mentee)
    assert "arsipkan saja" in told


def test_a_superior_who_goes_leaves_the_mentee_without_one(desk: Mentored) -> None:
    told = delete(desk.engine, "person", desk.superior)
    assert told.emptied == {"mentee": 1}


def test_a_pair_whose_certificates_were_issued_stays(program_engine: Engine, tmp_path: Path) -> None:
    made = make_finished(program_engine, tmp_path)
    made.issue()
    with reading(made.engine) as s:
        count = len(s.scalars(select(IssuedCertificate.id)).all())
    assert count > 1
    told = refused(made.engine, "mentoring_pair", made.pairs.pair)
    assert told.startswith(f"Sudah ada {count} sertifikat pada ")
    told = refused(made.engine, "mentoring_programme", made.pairs.programme)
    assert f"Sudah ada {count} sertifikat pada Mentoring Kepala Seksi; arsipkan saja" in told
    assert "sertifikat" in refused(made.engine, "signatory", 1)


def test_a_scheme_without_numbers_is_let_go_by_programmes(desk: Mentored) -> None:
    with writing(desk.engine, "Skema", CLERK, NOW) as s:
        numbers.seed(s)
        s.get_one(MentoringProgramme, desk.programme_id).scheme_id = 1
        assert s.get(NumberScheme, 1)
    assert delete(desk.engine, "number_scheme", 1).emptied == {"program mentoring": 1}


def test_a_pair_of_a_deleted_programme_waits_for_it(desk: Mentored) -> None:
    delete(desk.engine, "mentoring_pair", desk.pair_id)
    with reading(desk.engine) as s:
        (pair_row,) = trash.rows(s, trash.ids(s))
        assert s.get(MentoringPair, desk.pair_id) is None
    with writing(desk.engine, "Hapus", CLERK, NOW) as s:
        deletion.delete(s, "mentoring_programme", [desk.programme_id])
    with (
        pytest.raises(UserError, match="Pulihkan itu dahulu"),
        writing(desk.engine, "Pulih", CLERK, NOW) as s,
    ):
        trash.restore(s, [pair_row.id], TODAY)
