"""Every form of the program: typed, gone without a word, offered and filled at the next start."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from desks import NOW, TODAY
from hands import press, text
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QPushButton, QWidget
from starts import die, go, keeper, panel, write

from asn_desktop.db.session import reading, writing
from asn_desktop.services import drafts, employees, reference, schedule
from asn_desktop.services.drafts import Draft, found, shelf_of
from asn_desktop.services.schedule import SessionForm
from asn_desktop.ui.desk import Desk
from asn_desktop.ui.drafts import Reopens, typed
from asn_desktop.ui.kit.form import Form, FormPanel
from asn_desktop.ui.screens.training.curriculum import CurriculumGrid
from asn_desktop.ui.screens.training.schedule.trainer_picker import TrainerPicker

ROOT = Path(__file__).parents[3]


FORMS = {
    "new person": lambda d: go(d, "employees").findChild(QPushButton, "action_user-plus").click(),
    "person": lambda d: go(d, "employees").opened.emit(1),
    "new training": lambda d: reopen(d, "training", "training", None),
    "training": lambda d: reopen(d, "training", "training", 1),
    "new event": lambda d: go(d, "training").events.new(),
    "event": lambda d: go(d, "training").events.open_event(1) or d.findChild(QWidget, "event").edit(),
    "new room": lambda d: reopen(d, "training", "room", None),
    "outsider": lambda d: reopen(d, "training", "outsider", None),
    "trainer": lambda d: reopen(d, "training", "trainer_of", 1),
    "new session": lambda d: reopen(d, "training", "schedule.new", 1),
    "session": lambda d: reopen(d, "training", "schedule.session", a_session(d)),
    "fill": lambda d: reopen(d, "training", "schedule.fill", 1),
    "replace": lambda d: reopen(d, "certificates", "replace", 1),
    "revoke": lambda d: reopen(d, "certificates", "revoke", 1),
    "paper": lambda d: reopen(d, "certificates", "paper", None),
    "start": lambda d: reopen(d, "certificates", "start", None),
    "office": lambda d: go(d, "settings"),
    "new signatory": lambda d: reopen(d, "settings", "signatory", None),
    "signatory": lambda d: reopen(d, "settings", "signatory", 1),
    "new scheme": lambda d: reopen(d, "settings", "scheme", None),
    "scheme": lambda d: reopen(d, "settings", "scheme", 1),
    "new line": lambda d: reopen(d, "settings", "table-predikat", None),
    "line": lambda d: reopen(d, "settings", "table-predikat", first_line(d)),
}


def reopen(desk: Desk, screen: str, form: str, record: int | None) -> None:
    """Opened as a draft would; there is none yet, so it opens as always."""
    draft = Draft("0" * 16, screen, form, record, "", None, {}, {})  # type: ignore[arg-type]
    assert desk.go_on(draft)


def a_session(desk: Desk) -> int:
    form = SessionForm(date(2026, 11, 3), "08.00", "09.30", title="Etika")
    desk._runner.write("Tambah sesi", lambda s: schedule.save(s, 1, form))
    return 1


def first_line(desk: Desk) -> int:
    """The id of a line of the table of predikat."""
    found_: list[int] = []
    desk._runner.read(lambda s: reference.items(s, "predikat")[0].id, found_.append)
    return found_[0]


def scribble(form: Form) -> None:
    """Something in each field; half a date where a date belongs."""
    for name, editor in form.editors.items():
        match editor:
            case CurriculumGrid():
                editor.retype([["Inti", "Etika & <b>Tata", "x"], ["", "", "3"]])
            case TrainerPicker():
                editor.retype([7])
            case _ if hasattr(editor, "setChecked"):
                editor.toggle()
            case _ if hasattr(editor, "setPlainText"):
                editor.setPlainText(f"  {name} “&<b>\nbaris dua ")
            case _ if hasattr(editor, "setEditText") and editor.isEditable():
                editor.setEditText("setengah")
            case _ if hasattr(editor, "setCurrentIndex"):
                editor.setCurrentIndex(editor.count() - 1)
            case _:
                editor.setText(f"24-1 {name}")


@pytest.mark.parametrize("name", FORMS)
def test_a_half_typed_form_is_offered_and_filled_as_typed(qtbot, start, name):
    first = start()
    FORMS[name](first)
    qtbot.waitUntil(lambda: bool(first.findChildren(FormPanel)))
    before = typed.read(panel(first).form)
    scribble(panel(first).form)
    wanted = typed.read(panel(first).form)
    assert wanted != before
    die(first)

    second = start()
    assert "Ada isian yang belum disimpan" in text(second, "drafts_words")
    press(qtbot, second, "drafts_lanjutkan")
    assert typed.read(panel(second).form) == wanted
    assert panel(second).form.is_dirty()
    assert not second._drafts.strip.isVisible()
    die(second)

    third = start()  # a draft that was gone on with is one draft
    assert len(keeper(third).waiting()) == 1
    press(qtbot, third, "drafts_buang")
    assert text(third, "drafts_words").startswith("Isian dibuang: ")
    die(third)
    assert keeper(start()).waiting() == []


def test_each_form_that_keeps_drafts_can_be_opened_again(start):
    desk = start()
    sources = "\n".join(p.read_text("utf-8") for p in (ROOT / "asn_desktop/ui").rglob("*.py"))
    places = set(re.findall(r'Place\(\s*"([\w]+)", f?"([\w-]+)', sources))
    assert len(places) >= 14
    for screen, form in places:
        known = {name for r in go(desk, screen).findChildren(Reopens) for name in r.forms}
        assert any(name.startswith(form) for name in known), (screen, form)


def test_every_form_panel_keeps_drafts():
    for path in (ROOT / "asn_desktop/ui/screens").rglob("*.py"):
        if path.name in {"second_place.py", "passphrase.py", "notes.py"}:  # secrets must not lie about
            continue
        source = path.read_text("utf-8")
        if 'Field("passphrase"' in source:  # what opens a backup is never written down
            continue
        assert len(re.findall(r"= FormPanel\(", source)) <= len(re.findall(r"\bPanelWatch\(", source)), (
            path.name
        )


def open_person(desk: Desk, person_id: int = 1) -> Form:
    go(desk, "employees").opened.emit(person_id)
    return panel(desk).form


def test_saving_ends_a_draft(start, shelf):
    desk = start()
    form = open_person(desk)
    form.editors["jabatan"].setText("Analis Baru")
    write(desk)
    assert len(found(shelf).drafts) == 1
    panel(desk).save()
    assert found(shelf).drafts == []


def test_giving_up_ends_a_draft(start, shelf, monkeypatch):
    desk = start()
    form = open_person(desk)
    form.editors["jabatan"].setText("Analis Baru")
    write(desk)
    monkeypatch.setattr("asn_desktop.ui.kit.form.ask", lambda *_a, **_k: True)
    panel(desk).leave()
    assert found(shelf).drafts == []


def test_typing_it_back_ends_a_draft(start, shelf):
    desk = start()
    form = open_person(desk)
    was = form.editors["jabatan"].text()
    form.editors["jabatan"].setText("x")
    die(desk)
    form.editors["jabatan"].setText(was)
    assert found(shelf).drafts == []


def test_a_form_that_another_one_replaced_waits_at_once(start):
    desk = start()
    open_person(desk).editors["jabatan"].setText("Analis Baru")
    assert keeper(desk).waiting() == []
    open_person(desk, 2)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert "Ubah pegawai Contoh Nomor 1" in text(desk, "drafts_words")


def test_the_same_form_offers_its_draft_too(qtbot, start):
    first = start()
    open_person(first).editors["jabatan"].setText("Analis Baru")
    die(first)
    desk = start()
    form = open_person(desk)
    assert form.editors["jabatan"].text() != "Analis Baru"
    assert "Ada isian yang belum disimpan dari" in text(panel(desk), "draft_words")
    press(qtbot, panel(desk), "draft_lanjutkan")
    assert form.editors["jabatan"].text() == "Analis Baru"
    assert keeper(desk).waiting() == []


def test_typing_beside_an_offer_loses_neither(start):
    first = start()
    open_person(first).editors["jabatan"].setText("yang lama")
    die(first)
    second = start()
    open_person(second).editors["jabatan"].setText("yang baru")
    die(second)
    kept = [draft.typed["jabatan"] for draft in keeper(start()).waiting()]
    assert kept == ["yang baru", "yang lama"]


def test_what_others_changed_since_is_shown_and_what_was_not_typed_is_theirs(qtbot, start, office):
    first = start()
    form = open_person(first)
    form.editors["jabatan"].setText("Analis Saya")
    die(first)
    with writing(office.engine, "lain") as s:
        person = employees.get(s, 1)
        employees.save(
            s, person.__class__(**person.__dict__ | {"jabatan": "Analis Lain", "note": "baru"}), TODAY
        )
    desk = start()
    press(qtbot, desk, "drafts_lanjutkan")
    form = panel(desk).form
    assert form.editors["jabatan"].text() == "Analis Saya"
    assert form.editors["note"].toPlainText() == "baru"
    told = text(panel(desk), "draft_words")
    assert "Jabatan: Analis Lain" in told
    assert "Catatan: baru" in told
    panel(desk).save()  # with the version of now: no clash
    with reading(office.engine) as s:
        kept = employees.get(s, 1)
    assert (kept.jabatan, kept.note) == ("Analis Saya", "baru")


def test_a_record_that_is_gone_is_told(start, refused):
    desk = start()
    for screen, form in (("employees", "person"), ("training", "training"), ("settings", "signatory")):
        reopen(desk, screen, form, 999)
    assert len(refused) == 3
    assert all("tidak ada" in words for words in refused)


def test_two_databases_never_mix(start, tmp_path):
    first = start()
    open_person(first).editors["jabatan"].setText("Analis")
    die(first)
    assert keeper(start(shelf_of(tmp_path / "draf", str(tmp_path / "latihan.db")))).waiting() == []


def test_a_thrown_draft_comes_back(qtbot, start, shelf):
    first = start()
    open_person(first).editors["jabatan"].setText("Analis")
    die(first)
    desk = start()
    press(qtbot, desk, "drafts_buang")
    assert found(shelf).drafts == []
    press(qtbot, desk, "drafts_kembalikan")
    assert "Ubah pegawai" in text(desk, "drafts_words")
    die(desk)
    assert len(found(shelf).drafts) == 1


def test_several_drafts_one_after_another_and_later(qtbot, start):
    first = start()
    for person in (1, 2):
        open_person(first, person).editors["jabatan"].setText("Analis")
    die(first)
    desk = start()
    assert text(desk, "drafts_words").startswith(
        "Ada isian yang belum disimpan (1 dari 2): Ubah pegawai Contoh Nomor 2"
    )
    press(qtbot, desk, "drafts_berikutnya")
    assert "(2 dari 2): Ubah pegawai Contoh Nomor 1" in text(desk, "drafts_words")
    press(qtbot, desk, "drafts_nanti")
    assert not desk._drafts.strip.isVisible()
    assert len(keeper(start()).waiting()) == 2


def test_a_form_of_another_version_is_told(qtbot, start, shelf):
    stray = Draft("a" * 16, "employees", "nothing", 1, "Ubah sesuatu", NOW, {"x": 1}, {})
    drafts.keep(shelf, stray)
    desk = start()
    press(qtbot, desk, "drafts_lanjutkan")
    assert "tidak ada lagi di versi program ini" in text(desk, "drafts_words")


def test_the_cell_that_is_being_typed_is_kept(qtbot, start, dressed):
    desk = start()
    reopen(desk, "training", "training", 1)
    grid = panel(desk).form.editors["subjects"]
    grid.grid.setCurrentIndex(grid.model.index(0, 1))
    grid.grid.setFocus()
    qtbot.keyClicks(grid.grid, "E")
    qtbot.keyClicks(grid.grid.cells._editor, "tika")
    die(desk)
    assert keeper(start()).waiting()[0].typed["subjects"][0][1] == "Etika"


def test_a_half_typed_mark_is_kept_and_its_cell_opened_again(qtbot, start):
    first = start()
    screen = go(first, "training")
    screen.events.open_event(1)
    table = screen.events.list.currentWidget().table
    table.go_to(1)
    qtbot.keyClicks(table, "8")
    qtbot.keyClicks(table.cells._editor, "7,")
    die(first)
    desk = start()
    assert "87," in text(desk, "drafts_words")
    press(qtbot, desk, "drafts_lanjutkan")
    table = go(desk, "training").events.list.currentWidget().table
    assert table.cells._editor.text() == "87,"
    qtbot.keyClicks(table.cells._editor, "5")
    qtbot.keyClick(table.cells._editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: table.people.rows[1].score == 87.5)
    assert keeper(desk).waiting() == []


def test_a_folder_that_cannot_be_written_is_told_once(start, tmp_path):
    (tmp_path / "draf").write_text("")
    desk = start()
    form = open_person(desk)
    for letters in ("a", "ab"):
        form.editors["jabatan"].setText(letters)
        keeper(desk)._write()
    assert text(desk, "status_text").startswith("Isian belum aman: ")
