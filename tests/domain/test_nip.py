from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_desktop.domain import nik, nip
from asn_desktop.domain.errors import UserError

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    "text",
    ["19800117 200801 2 003", "'198001172008012003", "NIP. 19800117 200801 2 003", "NIP: 198001172008012003"]
    + ["19800117.200801.2.003", "1980-0117-200801-2-003", "\u00a0198001172008012003 "],
)
def test_reads_a_nip_as_people_write_it(text: str) -> None:
    found = nip.parse(text, TODAY)
    assert (found.digits, found.kind, found.sex) == ("198001172008012003", "PNS", "P")
    assert (found.birth_date, found.start_year, found.start_month) == (date(1980, 1, 17), 2008, 1)


def test_month_above_twelve_is_an_agreement() -> None:
    found = nip.parse("199001012021211001", TODAY)
    assert (found.kind, found.agreement, found.start_month) == ("PPPK", 21, None)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("19800117200801200", "nip_length"),
        ("131110468", "nip_length"),
        ("", "nip_length"),
        ("1980011720080120O3", "nip_length"),
        ("198013172008012003", "nip_birth_date"),
        ("193001172008012003", "nip_birth_date"),
        ("201501172008012003", "nip_birth_date"),
        ("198001172008002003", "nip_month"),
        ("198001172008013003", "nip_sex"),
        ("1.98001E+17", "nip_length"),
    ],
)
def test_refuses_what_cannot_be(text: str, kind: str) -> None:
    with pytest.raises(nip.NipError) as refused:
        nip.parse(text, TODAY)
    assert refused.value.kind == kind


def test_other_fields_that_differ_are_warnings() -> None:
    found = nip.parse("198001172008012003", TODAY)
    kinds = nip.warnings(
        found,
        birth_date=date(1980, 1, 18),
        sex="L",
        status="PPPK",
        tmt_cpns=date(2009, 1, 1),
        today=TODAY,
    )
    assert [k for k, _ in kinds] == [
        "birth_date_differs_from_nip",
        "sex_differs_from_nip",
        "status_differs_from_nip",
        "tmt_differs_from_nip",
    ]
    same = nip.warnings(found, birth_date=date(1980, 1, 17), sex="P", status="CPNS", today=TODAY)
    assert same == []


@given(st.dates(date(1945, 1, 1), date(2005, 1, 1)), st.integers(1, 12), st.sampled_from("12"))
def test_every_right_nip_is_read_back(born: date, month: int, sex: str) -> None:
    digits = f"{born:%Y%m%d}{(born + timedelta(days=8000)).year}{month:02d}{sex}001"
    found = nip.parse(nip.spaced(digits), TODAY)
    assert (found.digits, found.birth_date, found.start_month) == (digits, born, month)


@given(st.text())
def test_no_text_is_a_bug(text: str) -> None:
    try:
        assert len(nip.parse(text, TODAY).digits) == 18
    except nip.NipError:
        assert nip.clean(text) is not None


def test_nik() -> None:
    assert nik.check("'1671 0457 0180 0001") == "1671045701800001"
    assert not nik.differs_from("1671045701800001", date(1980, 1, 17))
    assert nik.differs_from("1671045701800001", date(1980, 1, 18))
    with pytest.raises(UserError):
        nik.check("123")
