"""Levels typed with digits, aims, the end of a pair, and its confidential notes, by keyboard."""

from datetime import date

import pytest
from hands import twice
from pairs import CLERK, NOW, TODAY, mentored
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QPushButton, QWidget

from asn_desktop.db.session import reading, writing
from asn_desktop.services import competences, history, reference
from asn_desktop.services.drafts import Draft
from asn_desktop.services.mentoring import closing, levels, notes, pairs, progress
from asn_desktop.services.mentoring.progress import AimForm
from asn_desktop.services.proofs import KeyStore
from asn_desktop.ui.drafts.reopening import reopen
from asn_desktop.ui.kit.form import FormPanel
from asn_desktop.ui.screens.mentoring import mentoring_screen
from asn_desktop.ui.screens.mentoring.closing import ClosingPart
from asn_desktop.ui.screens.mentoring.notes import NotesPart
from asn_desktop.ui.screens.mentoring.pair_page import PairPage
from asn_desktop.ui.screens.mentoring.progress import ProgressPart
from asn_desktop.ui.screens.mentoring.progress_picture import Picture

TEXT = "Mentee keberatan atas pembagian tugas Kutilang"


@pytest.fixture
def pair(engine):
    with writing(engine, "Rujukan", now=NOW) as s:
        reference.seed(s)
    return mentored(engine)


@pytest.fixture
def show(qtbot, dressed, runner, pair):
    runner.actor = CLERK

    def shown(part, *more):
        made = part(runner, pair.pair_id, *more)
        made.resize(1110, 600)
        qtbot.addWidget(made)
        with qtbot.waitExposed(made):
            made.show()
        return made

    return shown


def read(pair, work):
    with reading(pair.engine) as s:
        return work(s)


def panel(part) -> FormPanel:
    return [one for one in part.findChildren(FormPanel) if one.isVisible()][-1]


def texts(part) -> str:
    return "\n".join(found.text() for found in part.findChildren(QLabel) if found.isVisible())


def test_digits_fill_the_grid_and_disagreement_is_told(qtbot, show, pair):
    part = show(ProgressPart)
    view = part.grid.view
    qtbot.waitUntil(lambda: view.currentIndex().isValid())  # the rows are there
    view.setFocus()
    for digit, who in zip("432", ("mentor", "mentee", "atasan"), strict=True):
        part.grid.go_to(((pair.mentee_id, "M5"), f"akhir.{who}"))
        qtbot.keyClicks(view, digit)
    row = read(pair, lambda s: levels.rows(s, [pair.pair_id]))[0]
    assert row.compared("akhir") == "Mentor 4, mentee 3, atasan 2: berselisih 2 tingkat"
    shown = part.grid.model.index(0, 3).data()
    assert shown == "≠ akhir 2"
    assert "Pelayanan Publik: – → – → 2" in part.picture.accessibleDescription()


def test_level_6_stays_at_its_cell_and_is_not_kept(qtbot, show, pair):
    part = show(ProgressPart)
    qtbot.waitUntil(lambda: part.grid.view.currentIndex().isValid())
    part.grid.go_to(((pair.mentee_id, "M5"), "awal.mentor"))
    part.grid.view.setFocus()
    part.grid.view.paste("6")
    assert "Tingkat “6” tidak ada" in texts(part)
    assert read(pair, lambda s: levels.rows(s, [pair.pair_id]))[0].seen == {}


