from __future__ import annotations

from typing import NamedTuple

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLineEdit, QPushButton

from asn_desktop.ui.grid import Grid, GridColumn, Kind, number
from asn_desktop.ui.kit.table import BACKGROUND, TOOLTIP, Column

K = Qt.Key
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class Person(NamedTuple):
    id: int
    name: str


def state(text: str) -> str:
    if text.upper() in {"", "H", "I"}:
        return text.upper()
    raise ValueError(f"“{text}” bukan kehadiran.")


STATES = Kind(state, keys={"H": "H", "I": "I"})
PEOPLE = [Person(n, f"Contoh {n}") for n in range(1, 6)]
COLUMNS = [
    GridColumn("a", "Sesi 1", STATES),
    GridColumn("b", "Sesi 2", STATES),
    GridColumn("n", "Nilai", number(0, 100)),
    GridColumn("end", "Akhir", None),
]


@pytest.fixture
def grid(qtbot):
    made = Grid([Column("Nama", "name", width=20)], "coba", "Coba")
    qtbot.addWidget(made)
    QAbstractItemModelTester(made.model)
    made.edits = []
    made.words = []
    made.edited.connect(made.edits.append)
    made.complained.connect(made.words.append)
    made.show_rows(PEOPLE, COLUMNS, {(1, "a"): "H", (1, "end"): "9"})
    made.resize(900, 400)
    made.show()
    made.go_to((1, "a"))
    made.view.setFocus()
    return made


def column(grid, id_):
    return [grid.model.text((p.id, id_)) for p in PEOPLE]


def press(qtbot, grid, *keys, modifier=Qt.KeyboardModifier.NoModifier):
    for key in keys:
        qtbot.keyClick(grid.view, key, modifier)


def editor(grid):
    return grid.view.indexWidget(grid.view.currentIndex())


def leave(qtbot, grid, key):
    """Enter and Escape are dealt with after the key."""
    qtbot.keyClick(editor(grid), key)
    qtbot.waitUntil(lambda: grid.view.typing.open is None)


def paste(qtbot, grid, text):
    QGuiApplication.clipboard().setText(text)
    press(qtbot, grid, K.Key_V, modifier=CONTROL)


def test_a_key_is_the_whole_value_and_goes_down(qtbot, grid):
    press(qtbot, grid, K.Key_I, K.Key_H, K.Key_H)
    assert column(grid, "a") == ["I", "H", "H", "", ""]
    assert grid.edits == [{(1, "a"): "I"}, {(2, "a"): "H"}, {(3, "a"): "H"}]
    assert grid.model.place(grid.view.currentIndex()) == (4, "a")


def test_what_is_there_already_is_no_change(qtbot, grid):
    press(qtbot, grid, K.Key_H)
    assert grid.edits == []


def test_a_key_fills_a_chosen_range_as_one_change(qtbot, grid):
    press(qtbot, grid, K.Key_Down, K.Key_Down, modifier=SHIFT)
    press(qtbot, grid, K.Key_Right, modifier=SHIFT)
    press(qtbot, grid, K.Key_I)
    assert column(grid, "a") == column(grid, "b") == ["I", "I", "I", "", ""]
    assert len(grid.edits) == 1
    press(qtbot, grid, K.Key_Delete)
    assert column(grid, "b") == [""] * 5
    assert len(grid.edits) == 2


def test_a_whole_column_at_once(qtbot, grid):
    press(qtbot, grid, K.Key_Return, modifier=CONTROL)
    assert column(grid, "a") == ["H"] * 5
    press(qtbot, grid, K.Key_Space, modifier=CONTROL)
    press(qtbot, grid, K.Key_I)
    assert column(grid, "a") == ["I"] * 5


def test_fill_down(qtbot, grid):
    press(qtbot, grid, K.Key_Down, K.Key_Down, modifier=SHIFT)
    press(qtbot, grid, K.Key_D, modifier=CONTROL)
    assert column(grid, "a") == ["H", "H", "H", "", ""]
    grid.go_to((4, "a"))
    press(qtbot, grid, K.Key_D, modifier=CONTROL)
    assert column(grid, "a") == ["H", "H", "H", "H", ""]


def test_a_number_is_typed_taken_over_and_left_by_enter_tab_and_arrow(qtbot, grid):
    for person, key in ((1, K.Key_Return), (2, K.Key_Tab), (3, K.Key_Down)):
        grid.go_to((person, "n"))
        press(qtbot, grid, K.Key_8)
        qtbot.keyClicks(editor(grid), "7,50")
        leave(qtbot, grid, key)
    assert column(grid, "n") == ["87,5", "87,5", "87,5", "", ""]
    assert grid.model.place(grid.view.currentIndex()) == (4, "n")


def test_a_mark_of_105_stays_at_its_place_with_the_remedy(qtbot, grid):
    grid.go_to((2, "n"))
    press(qtbot, grid, K.Key_1)
    qtbot.keyClicks(editor(grid), "05")
    assert grid.unsaved() == [(2, "n", "105")]
    leave(qtbot, grid, K.Key_Return)
    assert grid.edits == []
    assert grid.words[-1].startswith("Baris 2, Nilai: “105” bukan nilai. Tulis angka 0 sampai 100")
    index = grid.model.where((2, "n"))
    assert index.data() == "105"
    assert "0 sampai 100" in index.data(TOOLTIP)
    assert index.data(BACKGROUND) is not None
    assert grid.unsaved() == [(2, "n", "105")]
    grid.go_to((2, "n"))
    grid.view.fill("95")
    assert index.data() == "95"
    assert grid.words[-1] == ""
    assert grid.unsaved() == []


