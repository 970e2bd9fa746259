from __future__ import annotations

from datetime import date, timedelta

import pytest
from desks import NOW, TODAY
from hands import cells, press, text
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QTabWidget
from sqlalchemy import select

from asn_desktop.db import history
from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import Participant, Person
from asn_desktop.services import reference, trail
from asn_desktop.ui.kit.list_screen import ListScreen
from asn_desktop.ui.record_history import TITLE, record_history, show_history
from asn_desktop.ui.screens.certificates import certificates_screen
from asn_desktop.ui.screens.employees import employees_screen
from asn_desktop.ui.screens.history import history_screen
from asn_desktop.ui.screens.history.filters import Period
from asn_desktop.ui.screens.settings import settings_screen
from asn_desktop.ui.screens.training import training_screen
from asn_desktop.ui.screens.training.event_page import EventPage


@pytest.fixture
def went():
    return []


@pytest.fixture
def screen(qtbot, dressed, runner, went):
    made = history_screen(runner, lambda *where: went.append(where))
    made.resize(1214, 640)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def edited(desk, engine):
    """Two people changed at once, and one of them again by somebody else."""
    one, two = desk.people[:2]
    with writing(engine, "Ubah dua orang", "rina", NOW) as s:
        history.update_rows(s, Person, [(one, {"phone": "0811"}), (two, {"phone": "0822"})])
    with writing(engine, "Betulkan nomor", "budi", NOW + timedelta(days=1)) as s:
        history.update_rows(s, Person, [(one, {"phone": "0899"})])
    return desk


def choose(qtbot, listing, place: int) -> None:
    listing.table.go_to(place)
    qtbot.wait(200)  # the action beside the table is read after a rest


def shown(qtbot, listing, column: str) -> list[str]:
    """The column, once its rows have come."""
    qtbot.waitUntil(lambda: not {None, "…"} & {*cells(listing, column)})
    return cells(listing, column)


def phones(engine) -> list[str]:
    with reading(engine) as s:
        return list(s.scalars(select(Person.phone).order_by(Person.id)))


def test_an_empty_trail_says_what_will_be_here(qtbot, screen, went):
    press(qtbot, screen.list, "trail_empty")
    assert went == [("employees", None)]
    screen.setCurrentIndex(1)
    press(qtbot, screen.trash, "trash_empty")
    assert screen.currentWidget() is screen.list


def test_an_action_opens_field_by_field(qtbot, edited, screen):
    assert shown(qtbot, screen.list, "Tindakan") == ["Betulkan nomor", "Ubah dua orang", "Siapkan"]
    assert shown(qtbot, screen.list, "Oleh") == ["budi", "rina", "penyiap"]
    assert shown(qtbot, screen.list, "Waktu")[0] == "25-11-2026 10.30"
    choose(qtbot, screen.list, 1)
    panel = screen.list.side.currentWidget()
    assert text(panel, "trail_title") == "Ubah dua orang"
    assert "24 November 2026 pukul 10.30.00, oleh rina" in text(panel, "trail_about")
    assert [line.strip() for line in cells(panel, "Isian")] == [
        "± Pegawai: Ir. Contoh Nomor 1, S.T. – diubah",
        "Nomor HP",
        "± Pegawai: Ir. Contoh Nomor 2, S.T. – diubah",
        "Nomor HP",
    ]
    assert cells(panel, "Semula")[1] == "(kosong)"
    assert cells(panel, "Menjadi")[1] == "0811"


def test_one_action_is_taken_back_and_says_so(qtbot, edited, screen, engine):
    choose(qtbot, screen.list, 0)
    press(qtbot, screen.list, "action_undo-2")
    assert phones(engine)[:2] == ["0811", "0822"]
    assert shown(qtbot, screen.list, "Tindakan")[0] == "Batalkan: Betulkan nomor"
    assert shown(qtbot, screen.list, "Keadaan")[:2] == ["", "✗ Dibatalkan"]
    choose(qtbot, screen.list, 1)
    assert "Sudah dibatalkan pada" in text(screen.list.side.currentWidget(), "trail_state")
    press(qtbot, screen.list, "action_undo-2")  # once more: it says why not
    assert "sudah tidak berlaku lagi" in text(screen.list.side.currentWidget(), "hindrance_text")
    assert screen.list.side.currentWidget().findChild(QPushButton, "hindrance_free") is None


