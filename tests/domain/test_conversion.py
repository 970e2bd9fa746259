"""domain.conversion: each line of the table, its limits, and that no input breaks it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_desktop import resources
from asn_desktop.domain.conversion import UNITS, Attended, Rule, suggest
from asn_desktop.domain.reference import read_csv

ITEMS = read_csv(resources.path("reference/konversi_jp.csv").read_text(encoding="utf-8"))
RULES = {item.code: Rule.of(item.attributes, item.basis) for item in ITEMS}
ONE_DAY, THREE_DAYS = (date(2026, 3, 2), date(2026, 3, 2)), (date(2026, 3, 2), date(2026, 3, 4))


@pytest.mark.parametrize(
    ("code", "level", "days", "more", "jp"),
    [
        ("PEND", "nasional", ONE_DAY, {"amount": 2}, 40),
        ("KL01", "internasional", ONE_DAY, {"minutes": 450}, 10),
        ("KL03", "nasional", ONE_DAY, {"minutes": 479}, 10),
        ("KL03", "internasional", ONE_DAY, {"minutes": 450}, 12),
        ("KL06", "nasional", THREE_DAYS, {}, 12),
        ("KL06", "internasional", THREE_DAYS, {}, 18),
        ("KL07", "nasional", ONE_DAY, {}, 5),
        ("KL11", "internasional", ONE_DAY, {}, 6),
        ("NKL01", "nasional", ONE_DAY, {"amount": 2}, 4),
        ("NKL01", "nasional", ONE_DAY, {"amount": 5}, 4),
        ("NKL02", "internasional", (date(2026, 1, 5), date(2026, 3, 5)), {"amount": 9}, 24),
        ("NKL03", "nasional", THREE_DAYS, {}, 9),
        ("NKL03", "nasional", THREE_DAYS, {"minutes": 90}, 2),
        ("NKL03", "nasional", ONE_DAY, {"minutes": 900}, 3),
        ("NKL05", "internasional", ONE_DAY, {}, 24),
        ("NKL07", "nasional", ONE_DAY, {"amount": 2}, 20),
        ("NKL09", "internasional", THREE_DAYS, {}, 7),
        ("NKL12", "nasional", ONE_DAY, {}, 20),
    ],
)
def test_the_table(code: str, level: str, days: tuple[date, date], more: dict[str, int], jp: int) -> None:
    assert suggest(RULES[code], Attended(level, *days, **more)).jp == jp


@pytest.mark.parametrize(
    ("code", "attended", "words"),
    [
        ("KL03", Attended(ends_on=date(2026, 3, 2)), "Isi JP di sertifikat"),
        ("KL06", Attended(), "Isi tanggal mulai dan selesai"),
        ("NKL01", Attended(ends_on=date(2026, 3, 2)), "Isi banyaknya sesi"),
        ("PEND", Attended(ends_on=date(2026, 3, 2)), "Isi banyaknya semester"),
    ],
)
def test_what_is_missing_is_asked_for(code: str, attended: Attended, words: str) -> None:
    found = suggest(RULES[code], attended)
    assert found.jp is None
    assert found.words.startswith(words)


def test_it_tells_how_it_reckoned() -> None:
    three = Attended("nasional", *THREE_DAYS)
    assert suggest(RULES["KL06"], three).words == "3 hari × 4 JP = 12 JP"
    coached = Attended("nasional", *THREE_DAYS, amount=5)
    assert suggest(RULES["NKL01"], coached).words == (
        "5 sesi, dihitung 2 (paling banyak 2 sebulan) × 2 JP = 4 JP"
    )


def test_every_shipped_line_is_understood_and_has_its_basis() -> None:
    assert len(RULES) == 26
    assert all(rule.unit in UNITS and rule.basis for rule in RULES.values())
    assert {i.attributes["satuan"] for i in ITEMS} <= {*UNITS}


KEYS = st.sampled_from(["satuan", "nasional", "internasional", "paling_banyak_sebulan"])
CELLS = st.one_of(st.none(), st.text(), st.integers(), st.floats(), st.booleans(), st.just([]))


@given(st.dictionaries(KEYS, CELLS), st.dates(), st.dates(), st.integers(0, 10_000), st.integers(0, 100_000))
def test_an_edited_table_never_breaks_it(
    attributes: dict[str, Any], first: date, last: date, amount: int, minutes: int
) -> None:
    for level in ("nasional", "internasional"):
        found = suggest(Rule.of(attributes), Attended(level, first, last, amount, minutes))
        assert found.words
        assert found.jp is None or found.jp >= 0
