import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_desktop.domain.errors import InvalidInput
from asn_desktop.domain.numbering import DEFAULT_PATTERN, NumberValues, check, render

VALUES = NumberValues(
    7, 2026, 11, klasifikasi="800.1.4", kode_unit="BKPSDM", bidang="III", kode_pelatihan="MP", angkatan=4
)


@pytest.mark.parametrize(
    ("pattern", "number"),
    [
        (DEFAULT_PATTERN, "800.1.4/0007/BKPSDM-III/2026"),
        ("{klasifikasi}/{urut}/{bulan_romawi}/{angkatan_romawi}/{tahun}", "800.1.4/7/XI/IV/2026"),
        ("B.{urut:03}/{kode_pelatihan}.{angkatan}/{bulan}/{tahun}", "B.007/MP.4/11/2026"),
    ],
)
def test_render(pattern: str, number: str) -> None:
    assert render(pattern, VALUES) == number


@pytest.mark.parametrize(
    "pattern",
    [
        "",
        "tanpa token",
        "{urut.__class__}/{tahun}",
        "{urut!r}/{tahun}",
        "{urut}/{{tahun}",
        "{urut}",
        "{tahun}",
    ]
    + [
        "{urut:99999}/{tahun}",
        "{nama}/{urut}/{tahun}",
        "{urut}{tahun}",
        "{urut}{kode_pelatihan}/{tahun}",
        "{kode_pelatihan}{urut:04}/{tahun}",
        "2{urut}/{tahun}",
        "{urut}{urut}/{tahun}",
        "{urut[0]}/{tahun}",
        "{urut:{tahun}}/{tahun}",
        "{0}/{urut}/{tahun}",
        "{urut}\n{tahun}",
        "x" * 90 + "{urut}/{tahun}",
    ],
)
def test_wrong_patterns_say_why(pattern: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        render(pattern, VALUES)
    assert set(refused.value.problems) == {"pattern"}


@given(st.text(max_size=40))
def test_any_text_is_right_or_refused(pattern: str) -> None:
    try:
        check(pattern)
    except InvalidInput:
        return
    assert "7" in render(pattern, VALUES)


@pytest.mark.parametrize("angkatan", [-1, 0, 4000])
def test_an_angkatan_without_roman_numeral_is_refused(angkatan: int) -> None:
    with pytest.raises(InvalidInput, match="Angkatan"):
        render("{angkatan_romawi}/{urut}/{tahun}", NumberValues(1, 2026, 1, angkatan=angkatan))
    assert render("{angkatan}/{urut}/{tahun}", NumberValues(1, 2026, 1, angkatan=angkatan))


def test_a_wrong_token_is_named() -> None:
    with pytest.raises(InvalidInput) as refused:
        check("{nama}/{urut}/{tahun}")
    assert "{nama}" in refused.value.problems["pattern"]


PARTS = st.lists(
    st.sampled_from(
        [
            "{urut}",
            "{urut:04}",
            "{tahun}",
            "{bulan}",
            "{angkatan_romawi}",
            "{kode_pelatihan}",
            "/",
            "-",
            "7",
            "A",
        ]
    )
)
CODES = st.sampled_from(["", "1", "11", "A1", "1A"])


@given(PARTS.map("".join), st.integers(1, 99999), st.integers(1, 99999), st.integers(2020, 2030), CODES)
def test_different_sequence_different_number(pattern: str, a: int, b: int, year: int, code: str) -> None:
    try:
        check(pattern)
    except InvalidInput:
        return
    first, second = (render(pattern, NumberValues(n, year, 1, kode_pelatihan=code)) for n in (a, b))
    assert (first == second) == (a == b)
