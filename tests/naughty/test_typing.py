"""What is typed or pasted in a window can be kept and looked for."""

from __future__ import annotations

import pytest
from naughty.corpus import CORPUS
from PySide6.QtWidgets import QLineEdit

from asn_desktop.domain.typed import clean
from asn_desktop.services.imports.cells import plain
from asn_desktop.ui.kit import kinds
from asn_desktop.ui.pasting import block

HALF = "\ud800"


@pytest.mark.parametrize("kind", [kinds.TEXT, kinds.NOTE], ids=["line", "note"])
def test_a_form_hands_out_text_that_can_be_kept(qtbot, kind):
    editor = kind.make()
    qtbot.addWidget(editor)
    for text in [*CORPUS, f"Siti\0 {HALF}Aminah"]:
        kind.put(editor, text)
        got = kind.get(editor)
        assert got == clean(got)
        got.encode()
        assert got or len(clean(text).strip()) < 2  # a lone byte order mark


def test_nul_in_a_line_cuts_nothing(qtbot):
    editor = QLineEdit("Siti\0 Aminah")
    qtbot.addWidget(editor)
    assert kinds.TEXT.get(editor) == "Siti Aminah"


def test_pasted_cells_can_be_kept():
    assert block(f"Inti\0\tBangun{HALF}\r\n") == [["Inti", "Bangun\ufffd"]]


def test_cells_of_a_list_can_be_kept():
    for text in [*CORPUS, f"Siti\0 {HALF}Aminah"]:
        kept = plain(text)
        assert kept == clean(kept).strip()
        kept.encode()
