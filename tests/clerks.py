"""A clerk at the whole window: opens screens, presses buttons, reads what stands there."""

from __future__ import annotations

from pathlib import Path

from hands import press, text
from PySide6.QtCore import QMimeData, QPoint, QSettings, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine

from asn_desktop import resources
from asn_desktop.ui import catalogue, theme
from asn_desktop.ui.desk import Desk
from asn_desktop.ui.kit.runner import Inline, Runner
from asn_desktop.ui.kit.wizard import Wizard
from asn_desktop.ui.list_import import FilePage
from asn_desktop.ui.main_window import MainWindow

SAMPLES = resources.path("samples")


def open_desk(qtbot: QtBot, engine: Engine, folder: Path) -> Desk:
    theme.apply(QGuiApplication.instance())
    settings = QSettings(str(folder / "a.ini"), QSettings.Format.IniFormat)
    window = MainWindow(settings, lambda: None)
    qtbot.addWidget(window)
    made = Desk(window, Runner(lambda: engine, Inline()), catalogue.SCREENS, catalogue.FINDERS, settings)
    window.resize(1366, 740)
    window.show()
    made.open()
    return made


class Clerk:
    def __init__(self, qtbot: QtBot, desk: Desk) -> None:
        self.qtbot, self.desk = qtbot, desk

    def open(self, name: str) -> QWidget:
        self.desk.go(name)
        screen = self.desk.shown_before(name)
        assert screen is not None
        return screen

    def press(self, where: QWidget, name: str) -> None:
        press(self.qtbot, where, name)


def drop(wizard: QWidget, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    page = wizard.findChild(FilePage)
    page.dropEvent(QDropEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, buttons, keys))


def import_staff(clerk: Clerk) -> None:
    screen = clerk.open("employees")
    clerk.press(screen, "action_file-up")
    wizard = screen.findChild(Wizard)
    drop(wizard, SAMPLES / "pegawai.xlsx")
    for _step in range(3):
        clerk.press(wizard, "wizard_next")
    assert text(wizard, "result_title") == "289 orang baru, 0 data diperbarui"
    clerk.press(wizard, "wizard_next")


def name_who_signs(clerk: Clerk) -> None:
    settings = clerk.open("settings")
    settings.show_at("signatories")
    page = settings.page()
    clerk.press(page, "action_plus")
    form = page.side.currentWidget().form
    form.editors["name"].setText("Dr. Nama Pejabat Contoh, M.Si.")
    form.editors["jabatan"].setText("Kepala Badan")
    clerk.press(page.side, "save")
