from __future__ import annotations

from typing import NamedTuple

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from asn_desktop.ui.kit.actions import Action, Empty
from asn_desktop.ui.kit.chips import FilterBy
from asn_desktop.ui.kit.details import Details, Section
from asn_desktop.ui.kit.form import Field, Form, FormPanel
from asn_desktop.ui.kit.list_screen import ListScreen, Paged, Rows
from asn_desktop.ui.kit.table import Column


class Row(NamedTuple):
    id: int
    name: str
    kind: str


PEOPLE = [Row(n, f"Nama {n:04}", "PNS" if n % 2 else "PPPK") for n in range(1, 1001)]
COLUMNS = [Column("Nama", "name", sort="name"), Column("Jenis", "kind")]


def matching(asked):
    kinds = asked.chosen.get("kind", ())
    found = [r for r in PEOPLE if asked.text in r.name and (not kinds or r.kind in kinds)]
    return sorted(found, key=lambda r: r.name, reverse=asked.descending)


@pytest.fixture
def limits():
    return []


@pytest.fixture
def done():
    return []


@pytest.fixture(params=["paged", "rows"])
def screen(request, qtbot, dressed, runner, limits, done):  # noqa: PLR0917 - fixtures
    def ids(_session, asked, limit):
        limits.append(limit)
        return [r.id for r in matching(asked)][:limit]

    by_id = {r.id: r for r in PEOPLE}
    sources = {
        "paged": Paged(ids, lambda _s, wanted: [by_id[i] for i in wanted]),
        "rows": Rows(lambda _s, asked: matching(asked)),
    }
    made = ListScreen(
        runner,
        "people",
        COLUMNS,
        sources[request.param],
        noun="orang",
        empty=Empty("Belum ada orang.", "&Impor", lambda: done.append("impor")),
        actions=[
            Action("&Baru", done.append, "Ctrl+N", needs=0),
            Action("&Ubah", done.append, icon="pencil"),
            Action("Arsip", done.append, "Ctrl+Del", needs=2, more=True),
        ],
        filters=[FilterBy("kind", "Jenis", lambda _s: [("PNS", "PNS"), ("PPPK", "PPPK")])],
        side=Details("Pilih"),
    )
    qtbot.addWidget(made)
    made.resize(900, 500)
    made.show()
    qtbot.waitUntil(lambda: made.tally.text() == "1.000 orang")
    return made


def first(screen):
    return screen.table.model().index(0, 0).data()


def test_the_first_rows_come_before_the_whole_list(screen, limits):
    if screen.listing.paged:
        assert limits == [200, None]


def test_search_as_you_type(qtbot, screen):
    screen.search.setText("0777")
    qtbot.waitUntil(lambda: screen.tally.text() == "1 orang")
    qtbot.waitUntil(lambda: first(screen) == "Nama 0777")


def test_filter_chips(qtbot, screen):
    screen.chips["kind"].choose(["PPPK"])
    qtbot.waitUntil(lambda: screen.tally.text() == "500 orang")
    qtbot.waitUntil(lambda: screen.chips["kind"].text().startswith("Jenis: PPPK"))
    screen.clear()
    qtbot.waitUntil(lambda: screen.tally.text() == "1.000 orang")


def test_a_filter_may_be_chosen_before_its_options_are_there(qtbot, dressed, runner):
    source = Rows(lambda _s, asked: matching(asked))
    kinds = FilterBy("kind", "Jenis", lambda _s: [("PNS", "PNS sekali"), ("PPPK", "PPPK")], many=False)
    screen = ListScreen(
        runner, "p", COLUMNS, source, noun="orang", empty=Empty("Kosong", "Isi", print), filters=[kinds]
    )
    qtbot.addWidget(screen)
    screen.show_at({"kind": ("PNS",)})
    screen.show()
    qtbot.waitUntil(lambda: screen.tally.text() == "500 orang")
    qtbot.waitUntil(lambda: "PNS sekali" in screen.chips["kind"].text())


def test_sorting_by_the_header(qtbot, screen):
    screen.table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    qtbot.waitUntil(lambda: first(screen) == "Nama 1000")


