from __future__ import annotations

from pathlib import Path

import pytest
from hands import cells, press, text
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit

from asn_desktop.db.session import reading
from asn_desktop.services import certificates, printing, register
from asn_desktop.ui.handout import Handout
from asn_desktop.ui.screens.certificates import certificates_screen


@pytest.fixture
def issued(desk):
    return desk.issue()


@pytest.fixture
def went():
    return []


@pytest.fixture
def screen(qtbot, dressed, runner, desk, went):
    made = certificates_screen(runner, lambda *where: went.append(where), desk.keys)
    made.resize(1180, 640)
    qtbot.addWidget(made)
    made.show()
    return made


def choose(qtbot, screen, place: int) -> None:
    screen.table.go_to(place)
    qtbot.wait(200)  # the record beside the table is read after a rest


def test_without_certificates_the_way_to_them_is_shown(qtbot, screen, went):
    press(qtbot, screen.list, "certificate_list_empty")
    assert went == [("training", None)]


def test_what_is_frozen_on_a_certificate_is_shown(qtbot, issued, screen):
    assert cells(screen.list, "Keadaan") == ["✓ Berlaku"] * 3
    screen.list.search.setText("contoh nomor manajemen")
    qtbot.waitUntil(lambda: len(cells(screen.list, "Nama")) == 2)
    choose(qtbot, screen.list, 0)
    words = " ".join(w.text() for w in screen.list.side.findChildren(QLabel))
    assert "Pelatihan Manajemen Proyek" in words
    assert "dua puluh" in words
    assert "Mata Pelatihan 10" in words


def test_a_replacement_names_what_it_replaces(qtbot, issued, screen, runner):
    choose(qtbot, screen.list, 0)
    old = screen.list.row()
    press(qtbot, screen.list, "action_replace")
    name = screen.list.side.findChild(QLineEdit, "nama")
    assert name.text() == old.name
    name.setText("Contoh Nama Baru, M.Si.")
    press(qtbot, screen.list.side, "save")
    assert "Alasan harus diisi" in text(screen.list.side, "reason_message")
    screen.list.side.findChild(QPlainTextEdit, "reason").setPlainText("Salah nama")
    press(qtbot, screen.list.side, "save")
    assert list(zip(cells(screen.list, "Nama"), cells(screen.list, "Keadaan"), strict=True)) == [
        ("Contoh Nama Baru, M.Si.", "✓ Berlaku"),
        ("Hasan Contoh", "→ Diganti"),
        ("Ir. Contoh Nomor 2, S.T.", "✓ Berlaku"),
        ("Ir. Contoh Nomor 1, S.T.", "✓ Berlaku"),
    ]
    qtbot.wait(200)
    words = [w.text() for w in screen.list.side.findChildren(QLabel)]
    assert old.number in words


def test_revoking_needs_a_reason_and_stays_in_the_register(qtbot, issued, screen, engine):
    choose(qtbot, screen.list, 1)
    number = screen.list.row().number
    press(qtbot, screen.list, "action_ban")
    screen.list.side.findChild(QPlainTextEdit, "reason").setPlainText("Tidak hadir")
    press(qtbot, screen.list.side, "save")
    assert cells(screen.list, "Keadaan").count("✗ Dicabut") == 1
    screen.setCurrentWidget(screen.register)
    place = cells(screen.register, "Nomor").index(number)
    assert cells(screen.register, "Keadaan")[place] == "✗ Dicabut"
    assert cells(screen.register, "Alasan")[place] == "Tidak hadir"


def test_out_as_one_file_one_a_person_and_both(qtbot, issued, screen, tmp_path):
    screen.list.table.selectAll()
    press(qtbot, screen.list, "action_printer")
    page = screen.list.findChild(Handout, "handout")
    assert page.preview.pages == 6
    assert "800.1.4-0001-BKPSDM-III-2026" in text(page, "pattern_message")
    out = tmp_path / "gabungan.pdf"
    page.write_merged(out)
    assert printing.page_count(out) == 6
    page.write_each(tmp_path / "orang")
    assert len(list((tmp_path / "orang").glob("*.pdf"))) == 3
    page.write_merged(tmp_path / "dua.pdf", each=True)
    assert len(list((tmp_path / "dua").glob("*.pdf"))) == 3
    assert "4 berkas disimpan" in text(page, "handout_message")
    assert "dan folder “dua”" in text(page, "handout_message")
    press(qtbot, page, "handout_back")
    assert screen.list.currentIndex() == 0


