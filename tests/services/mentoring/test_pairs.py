"""A pair must make sense; what is only odd is told and can be kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from pairs import CLERK, NOW, TODAY, form, mentored, programme
from sqlalchemy import Engine

from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import Person
from asn_desktop.domain.errors import InvalidInput, UserError
from asn_desktop.services.mentoring import board, meetings, notes, pairs, programmes
from asn_desktop.services.mentoring.meetings import MeetingForm
from asn_desktop.services.mentoring.pairs import MenteeForm


def test_a_pair_is_kept_and_told(program_engine: Engine) -> None:
    desk = mentored(program_engine)
    with reading(program_engine) as s:
        told = pairs.detail(s, desk.pair_id)
        (row,) = board.rows(s, desk.programme_id, TODAY)
        (head,) = programmes.rows(s, TODAY)
    assert told.mentor.printed == "Ir. Orang 1, S.T."
    assert [(m.person.id, m.superior and m.superior.id) for m in told.mentees] == [
        (desk.mentee, desk.superior)
    ]
    assert (row.mentor, row.mentees, row.state) == ("Ir. Orang 1, S.T.", "Ir. Orang 2, S.T.", "berjalan")
    assert (head.state, head.pairs, head.mentees, head.running) == ("berjalan", 1, 1, 1)


@pytest.mark.parametrize(
    ("more", "field", "words"),
    [
        ({"mentor_id": None}, "mentor_id", "Pilih mentor"),
        ({"mentees": ()}, "mentees", "paling sedikit satu"),
        ({"starts_on": date(2026, 1, 1)}, "starts_on", "di luar program"),
        ({"ends_on": date(2027, 1, 1)}, "ends_on", "di luar program"),
        ({"minutes": 0}, "minutes", "antara 1 dan"),
    ],
)
def test_what_must_be_put_right(
    program_engine: Engine, more: dict[str, object], field: str, words: str
) -> None:
    desk = mentored(program_engine)
    with pytest.raises(InvalidInput) as refused, writing(program_engine, "Ubah") as s:
        pairs.save(s, form(desk.people, desk.programme_id, **more), TODAY)
    assert words in refused.value.problems[field]


def test_nobody_mentors_oneself_and_who_left_mentors_nobody(program_engine: Engine) -> None:
    desk = mentored(program_engine)
    own = form(desk.people, desk.programme_id, mentees=(MenteeForm(desk.mentor),))
    with reading(program_engine) as s:
        assert "mentee-nya sendiri" in pairs.problems(s, own, TODAY)["mentor_id"]
    with writing(program_engine, "Arsipkan") as s:
        s.get_one(Person, desk.mentor).archived = True
    with reading(program_engine) as s:
        found = pairs.problems(s, form(desk.people, desk.programme_id), TODAY)
        assert "tidak aktif" in found["mentor_id"]
        late = pairs.problems(s, form(desk.people, desk.programme_id), date(2038, 3, 1))
        assert "pensiun per 01-02-2038" in late["mentor_id"]


def test_what_is_odd_is_told_and_kept(program_engine: Engine) -> None:
    desk = mentored(program_engine)
    young = form(
        desk.people, desk.programme_id, mentor_id=desk.people[2], mentees=(MenteeForm(desk.people[3]),)
    )
    again = form(desk.people, desk.programme_id, mentor_id=desk.people[4])
    with writing(program_engine, "Tambah pasangan") as s:
        assert [one.field for one in pairs.check(s, young, TODAY)] == ["mentor_id"]
        assert "sudah berpasangan dengan Ir. Orang 1" in pairs.check(s, again, TODAY)[0].message
        pairs.save(s, young, TODAY)
        assert len(board.rows(s, desk.programme_id, TODAY)) == 2


def test_states_and_their_reasons(program_engine: Engine) -> None:
    desk = mentored(program_engine)
    with writing(program_engine, "Hentikan") as s:
        with pytest.raises(InvalidInput):
            pairs.stop(s, desk.pair_id, " ", TODAY)
        with pytest.raises(UserError, match="belum selesai"):
            programmes.finish(s, desk.programme_id)
        pairs.stop(s, desk.pair_id, "Mentor pindah tugas", TODAY)
        with pytest.raises(UserError, match="hanya untuk yang berjalan"):
            pairs.finish(s, desk.pair_id, TODAY)
        programmes.finish(s, desk.programme_id)
    with reading(program_engine) as s:
        assert pairs.detail(s, desk.pair_id).stop_reason == "Mentor pindah tugas"


def test_a_programme_keeps_its_pairs_inside(program_engine: Engine) -> None:
    desk = mentored(program_engine)
    with writing(program_engine, "Ubah") as s:
        now = programmes.get(s, desk.programme_id)
        with pytest.raises(InvalidInput) as refused:
            programmes.save(s, replace(now, ends_on=date(2026, 11, 30)))
        assert "Ada pasangan yang selesai 31-12-2026" in refused.value.problems["ends_on"]
        assert [one.competence for one in now.competences] == ["M5", "M3"]
        programmes.save(s, replace(now, competences=now.competences[1:]))
        assert len(programmes.get(s, desk.programme_id).competences) == 1


def test_a_programme_that_is_over_takes_no_pairs_and_starts_none(program_engine: Engine) -> None:
    desk = mentored(program_engine)
    with writing(program_engine, "Selesai") as s:
        pairs.finish(s, desk.pair_id, TODAY)
        programmes.finish(s, desk.programme_id)
    another = form(desk.people, desk.programme_id, mentor_id=desk.people[4])
    with (
        pytest.raises(InvalidInput, match="Jalankan lagi programnya"),
        writing(program_engine, "Tambah") as s,
    ):
        pairs.save(s, another, TODAY)
    with pytest.raises(UserError, match="Jalankan lagi programnya"), writing(program_engine, "Lagi") as s:
        pairs.start(s, desk.pair_id, TODAY)
    with writing(program_engine, "Lagi") as s:
        programmes.start(s, desk.programme_id)
        pairs.start(s, desk.pair_id, TODAY)


def test_what_was_recorded_holds_the_first_day_and_the_mentor(program_engine: Engine) -> None:
    desk = mentored(program_engine)
    with writing(program_engine, "Catat") as s:
        held = MeetingForm(desk.pair_id, date(2026, 8, 3), "", 60, present=(desk.mentee_id,))
        meetings.save(s, held, TODAY)
    with reading(program_engine) as s:
        stored = pairs.get(s, desk.pair_id)
        assert pairs.problems(s, replace(stored, starts_on=date(2026, 8, 3)), TODAY) == {}
        found = pairs.problems(s, replace(stored, starts_on=date(2026, 8, 4)), TODAY)
        assert "pertemuan pada 03-08-2026" in found["starts_on"]
        assert pairs.check(s, stored, TODAY) == []
        (told, *_) = pairs.check(s, replace(stored, mentor_id=desk.people[4]), TODAY)
    assert (told.field, "buat pasangan baru" in told.message) == ("mentor_id", True)


def test_nobody_leaves_before_the_first_day_or_tomorrow(program_engine: Engine) -> None:
    desk = mentored(program_engine)
    for day in (date(2026, 6, 30), date(2026, 11, 25)):
        with pytest.raises(InvalidInput) as refused, writing(program_engine, "Keluar") as s:
            pairs.leave(s, desk.mentee_id, day, "Pindah tugas", TODAY)
        assert "antara 01-07-2026 dan 24-11-2026" in refused.value.problems["day"]


def test_a_pair_with_confidential_notes_is_handed_over_by_who_may_read_them(program_engine: Engine) -> None:
    desk = mentored(program_engine)
    with reading(program_engine) as s:
        stored = pairs.get(s, desk.pair_id)
    taken = replace(stored, clerk="budi")
    with writing(program_engine, "Catatan rahasia", CLERK, NOW) as s:
        notes.write(s, desk.pair_id, "Tidak untuk siapa pun", CLERK, NOW)
    with pytest.raises(InvalidInput) as refused, writing(program_engine, "Ubah", "budi", NOW) as s:
        pairs.save(s, taken, TODAY)
    assert CLERK in refused.value.problems["clerk"]
    with writing(program_engine, "Ubah", "budi", NOW) as s:
        pairs.save(s, replace(stored, place="Aula"), TODAY)
    with writing(program_engine, "Ubah", CLERK, NOW) as s:
        pairs.save(s, replace(taken, version=pairs.get(s, desk.pair_id).version), TODAY)
    with writing(program_engine, "Buka", "budi", NOW) as s:
        assert len(notes.read(s, desk.pair_id, "budi", NOW)) == 1


def test_a_slip_in_the_year_of_a_programme_is_told() -> None:
    """Two years are usual; the list of years to choose from would have thousands of lines."""
    assert programmes.problems(programme(ends_on=date(2028, 6, 30))) == {}
    assert "angka tahunnya" in programmes.problems(programme(ends_on=date(2062, 12, 31)))["ends_on"]
    assert "angka tahunnya" in programmes.problems(programme(starts_on=date(202, 1, 1)))["ends_on"]
