"""Levels before and after, counted."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from asn_desktop.domain.mentoring import papers, summary
from asn_desktop.domain.papers import PaperPerson

LEVEL = st.none() | st.integers(1, 5)


@given(st.lists(st.tuples(LEVEL, LEVEL)), st.none() | st.integers(1, 5))
def test_everybody_is_counted_once(ways: list[tuple[int | None, int | None]], standard: int | None) -> None:
    one = summary.change("X", standard, ways)
    unseen = sum(a is None and b is None for a, b in ways)
    both = one.before.people if one.before else 0
    assert one.higher + one.same + one.lower == both
    assert both + one.only_before + one.only_after + unseen == len(ways)
    if one.before and one.after:
        assert one.before.people == one.after.people
        assert one.before.low <= one.before.mean <= one.before.high
        told = sum(b - a for a, b in ways if a is not None and b is not None) / both
        assert abs((one.gained or 0) - told) < 1e-9
    assert one.meeting_standard == (sum(b is not None and b >= standard for _a, b in ways) if standard else 0)


def test_nobody_has_no_spread() -> None:
    assert summary.spread([]) is None
    assert summary.change("X", 3, []).gained is None


def test_title_of_a_large_group_names_three() -> None:
    people = [PaperPerson(n, f"Orang {n}") for n in range(6)]
    pair = papers.PaperPair(
        "P", "mentoring", "", date(2026, 1, 1), date(2026, 2, 1), "", people[0],
        tuple(papers.PaperMentee(one) for one in people[1:]),
    )  # fmt: skip
    assert pair.title == "Orang 0 – Orang 1, Orang 2, Orang 3 dan 2 orang lagi"
