from __future__ import annotations

import pytest
from desks import make_desk
from hands import cells, press, text
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton
from sqlalchemy import select

from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import Overruling
from asn_desktop.services import history, marks, results
from asn_desktop.services.marks import ComponentForm
from asn_desktop.ui.screens.training import training_screen


@pytest.fixture
def desk(engine, tmp_path):
    """Graded, nothing marked yet; a task weighs 1, an exam 3."""
    desk = make_desk(engine, tmp_path, graded=True)
    with writing(engine, "siapkan") as s:
        results.set_scores(s, {1: None, 2: None, 3: None})
        forms = [
            ComponentForm("Pre-test", "pre"),
            ComponentForm("Tugas", weight=1),
            ComponentForm("Ujian", weight=3),
        ]
        marks.save_components(s, desk.event_id, forms)
    return desk


@pytest.fixture
def event(qtbot, dressed, runner, desk):
    screen = training_screen(runner, lambda *_where: None, desk.keys)
    screen.resize(1180, 640)
    qtbot.addWidget(screen)
    screen.show()
    screen.show_at(desk.event_id)
    return screen.events.list.currentWidget()


@pytest.fixture
def page(event):
    return event.tabs.part("marks")


def column(page, title: str) -> list[str]:
    model = page.grid.model
    titles = [
        " ".join(str(model.headerData(n, Qt.Orientation.Horizontal)).split())
        for n in range(model.columnCount())
    ]
    at = next(n for n, found in enumerate(titles) if found.startswith(title))
    return [model.index(n, at).data() for n in range(model.rowCount())]


def go(page, row: int, title: str) -> None:
    model = page.grid.model
    at = next(
        n
        for n in range(model.columnCount())
        if " ".join(str(model.headerData(n, Qt.Orientation.Horizontal)).split()).startswith(title)
    )
    page.grid.view.setCurrentIndex(model.index(row, at))
    page.grid.view.setFocus()


def type_in(qtbot, page, typed: str) -> None:
    qtbot.keyClick(page.grid.view, typed[0])
    editor = page.grid.view.findChild(QLineEdit)
    assert editor is not None
    qtbot.keyClicks(editor, typed[1:])
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # the cell is closed


def test_marks_make_the_final_mark_and_the_result(qtbot, page, engine):
    go(page, 0, "Tugas")
    type_in(qtbot, page, "80")
    go(page, 0, "Ujian")
    type_in(qtbot, page, "90")
    assert column(page, "Nilai akhir") == ["87,5", "", ""]
    assert column(page, "Predikat") == ["Memuaskan", "", ""]
    assert column(page, "Hasil") == ["✓ Lulus", "– Belum", "– Belum"]
    assert column(page, "Keterangan")[1] == "Nilai akhir belum ada."
    assert "1 lulus" in text(page, "marks_count")
    assert "70,01" in text(page, "rule")
    with reading(engine) as s:
        assert history.state(s).undo.startswith("Nilai Ujian: ")


def test_a_mark_of_105_stays_at_its_place_with_the_remedy(qtbot, page, engine, desk):
    go(page, 0, "Ujian")
    type_in(qtbot, page, "105")
    assert column(page, "Ujian")[0] == "105"
    assert "di luar 0 sampai 100" in text(page, "marks_message")
    with reading(engine) as s:
        assert marks.grid(s, desk.event_id).marks == {}


def test_a_result_against_the_rule_is_kept_only_with_a_reason(qtbot, page, engine):
    go(page, 0, "Tugas")
    type_in(qtbot, page, "60")
    go(page, 0, "Ujian")
    type_in(qtbot, page, "60")
    go(page, 0, "Hasil")
    assert column(page, "Hasil")[0] == "✗ Tidak lulus"
    qtbot.keyClick(page.grid.view, "l")
    assert column(page, "Hasil")[0] == "✗ Tidak lulus"
    assert "kurang dari nilai kelulusan 70,01" in text(page, "reason_message")
    press(qtbot, page, "save")
    assert "Tulis alasannya" in text(page, "reason_message")
    page.findChild(QPlainTextEdit, "reason").setPlainText("Remedial 6 November 2026")
    press(qtbot, page, "save")
    assert column(page, "Hasil")[0] == "✓ Lulus"
    assert column(page, "Keterangan")[0] == "Di luar aturan: Remedial 6 November 2026"
    with reading(engine) as s:
        assert s.scalars(select(Overruling.reason)).all() == ["Remedial 6 November 2026"]


