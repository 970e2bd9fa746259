from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
from desks import NOW, TODAY, Desk

from asn_desktop.db import chain
from asn_desktop.db.session import reading, writing
from asn_desktop.reports import rendering
from asn_desktop.services import anchors, certificates, history, numbers, register
from asn_desktop.services.numbers import PaperForm, SchemeForm
from asn_desktop.services.papers import numbering


def prepared(desk: Desk) -> None:
    """One of each kind of line, and another scheme."""
    with writing(desk.engine, "Kertas", actor="x") as s:
        numbers.register_paper(s, PaperForm(1, 2026, 2, "Siti Kertas", training="Diklat lama"), TODAY)
        numbers.save_scheme(s, SchemeForm("Lain", "{urut}/LAIN/{tahun}"))
        numbers.void(s, PaperForm(2, 2026, 1, ""), TODAY, "salah cetak")
    desk.issue()
    with writing(desk.engine, "Batalkan") as s:
        history.undo(s, TODAY)
    ids = desk.issue().certificate_ids
    with writing(desk.engine, "Ganti", now=NOW) as s:
        certificates.replace(s, ids[0], NOW, desk.keys, "salah nama")
        certificates.revoke(s, ids[1], "tidak hadir")


def test_every_number_stands_in_the_book(desk: Desk) -> None:
    prepared(desk)
    with reading(desk.engine) as s:
        found = register.rows(s, 2026, 1)
        assert [(r.sequence, r.state, r.state_text, r.reason, r.holder) for r in found] == [
            (1, "batal", "Batal", "Penerbitan dibatalkan pada 24-11-2026", "Ir. Contoh Nomor 1, S.T."),
            (2, "kertas", "Dipakai di atas kertas", "", "Siti Kertas"),
            (3, "batal", "Batal", "Penerbitan dibatalkan pada 24-11-2026", "Ir. Contoh Nomor 2, S.T."),
            (4, "batal", "Batal", "Penerbitan dibatalkan pada 24-11-2026", "Hasan Contoh"),
            (
                5,
                "diganti",
                "Diganti oleh 800.1.4/0008/BKPSDM-III/2026",
                "salah nama",
                "Ir. Contoh Nomor 1, S.T.",
            ),
            (6, "dicabut", "Dicabut", "tidak hadir", "Ir. Contoh Nomor 2, S.T."),
            (7, "berlaku", "Berlaku", "", "Hasan Contoh"),
            (8, "berlaku", "Berlaku", "", "Ir. Contoh Nomor 1, S.T."),
        ]
        assert found[4].nip == "198001172008012001"
        assert found[4].training == "Pelatihan Manajemen Proyek Angkatan I Tahun 2026"
        assert [r.scheme for r in register.rows(s, 2026)][-1] == "Lain"
        assert register.rows(s, 2025) == []
        assert register.years(s) == [2026]


def test_the_book_on_paper_and_in_excel(desk: Desk, tmp_path: Path) -> None:
    prepared(desk)
    with reading(desk.engine) as s:
        assert register.write_pdf(s, tmp_path / "r.pdf", 2026) == 9
        assert register.write_excel(s, tmp_path / "r.xlsx", 2026, scheme_id=1) == 8
        assert register.write_pdf(s, tmp_path / "kosong.pdf", 2020) == 0
        mark = anchors.mark(chain.head(s))
    text = " ".join(rendering.page_text(tmp_path / "r.pdf", 0).split())
    for words in ("BUKU REGISTER SERTIFIKAT", "Tahun 2026", "1/LAIN/2026", "Siti Kertas", mark):
        assert words in text
    book = openpyxl.load_workbook(tmp_path / "r.xlsx")
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    footer = book.worksheets[0].oddFooter.left.text
    book.close()
    assert rows[2][0] == "Tahun 2026, skema Sertifikat pelatihan"
    assert len(rows) == 6 + 8
    assert rows[3][0] == mark
    assert footer == mark
    line = rows[-1]
    assert line[1] == "800.1.4/0008/BKPSDM-III/2026"
    assert line[4] == "19800117 200801 2 001"
    assert getattr(line[2], "date", lambda: None)() == date(2026, 11, 24)


def test_book_with_letters_says_of_what_each_number_is(desk: Desk, tmp_path: Path) -> None:
    with writing(desk.engine, "Nomor surat") as s:
        scheme = numbering.letter_scheme(s)
    for kind in ("undangan", "surat_tugas"):
        with writing(desk.engine, "Nomor surat") as s:
            numbering.take(s, desk.event_id, kind, scheme, TODAY)
    with writing(desk.engine, "Batal") as s:
        numbering.give_back(s, desk.event_id, "surat_tugas", "salah kirim")
    desk.issue()
    with reading(desk.engine) as s:
        letters = register.rows(s, 2026, scheme)
        assert [(r.paper, r.holder, r.state_text, r.reason) for r in letters] == [
            ("Undangan", "", "Terpakai", ""),
            ("Surat tugas", "", "Batal", "salah kirim"),
        ]
        assert {r.paper for r in register.rows(s, 2026, 1)} == {"Sertifikat"}
        register.write_pdf(s, tmp_path / "semua.pdf", 2026, now=NOW)
        register.write_excel(s, tmp_path / "semua.xlsx", 2026, now=NOW)
        register.write_excel(s, tmp_path / "sertifikat.xlsx", 2026, 1, now=NOW)
    assert "BUKU REGISTER NOMOR" in rendering.page_text(tmp_path / "semua.pdf", 0)
    mixed, plain = (
        openpyxl.load_workbook(tmp_path / name).active for name in ("semua.xlsx", "sertifikat.xlsx")
    )
    cells = [[cell for cell in row if cell is not None] for row in mixed.iter_rows(values_only=True)]
    assert cells[0] == ["Buku Register Nomor"]
    assert next(row for row in cells if "Undangan" in row)[2] == "Undangan"
    assert plain["A1"].value == "Buku Register Sertifikat"