def test_a_letter_with_alt_is_of_a_button_not_of_the_cell(qtbot, grid):
    press(qtbot, grid, Qt.Key.Key_P, modifier=Qt.KeyboardModifier.AltModifier)
    assert editor(grid) is None


def test_escape_gives_up_what_was_typed(qtbot, grid):
    grid.go_to((2, "n"))
    press(qtbot, grid, K.Key_1)
    leave(qtbot, grid, K.Key_Escape)
    assert (grid.edits, grid.unsaved()) == ([], [])


def test_a_pasted_block_is_shown_before_it_is_kept(qtbot, grid):
    grid.go_to((4, "b"))
    paste(qtbot, grid, "h\t90\ni\t105\nh\t80\n")
    words = grid._words.text()
    assert "3 sel siap disimpan" in words
    assert "Baris 5, Nilai: “105” bukan nilai" in words
    assert "2 isian jatuh di luar tabel" in words
    assert (column(grid, "b"), grid.edits) == (["", "", "", "H", "I"], [])
    press(qtbot, grid, K.Key_H)  # nothing else until this is decided
    assert column(grid, "b")[3:] == ["H", "I"]
    press(qtbot, grid, K.Key_Return)
    assert grid.edits == [{(4, "b"): "H", (4, "n"): "90", (5, "b"): "I"}]
    assert grid.model.text((5, "n")) == "105"  # still there, to be corrected


def test_a_pasted_block_is_given_up(qtbot, grid):
    paste(qtbot, grid, "i\nx\n")
    assert grid.findChild(QPushButton, "coba_drop").isVisible()
    press(qtbot, grid, K.Key_Escape)
    assert (column(grid, "a")[:2], grid.edits, grid.unsaved()) == (["H", ""], [], [])
    assert not grid.findChild(QPushButton, "coba_drop").isVisible()


def test_one_pasted_value_fills_the_selection(qtbot, grid):
    press(qtbot, grid, K.Key_Down, modifier=SHIFT)
    paste(qtbot, grid, "i")
    assert column(grid, "a")[:3] == ["I", "I", ""]


def test_a_block_is_copied_as_spreadsheets_read_it(qtbot, grid):
    press(qtbot, grid, K.Key_Down, K.Key_Right, modifier=SHIFT)
    press(qtbot, grid, K.Key_C, modifier=CONTROL)
    assert QGuiApplication.clipboard().text() == "H\t\n\t"


def test_what_is_hidden_by_a_search_is_not_changed(qtbot, grid):
    grid.search("contoh 3")
    grid.go_to((3, "a"))
    press(qtbot, grid, K.Key_Space, modifier=CONTROL)
    press(qtbot, grid, K.Key_I)
    assert column(grid, "a") == ["H", "", "I", "", ""]
    grid.show_rows([*PEOPLE, Person(6, "Contoh 6")], COLUMNS, {})
    assert [grid.view.isRowHidden(n) for n in range(6)] == [True, True, False, True, True, True]


def test_read_only_cells_are_not_typed_into(qtbot, grid):
    grid.go_to((1, "end"))
    press(qtbot, grid, K.Key_5, K.Key_F2, K.Key_Delete)
    assert grid.view.findChild(QLineEdit) is None
    assert (grid.model.text((1, "end")), grid.edits) == ("9", [])


def test_tab_leaves_the_grid_at_its_end(qtbot, grid):
    grid.go_to((4, "end"))
    press(qtbot, grid, K.Key_Tab)
    assert grid.model.place(grid.view.currentIndex()) == (5, "a")
    assert grid.view.step(0, -1)
    assert grid.model.place(grid.view.currentIndex()) == (4, "end")
    grid.go_to((5, "end"))
    assert not grid.view.step(0, 1)


def test_a_refusal_brings_the_old_value_back_unless_something_newer_was_typed(qtbot, grid):
    press(qtbot, grid, K.Key_I)
    grid.go_to((1, "a"))
    press(qtbot, grid, K.Key_Delete)
    first, second = grid.edits
    grid.refuse(first, "Tidak boleh.")
    assert grid.model.text((1, "a")) == ""  # the newer one
    grid.refuse(second, "Tidak boleh.")
    assert grid.model.text((1, "a")) == "H"
    assert grid.words[-1] == "Tidak boleh."


def test_old_answers_do_not_undo_what_is_on_its_way(qtbot, grid):
    press(qtbot, grid, K.Key_I)
    grid.show_rows(PEOPLE, COLUMNS, {(1, "a"): "H"})  # was read before the key was saved
    assert grid.model.text((1, "a")) == "I"
    grid.settle({(1, "a"): "I"})
    assert grid.model.text((1, "a")) == "I"
    grid.show_rows(PEOPLE, COLUMNS, {(1, "a"): "H"})  # now it is the truth: somebody undid it
    assert grid.model.text((1, "a")) == "H"


@pytest.mark.parametrize(
    ("typed", "kept"), [("87,50", "87,5"), ("100", "100"), ("0", "0"), (" 7.25 ", "7,25"), ("", "")]
)
def test_numbers_are_kept_with_comma(typed, kept):
    assert number(0, 100).read(typed) == kept


@pytest.mark.parametrize("typed", ["105", "-1", "nan", "inf", "abc", "8 7"])
def test_other_text_is_no_number(typed):
    with pytest.raises(ValueError, match="0 sampai 100"):
        number(0, 100).read(typed)


def test_where_one_is_led_only_that_cell_is_chosen_even_with_ctrl_held_down(qtbot, grid):
    qtbot.keyPress(grid.view, K.Key_Control, CONTROL)
    assert QGuiApplication.keyboardModifiers() == CONTROL
    grid.go_to((3, "b"))
    qtbot.keyRelease(grid.view, K.Key_Control)
    assert grid.view.places() == [(3, "b")]