def test_paper_and_blanks_show_in_the_preview_and_are_remembered(qtbot, issued, screen, runner):
    choose(qtbot, screen.list, 0)
    press(qtbot, screen.list, "action_printer")
    page = screen.list.findChild(Handout, "handout")
    full = page.preview._sheet.pixmap().toImage()
    page.form.editors["text_only"].setChecked(True)
    assert page.preview._sheet.pixmap().toImage() != full
    page.form.editors["paper"].put("F4")
    assert page.options(for_file=True).paper == "F4"
    page.form.editors["right"].setText("2,5")
    assert page.options(for_file=True).offset_mm == (2.5, 0.0)
    assert page.options(for_file=False).offset_mm == (0.0, 0.0)
    again = Handout(runner, [1], "lagi")
    qtbot.addWidget(again)
    assert (again.form.values()["paper"], again.form.values()["text_only"]) == ("F4", True)


def test_a_folder_that_is_a_file_is_refused_in_words(qtbot, issued, screen, tmp_path):
    choose(qtbot, screen.list, 0)
    press(qtbot, screen.list, "action_printer")
    page = screen.list.findChild(Handout, "handout")
    (tmp_path / "orang").write_text("")
    page.write_each(tmp_path / "orang")
    assert "Pilih folder lain" in text(page, "handout_message")


def test_genuine_or_not(qtbot, issued, screen, engine, tmp_path):
    screen.setCurrentWidget(screen.verify)
    with reading(engine) as s:
        sheets = certificates.sheets(s, issued.certificate_ids[:1])
    out = tmp_path / "satu.pdf"
    printing.merged(sheets, out, printing.Options())
    screen.verify.check(out)
    assert text(screen.verify, "verdict").startswith("✓ Sah.")
    proof = sheets[0].certificate.proof
    box = screen.verify.text
    box.setText(proof[:-9] + ("B" if proof[-9] == "A" else "A") + proof[-8:])
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert text(screen.verify, "verdict").startswith("✗ Berubah")
    box.setText(issued.first_number)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert text(screen.verify, "verdict").startswith("✓ Sah.")
    screen.verify.check(Path("tidak-ada.pdf"))
    assert "tidak-ada.pdf" in text(screen.verify, "verdict")


def test_numbers_used_on_paper_and_spoilt_ones(qtbot, issued, screen, engine):
    screen.setCurrentWidget(screen.register)
    assert cells(screen.register, "Urut") == ["1", "2", "3"]
    press(qtbot, screen.register, "action_pencil")
    side = screen.register.side
    assert side.findChild(QLineEdit, "sequence").text() == "4"
    press(qtbot, side, "save")
    assert "harus diisi" in text(side, "holder_message")
    side.findChild(QLineEdit, "holder").setText("Contoh Lama")
    press(qtbot, side, "save")
    assert cells(screen.register, "Keadaan")[3] == "– Dipakai di atas kertas"
    press(qtbot, screen.register, "action_pencil")
    side.findChild(QLineEdit, "sequence").setText("4")
    side.findChild(QLineEdit, "holder").setText("Orang Lain")
    press(qtbot, side, "save")
    assert "sudah ada di buku register" in text(side, "sequence_message")


def test_the_register_is_shown_before_it_is_printed(qtbot, issued, screen, tmp_path, engine):
    screen.setCurrentWidget(screen.register)
    press(qtbot, screen.register, "action_printer")
    page = screen.register.currentWidget()
    assert page.preview.pages == 1
    page.write(tmp_path / "register.pdf")
    assert printing.page_count(tmp_path / "register.pdf") == 1
    with reading(engine) as s:
        register.write_excel(s, path=tmp_path / "r.xlsx", year=2026)
    press(qtbot, page, "document_back")
    assert screen.register.currentIndex() == 0
