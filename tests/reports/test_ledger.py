"""reports.ledger and services.ledger.printing: the rekap on paper, and proofs as pages."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from sqlalchemy import Engine

from asn_desktop.db.session import reading, writing
from asn_desktop.services import files, ledger
from asn_desktop.services.ledger import Wanted
from tests.desks import TODAY, Desk, make_desk
from tests.proofs import JPEG, PDF


@pytest.fixture
def desk(program_engine: Engine, tmp_path: Path) -> Desk:
    return make_desk(program_engine, tmp_path)


def texts(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def test_each_person_with_the_trainings_that_count(desk: Desk) -> None:
    with reading(desk.engine) as s:
        (page,) = texts(ledger.report(s, Wanted(2026, text="nomor 2"), "pegawai", TODAY))
    assert "REKAPITULASI JP PER PEGAWAI TAHUN 2026" in page
    assert "Pelatihan Manajemen Proyek (20)" in page
    assert "Terpenuhi" in page
    assert "Tahun 2026; pencarian “nomor 2”" in page
    assert "Halaman 1 dari 1" in page


def test_each_agency_and_their_sum(desk: Desk) -> None:
    with reading(desk.engine) as s:
        (page,) = texts(ledger.report(s, Wanted(2026), "perangkat daerah", TODAY))
    assert "Kecamatan Sako 2 2 2 100,00 40 20,00" in page
    assert "Jumlah 2 2 2 100,00 40 20,00" in page


def test_nobody_is_said_in_words(desk: Desk) -> None:
    with reading(desk.engine) as s:
        for kind in ("pegawai", "perangkat daerah"):
            (page,) = texts(ledger.report(s, Wanted(2026, text="tidak ada orangnya"), kind, date(2026, 1, 5)))
            assert "Tidak ada yang cocok" in page


def test_a_proof_is_shown_as_pages_whether_pdf_or_picture(desk: Desk, tmp_path: Path) -> None:
    with writing(desk.engine, "Lampirkan") as s:
        paper = files.keep(s, tmp_path, "a.pdf", PDF)
        picture = files.keep(s, tmp_path, "b.jpg", JPEG)
    with reading(desk.engine) as s:
        assert ledger.proof_pages(s, tmp_path, paper.id) == PDF
        assert len(texts(ledger.proof_pages(s, tmp_path, picture.id))) == 1
