import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_desktop.domain import golongan


@pytest.mark.parametrize(
    "text",
    [
        "III/d",
        "III-d",
        "IIId",
        "3d",
        "III.d",
        "III / D",
        "Penata Tk.I",
        "Penata Tk. I, III/d",
        "penata tingkat I",
    ]
    + ["Ⅲ/d", "III∕d", "III–d", "Gol. Ruang III/d", "Penata Tk 1", "PENATA TKT. I"]
    + ["Penata Tingkat I / III/d", "Penata Tingkat I (III/d)", "III/d - Penata Tingkat I"],
)
def test_variants(text: str) -> None:
    assert golongan.parse(text) == "III/d"


@pytest.mark.parametrize(
    ("text", "code"),
    [("IX", "IX"), ("Golongan IX", "IX"), ("9", "IX"), ("xvii", "XVII")]
    + [(text, "IX") for text in ("- / IX", "-/IX", "PPPK IX", "Gol. PPPK: IX", "P3K - IX", "(IX)", "Ⅸ")],
)
def test_pppk(text: str, code: str) -> None:
    assert golongan.parse(text) == code


@pytest.mark.parametrize("text", ["", "V/a", "III/e", "XVIII", "Kepala", "-", "IIX", "0"])
def test_unknown(text: str) -> None:
    assert golongan.parse(text) is None


def test_kind() -> None:
    assert [golongan.kind(c) for c in ("III/d", "III", "XVII", "XVIII", "")] == [
        "PNS",
        "PPPK",
        "PPPK",
        "",
        "",
    ]


@given(st.text(alphabet="IVXabcdeE123 /-.()GolPK\u2162", max_size=20))
def test_whatever_is_read_is_a_known_code(text: str) -> None:
    code = golongan.parse(text)
    assert code is None or golongan.kind(code)


def test_printed_and_sorted() -> None:
    assert golongan.printed("III/d") == "Penata Tingkat I (III/d)"
    assert golongan.printed("IX") == "Golongan IX"
    assert golongan.printed("") == golongan.pangkat("IX") == ""
    codes = ["X", "IX", "II/a", "I/d", "IV/e"]
    assert sorted(codes, key=golongan.rank) == ["IX", "X", "I/d", "II/a", "IV/e"]
    assert [golongan.parse(c) for c in golongan.PANGKAT] == list(golongan.PANGKAT)
    assert [golongan.parse(p) for p in golongan.PANGKAT.values()] == list(golongan.PANGKAT)
