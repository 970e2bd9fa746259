from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QMessageBox, QPushButton, QScrollArea

from asn_desktop.domain.errors import InvalidInput
from asn_desktop.ui.kit.form import Field, Form, FormPanel
from asn_desktop.ui.kit.kinds import DATE, DECIMAL, NOTE, NUMBER, DateEdit, check, choice, search_choice
from asn_desktop.ui.kit.text import label

UNITS = {1: "Dinas Kesehatan", 2: "Dinas Pendidikan"}
FIELDS = [
    Field("name", "&Nama", group="Umum"),
    Field("jp", "JP", NUMBER),
    Field("score", "Nilai", DECIMAL),
    Field("day", "Tanggal", DATE),
    Field("sex", "Jenis kelamin", choice({"": "–", "L": "Laki-laki"})),
    Field("unit", "Unit", search_choice(UNITS)),
    Field("graded", "Dinilai", check("Dengan nilai")),
    Field("note", "Catatan", NOTE),
]
FILLED = {
    "name": "Siti",
    "jp": 1200,
    "score": 87.5,
    "day": date(2026, 11, 4),
    "sex": "L",
    "unit": 2,
    "graded": True,
    "note": "dua\nbaris",
}


@pytest.fixture
def form(qtbot, dressed):
    made = Form(FIELDS)
    qtbot.addWidget(made)
    made.show()
    return made


def message(form, name):
    return form.findChild(QLabel, f"{name}_message").text()


def test_what_is_filled_comes_out_again(form):
    form.fill(FILLED)
    assert form.values() == FILLED
    assert not form.is_dirty()


def test_empty_fields_are_empty_values(form):
    form.fill({})
    empty = {"name": "", "jp": None, "score": None, "day": None, "sex": "", "unit": None, "graded": False}
    assert form.values() == {**empty, "note": ""}


@pytest.mark.parametrize(
    "text", ["24-11-2026", "24/11/2026", "24.11.2026", "24112026", "24 November 2026", "24 nov 2026"]
)
def test_dates_are_read_as_clerks_write_them(form, text):
    form.editors["day"].setText(text)
    assert form.values()["day"] == date(2026, 11, 24)
    assert form.faults() == {}


@pytest.mark.parametrize(
    ("name", "text", "remedy"),
    [
        ("day", "31-02-2026", "24-11-2026"),
        ("day", "kemarin", "24-11-2026"),
        ("jp", "empat", "bilangan bulat"),
        ("score", "8,5,1", "koma desimal"),
    ],
)
def test_a_wrong_value_is_told_while_typing_and_never_kept(form, name, text, remedy):
    form.editors[name].setText(text)
    assert remedy in message(form, name)
    assert form.values()[name] is None
    assert form.is_dirty()


def test_a_unit_is_found_by_any_part_of_its_name(qtbot, form):
    box = form.editors["unit"]
    box.completer().setCompletionPrefix("didik")
    assert box.completer().completionModel().index(0, 0).data() == "Dinas Pendidikan"
    box.setEditText("dinas pendidikan")
    assert form.values()["unit"] == 2
    box.setEditText("Dinas Entah")
    assert "Pilih dari daftar" in message(form, "unit")


def test_a_value_that_is_no_longer_offered_stays(form):
    form.fill({"sex": "X"})
    assert form.values()["sex"] == "X"


def test_options_may_come_later(form):
    form.fill(FILLED)
    form.offer("unit", {3: "Dinas Baru", **UNITS})
    assert form.values()["unit"] == 2
    assert not form.is_dirty()


def test_problems_and_warnings_stand_under_their_field(form):
    form.complain({"name": "Nama wajib diisi."})
    form.warn({"name": ["Nama sangat pendek."], "jp": ["JP luar biasa."]})
    form.tell({"jp": "Setara 5 hari."})
    assert message(form, "name") == "✗ Nama wajib diisi.\n! Nama sangat pendek."
    assert message(form, "jp") == "! JP luar biasa.\nSetara 5 hari."
    assert form.editors["name"].property("state") == "bad"
    form.editors["name"].setText("Siti")
    assert "wajib" not in message(form, "name")


def test_text_from_outside_is_never_markup(form):
    form.complain({"name": "<b>Agus</b> sudah ada."})
    label = form.findChild(QLabel, "name_message")
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert "<b>Agus</b>" in label.text()


