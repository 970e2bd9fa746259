"""Dates as Indonesian offices write and read them."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from asn_desktop.domain.errors import UserError

MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
_MONTH_NUMBER = {name.casefold(): n for n, name in enumerate(MONTHS, 1)}
_MONTH_NUMBER |= {name[:3].casefold(): n for n, name in enumerate(MONTHS, 1)}
_MONTH_NUMBER |= {
    "agt": 8,
    "ags": 8,
    "agst": 8,
    "pebruari": 2,
    "peb": 2,
    "nopember": 11,
    "nop": 11,
    "sept": 9,
}
_MONTH_NUMBER |= {"may": 5, "aug": 8, "oct": 10, "dec": 12, "august": 8, "october": 10, "december": 12}
_NUMERIC = re.compile(r"(\d{1,4}) ?[-/. ] ?(\d{1,2}) ?[-/. ] ?(\d{1,4})(?:[ T]00:00(?::00(?:\.0+)?)?)?")
_WORDS = re.compile(r"(?:[A-Za-z']+,\s*)?(\d{1,2})[\s\-/]+([A-Za-z]+)\.?[\s\-/,]+(\d{4})")
EXCEL_EPOCH = date(1899, 12, 30)
FIRST_SERIAL, LAST_SERIAL = 1, 73050  # up to the year 2099; who asks knows which years can be


class DateError(UserError):
    """The value is no date."""


def long(day: date) -> str:
    """`24 November 2026`"""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def short(day: date) -> str:
    """`24-11-2026`"""
    return f"{day.day:02d}-{day.month:02d}-{day.year:04d}"


def span(first: date, last: date) -> str:
    """`3 s.d. 9 November 2026`; what both dates share is said once."""
    if first == last:
        return long(first)
    if first.year != last.year:
        return f"{long(first)} s.d. {long(last)}"
    if first.month != last.month:
        return f"{first.day} {MONTHS[first.month - 1]} s.d. {long(last)}"
    return f"{first.day} s.d. {long(last)}"


def parse(value: object) -> date | None:
    """A date from a cell: a date, an Excel serial number, or text as people write it; None when empty.

    Raises DateError. A year of two digits is refused, since a guess could be a century wrong.
    """
    if isinstance(value, str):
        return _parse_text(value)
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _refusal(value)
    if not FIRST_SERIAL <= value < LAST_SERIAL + 1:  # false for NaN too
        raise _refusal(value)
    return EXCEL_EPOCH + timedelta(days=int(value))


def _parse_text(text: str) -> date | None:
    if len(text) == 10 and text[2] == text[5] and text[2] in "-/":  # the usual form, at once
        digits = text[6:] + text[3:5] + text[:2]
        if digits.isascii() and digits.isdigit():
            try:
                return date.fromisoformat(digits)
            except ValueError:
                raise _refusal(text) from None
    text = " ".join(text.split()).strip("' ")
    if not text or text in {"-", "–"}:
        return None
    try:
        if found := _NUMERIC.fullmatch(text):
            a, b, c = found.groups()
            if len(a) == 4 and len(c) <= 2:
                return date(int(a), int(b), int(c))
            if len(c) == 4 and len(a) <= 2:
                return date(int(c), int(b), int(a))
        elif (found := _WORDS.fullmatch(text)) and found[2].casefold() in _MONTH_NUMBER:
            return date(int(found[3]), _MONTH_NUMBER[found[2].casefold()], int(found[1]))
        elif text.isascii() and text.isdigit() and len(text) == 5:
            return parse(int(text))
    except ValueError:
        pass
    raise _refusal(text)


def _refusal(value: object) -> DateError:
    return DateError(f"“{str(value)[:30]}” bukan tanggal yang benar. Tulis seperti 24-11-2026.")


_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL")),
    *((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)


def roman(number: int) -> str:
    """1..3999 in Roman numerals."""
    if not 1 <= number <= 3999:
        raise ValueError(f"no Roman numeral for {number}")
    text = ""
    for value, letters in _ROMAN:
        text += letters * (number // value)
        number %= value
    return text
