from __future__ import annotations

import sys
from array import array
from datetime import date
from typing import NamedTuple

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QAbstractItemModelTester

from asn_desktop.ui.kit.paged_table import AT_ONCE, KEPT, PAGE, PagedModel
from asn_desktop.ui.kit.table import ALIGNMENT, RIGHT, ROW, TOOLTIP, Column, Sorted, TableModel, shown
from asn_desktop.ui.kit.view import View


class Row(NamedTuple):
    id: int
    name: str
    jp: int | None = 0
    day: date | None = None


COLUMNS = [Column("Nama", "name"), Column("JP", "jp"), Column("Tanggal", "day")]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "Ya"),
        (False, "Tidak"),
        (1234567, "1.234.567"),
        (87.5, "87,50"),
        (date(2026, 11, 4), "04-11-2026"),
        ("<b>Agus</b>", "<b>Agus</b>"),
    ],
)
def test_values_as_text(value, text):
    assert shown(value) == text


def test_a_model_shows_rows(qapp):
    model = TableModel(COLUMNS)
    QAbstractItemModelTester(model)
    model.show([Row(1, "Siti", 20, date(2026, 1, 2))])
    assert [model.index(0, c).data() for c in range(3)] == ["Siti", "20", "02-01-2026"]
    assert model.index(0, 1).data(ALIGNMENT) == RIGHT
    assert model.index(0, 0).data(ROW).id == 1
    assert model.headerData(1, Qt.Orientation.Horizontal) == "JP"


def test_tooltips_are_never_markup(qapp):
    model = TableModel(COLUMNS)
    model.show([Row(1, '<img src="/etc/passwd"> & "B"')])
    assert "<img" not in model.index(0, 0).data(TOOLTIP)


def test_sorting_follows_values_not_text(qapp):
    model = TableModel(COLUMNS)
    proxy = Sorted(model)
    model.show([Row(1, "b", 100), Row(2, "A", None), Row(3, "c", 9)])
    proxy.sort(1)
    assert [proxy.index(n, 1).data() for n in range(3)] == ["", "9", "100"]
    proxy.sort(0)
    assert [proxy.index(n, 0).data() for n in range(3)] == ["A", "b", "c"]


@pytest.fixture
def reads():
    return []


@pytest.fixture
def paged(qapp, runner, reads):
    def page(_session, ids):
        reads.append(list(ids))
        return [Row(i, f"Nama {i}") for i in ids if i != 13]

    return PagedModel(runner, COLUMNS, page)


def test_scrolling_reads_only_what_is_seen(qtbot, paged, reads):
    paged.show(array("q", range(200_000)))
    view = View(paged, COLUMNS, "people", "Daftar")
    qtbot.addWidget(view)
    view.resize(600, 400)
    view.show()
    view.scrollTo(paged.index(150_000, 0))
    qtbot.waitUntil(lambda: paged.index(150_000, 0).data() == "Nama 150000")
    assert sum(map(len, reads)) <= 3 * PAGE
    assert all(ids[0] in {0, 149_900, 150_000, 150_100} for ids in reads)


def test_what_was_scrolled_past_is_not_read(qtbot, paged, reads):
    paged.show(range(100_000))
    for place in range(0, 100_000, PAGE):
        assert paged.row(place) is None
    qtbot.waitUntil(lambda: bool(reads))
    assert len(reads) == AT_ONCE
    assert reads[-1][0] == 99_900


def test_memory_stays_flat(qtbot, paged):
    paged.show(range(100_000))
    for place in range(0, 10_000, PAGE):
        paged.row(place)
        qtbot.waitUntil(lambda p=place: paged.row(p) is not None)
    assert sum(page is not None for page in paged._pages.values()) <= KEPT


def test_a_row_deleted_meanwhile_leaves_the_others_in_place(qtbot, paged):
    paged.show(range(100))
    paged.row(0)
    qtbot.waitUntil(lambda: paged.row(14) is not None)
    assert (paged.row(13), paged.row(14).name) == (None, "Nama 14")


def test_a_longer_list_grows_without_losing_the_place(qtbot, paged):
    paged.show(array("q", range(200)))
    view = View(paged, COLUMNS, "people", "Daftar")
    qtbot.addWidget(view)
    view.go_to(150)
    paged.show(array("q", range(5000)))
    assert (paged.rowCount(), view.currentIndex().row()) == (5000, 150)


def test_many_rows_can_be_selected_and_copied(qtbot, qapp):
    model = TableModel(COLUMNS)
    model.show([Row(n, f"Nama {n}", n) for n in range(3000)])
    view = View(model, COLUMNS, "people", "Daftar")
    qtbot.addWidget(view)
    view.selectAll()
    assert view.selected_count() == 3000
    assert view.selected_text().splitlines()[1] == "Nama 1\t1\t"


def test_painting_keeps_the_references_to_none(qtbot, dressed):
    """PySide6 6.12.0 lost one with each call, and aborted the process after some thousand."""
    model = TableModel(COLUMNS)
    model.show([Row(n, f"Nama {n}", n) for n in range(40)])
    view = View(model, COLUMNS, "people", "Daftar")
    qtbot.addWidget(view)
    view.resize(500, 400)
    image = QImage(500, 400, QImage.Format.Format_RGB32)
    view.render(image)
    before = sys.getrefcount(None)
    painter = QPainter(image)
    for _ in range(10_000):
        painter.setPen(QColor("black"))
        painter.setFont(view.font())
        painter.drawRect(1, 1, 9, 9)
        painter.drawLine(0, 0, 9, 9)
        painter.fillRect(0, 0, 5, 5, QColor("white"))
    painter.end()
    for _ in range(20):
        view.render(image)
    assert sys.getrefcount(None) > before - 500
