"""Hours and lengths as people write them; what is neither is not guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_desktop.domain import clock
from asn_desktop.domain.mentoring.logbook import Span, read_minutes, read_span


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Span()),
        ("9", Span("09:00")),
        ("09.00", Span("09:00")),
        ("09:00:00", Span("09:00")),
        ("pukul 09.00 WIB", Span("09:00")),
        ("09.00 - 10.30", Span("09:00", 90)),
        ("09:00–10:30 WIB", Span("09:00", 90)),
        ("08.00 s.d. 09.00", Span("08:00", 60)),
        ("08.00 s/d 09.00", Span("08:00", 60)),
        ("13.00 sampai dengan 14.15", Span("13:00", 75)),
        ("09.00 - selesai", Span("09:00")),
        ("10.30 - 09.00", None),
        ("pagi", None),
        ("25.00", None),
        ("8 - 9 - 10", None),
    ],
)
def test_hours(text: str, expected: Span | None) -> None:
    assert read_span(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("60", 60),
        ("60 menit", 60),
        ("90 mnt.", 90),
        ("45'", 45),
        ("1 jam", 60),
        ("1,5 jam", 90),
        ("1 jam 30 menit", 90),
        ("2jam15", 135),
        ("1:30", 90),
        ("01:30:00", 90),
        ("0", 0),
        ("600", 600),
        ("", None),
        ("lama", None),
        ("-30", None),
    ],
)
def test_lengths(text: str, expected: int | None) -> None:
    assert read_minutes(text) == expected


@given(st.integers(0, 1438), st.integers(1, 600))
def test_a_printed_span_is_read_again(start: int, length: int) -> None:
    end = min(start + length, 1439)
    written = f"{clock.shown(clock.time(start))} - {clock.shown(clock.time(end))}"
    assert read_span(written) == Span(clock.time(start), end - start)


@given(st.text(max_size=20))
def test_no_text_breaks_them(text: str) -> None:
    found = read_span(text)
    assert found is None or found.minutes is None or found.minutes > 0
    assert (read_minutes(text) or 0) >= 0
