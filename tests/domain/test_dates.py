from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_desktop.domain import dates

DAYS = st.dates(date(1900, 1, 1), date(2098, 12, 31))


@pytest.mark.parametrize(
    "value",
    [
        "17-04-1998",
        "17/04/1998",
        "17.04.1998",
        "1998-04-17",
        "17 April 1998",
        "17 Apr 1998",
        "Jumat, 17 April 1998",
    ]
    + ["1998-04-17 00:00:00", "'17-04-1998", "17-4-1998", "17 - 04 - 1998", " 17-04-1998", 35902, "35902"]
    + ["17/04/1998 ", "17\u00a0April\u00a01998", "17-Apr-1998", "Palembang, 17 April 1998", 35902.0, 35902.75]
    + [date(1998, 4, 17), datetime(1998, 4, 17, 10)],
)
def test_reads_what_lists_contain(value: object) -> None:
    assert dates.parse(value) == date(1998, 4, 17)


@pytest.mark.parametrize(
    "value",
    ["31-02-2020", "17-04-98", "17 April 98", "kemarin", "00-00-0000", "1998", "99999", "17-04-0000", "١٧"]
    + ["+7-04-1998", 1e9, -1, 0, True, float("nan"), float("inf"), [], b"17-04-1998"],
)
def test_refuses_nonsense(value: object) -> None:
    with pytest.raises(dates.DateError, match="bukan tanggal"):
        dates.parse(value)


def test_empty_is_none() -> None:
    assert dates.parse("") is dates.parse(" ") is dates.parse("-") is dates.parse(None) is None


@given(DAYS)
def test_written_dates_are_read_back(day: date) -> None:
    assert (
        dates.parse(dates.long(day)) == dates.parse(dates.short(day)) == dates.parse(day.isoformat()) == day
    )


@given(st.text(alphabet="0123456789-/. '\u00a0AgustMei:T٣²", max_size=24) | st.floats() | st.integers())
def test_anything_is_a_date_or_refused(value: object) -> None:
    try:
        found = dates.parse(value)
    except dates.DateError:
        return
    assert found is None or isinstance(found, date)


def test_a_long_blank_cell_takes_no_time() -> None:
    with pytest.raises(dates.DateError):
        dates.parse("1" + " " * 200_000 + "x")


@given(DAYS, DAYS)
def test_a_span_names_both_ends(a: date, b: date) -> None:
    first, last = sorted([a, b])
    text = dates.span(first, last)
    assert text.endswith(dates.long(last))
    assert text.startswith(str(first.day))
    assert text.count("s.d.") == (first != last)


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (date(2026, 11, 3), date(2026, 11, 9), "3 s.d. 9 November 2026"),
        (date(2026, 10, 28), date(2026, 11, 2), "28 Oktober s.d. 2 November 2026"),
        (date(2026, 12, 30), date(2027, 1, 2), "30 Desember 2026 s.d. 2 Januari 2027"),
        (date(2026, 5, 1), date(2026, 5, 1), "1 Mei 2026"),
    ],
)
def test_span(first: date, last: date, text: str) -> None:
    assert dates.span(first, last) == text


@given(st.integers(1, 3999))
def test_roman_is_read_back(number: int) -> None:
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
    digits = [values[c] for c in dates.roman(number)]
    total = sum(-d if d < max(digits[i:]) else d for i, d in enumerate(digits))
    assert total == number
