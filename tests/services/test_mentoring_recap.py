"""A programme as Excel and as files of Word."""

from __future__ import annotations

from pathlib import Path

import mentoring_papers
import openpyxl
import pytest
from mentors import TODAY, make_pair
from sqlalchemy import Engine

from asn_desktop.db.session import reading
from asn_desktop.domain.errors import Cancelled, UserError
from asn_desktop.services.mentoring import papers, recap, word
from asn_desktop.services.mentoring.papers import Pack
from asn_desktop.services.mentoring.recap import Recap

PAIRS = (mentoring_papers.pair(2), mentoring_papers.pair(1, 3))


def test_six_sheets_have_everything_once(tmp_path: Path) -> None:
    path = tmp_path / "rekap.xlsx"
    recap.write(Recap("Program", "Badan Contoh", mentoring_papers.report(), PAIRS), path)
    book = openpyxl.load_workbook(path)
    told = {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}
    assert list(told) == ["Pasangan", "Mentee", "Tingkat", "Pertemuan", "Tindak lanjut", "Awal dan akhir"]
    assert sum(isinstance(row[0], int) for row in told["Pasangan"]) == 8
    assert sum(isinstance(row[0], int) for row in told["Mentee"]) == 3
    levels = [row for row in told["Tingkat"] if row[2] == "Pelayanan Publik"]
    assert [row[3:] for row in levels] == [(3, 2, 3, 2, 3, None, None, 4, 4, 3, 2, 3, 1)] * 3
    assert sum(str(row[6]).startswith("Topik") and "ke-" in str(row[6]) for row in told["Pertemuan"]) == 9
    assert sum(row[5] == "Terbuka" for row in told["Tindak lanjut"]) == 2
    (change,) = (row for row in told["Awal dan akhir"] if row[0] == "Pelayanan Publik")
    assert change == ("Pelayanan Publik", 3, 3, 2.33, 2, 3, 0.47, 3.33, 3, 4, 0.47, 2, 1, 0, 1, 1, 4)


def test_recap_of_a_programme_is_read_from_the_database(program_engine: Engine, tmp_path: Path) -> None:
    desk = make_pair(program_engine)
    with reading(desk.engine) as s:
        made = recap.build(s, desk.programme, TODAY)
    assert made.title == "Mentoring Kepala Seksi"
    assert len(made.pairs[0].mentees) == 2
    recap.write(made, tmp_path / "rekap.xlsx")
    assert (tmp_path / "rekap.xlsx").stat().st_size > 5_000


def test_word_makes_a_document_for_each_pair_and_kind_under_its_own_name() -> None:
    pack = Pack("P", ("kesepakatan", "laporan", "logbook"), mentoring_papers.OFFICE, pairs=(PAIRS[0],) * 2)
    told: list[tuple[int, int]] = []
    made = word.documents(pack, lambda done, of, _name: told.append((done, of)) or True)
    assert len({name.casefold() for name, _data in made}) == 4
    assert all(name.endswith(".docx") and len(name) < 120 for name, _data in made)
    assert told[-1] == (4, 4)


def test_filling_documents_of_word_can_be_cancelled() -> None:
    pack = Pack("P", ("kesepakatan", "laporan"), mentoring_papers.OFFICE, pairs=(PAIRS[0],))
    told: list[int] = []

    def first_only(done: int, _of: int, _name: str) -> bool:
        told.append(done)
        return False

    with pytest.raises(Cancelled):
        word.documents(pack, first_only)
    assert told == [1]


def test_other_papers_are_not_for_word(program_engine: Engine) -> None:
    desk = make_pair(program_engine)
    with reading(desk.engine) as s:
        made = papers.of_pair(s, desk.pair, ["kemajuan"], TODAY)
    with pytest.raises(UserError, match="hanya untuk kesepakatan dan laporan akhir"):
        word.documents(made)
