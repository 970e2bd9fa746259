"""The sixteen digits of the population number (NIK)."""

from __future__ import annotations

from datetime import date

from asn_desktop.domain.errors import UserError


def clean(text: str) -> str:
    return "".join(c for c in text if c.isascii() and c.isdigit()) or text.strip()


def check(text: str) -> str:
    """The digits of a NIK; UserError when there are not sixteen."""
    digits = clean(text)
    if len(digits) != 16 or not digits.isdigit():
        raise UserError(f"NIK “{text.strip()[:30]}” harus terdiri dari 16 angka. Cocokkan dengan KTP.")
    return digits


def differs_from(digits: str, birth_date: date) -> bool:
    """Digits 7–12 are DDMMYY of birth, the day plus 40 for women."""
    day = int(digits[6:8])
    return (day - 40 if day > 40 else day, int(digits[8:10]), int(digits[10:12])) != (
        birth_date.day,
        birth_date.month,
        birth_date.year % 100,
    )
