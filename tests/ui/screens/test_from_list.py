from __future__ import annotations

import openpyxl
import pytest
from hands import press
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton

from asn_desktop.db.session import reading, writing
from asn_desktop.services import history, results, training
from asn_desktop.ui.screens.training.event_page import EventPage

ROWS = [
    ("DAFTAR PESERTA",),
    (),
    ("No", "Nama", "NIP", "Jabatan", "Unit Kerja"),
    (1, "Ir. Contoh Nomor 1, S.T.", "19800117 200801 2 001", "Analis", "Kecamatan Sako"),
    (2, "Contoh Nomor 2", 198001172008011002.0, "Analis", "Kecamatan Sako"),
    (3, "Rahma Contoh", None, "Wiraswasta", "Karang Taruna"),
    (4, "Ir. Contoh Nomor 1, S.T.", "198001172008012001", "Analis", "Kecamatan Sako"),
    (None, None, None, None, None),
    (None, None, None, "Palembang, 24 November 2026", None),
    (None, None, None, "Kepala Bidang", None),
]


@pytest.fixture
def path(tmp_path):
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    book.save(tmp_path / "peserta.xlsx")
    return tmp_path / "peserta.xlsx"


@pytest.fixture
def page(qtbot, dressed, runner, desk, engine):
    with writing(engine, "Kegiatan kosong", actor="penyiap") as s:
        event_id = training.save_event(s, training.duplicate_event(s, desk.event_id))
    made = EventPage(runner, event_id, desk.keys, lambda *_where: None)
    made.resize(1180, 640)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def wizard(qtbot, page, path):
    press(qtbot, page, "participants_empty")
    made = page.currentWidget()
    made.read(path)
    press(qtbot, made, "wizard_next")
    return made


def lines(wizard) -> list[tuple[int, str, str]]:
    return [(line.id, line.match.kind, line.action) for line in wizard._matches._lines]


def names(engine, page) -> list[str]:
    with reading(engine) as s:
        return [row.name for row in results.rows(s, page._event_id)]


def test_only_what_is_unsure_waits_for_the_clerk(qtbot, page, wizard, engine, runner):
    press(qtbot, wizard, "wizard_next")
    assert lines(wizard) == [
        (4, "nip", "pakai"),
        (5, "nip_rusak", ""),
        (6, "luar", "baru"),
        (7, "kembar", "lewati"),
    ]
    go_on = wizard.findChild(QPushButton, "wizard_next")
    assert not go_on.isEnabled()
    table = wizard._matches.table
    assert table.model().rowCount() == 1  # the filter shows what waits
    assert "Palembang" not in table.model().index(0, 1).data()
    table.setFocus()
    found = [candidate.name for candidate in wizard._matches._lines[1].match.candidates]
    qtbot.keyClick(table, str(found.index("Ir. Contoh Nomor 1, S.T.") + 1))
    assert "sudah dipakai untuk baris 4" in wizard.findChild(QLabel, "matches_message").text()
    assert not go_on.isEnabled()
    qtbot.keyClick(table, str(found.index("Ir. Contoh Nomor 2, S.T.") + 1))
    assert go_on.text() == "&Tambahkan 3 peserta, lewati 1"
    press(qtbot, wizard, "wizard_next")
    assert wizard.findChild(QLabel, "added").text() == "✓ 3 peserta ditambahkan"
    left = wizard._left_out.rows
    assert [row for row, _ in left] == [7, 9, 10]
    assert names(engine, page) == ["Ir. Contoh Nomor 1, S.T.", "Ir. Contoh Nomor 2, S.T.", "Rahma Contoh"]
    with reading(engine) as s:
        assert history.state(s).undo == "Tambah 3 peserta dari peserta.xlsx"
    runner.undo()
    assert names(engine, page) == []


def test_a_row_can_be_left_out_or_taken_as_somebody_new(qtbot, page, wizard, engine):
    press(qtbot, wizard, "wizard_next")
    qtbot.keyClick(wizard._matches.table, "b")
    assert lines(wizard)[1] == (5, "nip_rusak", "baru")
    wizard._matches._chips["semua"].click()
    table = wizard._matches.table
    table.go_to(2)
    qtbot.keyClick(table, "x")
    press(qtbot, wizard, "wizard_next")
    assert names(engine, page) == ["Ir. Contoh Nomor 1, S.T.", "Contoh Nomor 2"]
    press(qtbot, wizard, "wizard_next")
    assert page.table.model().rowCount() == 2


def test_going_back_loses_nothing(qtbot, wizard):
    press(qtbot, wizard, "wizard_next")
    press(qtbot, wizard, "wizard_back")
    assert wizard.findChild(QComboBox, "column_2").currentText() == "NIP"
    press(qtbot, wizard, "wizard_back")
    assert wizard.findChild(QLabel, "file_name").text() == "peserta.xlsx"


def test_columns_that_make_no_sense_are_refused(qtbot, wizard):
    wizard.findChild(QComboBox, "column_1").put("unit")
    press(qtbot, wizard, "wizard_next")
    assert wizard.wizard.at == 1
    assert wizard.findChild(QLabel, "columns_message").text()


def test_a_file_that_is_no_list(qtbot, page, tmp_path):
    (tmp_path / "kosong.xlsx").write_bytes(b"")
    press(qtbot, page, "participants_empty")
    page.currentWidget().read(tmp_path / "kosong.xlsx")
    assert "kosong.xlsx" in page.currentWidget().findChild(QLabel, "file_refused").text()
    assert not page.currentWidget().findChild(QPushButton, "wizard_next").isEnabled()


def test_the_sample_list(qtbot, page, shared_data, engine):
    """Nobody of that list is in this database: everybody with a NIP is new, nothing is lost."""
    press(qtbot, page, "participants_empty")
    wizard = page.currentWidget()
    wizard.read(shared_data / "peserta_pelatihan.xlsx")
    press(qtbot, wizard, "wizard_next")
    press(qtbot, wizard, "wizard_next")
    assert len(lines(wizard)) == 42
    assert len(wizard._matches.not_people) == 2
    assert [kind for row, kind, _ in lines(wizard) if row in (11, 45)] == ["nip_rusak", "luar"]
