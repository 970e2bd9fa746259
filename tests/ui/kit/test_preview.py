from __future__ import annotations

import pytest
from desks import make_desk
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from asn_desktop.db.session import reading
from asn_desktop.services import certificates, printing
from asn_desktop.ui.kit.preview import Preview


@pytest.fixture
def pdf(engine, tmp_path) -> bytes:
    """Three people, front and back."""
    desk = make_desk(engine, tmp_path)
    ids = desk.issue().certificate_ids
    with reading(engine) as s:
        return printing.preview_pdf(certificates.sheets(s, ids), printing.Options())


@pytest.fixture
def preview(qtbot, dressed, runner):
    made = Preview(runner)
    made.resize(900, 600)
    qtbot.addWidget(made)
    made.show()
    return made


def sheet(preview):
    return next(w for w in preview.findChildren(QLabel) if w.accessibleName() == "Halaman").pixmap()


def test_the_whole_page_is_seen_and_nothing_of_it_is_blank(preview, pdf):
    preview.show_pdf(pdf)
    shown = sheet(preview)
    assert preview.pages == 6
    assert 700 < shown.width() <= 900
    assert shown.width() / shown.height() == pytest.approx(297 / 210, rel=0.01)
    picture = shown.toImage()
    step = range(5, picture.width() - 5, 7)
    seen = {picture.pixel(x, y) for x in step for y in range(5, picture.height() - 5, 7)}
    assert len(seen) > 50


def test_pages_are_turned_by_key_and_by_number(qtbot, preview, pdf):
    preview.show_pdf(pdf)
    front = sheet(preview).toImage()
    qtbot.keyClick(preview, Qt.Key.Key_PageDown)
    assert preview.at == 1
    assert sheet(preview).toImage() != front
    qtbot.keyClick(preview, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert preview.at == 5
    qtbot.keyClick(preview, Qt.Key.Key_PageDown)
    assert preview.at == 5
    box = preview._number
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, "3")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert (preview.at, box.text()) == (2, "3")
    qtbot.keyClicks(box, "999")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert (preview.at, box.text()) == (5, "6")


def test_at_the_size_of_the_paper(qtbot, preview, pdf):
    preview.show_pdf(pdf)
    preview.zoom(1)
    assert sheet(preview).width() == pytest.approx(297 / 25.4 * 96, abs=2)
    before = sheet(preview).width()
    qtbot.keyClick(preview, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert sheet(preview).width() < before


def test_the_same_pages_drawn_anew_stay_where_they_are(preview, pdf):
    preview.show_pdf(pdf)
    preview.turn(3)
    preview.show_pdf(pdf, keep_place=True)
    assert preview.at == 3
    preview.show_pdf(pdf)
    assert preview.at == 0


def test_only_pages_that_are_seen_are_drawn(preview, pdf, runner):
    asked = []
    runner.busy.connect(asked.append)
    preview.show_pdf(pdf)
    assert asked.count(True) <= 3  # the count, and the page


def test_words_instead_of_pages(preview, pdf):
    preview.show_pdf(pdf)
    preview.say("Tidak ada sertifikat untuk ditampilkan.")
    assert preview.pages == 0
    assert sheet(preview).isNull()
    assert preview.findChild(QLabel, "preview_message").text().startswith("Tidak ada")