def test_nothing_found_offers_to_show_everything(qtbot, screen):
    screen.search.setText("tidak ada")
    qtbot.waitUntil(lambda: screen.findChild(QPushButton, "people_nothing").isVisible())
    screen.findChild(QPushButton, "people_nothing").click()
    qtbot.waitUntil(screen.table.isVisible)
    assert screen.search.text() == ""


def test_actions_get_the_ids_of_the_selection(qtbot, screen, done):
    change = screen.findChild(QPushButton, "action_pencil")
    assert not change.isEnabled()
    screen.table.go_to(4)
    assert change.isEnabled()
    change.click()
    screen.table.selectAll()
    assert not change.isEnabled()
    screen.table.actions()[2].trigger()
    assert done[0] == [5]
    assert len(done[1]) == 1000


def test_the_place_is_kept_when_the_list_is_read_again(qtbot, screen, runner):
    screen.table.go_to(50)
    runner.changed.emit()
    qtbot.wait(300)
    assert screen.ids() == [51]
    screen.search.setText("Nama 00")
    qtbot.waitUntil(lambda: screen.tally.text() == "99 orang")
    assert screen.ids() == [51]


def test_a_record_is_found_through_the_filters_that_hide_it(qtbot, screen):
    screen.search.setText("Nama 00")
    qtbot.waitUntil(lambda: screen.tally.text() == "99 orang")
    screen.show_at(900)
    qtbot.waitUntil(lambda: screen.ids() == [900])
    assert screen.search.text() == ""


def test_the_chosen_record_is_announced_once_the_clerk_rests_on_it(qtbot, screen):
    seen = []
    screen.selected.connect(seen.append)
    for place in range(5):
        screen.table.go_to(place)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [5]
    with qtbot.waitSignal(screen.opened) as opened:
        qtbot.keyClick(screen.table, Qt.Key.Key_Return)
    assert opened.args == [5]


def test_a_form_with_something_typed_stays_open(qtbot, screen):
    panel = FormPanel("Ubah", Form([Field("name", "Nama")]), print)
    screen.open_side(panel)
    panel.form.editors["name"].setText("Budi")
    screen.close_side(typed_too=False)
    assert screen.side.currentWidget() is panel
    screen.close_side()
    assert screen.side.currentIndex() == 0


def test_an_empty_list_says_what_to_do(qtbot, dressed, runner, done):
    empty = Empty("Belum ada orang.", "&Impor", lambda: done.append("impor"))
    screen = ListScreen(runner, "none", COLUMNS, Rows(lambda _s, _a: []), noun="orang", empty=empty)
    qtbot.addWidget(screen)
    screen.show()
    button = screen.findChild(QPushButton, "none_empty")
    qtbot.waitUntil(button.isVisible)
    button.click()
    assert done == ["impor"]


def test_details_show_plain_text_and_leave_out_what_is_empty(qtbot, dressed):
    details = Details("Pilih")
    qtbot.addWidget(details)
    rows = [("Pelatihan", "JP"), ("Pelatihan <i>Dasar</i>", "20")]
    details.show_record("Siti", "", [("NIP", "1980"), ("NIK", "")], [Section("Riwayat", rows)])
    texts = [label.text() for label in details.findChildren(QLabel)]
    assert "Pelatihan <i>Dasar</i>" in texts
    assert "NIK" not in texts


@pytest.mark.parametrize("key", [Qt.Key.Key_Down, Qt.Key.Key_Return])
def test_the_search_field_leads_onto_the_first_row(qtbot, screen, key):
    screen.search.setText("Nama 0007")
    qtbot.waitUntil(lambda: screen.tally.text() == "1 orang")
    screen.search.setFocus()
    qtbot.keyClick(screen.search, key)
    qtbot.waitUntil(lambda: screen.ids() == [7])


def test_the_keys_of_the_list_work_again_when_its_form_is_closed(qtbot, screen):
    panel = FormPanel("Ubah", Form([Field("name", "Nama")]), print)
    screen.open_side(panel)
    assert panel.form.editors["name"].hasFocus()
    screen.close_side()
    assert screen.table.hasFocus()
