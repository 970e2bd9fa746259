"""A window on an office whose every word is awkward."""

from __future__ import annotations

from datetime import date

from naughty.corpus import CORPUS
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QTabBar, QTableView, QWidget

from asn_desktop.services import employees, training, units
from asn_desktop.services.employees import EmployeeForm
from asn_desktop.services.training import EventForm, SubjectForm, TrainingForm
from asn_desktop.ui.kit.runner import Runner

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


def shown_as_text(screen: QWidget) -> list[str]:
    """What its tables say, after every cell, label, button and hint was found to be no markup."""
    shown: list[str] = []
    for table in screen.findChildren(QTableView):
        model = table.model()
        for row in range(model.rowCount() if model is not None else 0):
            for column in range(model.columnCount()):
                index = model.index(row, column)
                shown.append(str(index.data() or ""))
                assert "<b>tebal" not in (index.data(Qt.ItemDataRole.ToolTipRole) or "")
    labels = [label for label in screen.findChildren(QLabel) if label.text()]
    assert [w.text() for w in labels if w.textFormat() != Qt.TextFormat.PlainText] == []
    titles = [w.text() for w in screen.findChildren(QAbstractButton)]
    titles += [bar.tabText(n) for bar in screen.findChildren(QTabBar) for n in range(bar.count())]
    assert [text for text in titles if "A&B" in text.replace("&&", "\0")] == []
    assert [w.toolTip() for w in screen.findChildren(QWidget) if "<b>tebal" in w.toolTip()] == []
    return shown
