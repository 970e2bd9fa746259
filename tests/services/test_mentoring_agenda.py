"""What mentoring asks for on a day, and what the search box finds of it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from pairs import CLERK, NOW, TODAY, Mentored, form, mentored
from sqlalchemy import Engine

from asn_desktop.db.session import reading, writing
from asn_desktop.services import reference
from asn_desktop.services.mentoring import agenda, meetings, pairs, programmes
from asn_desktop.services.mentoring.meetings import MeetingForm
from asn_desktop.services.mentoring.pairs import MenteeForm


@pytest.fixture
def desk(program_engine: Engine) -> Mentored:
    return mentored(program_engine)


def meet(desk: Mentored, day: date, state: str = "terlaksana", pair_id: int | None = None) -> int:
    with writing(desk.engine, "Catat", CLERK, NOW) as s:
        wanted = pair_id or desk.pair_id
        there = tuple(one.id for one in pairs.detail(s, wanted).mentees)
        met = MeetingForm(wanted, day, "09:00", 60, state, place="Ruang rapat", present=there)
        return meetings.save(s, met, TODAY)


def another(desk: Mentored) -> int:
    """A second pair: a mentor without a meeting."""
    with writing(desk.engine, "Pasangan", CLERK, NOW) as s:
        mentees = (MenteeForm(desk.people[5]),)
        wanted = form(desk.people, desk.programme_id, mentor_id=desk.people[4], mentees=mentees)
        pair_id = pairs.save(s, replace(wanted, starts_on=date(2026, 10, 1)), TODAY)
        pairs.start(s, pair_id, TODAY)
        return pair_id


def test_meetings_of_a_span_are_told_by_day(desk: Mentored) -> None:
    meet(desk, date(2026, 11, 28), "rencana")
    held = meet(desk, date(2026, 11, 10))
    meet(desk, date(2026, 11, 27), "batal")
    with reading(desk.engine) as s:
        found = agenda.meetings(s, date(2026, 11, 1), date(2026, 11, 30))
        assert [(one.day.day, one.state) for one in found] == [(10, "terlaksana"), (28, "rencana")]
        assert found[0].id == held
        assert found[0].pair.startswith("Ir. Orang 1, S.T. – Ir. Orang 2")
        assert agenda.meetings(s, date(2026, 11, 11), date(2026, 11, 27)) == []
        assert len(agenda.meetings(s, date(2026, 11, 1), date(2026, 11, 30), "orang rapat")) == 2
        assert agenda.meetings(s, date(2026, 11, 1), date(2026, 11, 30), "gudang") == []


def test_what_a_stopped_pair_had_planned_is_not_told(desk: Mentored) -> None:
    meet(desk, date(2026, 11, 28), "rencana")
    with writing(desk.engine, "Hentikan", CLERK, NOW) as s:
        pairs.stop(s, desk.pair_id, "Mentor pindah", TODAY)
    with reading(desk.engine) as s:
        assert agenda.meetings(s, TODAY, TODAY + timedelta(6)) == []


def test_who_does_not_meet_any_more_is_told_longest_first(desk: Mentored) -> None:
    other = another(desk)
    meet(desk, date(2026, 9, 1))
    with reading(desk.engine) as s:
        found = agenda.silent(s, TODAY)
        assert [(one.pair_id, one.last, one.days) for one in found] == [
            (desk.pair_id, date(2026, 9, 1), 84),
            (other, None, 54),
        ]
    meet(desk, TODAY - timedelta(44))
    with reading(desk.engine) as s:
        assert [one.pair_id for one in agenda.silent(s, TODAY)] == [other]


def test_the_office_says_how_long_is_long(desk: Mentored) -> None:
    meet(desk, TODAY - timedelta(44))
    with writing(desk.engine, "Ketentuan", CLERK, NOW) as s:
        line = next(i for i in reference.items(s, "ketentuan") if i.code == "jeda_pertemuan")
        changed = {"nilai": 30}
        reference.save(
            s,
            reference.ReferenceForm(
                line.id, line.kind, line.code, line.name, line.position, changed, line.basis
            ),
        )
    with reading(desk.engine) as s:
        assert [one.days for one in agenda.silent(s, TODAY)] == [44]


def test_programmes_and_pairs_are_found_by_words(desk: Mentored) -> None:
    with reading(desk.engine) as s:
        (found,) = agenda.find(s, "pelayanan 2026", 6)
        assert (found.programme_id, found.pair_id, found.about) == (desk.programme_id, None, "Berjalan")
        for text in ("orang 1", "orang 2"):
            assert [one.pair_id for one in agenda.find(s, text, 6)] == [desk.pair_id]
        assert agenda.find(s, "100%", 6) == []
        assert agenda.is_used(s)
    with writing(desk.engine, "Arsipkan", CLERK, NOW) as s:
        programmes.archive(s, desk.programme_id)
    with reading(desk.engine) as s:
        assert agenda.find(s, "orang", 6) == []
        assert not agenda.is_used(s)


def test_a_person_is_told_with_the_pairs_of_both_sides(desk: Mentored) -> None:
    with writing(desk.engine, "Pasangan", CLERK, NOW) as s:
        mentees = (MenteeForm(desk.people[4]), MenteeForm(desk.people[5]))
        wanted = form(desk.people, desk.programme_id, mentor_id=desk.mentee, mentees=mentees)
        other = pairs.save(s, replace(wanted, starts_on=date(2026, 10, 1)), TODAY)
    with reading(desk.engine) as s:
        guides, guided = agenda.of_person(s, desk.mentee)
        assert (guides.pair_id, guides.role, guides.state) == (other, "mentor", "disiapkan")
        assert guides.others == "Ir. Orang 5, S.T., Ir. Orang 6, S.T."
        assert (guided.pair_id, guided.role, guided.others) == (desk.pair_id, "mentee", "Ir. Orang 1, S.T.")
        assert agenda.of_person(s, desk.superior) == []