def test_an_aim_is_typed_and_its_value_noted(qtbot, show, pair):
    part = show(ProgressPart)
    part.new()
    form = panel(part).form
    form.editors["text"].setPlainText("Menyusun SOP")
    form.editors["baseline"].setText("0")
    form.editors["target"].setText("4")
    qtbot.keyClick(form.editors["target"], Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    (aim,) = read(pair, lambda s: progress.aims(s, [pair.pair_id]))
    assert (aim.form.text, aim.form.target, aim.mentee) == ("Menyusun SOP", 4, "Semua mentee")
    part.note_value(aim.id)
    form = panel(part).form
    form.editors["value"].setText("2")
    panel(part).save()
    (aim,) = read(pair, lambda s: progress.aims(s, [pair.pair_id]))
    assert aim.percent == 50
    part._draw()
    assert "Menyusun SOP: 50%" in part.picture.accessibleDescription()
    part.note_value(aim.id)
    panel(part).save()  # empty: what was noted today goes
    (aim,) = read(pair, lambda s: progress.aims(s, [pair.pair_id]))
    assert aim.percent is None or aim.percent == 0
    part.note_value(aim.id)
    panel(part).save()
    assert "belum ada yang dapat dihapus" in panel(part).form.findChild(QLabel, "value_message").text()


def test_a_target_that_contradicts_is_told_at_its_field(show, pair):
    part = show(ProgressPart)
    part.new()
    form = panel(part).form
    form.editors["text"].setPlainText("Waktu tunggu")
    form.editors["baseline"].setText("30")
    form.editors["target"].setText("10")
    panel(part).save()
    assert "Makin kecil makin baik" in form.findChild(QLabel, "target_message").text()
    form.editors["falling"].setChecked(True)
    panel(part).save()
    assert len(read(pair, lambda s: progress.aims(s, [pair.pair_id]))) == 1


def test_the_form_of_a_mentee_is_kept_and_the_pair_closed(qtbot, show, pair):
    cells = {(pair.mentee_id, "M5", "akhir", "mentor"): 4}
    with writing(pair.engine, "Tingkat", CLERK, NOW) as s:
        levels.save(s, cells, TODAY)
    went = []
    part = show(ClosingPart, lambda *where: went.append(where))
    assert "belum ada pertemuan" in texts(part)
    part.edit(pair.mentee_id)
    form = panel(part).form
    aspect = next(iter(read(pair, lambda s: closing.get(s, pair.pair_id)).aspects))
    form.editors[aspect].put(5)
    form.editors["conclusion"].setPlainText("Mandiri")
    panel(part).save()
    one = read(pair, lambda s: closing.get(s, pair.pair_id)).mentees[0]
    assert (one.form.marks, one.form.conclusion) == ({aspect: 5}, "Mandiri")
    part.close_pair()
    assert read(pair, lambda s: pairs.detail(s, pair.pair_id)).state == "selesai"
    assert read(pair, lambda s: competences.latest(s, [pair.mentee]))[pair.mentee]["M5"].level == 4
    assert "1 tingkat kompetensi dicatat" in texts(part)
    part.close_pair()
    assert "Pasangan ini selesai" in texts(part)
    part.certificates()
    assert went == [("mentoring", ("programme", pair.programme_id))]
    part.open_again()
    assert read(pair, lambda s: competences.latest(s, [pair.mentee])) == {}


def open_notes(qtbot, part):
    qtbot.mouseClick(part.findChild(QPushButton, "open_notes"), Qt.MouseButton.LeftButton)


def test_notes_are_shut_until_asked_for_and_shut_again(qtbot, show, pair):
    with writing(pair.engine, "Catatan", CLERK, NOW) as s:
        notes.write(s, pair.pair_id, TEXT, CLERK, NOW)
    part = show(NotesPart)
    assert part._notes is None
    assert "1 catatan rahasia. Yang boleh membuka: rina." in texts(part)
    open_notes(qtbot, part)
    assert [row.text for row in part.list.rows()] == [TEXT]
    assert [one.actor for one in part.accesses.rows()] == [CLERK]
    part.hide()
    assert part._notes is None
    assert part.list.rows() == []
    part.show()
    assert len(read(pair, lambda s: notes.accesses(s, pair.pair_id))) == 1


def test_a_note_is_written_changed_and_deleted(qtbot, show, pair, runner):
    part = show(NotesPart)
    open_notes(qtbot, part)
    part.new()
    panel(part).form.editors["text"].setPlainText(TEXT)
    panel(part).save()
    (row,) = part.list.rows()
    assert row.text == TEXT
    part.edit(row.id)
    panel(part).form.editors["text"].setPlainText("Selesai")
    panel(part).save()
    (row,) = part.list.rows()
    part.edit(row.id)
    panel(part).form.editors["text"].setPlainText("Selesai benar")
    panel(part).save()
    assert [r.text for r in part.list.rows()] == ["Selesai benar"]
    part.delete([row.id])
    assert part.list.rows() == []
    assert read(pair, lambda s: notes.count(s, pair.pair_id)) == 0
    assert read(pair, lambda s: history.state(s, CLERK)).undo == "Hapus 1 catatan rahasia"
    runner.undo()
    assert part._notes is None  # what came back is read only when asked for
    assert "1 catatan rahasia" in texts(part)


def test_who_may_not_is_told_who_may(qtbot, show, pair, runner):
    part = show(NotesPart)
    runner.actor = "budi"
    open_notes(qtbot, part)
    assert "hanya dapat dibuka oleh rina" in texts(part)
    assert part._notes is None


def test_the_picture_paints_everything(qtbot, dressed, pair):
    cells = {(pair.mentee_id, "M5", "awal", "mentor"): 2, (pair.mentee_id, "M5", "akhir", "mentor"): 4}
    with writing(pair.engine, "Isi", CLERK, NOW) as s:
        levels.save(s, cells, TODAY)
        key = progress.save_aim(s, AimForm(pair.pair_id, "SOP", target=4))
        progress.set_value(s, key, date(2026, 9, 1), 4, TODAY)
    picture = Picture()
    qtbot.addWidget(picture)
    empty = picture.height()
    picture.show_way(
        read(pair, lambda s: levels.rows(s, [pair.pair_id])),
        read(pair, lambda s: progress.aims(s, [pair.pair_id])),
    )
    assert picture.height() > empty
    assert picture.accessibleDescription().endswith("SOP: ✓ tercapai")
    assert "2 → – → 4 (naik 2)" in picture.accessibleDescription()
    image = picture.grab().toImage()
    colours = {
        image.pixelColor(x, y).name() for x in range(0, image.width(), 2) for y in range(0, image.height(), 2)
    }
    assert len(colours) > 3


@pytest.mark.parametrize("name", ["progress", "closing", "notes"])
def test_every_control_has_names(qtbot, dressed, runner, pair, name):
    page = PairPage(runner, pair.pair_id, lambda *_where: None)
    qtbot.addWidget(page)
    page.show()
    made = page.tabs.part(name)
    for widget in made.findChildren(QWidget):
        if (
            widget.isVisible()
            and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and widget.objectName() != "qt_scrollarea_viewport"
        ):
            assert widget.accessibleName() or getattr(widget, "text", str)(), widget


def test_a_mentee_leaves_with_a_reason_and_comes_back(qtbot, show, pair):
    part = show(ClosingPart, lambda *_where: None)
    part.leave(pair.mentee_id)
    form = panel(part).form
    form.editors["day"].setText("01-09-2026")
    qtbot.keyClick(form.editors["day"], Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert "Isi alasan keluar" in form.findChild(QLabel, "reason_message").text()
    qtbot.keyClicks(form.editors["reason"], "Mutasi")
    panel(part).save()
    mentee = read(pair, lambda s: pairs.detail(s, pair.pair_id).mentees[0])
    assert (mentee.left_on, mentee.left_reason) == (date(2026, 9, 1), "Mutasi")
    part.leave(pair.mentee_id)
    assert read(pair, lambda s: pairs.detail(s, pair.pair_id).mentees[0]).left_on is None


@pytest.fixture
def screen(qtbot, dressed, runner, tmp_path):
    made = mentoring_screen(runner, lambda *_where: None, KeyStore(tmp_path / "keys"))
    made.resize(1180, 640)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize(
    ("form", "what", "title"),
    [
        ("progress.aim", "pair", "Sasaran baru"),
        ("progress.aim_edit", "aim", "Ubah sasaran"),
        ("progress.value", "aim", "Capaian: SOP"),
        ("closing.mentee", "mentee", "Ir. Orang 2, S.T."),
        ("closing.leave", "mentee", "Mentee keluar: Ir. Orang 2, S.T."),
    ],
)
def test_what_was_typed_is_opened_again(screen, pair, form, what, title):
    with writing(pair.engine, "Isi", CLERK, NOW) as s:
        aim = progress.save_aim(s, AimForm(pair.pair_id, "SOP", target=4))
    record = {"pair": pair.pair_id, "aim": aim, "mentee": pair.mentee_id}[what]
    assert reopen(screen, Draft("t", "mentoring", form, record, "", NOW, {}, {}))
    assert title in texts(panel(screen))
    assert twice(screen) == {}


def test_no_two_keys_are_the_same_in_the_parts_of_a_pair(qtbot, dressed, runner, pair):
    runner.actor = CLERK
    page = PairPage(runner, pair.pair_id, lambda *_where: None)
    page.resize(1180, 640)
    qtbot.addWidget(page)
    page.show()
    part = page.tabs.part("progress")
    assert twice(page) == {}
    part.new()
    assert twice(page) == {}
    part = page.tabs.part("closing")
    assert twice(page) == {}
    part.edit(pair.mentee_id)
    assert twice(page) == {}
    part = page.tabs.part("notes")
    assert twice(page) == {}
    open_notes(qtbot, part)
    assert twice(page) == {}
    part.new()
    assert twice(page) == {}


def test_from_the_first_level_to_the_end_by_keyboard_alone(qtbot, dressed, runner, pair):
    runner.actor = CLERK
    page = PairPage(runner, pair.pair_id, lambda *_where: None)
    page.resize(1180, 640)
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)

    def key(code, modifier=Qt.KeyboardModifier.NoModifier):
        qtbot.keyClick(QApplication.focusWidget() or page, code, modifier)

    def typed(text):
        qtbot.keyClicks(QApplication.focusWidget(), text)

    def in_form():
        qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QPlainTextEdit))

    alt, ctrl = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
    key(Qt.Key.Key_K, alt)
    typed("2")  # the level at the beginning, as the mentor sees it
    row = read(pair, lambda s: levels.rows(s, [pair.pair_id]))[0]
    assert row.of("awal") == {"mentor": 2}
    key(Qt.Key.Key_U, alt)
    in_form()
    typed("Menyusun SOP loket")
    for text in ("", "", "dokumen", "0", "4"):  # for all of them, without an indicator
        key(Qt.Key.Key_Tab)
        typed(text)
    key(Qt.Key.Key_S, ctrl)
    (aim,) = read(pair, lambda s: progress.aims(s, [pair.pair_id]))
    assert (aim.form.text, aim.form.unit, aim.form.target) == ("Menyusun SOP loket", "dokumen", 4)
    key(Qt.Key.Key_Y, alt)
    key(Qt.Key.Key_F2)
    typed("4")  # the first aspect
    key(Qt.Key.Key_S, ctrl)
    marks = read(pair, lambda s: closing.get(s, pair.pair_id)).mentees[0].form.marks
    assert list(marks.values()) == [4]
    key(Qt.Key.Key_Return, ctrl)
    assert read(pair, lambda s: pairs.detail(s, pair.pair_id)).state == "selesai"
    key(Qt.Key.Key_C, alt)
    key(Qt.Key.Key_B, alt)
    qtbot.waitUntil(lambda: page.tabs.shown()._notes is not None)
    assert [one.actor for one in read(pair, lambda s: notes.accesses(s, pair.pair_id))] == [CLERK]
    key(Qt.Key.Key_U, alt)
    in_form()
    typed(TEXT)
    key(Qt.Key.Key_S, ctrl)
    assert [one.text for one in page.tabs.shown().list.rows()] == [TEXT]
