from __future__ import annotations

import pytest
from sqlalchemy import Engine

from asn_desktop.db.session import reading, writing
from asn_desktop.services import reference, rulings
from asn_desktop.services.reference import ReferenceForm


def test_the_shipped_numbers_have_their_basis(program_engine: Engine) -> None:
    with reading(program_engine) as s:
        assert {code: rulings.number(s, code) for code in rulings.USUAL} == rulings.USUAL
        assert "PP 11/2017" in rulings.basis(s, "target_jp_pns")


def test_what_the_office_sets_holds_and_nonsense_does_not(program_engine: Engine) -> None:
    with reading(program_engine) as s:
        line = next(i for i in reference.items(s, "ketentuan") if i.code == "target_jp_pns")
    for value, holds in ((24, 24.0), ("banyak", 20.0)):
        with writing(program_engine, "Ubah") as s:
            form = ReferenceForm(line.id, line.kind, line.code, line.name, 1, {"nilai": value}, line.basis)
            reference.save(s, form)
        with reading(program_engine) as s:
            assert rulings.number(s, "target_jp_pns") == holds


def test_an_unknown_number_is_a_bug(program_engine: Engine) -> None:
    with reading(program_engine) as s, pytest.raises(KeyError):
        rulings.number(s, "entah")