def test_the_keys_of_the_participants_ask_for_the_same_reason(qtbot, event, engine, desk):
    with writing(engine, "nilai") as s:
        columns = [c.id or 0 for c in marks.components(s, desk.event_id)]
        marks.set_marks(s, desk.event_id, {(columns[1], 1): 60, (columns[2], 1): 60})
    event.refresh()
    event.table.setFocus()
    event.table.go_to(0)
    qtbot.keyClick(event.table, "l")
    assert cells(event.table, "Hasil")[0] == "✗ Tidak lulus"
    event.findChild(QPlainTextEdit, "reason").setPlainText("Remedial")
    press(qtbot, event, "save")
    assert cells(event.table, "Hasil")[0] == "✓ Lulus"
    qtbot.keyClick(event.table, "t")  # as the rule says: nothing is asked
    assert cells(event.table, "Hasil")[0] == "✗ Tidak lulus"
    with reading(engine) as s:
        assert s.scalars(select(Overruling)).all() == []


def test_the_rule_is_applied_in_one_step(qtbot, page, engine, runner):
    with writing(engine, "nilai") as s:
        results.set_scores(s, {1: 80, 2: 60})
        results.set_result(s, [1, 2], "")
    page.refresh()
    assert column(page, "Menurut aturan") == ["✓ Lulus", "✗ Tidak lulus", "– Belum"]
    press(qtbot, page, "action_check")
    assert column(page, "Hasil") == ["✓ Lulus", "✗ Tidak lulus", "– Belum"]
    assert text(page, "marks_message").startswith("✓ 2 hasil ditetapkan")
    runner.undo()
    assert column(page, "Hasil") == ["– Belum"] * 3


def test_two_columns_are_pasted_and_nobody_is_dropped(qtbot, page, engine, desk):
    press(qtbot, page, "action_file-down")
    pasted = page.currentWidget()
    pasted._into.setCurrentIndex(2)
    pasted.text.setPlainText(
        "Nama\tNilai\nContoh Nomor 1\t90\nConto Nomor 2\t85\nOrang Asing\t70\nHasan Contoh\t105"
    )
    qtbot.waitUntil(lambda: len(cells(pasted, "Baris")) == 5)
    assert cells(pasted, "Keadaan") == [
        "– Judul kolom",
        "✓ Siap",
        "? Pilih orangnya",
        "? Pilih orangnya",
        "✗ Nilai keliru",
    ]
    button = pasted.findChild(QPushButton, "save_pasted")
    assert button.text() == "&Simpan 1 nilai, 3 belum jelas"
    assert pasted.table.current_row().id == 3
    qtbot.keyClick(pasted.table, Qt.Key.Key_Return)  # the likely one is right
    assert pasted.table.current_row().id == 4
    press(qtbot, pasted, "save_pasted")
    assert cells(pasted, "Tertulis") == ["Orang Asing", "Hasan Contoh"]
    assert text(pasted, "pasted_message").startswith("✓ 2 nilai disimpan. 2 baris")
    pasted.text.setPlainText(pasted.text.toPlainText().replace("105", "95"))
    qtbot.waitUntil(lambda: cells(pasted, "Keadaan") == ["? Pilih orangnya", "✓ Siap"])
    pasted.table.go_to(0)
    press(qtbot, pasted, "skip_pasted")
    press(qtbot, pasted, "save_pasted")
    assert page.currentIndex() == 0
    assert column(page, "Ujian") == ["90", "85", "95"]
    assert text(page, "marks_message").startswith("✓ 1 nilai disimpan")


def test_one_person_gets_one_mark(qtbot, page):
    press(qtbot, page, "action_file-down")
    pasted = page.currentWidget()
    pasted.text.setPlainText("Contoh Nomor 1\t90\nOrang Asing\t70")
    qtbot.waitUntil(lambda: len(cells(pasted, "Baris")) == 2)
    pasted.table.go_to(1)
    pasted._take(1)
    assert "sudah dipakai untuk baris 1" in text(pasted, "pasted_message")
    assert cells(pasted, "Keadaan") == ["✓ Siap", "? Pilih orangnya"]


def test_components_are_filled_from_the_curriculum_and_weighed(qtbot, page, engine, desk):
    press(qtbot, page, "action_pencil")
    editor = page.currentWidget()
    press(qtbot, editor, "action_graduation-cap")
    names = column(editor, "Nama komponen")
    assert names[:4] == ["Pre-test", "Tugas", "Ujian", "Post-test"]
    assert len(names) == 14
    go(editor, 4, "Bobot")
    type_in(qtbot, editor, "x")
    assert "bukan bobot" in text(editor, "components_message")
    go(editor, 0, "Nama")
    qtbot.keyClick(editor.grid.view, Qt.Key.Key_Delete)
    press(qtbot, editor, "action_check")
    assert "Baris 1 belum bernama" in text(editor, "components_message")
    press(qtbot, editor, "action_trash-2")
    press(qtbot, editor, "action_check")
    assert page.currentIndex() == 0
    with reading(engine) as s:
        found = marks.components(s, desk.event_id)
    assert [c.name for c in found][:3] == ["Tugas", "Ujian", "Post-test"]
    assert sum(c.weight for c in found) == 4 + 20
