from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from asn_desktop.domain import calendar

YEAR = (date(2026, 1, 1), date(2026, 12, 31))


@st.composite
def spans(draw):
    begin = draw(st.dates(*YEAR))
    return begin, begin + timedelta(days=draw(st.integers(0, 40)))


@given(st.lists(spans(), max_size=40))
def test_bars_of_a_row_never_touch_and_none_is_lost(given_spans):
    first, last = date(2026, 3, 1), date(2026, 3, 31)
    made = calendar.pieces(given_spans, first, last)
    assert {p.span for p in made} == {n for n, (a, b) in enumerate(given_spans) if a <= last and b >= first}
    days = [(p.lane, p.first + timedelta(days=n)) for p in made for n in range((p.last - p.first).days + 1)]
    assert len(days) == len(set(days))
    for p in made:
        a, b = given_spans[p.span]
        assert (p.begins, p.ends) == (a >= first, b <= last)


@given(st.lists(spans(), max_size=40))
def test_no_lane_is_opened_without_need(given_spans):
    made = calendar.pieces(given_spans, *YEAR)
    busiest = max((sum(p.first <= q.first <= p.last for p in made) for q in made), default=0)
    assert max((p.lane + 1 for p in made), default=0) == busiest


@given(st.lists(spans(), max_size=40))
def test_a_name_reaches_as_far_as_its_lane_is_free(given_spans):
    row = calendar.pieces(given_spans, *YEAR)
    for piece, until in zip(row, calendar.free_after(row, YEAR[1]), strict=True):
        others = [p for p in row if p.lane == piece.lane and p is not piece]
        assert until >= piece.last
        assert not any(piece.last < p.first <= until for p in others)
        assert until == YEAR[1] or any(p.first == until + timedelta(days=1) for p in others)


def test_the_longer_of_two_lies_higher():
    day = date(2026, 3, 2)
    made = calendar.pieces([(day, day), (day, day + timedelta(days=4))], day, day + timedelta(days=6))
    assert [(p.span, p.lane) for p in made] == [(1, 0), (0, 1)]


@given(st.lists(st.tuples(st.integers(0, 600), st.integers(1, 200)), max_size=20))
def test_what_is_at_the_same_time_stands_side_by_side(given_times):
    times = [(begin, begin + length) for begin, length in given_times]
    places = calendar.side_by_side(times)
    for n, (a, b) in enumerate(times):
        column, of = places[n]
        assert 0 <= column < of
        for m, (c, d) in enumerate(times):
            if n != m and a < d and c < b:
                assert places[m][0] != column
                assert places[m][1] == of


def test_weeks_and_months():
    assert calendar.weeks(date(2026, 11, 1), date(2026, 11, 30))[0] == date(2026, 10, 26)
    assert len(calendar.weeks(date(2026, 11, 1), date(2026, 11, 30))) == 6
    assert calendar.month(date(2028, 2, 3)) == (date(2028, 2, 1), date(2028, 2, 29))
    assert calendar.later_month(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert calendar.later_month(date(2026, 1, 31), -2) == date(2025, 11, 30)
    assert calendar.monday(date(2026, 11, 29)) == date(2026, 11, 23)


def test_every_form_has_a_letter_and_a_colour_of_its_own():
    assert [calendar.letter(n) for n in (0, 16, 25, 26)] == ["A", "Q", "Z", "AA"]
    assert len({calendar.hue(n) for n in range(18)}) == 18
