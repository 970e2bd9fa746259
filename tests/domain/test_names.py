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
        ("Drs.Ahmad Yani,M.Si", ("Drs.", "Ahmad Yani", "M.Si")),
        ("PROF.DR.H.ALI", ("Prof. Dr. H.", "ALI", "")),
        ("K.H.Abdul", ("K.H.", "Abdul", "")),
        ("H.M. Ali", ("", "H.M. Ali", "")),
        ("R.A. Kartini", ("", "R.A. Kartini", "")),
        ("Ir.", ("", "Ir.", "")),
        ("ANDI ARAFAT S.T., M.E.", ("", "ANDI ARAFAT S.T.", "M.E.")),
    ],
)
def test_split(full: str, parts: tuple[str, str, str]) -> None:
    assert names.split(full) == parts


def test_printed() -> None:
    assert names.printed("Ana Sari", "Dr.", "S.E., M.M.") == "Dr. Ana Sari, S.E., M.M."
    assert names.printed("Ana") == "Ana"
    assert names.printed("<S.H.>", "", ", S.H.") == "<S.H.>, S.H."


WORDS = st.sampled_from(["Dr.", "DRS.", "Ir", "Ana", "M.", "K.H.", "H.", "'A", ",", "S.H.", "ß", "(x)", "."])


@given(st.lists(WORDS, min_size=1), st.sampled_from(["", " "]))
def test_split_loses_no_letter(words: list[str], between: str) -> None:
    full = between.join(words)
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


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Drs.",
        "Prof. Dr.",
        " - ",
        "S.H.",
        "S.E., M.M.",
        "Drs., M.M.",
        "DRG.",
        "Dr.H.",
        "(Ketua RW 05)",
        "Drs. 12",
    ],
)
def test_only_titles_is_no_name(text: str) -> None:
    assert not names.has_name(text)


@pytest.mark.parametrize(
    "text", ["Ali", "Ir", "Drs. Ir", "<S.H.>", "R. <b>Agus", "M. Rizki A'yun", "王伟", "H"]
)
def test_a_name_is_a_name(text: str) -> None:
    assert names.has_name(text)


@pytest.mark.parametrize(
    ("raw", "repaired"),
    [
        ("NYIMAS GITA", "Nyimas Gita"),
        ("SITI BINTI ALI", "Siti binti Ali"),
        ("M. RIZKI A'YUN", "M. Rizki A'yun"),
        ("NUR-AINI", "Nur-Aini"),
        ("McDonald", "McDonald"),
        ("siti aminah", "Siti Aminah"),
        ("<S.H.>", "<S.H.>"),
        ("R. <B>AGUS", "R. <B>Agus"),
        ("IDA BAGUS III", "Ida Bagus III"),
        ("AHMAD (ALM)", "Ahmad (Alm)"),
        ("SITI AS", "Siti As"),
        ("JOHN O'NEIL D'AMATO", "John O'Neil D'Amato"),
        ("'AISYAH MU'AD", "'Aisyah Mu'ad"),
        ("R.A. KARTINI", "R.A. Kartini"),
    ],
)
def test_title_case(raw: str, repaired: str) -> None:
    assert names.title_case(raw) == repaired


@given(st.text(alphabet="ABDO'’-. ()<>iv", max_size=20))
def test_title_case_changes_case_only(name: str) -> None:
    repaired = names.title_case(name)
    assert repaired.casefold() == name.casefold()
    assert names.title_case(name.upper()).casefold() == name.casefold()


def test_degrees() -> None:
    assert names.degrees_case("S.KEP., NERS., M.KES.") == "S.Kep., Ners., M.Kes."
    assert names.degrees_case("S.H., M.H.") == "S.H., M.H."
    assert names.degrees_case("S.PD., XX.") == "S.Pd., XX."
