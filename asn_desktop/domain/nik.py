"""The sixteen digits of the population number (NIK)."""

from __future__ import annotations

from datetime import date

from asn_desktop.domain.errors import UserError


def parse(text: str) -> str:
    """The digits of a NIK; UserError when there are not sixteen."""
    digits = "".join(c for c in text if c.isascii() and c.isdigit())
    if len(digits) != 16 or any(c.isalpha() for c in text):
        raise UserError(f"NIK “{text.strip()[:30]}” harus terdiri dari 16 angka. Cocokkan dengan KTP.")
    return digits


def warnings(digits: str, *, birth_date: date) -> list[tuple[str, str]]:
    """Where the digits of `parse` differ from the birth date: (kind, sentence). Never blocks.

    Digits 7–12 are DDMMYY of birth, the day plus 40 for women.
    """
    day = int(digits[6:8])
    said = (day - 40 if day > 40 else day, int(digits[8:10]), int(digits[10:12]))
    if said == (birth_date.day, birth_date.month, birth_date.year % 100):
        return []
    text = "Tanggal lahir {:%d-%m-%Y} berbeda dengan NIK ({:02d}-{:02d}-{:02d})."
    return [("birth_date_differs_from_nik", text.format(birth_date, *said))]
