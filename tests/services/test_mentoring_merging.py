"""Two records of one person that are in mentoring become one, and one undo gives both back."""

from dataclasses import replace
from datetime import date

import pytest
from dumps import dump
from pairs import CLERK, NOW, TODAY, Mentored, form, mentored
from sqlalchemy import Engine, select

from asn_desktop.db import undo
from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import ActionPoint, MeetingMentee, Mentee, MentoringPair, Person, SeenLevel
from asn_desktop.domain.errors import UserError
from asn_desktop.services import merging
from asn_desktop.services.mentoring import meetings, pairs
from asn_desktop.services.mentoring.meetings import ActionForm, MeetingForm
from asn_desktop.services.mentoring.pairs import MenteeForm


@pytest.fixture
def desk(program_engine: Engine) -> Mentored:
    """Nobody has a NIP here, so that none is chosen or remembered."""
    made = mentored(program_engine)
    with writing(made.engine, "NIP", CLERK, NOW) as s:
        for person in s.scalars(select(Person)):
            person.nip = None
    return made


def merge(desk: Mentored, keep: int, drop: int) -> merging.Merged:
    """And prove that undo gives both back."""
    before = dump(desk.engine)
    with writing(desk.engine, "Gabungkan", CLERK, NOW) as s:
        merged = merging.merge(s, keep, drop, {}, TODAY)
    after = dump(desk.engine)
    with writing(desk.engine, "Batalkan", CLERK, NOW) as s:
        undo.undo_last(s, CLERK)
    assert dump(desk.engine) == before
    with writing(desk.engine, "Ulangi", CLERK, NOW) as s:
        undo.redo_last(s, CLERK)
    assert dump(desk.engine) == after
    return merged


def join(desk: Mentored, *more: MenteeForm) -> None:
    """These are mentees of the pair too."""
    with writing(desk.engine, "Tambah mentee", CLERK, NOW) as s:
        there = pairs.get(s, desk.pair_id)
        pairs.save(s, replace(there, mentees=(*there.mentees, *more)), TODAY)


def test_all_that_names_a_mentor_goes_along(desk: Mentored) -> None:
    other = desk.people[4]
    with writing(desk.engine, "Catat", CLERK, NOW) as s:
        agreed = ActionForm("Menyiapkan bahan", desk.mentor, date(2026, 12, 1))
        met = MeetingForm(
            desk.pair_id, date(2026, 11, 10), "09:00", 60, present=(desk.mentee_id,), actions=(agreed,)
        )
        meetings.save(s, met, TODAY)
    merge(desk, other, desk.mentor)
    with reading(desk.engine) as s:
        assert s.get_one(MentoringPair, desk.pair_id).mentor_id == other
        assert s.scalars(select(ActionPoint.owner_id)).all() == [other]


def test_nobody_becomes_his_own_mentor(desk: Mentored) -> None:
    before = dump(desk.engine)
    with (
        pytest.raises(UserError, match="“Mentoring Pelayanan Publik 2026” yang satu adalah mentor"),
        writing(desk.engine, "Gabungkan", CLERK, NOW) as s,
    ):
        merging.merge(s, desk.mentor, desk.mentee, {}, TODAY)
    with writing(desk.engine, "Gabungkan", CLERK, NOW) as s:
        batch = merging.merge_sure(s, [(desk.mentor, desk.mentee)], TODAY)
    assert batch.merged == 0
    assert "yang satu adalah mentor dari yang lain" in batch.left[0][2]
    assert dump(desk.engine) == before


def test_nobody_is_his_own_superior(desk: Mentored) -> None:
    merged = merge(desk, desk.mentee, desk.superior)
    assert "atasannya dikosongkan" in merged.notes[0]
    with reading(desk.engine) as s:
        mentee = s.get_one(Mentee, desk.mentee_id)
        assert (mentee.person_id, mentee.superior_id) == (desk.mentee, None)


def test_two_mentees_of_a_pair_become_one(desk: Mentored) -> None:
    twin = desk.people[2]
    join(desk, MenteeForm(twin))
    with writing(desk.engine, "Catat", CLERK, NOW) as s:
        (row_id,) = s.scalars(select(Mentee.id).where(Mentee.person_id == twin))
        for day, present in ((9, (desk.mentee_id, row_id)), (16, (row_id,))):
            meetings.save(
                s, MeetingForm(desk.pair_id, date(2026, 11, day), "09:00", 60, present=present), TODAY
            )
        seen = {"competence": "M5", "seen_by": "mentor", "noted_on": TODAY}
        s.add(SeenLevel(mentee_id=row_id, stage="awal", level=2, **seen))
        s.add(SeenLevel(mentee_id=desk.mentee_id, stage="akhir", level=3, **seen))
        pairs.leave(s, desk.mentee_id, TODAY, "Dicatat dua kali", TODAY)
    merge(desk, desk.mentee, twin)
    with reading(desk.engine) as s:
        (mentee,) = s.scalars(select(Mentee)).all()
        assert (mentee.person_id, mentee.left_on, mentee.left_reason) == (desk.mentee, None, "")
        assert mentee.superior_id == desk.superior
        assert set(s.scalars(select(MeetingMentee.mentee_id))) == {mentee.id}
        assert len(s.scalars(select(MeetingMentee.id)).all()) == 2
        assert sorted(s.scalars(select(SeenLevel.stage))) == ["akhir", "awal"]


def test_a_mentee_of_two_pairs_stays_in_both(desk: Mentored) -> None:
    twin = desk.people[2]
    with writing(desk.engine, "Pasangan lain", CLERK, NOW) as s:
        wanted = form(desk.people, desk.programme_id, mentor_id=desk.people[4], mentees=(MenteeForm(twin),))
        other = pairs.save(s, wanted, TODAY)
    merge(desk, desk.mentee, twin)
    with reading(desk.engine) as s:
        found = s.execute(select(Mentee.pair_id, Mentee.person_id).order_by(Mentee.pair_id)).all()
    assert [tuple(row) for row in found] == [(desk.pair_id, desk.mentee), (other, desk.mentee)]
