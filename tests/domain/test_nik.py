from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_desktop.domain import nik
from asn_desktop.domain.errors import UserError


def test_reads_a_nik_as_people_write_it() -> None:
    assert nik.parse("'1671 0457 0180 0001") == "1671045701800001"


@pytest.mark.parametrize("text", ["", "123", "16710457018000011", "167104570180000O", "1,67105E+15"])
def test_refuses_other_lengths(text: str) -> None:
    with pytest.raises(UserError, match="16 angka"):
        nik.parse(text)


@given(st.dates(date(1940, 1, 1), date(2015, 12, 31)), st.booleans())
def test_the_birth_date_stands_in_it(born: date, is_woman: bool) -> None:
    digits = f"167104{born.day + 40 * is_woman:02d}{born:%m%y}0001"
    assert nik.warnings(digits, birth_date=born) == []
    other = born.replace(year=born.year - 1, day=1)
    [(kind, text)] = nik.warnings(digits, birth_date=other)
    assert kind == "birth_date_differs_from_nik"
    assert f"({born:%d-%m-%y})" in text
