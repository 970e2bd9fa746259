"""Points of a proposal: each has its words, and the sum is the score."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_desktop.domain import golongan
from asn_desktop.domain.mentoring import matching
from asn_desktop.domain.mentoring.matching import Lack, Rules, Seeker, Who

ANA = Who(1, "III/a", 60, 10, {})
TALKS = Lack("M3", "Komunikasi", 3, 1)
SERVES = Lack("M5", "Pelayanan Publik", 3, 2)


def seeking(*lacks: Lack, rules: Rules | None = None) -> Seeker:
    return matching.seeker(ANA, lacks or (TALKS, SERVES), rules or Rules())


def told(mentee: Seeker, mentor: Who) -> list[str]:
    return [reason.told for reason in matching.reasons(mentee, mentor)]


def test_each_point_is_told_in_words() -> None:
    mentor = Who(2, "IV/a", 240, 10, {"M3": 4, "M5": 2}, load=1)
    mentee = seeking(rules=Rules(3, matching.SAME, {(2, 1): "Mentoring 2024"}))
    assert told(mentee, mentor) == [
        "Komunikasi: mentor 4, mentee 1, standar 3 (+33)",
        "Pelayanan Publik: mentor 2, mentee 2, standar 3",
        "golongan mentor IV/a di atas mentee III/a (+12)",
        "masa kerja 20 tahun, 15 tahun lebih lama (+10)",
        "perangkat daerah sama, diutamakan yang sama (+15)",
        "sedang membimbing 1 dari paling banyak 3 mentee (+7)",
        "pernah berpasangan pada Mentoring 2024 (-10)",
    ]
    assert matching.score(mentee, mentor) == 67


def test_what_is_not_known_is_said_and_earns_nothing() -> None:
    mentor = Who(2, "IX", None, None, {})
    mentee = seeking(TALKS._replace(source="program"), SERVES._replace(source="anggapan"))
    assert told(mentee, mentor)[:5] == [
        "Komunikasi: tingkat mentor belum diketahui, mentee 1 menurut program, standar 3",
        "Pelayanan Publik: tingkat mentor belum diketahui, mentee 2 (anggapan), standar 3",
        "golongan tidak dibandingkan (PNS dan PPPK, atau belum diketahui)",
        "masa kerja belum diketahui",
        "perangkat daerah tidak diketahui",
    ]
    assert told(matching.seeker(ANA, [], Rules()), mentor)[0] == "standar kompetensi mentee tidak diketahui"
    met = matching.seeker(ANA, [TALKS._replace(level=4)], Rules())
    assert told(met, mentor)[0] == "mentee sudah memenuhi standar kompetensi"


def test_who_is_junior_or_full_falls_behind() -> None:
    junior = Who(2, "II/c", 24, 11, {}, load=3)
    assert "golongan mentor II/c di bawah mentee III/a (-25)" in told(seeking(), junior)
    assert "sedang membimbing 3 dari paling banyak 3 mentee (-40)" in told(seeking(), junior)
    assert matching.is_junior("III/a", "II/c")
    assert not matching.is_junior("III/a", "III/a")
    assert not matching.is_junior("IX", "II/c")


@pytest.mark.parametrize(
    ("wish", "agency", "points"),
    [
        ("sama", 10, 15),
        ("sama", 11, 0),
        ("lain", 11, 15),
        ("lain", 10, 0),
        ("bebas", 10, 0),
        ("lain", None, 0),
    ],
)
def test_the_wished_unit_counts(wish: str, agency: int | None, points: int) -> None:
    mentor = Who(2, "III/a", 60, agency, {})
    free = matching.score(seeking(), mentor)
    assert matching.score(seeking(rules=Rules(3, wish)), mentor) - free == points


@pytest.mark.parametrize(
    ("day", "nip", "months"),
    [
        (date(2020, 3, 1), "", 80),
        (None, "198001172008012003", 226),
        (None, "199001172022212003", 58),
        (None, "198001170000002003", None),
        (None, "1980", None),
        (None, "", None),
        (date(2027, 1, 1), "", 0),
    ],
)
def test_service_is_counted_from_the_tmt_or_the_nip(day: date | None, nip: str, months: int | None) -> None:
    assert matching.months_of_service(day, nip, date(2026, 11, 25)) == months


@pytest.mark.parametrize(
    ("standard", "level", "present", "expected"),
    [
        (3, 2, 1, (2, "tercatat")),
        (3, None, 1, (1, "program")),
        (3, None, None, (2, "anggapan")),
        (None, 2, 1, None),
    ],
)
def test_a_lack_says_where_its_level_is_from(
    standard: int | None, level: int | None, present: int | None, expected: tuple[int, str] | None
) -> None:
    found = matching.lack_of(("M1", "Integritas"), standard, level, present)
    assert (found and (found.level, found.source)) == expected


levels = st.dictionaries(st.sampled_from(["M1", "M2", "M3"]), st.integers(1, 5))
whos = st.builds(
    Who,
    st.integers(1, 9),
    st.sampled_from([*golongan.PANGKAT, *golongan.PPPK, ""]),
    st.none() | st.integers(0, 500),
    st.none() | st.integers(1, 3),
    levels,
    st.integers(0, 6),
)
lacks = st.lists(
    st.builds(Lack, st.sampled_from(["M1", "M2", "M3"]), st.just("X"), st.integers(1, 5), st.integers(0, 5)),
    max_size=3,
    unique_by=lambda lack: lack.competence,
)


@given(whos, whos, lacks, st.sampled_from(list(matching.WISHES)), st.booleans())
def test_the_score_is_the_sum_of_what_is_told(
    mentee: Who, mentor: Who, lacking: list[Lack], wish: str, again: bool
) -> None:
    rules = Rules(3, wish, {(mentor.id, mentee.id): "Program lama"} if again else {})
    seeker = matching.seeker(mentee, lacking, rules)
    assert matching.score(seeker, mentor) == sum(r.points for r in matching.reasons(seeker, mentor))


@given(st.lists(whos, max_size=8), whos)
def test_nobody_is_ranked_for_oneself_and_the_best_come_first(mentors: list[Who], mentee: Who) -> None:
    found = matching.ranked(matching.seeker(mentee, (TALKS,), Rules()), mentors)
    assert sorted(place for _points, place in found) == [
        place for place, one in enumerate(mentors) if one.id != mentee.id
    ]
    assert [points for points, _place in found] == sorted((p for p, _place in found), reverse=True)


scores = st.lists(st.lists(st.integers(0, 90), min_size=4, max_size=4), max_size=7)


@given(scores, st.lists(st.integers(0, 3), min_size=4, max_size=4))
def test_an_assignment_keeps_to_the_room_and_leaves_nobody_out_while_there_is_some(
    points: list[list[int]], room: list[int]
) -> None:
    lists = [sorted(((p, m) for m, p in enumerate(row)), key=lambda one: -one[0]) for row in points]
    given = matching.assign(lists, room.__getitem__)
    used = [given.count(place) for place in range(4)]
    assert all(count <= free for count, free in zip(used, room, strict=True))
    assert sum(used) == min(len(points), sum(room))
    for mentee, place in enumerate(given):  # nobody worse took what somebody better wanted
        for other in range(4):
            mine = -1 if place is None else points[mentee][place]
            if points[mentee][other] > mine:
                assert used[other] == room[other]
                assert all(
                    points[m][other] >= points[mentee][other] for m, p in enumerate(given) if p == other
                )


def test_somebody_without_candidates_gets_nobody() -> None:
    assert matching.assign([[], [(5, 0)]], lambda _place: 1) == [None, 0]
