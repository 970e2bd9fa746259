"""The printed register."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from asn_desktop.reports import register, rendering
from asn_desktop.reports.register import RegisterLine

OFFICE = ["PEMERINTAH KOTA CONTOH", "BADAN KEPEGAWAIAN", "Jalan Contoh Nomor 1"]


def line(seq: int, **changed: str) -> RegisterLine:
    texts = {
        "number": f"800.1.4/{seq:04}/BKPSDM/2026",
        "name": f"Nama <b>ke-{seq}</b> & ḥ",
        "nip": "19800117 200801 2 003",
        "training": "Bimbingan Teknis Penyusunan Rencana Pengembangan Kompetensi",
        "state": "Berlaku",
        "reason": "",
    } | changed
    return RegisterLine(seq=seq, issued_on=date(2026, 11, 24), **texts)


def test_every_line_stands_there_once_with_head_and_page_number(tmp_path: Path) -> None:
    out = tmp_path / "register.pdf"
    register.write(
        [line(n) for n in range(1, 101)], "Buku Register", OFFICE, "Tahun 2026", out, mark="Jejak: 7"
    )
    pages = [rendering.page_text(out, n) for n in range(rendering.page_count(out))]
    assert len(pages) > 3
    text = "\n".join(pages)
    assert all(text.count(f"800.1.4/{n:04}/BKPSDM/2026") == 1 for n in range(1, 101))
    assert all(text.count(f"Nama <b>ke-{n}</b> & ḥ") == 1 for n in range(1, 101))
    for n, page in enumerate(pages, 1):
        assert f"Halaman {n} dari {len(pages)}" in page
        assert "Jejak: 7" in page
        assert "Nomor sertifikat" in page
    assert "BADAN KEPEGAWAIAN" in pages[0]
    assert "Tahun 2026" in pages[0]
    assert "BADAN KEPEGAWAIAN" not in pages[1]


def test_a_void_number_stays_with_its_reason(tmp_path: Path) -> None:
    out = tmp_path / "register.pdf"
    register.write([line(1, state="Batal", reason="nama salah ketik")], "Buku Register", OFFICE, "", out)
    assert "Batal: nama salah ketik" in " ".join(rendering.page_text(out, 0).split())


def test_nothing_to_list_is_said(tmp_path: Path) -> None:
    out = tmp_path / "register.pdf"
    register.write([], "Buku Register", OFFICE, "Tahun 2025", out)
    assert "Tidak ada nomor" in rendering.page_text(out, 0)


def test_a_very_long_training_stays_on_the_page(tmp_path: Path) -> None:
    out = tmp_path / "register.pdf"
    register.write([line(1, training="Pelatihan " * 60)], "Buku Register", OFFICE, "", out)
    assert rendering.page_text(out, 0).count("Pelatihan ") >= 50


def test_among_letters_each_line_says_what_it_numbers(tmp_path: Path) -> None:
    out = tmp_path / "register.pdf"
    lines = [line(1, paper="Keputusan penetapan peserta", name="", state="Terpakai"), line(2)]
    register.write(lines, "Buku Register Nomor", OFFICE, "", out)
    text = " ".join(rendering.page_text(out, 0).split())
    assert "No. Nomor Jenis Tanggal" in text
    assert "Keputusan penetapan peserta" in text
    assert "Nomor sertifikat" not in text
