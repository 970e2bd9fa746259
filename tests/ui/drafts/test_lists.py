"""Half-done imports: the file, its columns, the repairs and decisions."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from hands import press, text
from PySide6.QtWidgets import QComboBox
from staff_lists import ANA, BUDI
from staff_lists import write as write_list
from starts import die, go, keeper

from asn_desktop.ui.screens.employees.staff_import import Import

WRONG = ANA | {"NIP": "198001172008019003", "NAMA": "Citra"}
PEOPLE = [
    ("Nama", "NIP", "Jabatan", "Unit Kerja"),
    ("Ir. Contoh Nomor 1, S.T.", "19800117 200801 2 001", "Analis", "Kecamatan Sako"),
    ("Contoh Nomor 2", 198001172008011002.0, "Analis", "Kecamatan Sako"),
    ("Rahma Contoh", None, "Wiraswasta", "Karang Taruna"),
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return write_list(tmp_path / "pegawai.xlsx", ANA, BUDI, WRONG)


def staff(desk) -> Import:
    wizard = go(desk, "employees").currentWidget()
    made = wizard.property("import")
    assert isinstance(made, Import)
    return made


def to_check(qtbot, desk, path: Path) -> Import:
    press(qtbot, go(desk, "employees"), "action_file-up")
    made = staff(desk)
    made._open(path, None)
    press(qtbot, made.wizard, "wizard_next")
    made.wizard.findChild(QComboBox, "column_7").put("")
    press(qtbot, made.wizard, "wizard_next")
    return made


def test_a_half_done_import_goes_on_where_it_was(qtbot, start, path):
    first = start()
    made = to_check(qtbot, first, path)
    wrong = next(row.row_number for row in made.checked.rows if row.action == "ditolak")
    made._edit(wrong, "nip", "198001172008011003")
    before = made.checked.counts
    die(first)

    desk = start()
    assert "Impor pegawai dari pegawai.xlsx" in text(desk, "drafts_words")
    press(qtbot, desk, "drafts_lanjutkan")
    again = staff(desk)
    assert again.wizard.at == 2
    assert again._edits == {(wrong, "nip"): "198001172008011003"}
    assert again.checked.counts == before
    assert again._columns.fields()[7] is None
    press(qtbot, again.wizard, "wizard_next")
    die(desk)
    assert keeper(start()).waiting() == []


def test_the_cell_that_is_being_mended_is_kept(qtbot, start, path):
    first = start()
    made = to_check(qtbot, first, path)
    table, model = made._check._table, made._check._model
    table.setCurrentIndex(model.index(2, model._fields.index("nip")))
    qtbot.keyClicks(table, "1")
    qtbot.keyClicks(made._check._cells_open._editor, "98")
    die(first)
    assert list(keeper(start()).waiting()[0].typed["edits"].values()) == ["198"]


def test_repairs_of_a_file_that_was_changed_are_not_put_on_others(qtbot, start, path):
    first = start()
    made = to_check(qtbot, first, path)
    for row in made.checked.rows:
        made._edit(row.row_number, "name", f"Nama {row.row_number}")
    die(first)
    write_list(path, ANA, WRONG, BUDI)  # two have changed places
    desk = start()
    press(qtbot, desk, "drafts_lanjutkan")
    assert len(staff(desk)._edits) == 1
    assert "2 perbaikan tidak cocok lagi" in text(staff(desk).wizard, "draft_words")


def test_a_file_that_is_gone_keeps_its_draft(qtbot, start, path):
    first = start()
    made = to_check(qtbot, first, path)
    made._edit(made.checked.rows[0].row_number, "name", "Nama")
    die(first)
    path.unlink()
    desk = start()
    press(qtbot, desk, "drafts_lanjutkan")
    assert "pegawai.xlsx" in text(staff(desk).wizard, "file_refused")
    die(desk)
    assert len(keeper(start()).waiting()) == 1


def test_cancelling_keeps_repairs_but_not_a_chosen_file(qtbot, start, path):
    desk = start()
    made = to_check(qtbot, desk, path)
    made.wizard.cancelled.emit()
    assert keeper(desk).waiting() == []
    made = to_check(qtbot, desk, path)
    made._edit(made.checked.rows[0].row_number, "name", "Nama")
    die(desk)
    made.wizard.cancelled.emit()
    assert len(keeper(start()).waiting()) == 1


def test_decisions_about_participants_come_back(qtbot, start, tmp_path):
    book = openpyxl.Workbook()
    for row in PEOPLE:
        book.active.append(row)
    book.save(tmp_path / "peserta.xlsx")
    first = start()
    go(first, "training").events.open_event(1)
    event = go(first, "training").events.list.currentWidget()
    event.add_from_list()
    page = event.currentWidget()
    page.read(tmp_path / "peserta.xlsx")
    press(qtbot, page, "wizard_next")
    press(qtbot, page, "wizard_next")
    for line in page._matches._lines:
        line.action, line.person_id = "lewati", None
    page._matches._refresh()
    wanted = page._matches.decisions()
    die(first)

    desk = start()
    assert "Tambah peserta dari peserta.xlsx" in text(desk, "drafts_words")
    press(qtbot, desk, "drafts_lanjutkan")
    event = go(desk, "training").events.list.currentWidget()
    again = event.currentWidget()
    assert again.wizard.at == 2
    assert again._matches.decisions() == wanted
