"""How far an aim was reached; who sees a level differently."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_desktop.domain.mentoring.progress import compared, decided, reached, spread

NUMBERS = st.floats(-1e6, 1e6, allow_nan=False)


@pytest.mark.parametrize(
    ("value", "target", "baseline", "falling", "percent"),
    [
        (None, 10, 0, False, None),
        (5, None, 0, False, None),
        (5, 10, 0, False, 50),
        (6, 10, 2, False, 50),
        (1, 10, 2, False, 0),
        (12, 10, 2, False, 100),
        (5, 10, None, False, 50),
        (20, 10, 30, True, 50),
        (40, 10, 30, True, 0),
        (9, 10, 30, True, 100),
        (20, 10, None, True, 50),
        (3, 0, None, True, 0),
        (0, 0, None, True, 100),
        (-3, 0, None, False, 0),
        (9, 10, 10, False, 90),
    ],
)
def test_reached(value, target, baseline, falling, percent):
    assert reached(value, target, baseline, falling) == percent


@given(NUMBERS, NUMBERS, st.none() | NUMBERS, st.booleans())
def test_the_way_lies_between_0_and_100_and_ends_at_the_target(value, target, baseline, falling):
    percent = reached(value, target, baseline, falling)
    assert percent is not None
    assert 0 <= percent <= 100
    assert reached(target, target, baseline, falling) == 100
    if percent < 100:
        assert (value > target) if falling else (value < target)


@given(NUMBERS, NUMBERS, NUMBERS, st.none() | NUMBERS, st.booleans())
def test_who_comes_nearer_never_loses(one, other, target, baseline, falling):
    nearer, farther = sorted((one, other), reverse=not falling)
    a, b = reached(nearer, target, baseline, falling), reached(farther, target, baseline, falling)
    assert a is not None
    assert b is not None
    assert a >= b - 1e-6


@given(st.floats(0, 1000), st.floats(1, 1000), st.floats(0.5, 1000))
def test_falling_mirrors_rising(value, target, way):
    falling = reached(value, target, target + way, True)
    assert falling == reached(-value, -target, -(target + way), False)


def test_disagreement_is_told_in_words():
    assert compared({"mentor": 4, "mentee": 3, "atasan": 2}) == (
        "Mentor 4, mentee 3, atasan 2: berselisih 2 tingkat"
    )
    assert compared({"mentor": 3, "atasan": 3}) == "Mentor 3, atasan 3: sependapat"
    assert compared({"mentee": 3}) == "Mentee 3"
    assert compared({}) == ""


@given(st.dictionaries(st.sampled_from(["mentor", "mentee", "atasan"]), st.integers(1, 5)))
def test_the_superior_decides_then_the_mentor(seen):
    expected = next(((seen[w], w) for w in ("atasan", "mentor", "mentee") if w in seen), None)
    assert decided(seen) == expected
    assert spread(seen) == max((abs(a - b) for a in seen.values() for b in seen.values()), default=0)