def test_what_stands_in_the_way_is_shown_and_the_rest_can_be_had(qtbot, edited, screen, engine):
    choose(qtbot, screen.list, 1)
    press(qtbot, screen.list, "action_undo-2")
    panel = screen.list.side.currentWidget()
    assert text(panel, "hindrance_title") == "Tindakan ini tidak dapat dibatalkan seluruhnya"
    assert cells(panel, "Data") == ["Pegawai: Ir. Contoh Nomor 1, S.T."]
    assert (cells(panel, "Isian"), cells(panel, "Saat itu"), cells(panel, "Sekarang")) == (
        ["Nomor HP"],
        ["0811"],
        ["0899"],
    )
    assert cells(panel, "Oleh tindakan") == ["“Betulkan nomor” oleh budi, 25-11-2026 10.30"]
    free = panel.findChild(QPushButton, "hindrance_free")
    assert free.text().replace("&", "") == "Batalkan yang tidak bentrok (1 baris)"
    press(qtbot, panel, "hindrance_free")
    assert phones(engine)[:2] == ["0899", ""]
    assert shown(qtbot, screen.list, "Keadaan")[2] == "– Sebagian"


def test_the_later_action_is_a_click_away(qtbot, edited, screen):
    choose(qtbot, screen.list, 1)
    press(qtbot, screen.list, "action_undo-2")
    press(qtbot, screen.list.side.currentWidget(), "hindrance_later")
    qtbot.wait(200)
    assert text(screen.list.side.currentWidget(), "trail_title") == "Betulkan nomor"


def test_filters_by_person_kind_and_days(qtbot, edited, screen):
    chips = screen.list.chips
    chips["actor"].choose(["budi"])
    assert shown(qtbot, screen.list, "Tindakan") == ["Betulkan nomor"]
    chips["actor"].clear()
    chips["kind"].choose(["tambah"])
    assert shown(qtbot, screen.list, "Tindakan") == ["Siapkan"]
    chips["kind"].clear()
    period = chips["period"]
    period.since.setText("24-11-2026")
    period.until.setText("24112026")
    period.findChild(QPushButton, "period_apply").click()
    assert "Betulkan nomor" not in shown(qtbot, screen.list, "Tindakan")
    assert "Tanggal: 24 November 2026" in period.text()
    period.until.setText("1-1-2026")
    period.findChild(QPushButton, "period_apply").click()
    assert "tidak boleh sebelum" in text(period, "period_fault")
    period.until.setText("besok")
    period.findChild(QPushButton, "period_apply").click()
    assert "Tulis tanggal seperti" in text(period, "period_fault")
    assert period.chosen() == (Period(TODAY, TODAY),)
    period.clear()
    screen.list.search.setText("betulkan")
    qtbot.waitUntil(lambda: shown(qtbot, screen.list, "Tindakan") == ["Betulkan nomor"])


def test_the_chip_of_a_record_names_it_and_goes_away(qtbot, edited, screen):
    show_history(lambda _name, target: screen.show_at(target), "person", edited.people[1])
    chip = screen.list.chips["record"]
    qtbot.waitUntil(lambda: "Ir. Contoh Nomor 2, S.T." in chip.text())
    assert chip.isVisible()
    assert shown(qtbot, screen.list, "Tindakan") == ["Ubah dua orang", "Siapkan"]
    choose(qtbot, screen.list, 0)
    panel = screen.list.side.currentWidget()
    assert cells(panel, "Isian")[0::2] == ["± Pegawai: Ir. Contoh Nomor 2, S.T. – diubah"]
    assert text(panel, "trail_detail_count") == "1 baris data (hanya data ini)"
    chip.click()
    assert not chip.isVisible()
    assert len(shown(qtbot, screen.list, "Tindakan")) == 3


def test_from_a_row_of_an_action_to_the_trail_of_that_record(qtbot, edited, screen):
    choose(qtbot, screen.list, 1)
    panel = screen.list.side.currentWidget()
    panel.table.go_to(3)
    press(qtbot, panel, "trail_record")
    assert screen.list.chips["record"].chosen() == (("person", edited.people[1]),)


def test_a_long_action_comes_in_pages(qtbot, engine, screen):
    with writing(engine, "Impor", "rina", NOW) as s:
        rows = [{"name": f"Orang {n}", "name_key": f"orang {n}", "nip": None} for n in range(1, 451)]
        history.insert_rows(s, Person, rows)
    screen.list.refresh()
    choose(qtbot, screen.list, 0)
    panel = screen.list.side.currentWidget()
    assert text(panel, "trail_detail_count") == "Baris 1–200 dari 450"
    press(qtbot, panel, "trail_next")
    press(qtbot, panel, "trail_next")
    assert text(panel, "trail_detail_count") == "Baris 401–450 dari 450"
    assert cells(panel, "Isian")[0] == "+ Pegawai: Orang 401 – ditambah"
    assert not panel.findChild(QPushButton, "trail_next").isEnabled()
    panel.search.setText("orang 33")
    qtbot.waitUntil(lambda: text(panel, "trail_detail_count") == "14 baris data")
    panel.search.setText("tidak ada")
    qtbot.waitUntil(lambda: text(panel, "trail_detail_count") == "Tidak ada baris yang cocok.")


