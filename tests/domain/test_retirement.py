from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_desktop.domain import retirement
from asn_desktop.domain.retirement import Ages

AGES = Ages()


@pytest.mark.parametrize(
    ("kind", "jabatan", "years"),
    [
        ("2", "Analis SDM Aparatur Ahli Utama", 65),
        ("2", "Guru Ahli Madya", 60),
        ("2", "Guru Ahli Muda", 58),
        ("1", "Kepala Dinas Kesehatan", 60),
        ("1", "Kepala Bidang Mutasi", 58),
        ("1", "Sekretaris Dinas Kesehatan", 58),
        ("1", "Sekretaris Daerah Kota", 60),
        ("", "Dokter Ahli Madya", 60),
        ("4", "Pengadministrasi Umum", 58),
        ("", "", 58),
    ],
)
def test_the_age_follows_the_position(kind: str, jabatan: str, years: int) -> None:
    assert retirement.age(kind, jabatan, AGES) == years


def test_retirement_begins_with_the_month_after_the_birthday() -> None:
    assert retirement.day(date(1969, 5, 17), 58) == date(2027, 6, 1)
    assert retirement.day(date(1969, 12, 31), 58) == date(2028, 1, 1)


def test_a_year_before_it_shows() -> None:
    today = date(2026, 11, 24)
    assert retirement.is_within_a_year(date(1969, 10, 30), 58, today)  # 1 November 2027
    assert not retirement.is_within_a_year(date(1969, 11, 30), 58, today)  # 1 December 2027
    assert not retirement.is_within_a_year(None, 58, today)


@given(st.dates(date(1930, 1, 1), date(2010, 12, 31)), st.integers(50, 70), st.dates(date(2000, 1, 1)))
def test_no_birth_date_and_no_day_is_too_odd(born: date, years: int, today: date) -> None:
    first = retirement.day(born, years)
    assert first.day == 1
    assert first.year - born.year in (years, years + 1)
    today = min(today, date(9000, 1, 1))
    if retirement.is_within_a_year(born, years, today):
        assert (first - today).days <= 366
    else:
        assert (first - today).days >= 365
