"""The wording of a letter that was not yet saved when the program ended."""

from __future__ import annotations

from hands import press, text
from starts import die, go, keeper

from asn_desktop.db.session import reading
from asn_desktop.services.papers import saving


def part(desk):
    return go(desk, "training").events.list.currentWidget().tabs.part("papers")


def test_half_worded_letter_comes_back(qtbot, start, office):
    first = start()
    go(first, "training").events.open_event(1)
    part(first).edit(["undangan"])
    part(first)._side.currentWidget().form.editors["text_catatan"].setPlainText("Membawa laptop")
    die(first)

    desk = start()
    assert "Ubah undangan" in text(desk, "drafts_words")
    press(qtbot, desk, "drafts_lanjutkan")
    panel = part(desk)._side.currentWidget()
    assert panel.form.values()["text_catatan"] == "Membawa laptop"
    press(qtbot, panel, "save")
    with reading(office.engine) as s:
        assert saving.get(s, 1, "undangan").texts == {"catatan": "Membawa laptop"}
    assert keeper(desk).waiting() == []
