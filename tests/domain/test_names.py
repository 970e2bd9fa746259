import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_desktop.domain import names


@pytest.mark.parametrize(
    ("full", "parts"),
    [
        ("Prof. Dr. Raden Irfan Wulandari", ("Prof. Dr.", "Raden Irfan Wulandari", "")),
        ("DRG. ABDUL NOVRI, S.H., M.H.", ("drg.", "ABDUL NOVRI", "S.H., M.H.")),
        ("dr. Ana, Sp.A.", ("dr.", "Ana", "Sp.A.")),
        ("Dr. Ana", ("Dr.", "Ana", "")),
        ("M. Rizki A'yun", ("", "M. Rizki A'yun", "")),
        ("H. Ali", ("H.", "Ali", "")),
        ("ANDI ARAFAT S.T., M.E.", ("", "ANDI ARAFAT S.T.", "M.E.")),
    ],
)
def test_split(full: str, parts: tuple[str, str, str]) -> None:
    assert names.split(full) == parts


def test_printed() -> None:
    assert names.printed("Ana Sari", "Dr.", "S.E., M.M.") == "Dr. Ana Sari, S.E., M.M."
    assert names.printed("Ana") == "Ana"
    assert names.printed("<S.H.>", "", ", S.H.") == "<S.H.>, S.H."


@given(st.lists(st.sampled_from(["Dr.", "Ir.", "Ana", "M.", "Siti", "H.", "'A", ",", "S.H."]), min_size=1))
def test_split_loses_no_letter(words: list[str]) -> None:
    full = " ".join(words)
    kept = [c.casefold() for c in "".join(names.split(full)) if c.isalpha()]
    assert kept == [c.casefold() for c in full if c.isalpha()]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Drs. INDAH ZAHRA, S.Pd.", "Indah Zahra"),
        ("M. Rizki A’yun", "m rizki ayun"),
        ("Hasan Basri (Ketua RW 05)", "HASAN BASRI"),
        ("Nur-Aini", "nur aini"),
        ("Ḥasan", "Hasan"),
    ],
)
def test_same_person_same_key(a: str, b: str) -> None:
    assert names.key(a) == names.key(b)


def test_only_titles_is_no_name() -> None:
    assert not names.has_name("Drs.")
    assert not names.has_name("Prof. Dr.")
    assert not names.has_name(" - ")
    assert names.has_name("Ali")


@pytest.mark.parametrize(
    ("raw", "repaired"),
    [
        ("NYIMAS GITA", "Nyimas Gita"),
        ("SITI BINTI ALI", "Siti binti Ali"),
        ("M. RIZKI A'YUN", "M. Rizki A'yun"),
        ("NUR-AINI", "Nur-Aini"),
        ("McDonald", "McDonald"),
        ("siti aminah", "Siti Aminah"),
    ],
)
def test_title_case(raw: str, repaired: str) -> None:
    assert names.title_case(raw) == repaired


def test_degrees() -> None:
    assert names.degrees_case("S.KEP., NERS., M.KES.") == "S.Kep., Ners., M.Kes."
    assert names.degrees_case("S.H., M.H.") == "S.H., M.H."
    assert names.degrees_case("S.PD., XX.") == "S.Pd., XX."
