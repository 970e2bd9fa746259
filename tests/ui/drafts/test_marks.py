"""Marks, their components and pasted columns that were not yet saved when the program ended."""

from __future__ import annotations

from hands import cells, press, text
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from starts import die, go, keeper

from asn_desktop.db.session import reading, writing
from asn_desktop.services import marks
from asn_desktop.services.marks import ComponentForm


def marks_part(desk, office):
    with writing(office.engine, "Siapkan", actor="penyiap") as s:
        if not marks.components(s, 1):
            marks.save_components(s, 1, [ComponentForm("Ujian", weight=1)])
    screen = go(desk, "training")
    screen.events.open_event(1)
    return screen.events.list.currentWidget().tabs.part("marks")


def part_again(desk):
    return go(desk, "training").events.list.currentWidget().tabs.part("marks")


def test_a_pasted_list_comes_back(qtbot, start, office):
    first = start()
    page = marks_part(first, office)
    page.paste()
    page.currentWidget().text.setPlainText("Contoh Nomor 1\t90\nOrang Asing\t70")
    die(first)

    desk = start()
    press(qtbot, desk, "drafts_lanjutkan")
    pasted = part_again(desk).currentWidget()
    qtbot.waitUntil(lambda: len(cells(pasted, "Baris")) == 2)
    assert cells(pasted, "Keadaan") == ["✓ Siap", "? Pilih orangnya"]
    press(qtbot, pasted, "skip_pasted")
    press(qtbot, pasted, "save_pasted")
    with reading(office.engine) as s:
        assert list(marks.grid(s, 1).marks.values()) == [90]
    assert keeper(desk).waiting() == []


def test_half_weighed_components_come_back(qtbot, start, office):
    first = start()
    page = marks_part(first, office)
    page.edit_components()
    press(qtbot, page.currentWidget(), "action_plus")
    editor = page.currentWidget()
    editor._on_edited({(2, "name"): "Tugas", (2, "weight"): "2,5"})
    die(first)

    desk = start()
    assert "Komponen nilai" in text(desk, "drafts_words")
    press(qtbot, desk, "drafts_lanjutkan")
    again = part_again(desk).currentWidget()
    assert [(f.name, f.weight) for f in again._rows.forms()] == [("Ujian", 1), ("Tugas", 2.5)]
    press(qtbot, again, "action_check")
    with reading(office.engine) as s:
        assert [c.name for c in marks.components(s, 1)] == ["Ujian", "Tugas"]
    assert keeper(desk).waiting() == []


def test_a_mark_that_cannot_be_kept_comes_back_at_its_place(qtbot, start, office):
    first = start()
    page = marks_part(first, office)
    qtbot.waitUntil(page.isVisible)
    page.grid.view.setFocus()
    qtbot.keyClick(page.grid.view, "1")
    editor = page.grid.view.findChild(QLineEdit)
    qtbot.keyClicks(editor, "05")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # the cell is closed
    die(first)

    desk = start()
    press(qtbot, desk, "drafts_lanjutkan")
    again = part_again(desk)
    qtbot.waitUntil(again.isVisible)
    place = (again._shown.people[0].id, again._shown.components[0].id)
    assert again.grid.model.text(place) == "105"
    assert "di luar 0 sampai 100" in again.grid.model.wrong[place][1]
