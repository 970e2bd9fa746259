"""What a trainer is paid, and what of it is withheld."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_desktop.domain.errors import InvalidInput
from asn_desktop.domain.honorarium import Honorarium, tax_of, tax_rules
from asn_desktop.domain.papers import PaperPerson

LINES = ("Golongan III: 5", "gol. IV: 15 %;", "Lainnya: 2,5", "Siti Contoh: 6", "")


def person(name: str, grade: str = "") -> PaperPerson:
    return PaperPerson(1, name, pangkat_golongan=grade)


@pytest.mark.parametrize(
    ("who", "percent"),
    [
        (person("Ahmad", "Penata Tingkat I (III/d)"), 5),
        (person("Ahmad", "Pembina (IV/a)"), 15),
        (person("Ahmad", "Pengatur (II/c)"), 2.5),
        (person("Ahmad", "IX"), 2.5),
        (person("Dr. Siti Contoh, M.Si.", "Pembina (IV/a)"), 6),
    ],
)
def test_tax_is_that_of_the_name_else_the_golongan_else_of_all_others(
    who: PaperPerson, percent: float
) -> None:
    assert tax_of(who, tax_rules(LINES)) == percent


def test_one_no_rule_speaks_of_is_told_apart_from_one_untaxed() -> None:
    assert tax_of(person("Ahmad", "IX"), tax_rules(["III: 5"])) is None
    assert tax_of(person("Ahmad", "Pengatur (II/c)"), tax_rules(["II: 0"])) == 0


@pytest.mark.parametrize("line", ["III", "III: lima", "III: 101", ": 5", "III: -5"])
def test_line_that_is_no_rate_is_named_with_the_remedy(line: str) -> None:
    with pytest.raises(InvalidInput) as told:
        tax_rules(["IV: 15", line])
    assert line in told.value.problems["pajak"]
    assert "misalnya" in told.value.problems["pajak"]


@given(st.integers(0, 200), st.integers(0, 100_000_000), st.floats(0, 100))
def test_paid_and_withheld_make_the_amount(hours: int, rate: int, tax: float) -> None:
    line = Honorarium(person("Ahmad"), hours, rate, tax)
    assert line.paid + line.withheld == line.amount == hours * rate
    assert 0 <= line.withheld <= line.amount
