"""JP of mentoring by the rule of the programme or the table; the sums agree with meeting after meeting."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from mentors import TODAY, PairDesk, make_pair
from sqlalchemy import Engine

from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import Mentee, MentoringPair, MentoringProgramme
from asn_desktop.services.mentoring import earned, jp, meetings
from asn_desktop.services.mentoring.meetings import MeetingForm


def hold(desk: PairDesk, *days: date, minutes: int = 60, present: tuple[int, ...] = ()) -> list[int]:
    with writing(desk.engine, "Catat pertemuan") as s:
        return [
            meetings.save(
                s, MeetingForm(desk.pair, day, "09:00", minutes, present=present or desk.mentees), TODAY
            )
            for day in days
        ]


def change(desk: PairDesk, **more: object) -> None:
    with writing(desk.engine, "Ubah program") as s:
        row = s.get_one(MentoringProgramme, desk.programme)
        for name, value in more.items():
            setattr(row, name, value)


AUGUST = [date(2026, 8, 4), date(2026, 8, 11), date(2026, 8, 18)]


def test_each_mentee_has_the_meetings_with_what_counts_and_why_not(program_engine: Engine) -> None:
    desk = make_pair(program_engine)
    hold(desk, *AUGUST)
    hold(desk, date(2026, 9, 1), present=desk.mentees[:1])
    with reading(program_engine) as s:
        first, second = jp.of_pair(s, desk.pair)
        assert jp.credited_of_programme(s, desk.programme) == {desk.people[0]: 6, desk.people[1]: 4}
        assert earned.sums(s, 2026) == {desk.people[0]: (6, 1), desk.people[1]: (4, 1)}
        assert earned.sums(s, 2025) == {}
        assert earned.sums(s, 2026, [desk.people[1], 999]) == {desk.people[1]: (4, 1)}
        assert earned.years(s) == {2026}
    assert (first.person_id, first.role, first.jp, first.counting) == (desk.people[0], "mentee", 6, 3)
    assert [m.jp for m in first.meetings] == [2, 2, 0, 2]
    assert first.meetings[2].reason == "Pertemuan ke-3 bulan ini; dihitung paling banyak 2."
    assert second.meetings[3].reason == "Tidak hadir."


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, 4),
        ({"level": "internasional"}, 8),
        ({"kind": "bimbingan", "level": "internasional"}, 4),
        ({"jp_per_meeting": 3}, 6),
        ({"meetings_a_month": 1}, 2),
        ({"meetings_a_month": 0}, 6),
        ({"jp_per_meeting": 0}, 0),
        ({"least_minutes": 61}, 0),
    ],
)
def test_the_rule_of_the_programme_wins_over_the_table(
    program_engine: Engine, more: dict[str, object], expected: int
) -> None:
    desk = make_pair(program_engine)
    change(desk, **more)
    hold(desk, *AUGUST)
    with reading(program_engine) as s:
        assert jp.credited_of_programme(s, desk.programme)[desk.people[0]] == expected
        assert earned.sums(s, 2026).get(desk.people[0], (0, 0))[0] == expected


def test_the_rule_tells_whose_word_it_is(program_engine: Engine) -> None:
    desk = make_pair(program_engine)
    with reading(program_engine) as s:
        assert jp.rule(s, desk.programme)[:4] == ("NKL02", 2, 2, 0)
        assert "Peraturan LAN 10/2018" in jp.rule(s, desk.programme).basis
    change(desk, jp_per_meeting=1, rule_basis="Perwali 1/2026")
    with reading(program_engine) as s:
        assert jp.rule(s, desk.programme).basis == "Perwali 1/2026"


def test_the_mentor_earns_only_where_the_programme_says_so(program_engine: Engine) -> None:
    desk = make_pair(program_engine)
    hold(desk, *AUGUST)
    with reading(program_engine) as s:
        assert desk.mentor not in earned.sums(s, 2026)
    change(desk, mentor_earns=True)
    with reading(program_engine) as s:
        assert earned.sums(s, 2026)[desk.mentor] == (4, 1)
        assert jp.credited_of_programme(s, desk.programme, "mentor") == {desk.mentor: 4}
        assert [one.role for one in jp.of_pair(s, desk.pair)] == ["mentee", "mentee", "mentor"]


def test_who_has_no_meeting_has_no_jp_but_is_named(program_engine: Engine) -> None:
    desk = make_pair(program_engine)
    with reading(program_engine) as s:
        assert jp.credited_of_programme(s, desk.programme) == dict.fromkeys(desk.people, 0)


@pytest.mark.parametrize("seed", range(5))
def test_the_sums_of_the_database_are_those_of_meeting_after_meeting(
    program_engine: Engine, seed: int
) -> None:
    luck = random.Random(seed)
    desk = make_pair(program_engine)
    with writing(program_engine, "Siapkan") as s:
        pairs = [desk.pair]
        for n in range(4):
            programme = MentoringProgramme(
                name=f"Program {n}",
                kind=luck.choice(["mentoring", "coaching"]),
                level=luck.choice(["nasional", "internasional"]),
                starts_on=date(2025, 1, 1),
                ends_on=date(2026, 12, 31),
                jp_per_meeting=luck.choice([None, 0, 3]),
                meetings_a_month=luck.choice([None, 0, 1, 3]),
                least_minutes=luck.choice([0, 45]),
                mentor_earns=luck.random() < 0.5,
            )
            s.add(programme)
            s.flush()
            pair = MentoringPair(
                programme_id=programme.id,
                mentor_id=desk.mentor if n % 2 else desk.superior,
                starts_on=date(2025, 1, 1),
                ends_on=date(2026, 12, 31),
                state="berjalan",
            )
            s.add(pair)
            s.flush()
            s.add_all(Mentee(pair_id=pair.id, person_id=one) for one in desk.people)
            s.flush()
            pairs.append(pair.id)
        for pair_id in pairs:
            form = meetings.blank(s, pair_id, TODAY)
            for _ in range(25):
                day = date(2026, 8, 3) + timedelta(luck.randrange(110))
                present = tuple(luck.sample(form.present, luck.choice([1, 2])))
                one = MeetingForm(pair_id, day, luck.choice(["", "08.00", "13.00"]), present=present)
                meetings.save(
                    s,
                    MeetingForm(**{**one.__dict__, "minutes": luck.choice([30, 60])}),
                    TODAY,
                )
    everybody = [*desk.people, desk.mentor, desk.superior]
    with reading(program_engine) as s:
        slow: dict[int, tuple[int, int]] = {}
        for one in jp.of_people(s, everybody):
            before = slow.get(one.person_id, (0, 0))
            slow[one.person_id] = (before[0] + one.jp, before[1] + bool(one.counting))
        assert earned.sums(s, 2026) == {person: both for person, both in slow.items() if both[0]}
        assert earned.sums(s, 2026, everybody) == earned.sums(s, 2026)
