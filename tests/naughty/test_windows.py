"""No screen reads text from outside as markup or as a mnemonic."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from naughty.corpus import CORPUS
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QTableView, QWidget

from asn_desktop.services import database, employees, training, units
from asn_desktop.services.employees import EmployeeForm
from asn_desktop.services.training import EventForm, SubjectForm, TrainingForm
from asn_desktop.ui import catalogue
from asn_desktop.ui.desk import Desk
from asn_desktop.ui.kit.runner import Inline, Runner
from asn_desktop.ui.kit.text import no_mnemonic, without_mnemonic
from asn_desktop.ui.main_window import MainWindow

TODAY = date(2026, 11, 24)
BAD = "A&B <b>tebal</b> &Ubah <img src=x>"
NAMES = [BAD, *(text for text in CORPUS if 2 < len(" ".join(text.split())) < 100 and text.isprintable())]


def fill(runner: Runner) -> None:
    def work(session) -> None:
        known = {units.key(name): name for name in reversed(NAMES) if units.key(name)}
        made = list(units.find_or_add_many(session, known.values()).values())
        for n, name in enumerate(NAMES):
            form = EmployeeForm(name=f"Siti {name}", jabatan=name, unit_id=made[n % len(made)], note=name)
            employees.save(session, form, TODAY)
        for name in {n.casefold(): n for n in reversed(NAMES)}.values():
            held = training.save(session, TrainingForm(name=name, subjects=(SubjectForm(name, name, 2),)))
            event = EventForm(training_id=held, starts_on=TODAY, ends_on=TODAY, place=name, organiser=name)
            training.save_event(session, event)

    runner.write(BAD, work)


@pytest.fixture
def desk(qtbot, qapp, tmp_path: Path):
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "settings"))
    engine = database.open_database(f"sqlite:///{tmp_path / 'asn.db'}")
    settings = QSettings(str(tmp_path / "a.ini"), QSettings.Format.IniFormat)
    window = MainWindow(settings, lambda: None)
    qtbot.addWidget(window)
    runner = Runner(lambda: engine, Inline())
    made = Desk(window, runner, catalogue.SCREENS, catalogue.FINDERS, settings)
    window.show()
    made.open()
    fill(runner)
    yield made
    engine.dispose()


def eaten(widget: QAbstractButton) -> bool:
    """Whether an & of ours is taken for a mnemonic."""
    return "A&B" in widget.text().replace("&&", "\0")


def test_every_screen_shows_outside_text_as_text(qtbot, desk):
    shown: list[str] = []
    for one in catalogue.SCREENS:
        desk.go(one.name)
        screen = desk.shown_before(one.name)
        qtbot.waitUntil(screen.isVisible)
        for table in screen.findChildren(QTableView):
            if table.model() is not None and table.model().rowCount():
                table.selectRow(0)
                model = table.model()
                for row in range(model.rowCount()):
                    for column in range(model.columnCount()):
                        index = model.index(row, column)
                        shown.append(str(index.data() or ""))
                        tip = index.data(Qt.ItemDataRole.ToolTipRole)
                        assert "<b>tebal" not in (tip or "")
        qtbot.wait(1)
        labels = [label for label in screen.findChildren(QLabel) if label.text()]
        assert [w.text() for w in labels if w.textFormat() != Qt.TextFormat.PlainText] == []
        assert [w.text() for w in screen.findChildren(QAbstractButton) if eaten(w)] == []
        assert [w.toolTip() for w in screen.findChildren(QWidget) if "<b>tebal" in w.toolTip()] == []
    assert any(BAD in text for text in shown)


def test_the_menu_says_what_it_undoes_letter_by_letter(desk):
    assert "A&&B" in desk._undo.text()
    assert not desk._undo.text().replace("&&", "").removeprefix("&").count("&")


def test_an_endless_label_neither_widens_the_window_nor_breaks_its_lines(desk):
    label = "Impor dari\tsatu\n" + "panjang sekali & <b>dua</b> " * 300
    desk._runner.write(label, lambda s: units.save(s, None, "Yang terakhir"))
    assert desk.minimumSizeHint().width() <= 1366
    assert len(desk._undo.text()) < 120
    assert desk._undo.text().startswith("&Batalkan “Impor dari satu panjang sekali &&")
    assert desk._status_undo.isVisible()  # it is known for the same words, however short they are shown


@pytest.mark.parametrize("text", [*CORPUS, BAD])
def test_signs_meant_for_a_button_come_back_from_it(text):
    assert without_mnemonic(no_mnemonic(text)) == text
    assert "&" not in no_mnemonic(text).replace("&&", "")
