"""services.conversions: the line of the office's table, and what holds where there is none."""

from __future__ import annotations

from sqlalchemy import Engine, select

from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import ReferenceItem
from asn_desktop.domain.conversion import PER_CURRICULUM, PER_MEETING, Rule
from asn_desktop.services import conversions


def test_a_form_has_the_line_of_the_table(program_engine: Engine) -> None:
    with reading(program_engine) as s:
        found = conversions.rule(s, "NKL02")
    assert (found.unit, found.national, found.international, found.most_a_month) == (PER_MEETING, 2, 4, 2)
    assert "Peraturan LAN 10/2018" in found.basis


def test_without_a_line_or_with_an_archived_one_the_curriculum_says(program_engine: Engine) -> None:
    with writing(program_engine, "Arsipkan") as s:
        where = (ReferenceItem.kind == "konversi_jp", ReferenceItem.code == "NKL01")
        s.scalars(select(ReferenceItem).where(*where)).one().archived = True
    with reading(program_engine) as s:
        found = conversions.rules(s, ["NKL01", "NKL02", "TIDAK ADA"])
    assert [found[form].unit for form in ("NKL01", "NKL02", "TIDAK ADA")] == [
        PER_CURRICULUM,
        PER_MEETING,
        PER_CURRICULUM,
    ]
    assert found["TIDAK ADA"] == Rule()
