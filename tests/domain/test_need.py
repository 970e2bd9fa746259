from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from asn_desktop.domain import need
from asn_desktop.domain.need import Facts


def test_every_reason_says_its_points() -> None:
    facts = Facts(jp=8, target=20, gap=3, seats_left=2)
    assert [reason.told for reason in need.reasons(facts)] == [
        "kurang 12 JP dari target 20 JP (+24)",
        "kesenjangan kompetensi 3 tingkat (+18)",
        "belum pernah mengikuti pelatihan ini (+20)",
        "kuota perangkat daerahnya masih 2 kursi (+10)",
    ]
    assert need.score(need.reasons(facts)) == 72


def test_who_has_all_needs_nothing() -> None:
    given = need.reasons(Facts(jp=24, attended=2024))
    assert need.score(given) == 0
    assert [r.told for r in given] == [
        "target JP terpenuhi (24 JP)",
        "pernah mengikuti pelatihan ini tahun 2024",
    ]


@given(st.integers(0, 100), st.integers(1, 40), st.none() | st.integers(1, 5), st.none() | st.integers(-3, 3))
def test_who_retires_comes_behind_everybody(jp: int, target: int, gap: int | None, left: int | None) -> None:
    retiring = need.score(need.reasons(Facts(jp, target, gap, None, left, date(2027, 3, 1))))
    least = need.score(need.reasons(Facts(target, target, None, 2020, 0)))
    assert retiring < least


@given(st.integers(0, 30), st.integers(0, 30))
def test_who_lacks_more_never_counts_less(one: int, other: int) -> None:
    low, high = sorted((one, other))
    assert need.score(need.reasons(Facts(jp=low))) >= need.score(need.reasons(Facts(jp=high)))
