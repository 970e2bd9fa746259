"""One whole story through the main window: from two Excel lists to the register, and back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from clerks import SAMPLES, Clerk, import_staff, name_who_signs, open_desk
from hands import cells, text
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from asn_desktop.reports import rendering
from asn_desktop.services import database, printing
from asn_desktop.ui.desk import Desk
from asn_desktop.ui.handout import Handout

CURRICULUM = "Dasar\tEtika publik\t4\nInti\tPerencanaan proyek\t20\nPenunjang\tEvaluasi\t8"


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("ASN_DESKTOP_DATA", str(tmp_path / "data"))
    engine = database.open_database(f"sqlite:///{tmp_path / 'asn.db'}")
    yield open_desk(qtbot, engine, tmp_path)
    engine.dispose()


@pytest.fixture
def clerk(qtbot: QtBot, desk: Desk) -> Clerk:
    return Clerk(qtbot, desk)


def plan_training(clerk: Clerk) -> QWidget:
    screen = clerk.open("training")
    screen.setCurrentWidget(screen.catalogue)
    clerk.press(screen.catalogue, "action_plus")
    panel = screen.catalogue.currentWidget()
    panel.form.editors["name"].setText("Pelatihan Manajemen Proyek")
    grid = panel.form.editors["subjects"].grid
    grid.setCurrentIndex(grid.model().index(0, 0))
    QGuiApplication.clipboard().setText(CURRICULUM)
    clerk.qtbot.keyClick(grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    clerk.press(panel, "save")
    screen.catalogue.table.go_to(0)
    clerk.press(screen.catalogue, "action_calendar-days")
    events = screen.events.list
    form = events.side.currentWidget().form
    form.editors["starts_on"].setText("3-11-2026")
    form.editors["ends_on"].setText("6-11-2026")
    form.editors["place"].setText("Palembang")
    clerk.press(events.side, "save")
    page = events.currentWidget()
    assert isinstance(page, QWidget)
    return page


def add_participants(clerk: Clerk, page: QWidget) -> None:
    clerk.press(page, "participants_empty")
    wizard = page.currentWidget()
    wizard.read(SAMPLES / "peserta.xlsx")
    clerk.press(wizard, "wizard_next")
    clerk.press(wizard, "wizard_next")
    next_button = wizard.findChild(QPushButton, "wizard_next")
    assert not next_button.isEnabled()  # the NIP that Excel destroyed waits for the clerk
    table = wizard._matches.table
    table.setFocus()
    clerk.qtbot.keyClick(table, "1")
    assert next_button.text() == "&Tambahkan 41 peserta, lewati 1"
    clerk.press(wizard, "wizard_next")
    clerk.press(wizard, "wizard_next")


def issue(clerk: Clerk, page: QWidget, folder: Path) -> Path:
    clerk.press(page, "action_award")
    assert text(page, "issue_ready") == "Akan terbit: 41 sertifikat"
    clerk.press(page, "issue_go")
    assert text(page, "issued_title") == "✓ 41 sertifikat terbit"
    clerk.press(page, "issued_hand_out")
    handout = page.findChild(Handout, "handout")
    assert handout.preview.pages == 82
    out = folder / "sertifikat.pdf"
    handout.write_merged(out, each=True)
    clerk.press(handout, "handout_back")
    return out


def test_from_two_lists_to_the_register_and_back(clerk: Clerk, desk: Desk, tmp_path: Path) -> None:
    import_staff(clerk)
    name_who_signs(clerk)
    page = plan_training(clerk)
    add_participants(clerk, page)
    clerk.press(page, "action_check")
    assert set(cells(page.table, "Hasil")) == {"✓ Lulus"}
    out = issue(clerk, page, tmp_path)

    assert printing.page_count(out) == 82
    assert "Fitri Dewi" in rendering.page_text(out, 0)
    assert "Perencanaan proyek" in rendering.page_text(out, 1)
    assert len([*(tmp_path / "sertifikat").glob("*.pdf")]) == 41

    screen = clerk.open("certificates")
    screen.setCurrentWidget(screen.register)
    numbers = cells(screen.register.table, "Nomor")
    assert len(numbers) == len(set(numbers)) == 41
    clerk.press(screen.register, "action_printer")
    screen.register.currentWidget().write(tmp_path / "register.pdf")
    assert numbers[0] in rendering.page_text(tmp_path / "register.pdf", 0)

    undo = next(a for a in desk.window().findChildren(QAction) if a.text().startswith("&Batalkan"))
    assert "Terbitkan" in undo.text()
    undo.trigger()
    assert set(cells(screen.register.table, "Keadaan")) == {"✗ Batal"}
    clerk.open("training")
    assert set(cells(page.table, "Nomor sertifikat")) == {""}
    redo = next(a for a in desk.window().findChildren(QAction) if a.text().startswith("&Ulangi"))
    redo.trigger()
    assert set(cells(page.table, "Nomor sertifikat")) == set(numbers)
