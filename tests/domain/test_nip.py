from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_desktop.domain import nip

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    "text",
    ["19800117 200801 2 003", "'198001172008012003", "NIP. 19800117 200801 2 003", "NIP: 198001172008012003"]
    + ["19800117.200801.2.003", "1980-0117-200801-2-003", "\u00a0198001172008012003 "]
    + ["N.I.P. 198001172008012003", "nip baru: 198001172008012003", "19800117–200801–2–003"]
    + ["\ufeff198001172008012003", "1980\u200b01172008012003\u200e", "NIP/NI PPPK 198001172008012003"],
)
def test_reads_a_nip_as_people_write_it(text: str) -> None:
    found = nip.parse(text, TODAY)
    assert (found.digits, found.kind, found.sex) == ("198001172008012003", "PNS", "P")
    assert (found.birth_date, found.start_year, found.start_month) == (date(1980, 1, 17), 2008, 1)


@pytest.mark.parametrize(
    "prefix", ["NI PPPK ", "NI PPPK. ", "NIPPPK ", "NIP PPPK: ", "NI P3K ", "NIP/NIP PPPK "]
)
def test_reads_what_stands_before_a_pppk_number(prefix: str) -> None:
    assert nip.parse(f"{prefix}199001012021211001", TODAY).digits == "199001012021211001"


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
        ("198001172008012003.0", "nip_length"),  # made by a program that read it as a number
        ("PIN 198001172008012003", "nip_length"),
        ("٣" * 18, "nip_length"),
        ("201111252030012003", "nip_birth_date"),
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


def test_born_fifteen_years_ago_today() -> None:
    assert nip.parse("201111242027012003", TODAY).birth_date == date(2011, 11, 24)


def test_a_wrong_length_is_counted_only_for_digits() -> None:
    with pytest.raises(nip.NipError, match="18 angka saja"):
        nip.parse("٣" * 18, TODAY)
    with pytest.raises(nip.NipError, match="terdiri dari 17 angka"):
        nip.parse("19800117200801200", TODAY)


@given(st.text(alphabet="NIPnip BARUK3:./-' 0123456789\u00a0\u200b–"))
def test_cleaning_keeps_every_digit_in_order(text: str) -> None:
    cleaned = nip.clean(text)
    digits = "".join(c for c in text if c.isdigit())
    if cleaned != text.strip():
        assert cleaned in (digits, digits.removeprefix("3"))  # the 3 of P3K
