from __future__ import annotations

import openpyxl
import pytest
from damage import damage, make_office
from hands import cells, press, text
from PySide6.QtWidgets import QLabel, QLineEdit

from asn_desktop.db import chain
from asn_desktop.db.session import reading
from asn_desktop.services import anchors
from asn_desktop.ui.kit.runner import Inline, Runner
from asn_desktop.ui.screens.settings import settings_screen


@pytest.fixture
def office(tmp_path, monkeypatch):
    monkeypatch.setenv("ASN_DESKTOP_DATA", str(tmp_path / "data"))
    made = make_office(tmp_path)
    yield made
    made.engine.dispose()


@pytest.fixture
def screen(qtbot, dressed, office):
    made = settings_screen(Runner(lambda: office.engine, Inline()), lambda *_where: None, office.keys)
    made.resize(1180, 640)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def page(screen):
    screen.show_at("checking")
    return screen.page()


def visible(page, name: str) -> bool:
    return page.findChild(QLabel, name).isVisible()


def test_all_is_well(qtbot, page):
    assert text(page, "last_check") == "Belum pernah diperiksa di komputer ini."
    assert not page.save_button.isEnabled()
    press(qtbot, page, "check")
    assert text(page, "check_message") == "✓ Semua data baik."
    assert text(page, "check_parts").count("✓") == 10
    assert text(page, "last_check").endswith("semua baik.")
    assert not page.table.isVisible()
    assert not page.mend_button.isVisible()


def test_what_is_wrong_and_what_to_do(qtbot, page, office, tmp_path):
    damage(
        office,
        "UPDATE person SET name = '<b>Orang</b> & lain' WHERE id = 1",
        "UPDATE person_search SET text = '' WHERE rowid = 2",
    )
    press(qtbot, page, "check")
    assert text(page, "check_message").startswith("✗ Ada ")
    assert cells(page, "Bagian") == ["Isi data", "Indeks pencarian"]
    assert cells(page, "Data")[0] == "Ir. <b>Orang</b> & lain, S.T."
    assert "sekarang “<b>Orang</b> & lain”" in text(page, "todo")
    assert "isi lagi lewat program" in text(page, "todo")
    page.table.go_to(1)
    assert "Bangun ulang indeks" in text(page, "todo")
    page.save(tmp_path / "laporan.xlsx")
    assert "Laporan disimpan" in text(page, "check_message")
    book = openpyxl.load_workbook(tmp_path / "laporan.xlsx")
    assert book.sheetnames == ["Temuan", "Bagian"]
    book.close()
    press(qtbot, page, "mend")
    assert cells(page, "Bagian") == ["Isi data"], "checked again, and what the index says of people is right"
    assert not page.mend_button.isVisible()
    assert "1 hal harus diperhatikan" in text(page, "last_check")


def test_a_printed_register_is_compared(qtbot, page, office):
    with reading(office.engine) as s:
        head = chain.head(s)
    number, code = page.findChild(QLineEdit, "number"), page.findChild(QLineEdit, "code")
    press(qtbot, page, "compare")
    assert "Isi nomor tindakan" in text(page, "number_message")
    number.setText(str(head.length))
    code.setText("3f9a")
    press(qtbot, page, "compare")
    assert "16 angka dan huruf" in text(page, "code_message")
    code.setText(anchors.spaced(head.hash))
    press(qtbot, page, "compare")
    assert text(page, "compared").startswith("✓ Cocok")
    number.setText("9.999")
    assert not visible(page, "compared"), "the answer was about what stood there before"
    press(qtbot, page, "compare")
    assert text(page, "compared").startswith("✗ Tidak cocok")
