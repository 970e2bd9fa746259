from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_desktop.domain import clock


@pytest.mark.parametrize("text", ["7.30", "07:30", "0730", "730", " 07.30 ", "7,30"])
def test_times_are_read_as_clerks_write_them(text: str) -> None:
    assert clock.read(text) == "07:30"


def test_a_bare_hour_is_a_time() -> None:
    assert clock.read("13") == "13:00"


@pytest.mark.parametrize("text", ["25.00", "7.60", "pagi", "07:30:00", "-1"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=re.escape(text)):
        clock.read(text)


@given(st.integers(0, 24 * 60 - 1))
def test_minutes_and_time_are_the_same(since: int) -> None:
    assert clock.minutes(clock.time(since)) == since
    assert clock.read(clock.shown(clock.time(since))) == clock.time(since)


def test_what_is_left_over_makes_no_jp() -> None:
    assert clock.jp("08:00", "10:15") == 3
    assert clock.jp("08:00", "10:14") == 2
    assert clock.jp("10:00", "08:00") == 0
