"""Meetings are kept as they were typed, and what was planned becomes what was held."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from mentors import TODAY, PairDesk, make_pair
from sqlalchemy import Engine

from asn_desktop.db.session import reading, writing
from asn_desktop.domain.errors import InvalidInput, UserError
from asn_desktop.services.mentoring import actions, meetings, programmes
from asn_desktop.services.mentoring.meetings import ActionForm, MeetingForm

DAY = date(2026, 9, 7)


@pytest.fixture
def desk(engine: Engine) -> PairDesk:
    return make_pair(engine)


def save(desk: PairDesk, **more: Any) -> int:
    values = {"day": DAY, "starts": "9.15", "minutes": 60, "present": desk.mentees, "topic": "Menyusun SKP"}
    form = MeetingForm(desk.pair, **values | more)
    with writing(desk.engine, "Catat pertemuan") as s:
        return meetings.save(s, form, TODAY)


def rows(desk: PairDesk) -> list[meetings.MeetingRow]:
    with reading(desk.engine) as s:
        return meetings.rows(s, [desk.pair])


def test_a_meeting_is_kept_with_who_was_there_and_what_was_agreed(desk: PairDesk) -> None:
    action = ActionForm(" Menulis rancangan ", desk.people[0], date(2026, 9, 14))
    key = save(desk, present=desk.mentees[:1], actions=(action, ActionForm(owner_id=desk.people[0])))
    (row,) = rows(desk)
    assert (row.id, row.day, row.starts, row.minutes) == (key, DAY, "09:15", 60)
    assert (row.present, row.there) == (desk.mentees[:1], ("Ir. Contoh Nomor 2, S.T.",))
    with reading(desk.engine) as s:
        (kept,) = meetings.get(s, key).actions
    assert (kept.text, kept.owner_id, kept.due) == ("Menulis rancangan", desk.people[0], date(2026, 9, 14))


def test_what_was_planned_for_the_day_becomes_the_meeting(desk: PairDesk) -> None:
    with writing(desk.engine, "Rencanakan") as s:
        (planned,) = meetings.plan(s, desk.pair, [(DAY, "", None)])
        assert meetings.plan(s, desk.pair, [(DAY, "10:00", 30)]) == []
    assert save(desk) == planned
    assert [row.state for row in rows(desk)] == ["terlaksana"]


def test_the_next_day_is_planned_moved_and_taken_back(desk: PairDesk) -> None:
    key = save(desk, day=date(2026, 11, 20), next_on=date(2026, 12, 1))
    assert [(r.day, r.state, r.starts) for r in rows(desk)][1] == (date(2026, 12, 1), "rencana", "09:00")
    for day in (date(2026, 12, 3), None):
        with writing(desk.engine, "Ubah pertemuan") as s:
            meetings.save(s, replace(meetings.get(s, key), next_on=day), TODAY)
        assert [r.day for r in rows(desk) if r.state == "rencana"] == ([day] if day else [])


def test_a_next_day_that_is_over_is_not_planned_but_offered(desk: PairDesk) -> None:
    save(desk, next_on=date(2026, 9, 21))
    assert len(rows(desk)) == 1
    with reading(desk.engine) as s:
        form = meetings.blank(s, desk.pair, TODAY)
    assert (form.day, form.starts, form.minutes) == (date(2026, 9, 21), "09:00", 60)
    assert (form.present, form.place) == (desk.mentees, "Ruang kerja mentor")


def test_a_blank_one_is_of_the_day_planned_or_of_today(desk: PairDesk) -> None:
    with writing(desk.engine, "Rencanakan") as s:
        assert meetings.blank(s, desk.pair, TODAY).day == TODAY
        meetings.plan(s, desk.pair, [(DAY, "13:30", 45), (date(2026, 12, 1), "", None)])
        assert meetings.blank(s, desk.pair, TODAY).day == DAY
    save(desk)
    with reading(desk.engine) as s:
        assert meetings.blank(s, desk.pair, TODAY).day == TODAY


@pytest.mark.parametrize(
    ("field", "wrong", "words"),
    [
        ("day", {"day": None}, "Isi tanggal"),
        ("day", {"day": date(2026, 8, 2)}, "baru mulai 3 Agustus 2026"),
        ("day", {"day": date(2026, 11, 26)}, "belum tiba"),
        ("minutes", {"minutes": 0}, "antara 1 dan 480"),
        ("minutes", {"minutes": 600}, "antara 1 dan 480"),
        ("minutes", {"minutes": None}, "Isi lamanya"),
        ("starts", {"starts": "26.00"}, "Jam tidak terbaca"),
        ("present", {"present": ()}, "paling sedikit satu mentee"),
        ("next_on", {"next_on": DAY}, "sesudah pertemuan ini"),
        ("actions.0.owner_id", {"actions": (ActionForm("Membaca"),)}, "siapa yang mengerjakan"),
        ("actions.0.text", {"actions": (ActionForm("", 1, DAY),)}, "Isi tindak lanjut"),
        ("actions.1.due", {"actions": (ActionForm(), ActionForm("x", 1, date(2026, 9, 6)))}, "sebelum"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    desk: PairDesk, field: str, wrong: dict[str, Any], words: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        save(desk, **wrong)
    assert list(refused.value.problems) == [field]
    assert words in refused.value.problems[field]
    assert rows(desk) == []


def test_somebody_elses_newer_change_is_not_overwritten(desk: PairDesk) -> None:
    key = save(desk)
    with reading(desk.engine) as s:
        form = meetings.get(s, key)
    with writing(desk.engine, "Ubah") as s:
        meetings.save(s, replace(form, topic="Lain"), TODAY)
    with pytest.raises(UserError, match="diubah orang lain"), writing(desk.engine, "Ubah") as s:
        meetings.save(s, form, TODAY)


def test_actions_are_listed_soonest_first_and_ticked(desk: PairDesk) -> None:
    made = (
        ActionForm("Nanti", desk.mentor),
        ActionForm("Terlambat", desk.people[1], date(2026, 11, 20)),
        ActionForm("Minggu ini", desk.people[0], date(2026, 11, 30)),
    )
    save(desk, actions=made)
    with reading(desk.engine) as s:
        found = actions.open_actions(s, TODAY)
        assert [(a.text, a.late) for a in found] == [("Terlambat", 5), ("Minggu ini", 0), ("Nanti", 0)]
        assert actions.overdue(s, TODAY) == (1, 1, 3)
        assert [a.text for a in actions.open_actions(s, TODAY, text="nomor 3")] == ["Terlambat"]
        assert [a.text for a in actions.open_actions(s, TODAY, is_overdue=True)] == ["Terlambat"]
        assert [a.text for a in actions.open_actions(s, TODAY, owner_id=desk.mentor)] == ["Nanti"]
    with writing(desk.engine, "Tandai selesai") as s:
        assert actions.set_state(s, [found[0].id], "selesai", TODAY) == 1
    with reading(desk.engine) as s:
        assert actions.overdue(s, TODAY) == (0, 1, 2)
        (done,) = [a for a in actions.of_pairs(s, [desk.pair], TODAY) if a.state == "selesai"]
    assert (done.text, done.done_on, done.late) == ("Terlambat", TODAY, 0)


def test_only_mentees_of_the_pair_are_at_its_meetings(desk: PairDesk) -> None:
    with pytest.raises(UserError, match="tidak lagi di pasangan ini"):
        save(desk, present=(*desk.mentees, max(desk.mentees) + 1))
    assert rows(desk) == []


def test_an_archived_programme_reminds_nobody_on_its_own(desk: PairDesk) -> None:
    save(desk, actions=(ActionForm("Menulis rancangan", desk.people[0], date(2026, 9, 14)),))
    with reading(desk.engine) as s:
        assert actions.overdue(s, TODAY) == (1, 0, 1)
    with writing(desk.engine, "Arsipkan") as s:
        programmes.archive(s, desk.programme)
    with reading(desk.engine) as s:
        assert actions.overdue(s, TODAY) == (0, 0, 0)
        assert actions.open_actions(s, TODAY) == []
        assert len(actions.open_actions(s, TODAY, programme_id=desk.programme)) == 1