def test_deleted_people_come_back_from_the_trash(qtbot, desk, engine, screen):
    person = desk.people[0]
    with writing(engine, "Hapus orang", "rina", NOW) as s:
        s.delete(s.scalars(select(Participant).where(Participant.person_id == person)).one())
        s.flush()
        s.delete(s.get_one(Person, person))
    screen.show_at("trash")
    assert shown(qtbot, screen.trash, "Nama") == ["Ir. Contoh Nomor 1, S.T."]
    assert shown(qtbot, screen.trash, "Jenis") == ["Pegawai"]
    assert shown(qtbot, screen.trash, "Beserta") == ["1 keikutsertaan"]
    choose(qtbot, screen.trash, 0)
    assert text(screen.trash.side, "detail_title") == "Ir. Contoh Nomor 1, S.T."
    press(qtbot, screen.trash, "action_archive-restore")
    assert shown(qtbot, screen.trash, "Nama") == []
    with reading(engine) as s:
        assert s.get(Person, person) is not None
    screen.setCurrentIndex(0)
    assert shown(qtbot, screen.list, "Tindakan")[0] == "Pulihkan dari Sampah: Ir. Contoh Nomor 1, S.T."


def test_the_action_on_other_screens_goes_to_the_record(went):
    action = record_history(lambda *where: went.append(where), "training")
    action.run([7])
    assert went == [("history", {"record": (("training", 7),)})]
    assert action.more


def test_periods_in_words():
    assert str(Period(date(2026, 11, 3), date(2026, 11, 9))) == "3 s.d. 9 November 2026"
    assert str(Period(date(2026, 11, 3), None)) == "sejak 3 November 2026"
    assert str(Period(None, date(2026, 11, 3))) == "sampai 3 November 2026"


def rows_of(screen):
    """Every list a screen has, with the tabs and subjects it must show first."""
    if isinstance(screen, ListScreen):
        yield screen
    elif isinstance(screen, QTabWidget):
        for place in range(screen.count()):
            screen.setCurrentIndex(place)
            if isinstance(screen.widget(place), ListScreen):
                yield screen.widget(place)
    else:
        for place in range(screen.subjects.count()):
            screen.subjects.setCurrentRow(place)
            if isinstance(screen.page(), ListScreen):
                yield screen.page()


@pytest.mark.parametrize(
    ("make", "tables"),
    [
        (employees_screen, ["person"]),
        (training_screen, ["event", "training"]),
        (certificates_screen, ["certificate", "register_number"]),
        (settings_screen, ["signatory", "number_scheme", "reference_item"]),
    ],
)
def test_every_record_leads_to_its_trail(  # noqa: PLR0917 - fixtures
    qtbot, dressed, runner, desk, engine, went, make, tables
):
    desk.issue()
    with writing(engine, "Tabel acuan") as s:
        reference.seed(s)
    keys = () if make is employees_screen else (desk.keys,)
    made = make(runner, lambda *where: went.append(where), *keys)
    qtbot.addWidget(made)
    made.show()
    found = []
    for listing in rows_of(made):
        listing.refresh()
        listing.table.go_to(0)
        action = next((a for a in listing.findChildren(QAction) if a.text() == TITLE), None)
        if action and action.isEnabled():  # there are no trainers and rooms yet
            action.trigger()
            (screen_name, target) = went.pop()
            assert screen_name == "history"
            found.append(target["record"][0])
    assert list(dict.fromkeys(table for table, _ in found)) == tables
    with reading(engine) as s:
        for record in found:
            assert trail.ids(s, trail.Filter(record=record)), record


def test_whoever_takes_part_leads_to_their_trail(qtbot, dressed, runner, desk, went):
    page = EventPage(runner, desk.event_id, desk.keys, lambda *where: went.append(where))
    qtbot.addWidget(page)
    page.show()
    page.table.go_to(1)
    next(a for a in page.table.actions() if a.text() == TITLE).trigger()
    assert went == [("history", {"record": (("participant", page.table.ids()[0]),)})]
