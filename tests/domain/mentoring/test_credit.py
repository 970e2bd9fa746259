"""The first meetings of a month count, and each that does not says why."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from asn_desktop.domain.mentoring import words
from asn_desktop.domain.mentoring.credit import CreditRule, Met, counted, unmet

USUAL = CreditRule("NKL02", 2, 2, 30)


def met(n: int, day: date, **more: object) -> Met:
    return Met(n, day, "09:00", 60, words.HELD, True, USUAL)._replace(**more)


def test_the_third_of_a_month_does_not_count_and_says_so() -> None:
    days = [date(2026, 8, 3), date(2026, 8, 10), date(2026, 8, 31), date(2026, 9, 1)]
    found = counted(met(n, day) for n, day in enumerate(days))
    assert [(one.jp, one.reason) for one in found] == [
        (2, "Pertemuan ke-1 bulan ini, 2 JP."),
        (2, "Pertemuan ke-2 bulan ini, 2 JP."),
        (0, "Pertemuan ke-3 bulan ini; dihitung paling banyak 2."),
        (2, "Pertemuan ke-1 bulan ini, 2 JP."),
    ]
    assert unmet(found) == "31-08-2026: Pertemuan ke-3 bulan ini; dihitung paling banyak 2"


def test_what_cannot_count_takes_no_place_and_says_why() -> None:
    day = date(2026, 8, 3)
    found = counted(
        [
            met(1, day, state=words.PLANNED),
            met(2, day, state=words.CANCELLED),
            met(3, day, present=False),
            met(4, day, minutes=29),
            met(5, day, rule=USUAL._replace(jp=0)),
            met(6, day, minutes=30),
        ]
    )
    assert [one.reason for one in found] == [
        "Baru direncanakan.",
        "Pertemuan batal.",
        "Tidak hadir.",
        "Hanya 29 menit; dihitung mulai 30 menit.",
        "Program ini tidak memberi JP.",
        "Pertemuan ke-1 bulan ini, 2 JP.",
    ]


def test_the_same_form_in_another_programme_shares_the_places_another_form_does_not() -> None:
    day = date(2026, 8, 3)
    abroad, coaching = USUAL._replace(jp=4), USUAL._replace(form="NKL01")
    found = counted(
        [
            met(1, day),
            met(2, day + timedelta(1), rule=abroad),
            met(3, day + timedelta(2)),
            met(4, day + timedelta(3), rule=coaching),
        ]
    )
    assert [one.jp for one in found] == [2, 4, 0, 2]


def test_without_a_limit_all_of_a_month_count() -> None:
    ruled = USUAL._replace(most_a_month=0)
    found = counted(met(n, date(2026, 8, 1 + n), rule=ruled) for n in range(9))
    assert sum(one.jp for one in found) == 18


RULES = st.builds(
    CreditRule,
    st.sampled_from(["NKL01", "NKL02"]),
    st.integers(0, 4),
    st.integers(0, 3),
    st.sampled_from([0, 30]),
)
MEETINGS = st.lists(
    st.tuples(
        st.dates(date(2026, 11, 1), date(2027, 2, 28)),
        st.sampled_from(["", "08:00", "13:30"]),
        st.sampled_from([None, 20, 60]),
        st.sampled_from([*words.MEETING_STATES]),
        st.booleans(),
        RULES,
    ),
    max_size=25,
)


@given(MEETINGS, st.randoms())
def test_it_agrees_with_a_look_at_each_meeting_alone(drawn, luck) -> None:  # type: ignore[no-untyped-def]
    meetings = [Met(n, *one) for n, one in enumerate(drawn)]

    def may(one: Met) -> bool:
        long_enough = (one.minutes or 0) >= one.rule.least_minutes
        return one.state == words.HELD and one.present and long_enough and one.rule.jp > 0

    def naive(one: Met) -> int:
        earlier = [
            other
            for other in meetings
            if may(other)
            and other.rule.form == one.rule.form
            and (other.day.year, other.day.month) == (one.day.year, one.day.month)
            and (other.day, other.starts, other.id) < (one.day, one.starts, one.id)
        ]
        is_over = one.rule.most_a_month and len(earlier) >= one.rule.most_a_month
        return one.rule.jp if may(one) and not is_over else 0

    shuffled = [*meetings]
    luck.shuffle(shuffled)
    found = counted(shuffled)
    assert {one.meeting_id: one.jp for one in found} == {one.id: naive(one) for one in meetings}
    assert all(one.reason for one in found)
