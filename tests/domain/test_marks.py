from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_desktop.domain import marks

HUNDREDTHS = st.integers(0, 10000).map(lambda n: n / 100)


@pytest.mark.parametrize(
    ("text", "value"),
    [("87,5", 87.5), ("87.50", 87.5), (" 100 ", 100.0), ("0", 0.0), ("", None), ("66,666666", 66.67)],
)
def test_marks_as_clerks_write_them(text: str, value: float | None) -> None:
    assert marks.read(text) == value
    assert marks.trouble(text) == ""


@pytest.mark.parametrize(
    "text", ["105", "-1", "100,01", "nan", "inf", "1_0", "8 7", "delapan", "1e1", "9" * 400]
)
def test_what_is_no_mark_is_named_with_the_remedy(text: str) -> None:
    with pytest.raises(ValueError, match=re.escape(text.strip())):
        marks.read(text)
    assert "0 sampai 100" in marks.trouble(text)
    assert text[:20] in marks.trouble(text)


@given(st.text(max_size=12))
def test_any_text_is_a_mark_or_gets_a_word(text: str) -> None:
    if not marks.trouble(text):
        value = marks.read(text)
        assert value is None or 0 <= value <= 100


@given(HUNDREDTHS)
def test_shown_marks_are_read_back(value: float) -> None:
    assert marks.read(marks.shown(value)) == value


def test_the_final_mark_weighs() -> None:
    assert marks.final([80, 90], [1, 3]) == 87.5
    assert marks.final([10, 80, 90], [0, 1, 1]) == 85  # a pre-test does not count
    assert marks.final([None, 80, 90], [0, 1, 1]) == 85
    assert marks.final([50, None], [1, 1]) is None
    assert marks.final([50], [0]) is None
    assert marks.final([70, 70.01], [1, 1]) == 70.01  # 70,005 is rounded up, as by hand
    assert marks.final([], []) is None


@given(st.lists(st.tuples(HUNDREDTHS, st.floats(0.01, 100)), min_size=1, max_size=12))
def test_a_mean_lies_among_its_marks(given_marks: list[tuple[float, float]]) -> None:
    values = [mark for mark, _ in given_marks]
    mean = marks.final(values, [weight for _, weight in given_marks])
    assert mean is not None
    assert min(values) <= mean <= max(values)