def test_the_record_before_can_be_copied(qtbot, form):
    form.copy_from({"name": "Dinas sama"})
    form.activateWindow()
    form.editors["name"].setFocus()
    qtbot.waitUntil(form.editors["name"].hasFocus)
    qtbot.keyClick(form.editors["name"], "'", Qt.KeyboardModifier.ControlModifier)
    assert form.values()["name"] == "Dinas sama"


@pytest.fixture
def saved():
    return []


@pytest.fixture
def panel(qtbot, form, saved):
    made = FormPanel("Ubah", form, saved.append)
    qtbot.addWidget(made)
    made.show()
    return made


def test_saving_hands_over_the_values(panel, form, saved):
    form.fill(FILLED)
    panel.findChild(QPushButton, "save").click()
    assert saved == [FILLED]


def test_a_date_half_left_is_written_out_before_it_is_saved(panel, form):
    """Else leaving the field would pass for typing, and a draft be kept of what is saved."""
    name = next(name for name, editor in form.editors.items() if isinstance(editor, DateEdit))
    form.editors[name].setText("24112026")
    panel.save()
    assert form.editors[name].text() == "24-11-2026"


def test_a_fault_is_not_saved(panel, form, saved):
    form.fill(FILLED)
    form.editors["day"].setText("kapan")
    panel.save()
    assert saved == []


def test_a_refusal_names_fields_also_those_not_shown(panel):
    panel.refuse(InvalidInput({"name": "Nama kosong.", "version": "Sudah diubah."}))
    shown = panel.findChild(QLabel, "form_message")
    assert "Sudah diubah." in shown.text()
    assert "Nama kosong." in message(panel.form, "name")


def test_the_field_a_refusal_goes_to_is_on_the_screen(qtbot, panel, form):
    """Its words and the message come below and above it, and push it out of sight."""
    panel.resize(420, 260)
    panel.show()
    bar = panel.findChild(QScrollArea).verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    panel.refuse(InvalidInput({"name": "Nama kosong. " * 6, "jp": "JP kosong. " * 6}))
    whole = form.editors["name"].rect()
    qtbot.waitUntil(lambda: form.editors["name"].visibleRegion().boundingRect() == whole)


def test_the_button_says_that_warnings_are_kept(panel):
    panel.form.warn({"name": ["Aneh."]})
    panel.show_warnings()
    assert panel.save_button.text() == "Tetap &simpan"


def test_leaving_asks_only_when_something_typed_would_be_lost(qtbot, panel, form, monkeypatch):
    asked = []

    def answer(box):
        asked.append([b.text() for b in box.buttons()])
        box.buttons()[0].click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", answer)
    with qtbot.waitSignal(panel.closed):
        panel.leave()
    assert asked == []
    form.editors["name"].setText("Budi")
    with qtbot.waitSignal(panel.closed):
        panel.leave()
    assert asked == [["&Buang isian", "&Kembali ke isian"]]


def test_every_field_has_a_name_to_be_read_aloud(form):
    assert [e.accessibleName() for e in form.findChildren(QLineEdit) if not e.accessibleName()] in ([], [""])
    assert form.editors["name"].accessibleName() == "Nama"


@pytest.mark.parametrize(("typed", "meant"), [("pend", 2), ("dinas", None), ("sawah", None)])
def test_the_only_match_needs_no_arrow_key(qtbot, form, typed, meant):
    unit = form.editors["unit"]
    unit.setEditText(typed)
    qtbot.keyClick(unit.lineEdit(), Qt.Key.Key_Return)
    assert form.values()["unit"] == meant


def test_a_note_does_not_grow_away_from_its_label(qtbot, dressed):
    made = Form([Field("why", "Alasan", NOTE)])
    qtbot.addWidget(made)
    made.resize(400, 600)
    made.show()
    assert made.editors["why"].geometry().top() < 20


def test_what_is_said_below_a_field_is_not_cut(qtbot, dressed):
    said = label("Untuk blangko yang sudah bergambar. Geseran diatur di Pengaturan.", wrap=True)
    qtbot.addWidget(said)
    said.resize(120, 20)
    said.show()
    narrow = said.minimumHeight()
    assert narrow == said.heightForWidth(120)
    said.resize(900, 20)
    assert said.minimumHeight() < narrow
    said.setText("Untuk blangko.\nUntuk blangko.\nUntuk blangko.\nUntuk blangko.")
    assert said.minimumHeight() == said.heightForWidth(900)
