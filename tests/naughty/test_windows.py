"""No screen reads text from outside as markup or as a mnemonic."""

from __future__ import annotations

import pytest
from naughty.corpus import CORPUS
from naughty.office import BAD, shown_as_text
from PySide6.QtWidgets import QTableView

from asn_desktop.services import units
from asn_desktop.ui import catalogue
from asn_desktop.ui.kit.text import no_mnemonic, without_mnemonic


def test_every_screen_shows_outside_text_as_text(qtbot, window):
    shown: list[str] = []
    for one in catalogue.SCREENS:
        window.go(one.name)
        screen = window.shown_before(one.name)
        qtbot.waitUntil(screen.isVisible)
        for table in screen.findChildren(QTableView):
            if table.model() is not None and table.model().rowCount():
                table.selectRow(0)
        qtbot.wait(1)
        shown += shown_as_text(screen)
    assert any(BAD in text for text in shown)


def test_the_menu_says_what_it_undoes_letter_by_letter(window):
    assert "A&&B" in window._undo.text()
    assert not window._undo.text().replace("&&", "").removeprefix("&").count("&")


def test_an_endless_label_neither_widens_the_window_nor_breaks_its_lines(window):
    label = "Impor dari\tsatu\n" + "panjang sekali & <b>dua</b> " * 300
    window._runner.write(label, lambda s: units.save(s, None, "Yang terakhir"))
    assert window.minimumSizeHint().width() <= 1366
    assert len(window._undo.text()) < 120
    assert window._undo.text().startswith("&Batalkan “Impor dari satu panjang sekali &&")
    assert window._status_undo.isVisible()  # it is known for the same words, however short they are shown


@pytest.mark.parametrize("text", [*CORPUS, BAD])
def test_signs_meant_for_a_button_come_back_from_it(text):
    assert without_mnemonic(no_mnemonic(text)) == text
    assert "&" not in no_mnemonic(text).replace("&&", "")
