"""Pairs go from state to state together or not at all."""

from __future__ import annotations

from datetime import date

import pytest
from pairs import TODAY, form, mentored
from sqlalchemy import Engine

from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import Person
from asn_desktop.domain.errors import InvalidInput, UserError
from asn_desktop.domain.mentoring import words
from asn_desktop.services.mentoring import board, moving, pairs, programmes
from asn_desktop.services.mentoring.pairs import MenteeForm


def states(engine: Engine, programme_id: int) -> list[str]:
    with reading(engine) as s:
        return [row.state for row in sorted(board.rows(s, programme_id, TODAY))]


def test_several_pairs_move_together(program_engine: Engine) -> None:
    desk = mentored(program_engine, started=False)
    other = form(
        desk.people, desk.programme_id, mentor_id=desk.people[3], mentees=(MenteeForm(desk.people[2]),)
    )
    with writing(program_engine, "Jalankan") as s:
        both = [desk.pair_id, pairs.save(s, other, TODAY)]
        assert moving.move(s, both, words.RUNNING, TODAY) == 2
        assert moving.move(s, both, words.RUNNING, TODAY) == 0
        moving.move(s, both[:1], words.FINISHED, TODAY)
    assert states(program_engine, desk.programme_id) == ["selesai", "berjalan"]
    with (
        pytest.raises(UserError, match="Jalankan lagi dahulu"),
        writing(program_engine, "Hentikan") as s,
    ):
        moving.move(s, both[::-1], words.STOPPED, TODAY, "Mutasi")
    assert states(program_engine, desk.programme_id) == ["selesai", "berjalan"]
    with writing(program_engine, "Jalankan lagi") as s:
        moving.move(s, both[:1], words.RUNNING, TODAY)
        assert pairs.detail(s, both[0]).closed_on is None


def test_stopping_wants_a_reason_and_what_only_begins_is_not_finished(program_engine: Engine) -> None:
    desk = mentored(program_engine, started=False)
    with writing(program_engine, "Hentikan") as s:
        with pytest.raises(UserError, match="Mulai dahulu"):
            moving.move(s, [desk.pair_id], words.FINISHED, TODAY)
        with pytest.raises(InvalidInput):
            moving.move(s, [desk.pair_id], words.STOPPED, TODAY)
        moving.move(s, [desk.pair_id], words.STOPPED, TODAY, "Mutasi")
        moving.move(s, [desk.pair_id], words.RUNNING, TODAY)
        moving.move(s, [desk.pair_id], words.PREPARED, TODAY)
    assert states(program_engine, desk.programme_id) == ["disiapkan"]


@pytest.mark.parametrize("before", words.STATES)
def test_every_step_that_is_not_refused_leads_there(program_engine: Engine, before: str) -> None:
    desk = mentored(program_engine)
    way = {words.PREPARED: [words.PREPARED], words.RUNNING: []}.get(before, [before])
    for after in words.STATES:
        with writing(program_engine, "Coba") as s:
            for state in (words.RUNNING, *way):
                moving.move(s, [desk.pair_id], state, TODAY, "alasan")
            if moving.leads(before, after):
                with pytest.raises(UserError):
                    moving.move(s, [desk.pair_id], after, TODAY, "alasan")
            else:
                moving.move(s, [desk.pair_id], after, TODAY, "alasan")
                assert pairs.detail(s, desk.pair_id).state == after


def test_a_stopped_programme_stops_its_pairs_on_that_day(program_engine: Engine) -> None:
    desk = mentored(program_engine)
    with writing(program_engine, "Hentikan") as s:
        programmes.stop(s, desk.programme_id, " Anggaran dialihkan ", TODAY)
    with reading(program_engine) as s:
        told, row = pairs.detail(s, desk.pair_id), programmes.row(s, desk.programme_id, TODAY)
        assert (told.state, told.stop_reason, told.closed_on) == ("dihentikan", "Anggaran dialihkan", TODAY)
        assert row is not None
        assert (row.state, row.stop_reason, row.stopped, row.running) == (
            "dihentikan",
            "Anggaran dialihkan",
            1,
            0,
        )
        assert programmes.row(s, 99, TODAY) is None


def test_a_pair_whose_mentor_left_can_still_be_put_right(program_engine: Engine) -> None:
    desk = mentored(program_engine)
    with writing(program_engine, "Arsipkan") as s:
        s.get_one(Person, desk.mentor).archived = True
    with writing(program_engine, "Ubah pasangan") as s:
        now = pairs.get(s, desk.pair_id)
        assert pairs.problems(s, now, TODAY) == {}
        (told,) = pairs.check(s, now, TODAY)
        assert (told.field, "tidak aktif" in told.message) == ("mentor_id", True)
        pairs.save(s, now, TODAY)


def test_the_hour_is_an_hour(program_engine: Engine) -> None:
    desk = mentored(program_engine)
    with reading(program_engine) as s:
        for text, is_wrong in (("9 pagi", True), ("9.00", True), ("09:00", False), ("", False)):
            found = pairs.problems(s, form(desk.people, desk.programme_id, meets_at=text), TODAY)
            assert ("meets_at" in found) == is_wrong, text


def test_rows_are_found_by_every_word(program_engine: Engine) -> None:
    desk = mentored(program_engine)
    with reading(program_engine) as s:
        for text, count in (("orang 1", 1), ("ORANG 2", 1), ("dinas orang", 1), ("orang 6", 0)):
            assert len(board.rows(s, desk.programme_id, TODAY, text)) == count, text
        assert board.rows(s, desk.programme_id, TODAY, state="selesai") == []
        assert [r.id for r in programmes.rows(s, TODAY, "pelayanan", year=2026, state="berjalan")] == [1]
        assert programmes.rows(s, TODAY, year=2027) == programmes.rows(s, TODAY, kind="coaching") == []
        assert programmes.years(s) == [2026]
    with writing(program_engine, "Arsipkan") as s:
        programmes.archive(s, desk.programme_id)
        assert programmes.rows(s, date(2026, 12, 1)) == []
