"""Mentoring through the whole window, with keys and mouse: from a programme to its report and statement."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from clerks import Clerk, import_staff, name_who_signs, open_desk
from hands import cells, text
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine, select

from asn_desktop.db.session import reading
from asn_desktop.db.tables import Person
from asn_desktop.reports import rendering
from asn_desktop.services import competences, database, ledger
from asn_desktop.ui.desk import Desk
from asn_desktop.ui.document import DocumentPage
from asn_desktop.ui.handout import Handout
from asn_desktop.ui.kit.form import FormPanel
from asn_desktop.ui.screens.mentoring.pair_page import PairPage
from asn_desktop.ui.screens.mentoring.programme_page import ProgrammePage

CTRL = Qt.KeyboardModifier.ControlModifier
TODAY = date.today()
HELD = [TODAY - timedelta(days) for days in (61, 31, 1)]


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    made = database.open_database(f"sqlite:///{tmp_path / 'asn.db'}")
    yield made
    made.dispose()


@pytest.fixture
def desk(qtbot: QtBot, engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setenv("ASN_DESKTOP_DATA", str(tmp_path / "data"))
    return open_desk(qtbot, engine, tmp_path)


def two_people(engine: Engine) -> tuple[Person, Person]:
    """A senior one of III/d or more and a junior one, both with names nobody else has."""
    with reading(engine) as s:
        people = s.scalars(select(Person).where(Person.kedudukan.in_(("", "01"))).order_by(Person.id)).all()
    senior = [one for one in people if one.golongan.startswith("IV/") and one.birth_date.year > 1975]
    return senior[0], next(one for one in people if one.golongan == "III/a")


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def type_and_tab(qtbot: QtBot, words: str) -> None:
    widget = focused()
    if isinstance(widget, QLineEdit):
        widget.selectAll()
    if words:
        qtbot.keyClicks(widget, words)
    qtbot.keyClick(widget, Qt.Key.Key_Tab)


def choose_person(qtbot: QtBot, field: Any, nip: str) -> None:
    """By NIP; Tab takes the only one."""
    field.setFocus()
    qtbot.keyClicks(field, nip)
    qtbot.waitUntil(lambda: bool(field._found))
    popup = field._completer.popup()
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert field.value() is not None


def make_programme(clerk: Clerk) -> ProgrammePage:
    screen = clerk.open("mentoring")
    programmes = screen.programmes.list
    clerk.press(programmes, "programmes_empty")
    panel = programmes.currentWidget()
    form = panel.form
    clerk.qtbot.keyClicks(form.editors["name"], "Mentoring Pelayanan Publik")
    form.editors["starts_on"].setText((TODAY - timedelta(90)).strftime("%d-%m-%Y"))
    form.editors["ends_on"].setText((TODAY + timedelta(30)).strftime("%d-%m-%Y"))
    aims = form.editors["competences"]
    row = next(n for n in range(aims.model.rowCount()) if aims.model.index(n, 0).data() == "Pelayanan Publik")
    aims.view.setCurrentIndex(aims.model.index(row, 1))
    clerk.qtbot.keyClicks(aims.view, "42")
    clerk.press(panel, "save")
    page = programmes.currentWidget()
    assert isinstance(page, ProgrammePage)
    assert text(page, "programme_title") == "Mentoring Pelayanan Publik"
    return page


def pair_them(clerk: Clerk, page: ProgrammePage, mentor: Person, mentee: Person) -> PairPage:
    clerk.press(page.pairs.list, "action_plus")
    panel = page.pairs.currentWidget()
    assert isinstance(panel, FormPanel)
    form = panel.form
    choose_person(clerk.qtbot, form.editors["mentor_id"], mentor.nip or "")
    choose_person(clerk.qtbot, form.editors["mentees"].lines[0].mentee, mentee.nip or "")
    form.editors["starts_on"].setText((TODAY - timedelta(70)).strftime("%d-%m-%Y"))
    clerk.press(panel, "save")
    clerk.press(page.pairs.list, "action_eye")  # the board
    prepared = page.pairs.board.cards.columns["disiapkan"]
    prepared.setFocus()
    clerk.qtbot.keyClick(prepared, Qt.Key.Key_Right, CTRL)
    running = page.pairs.board.cards.columns["berjalan"]
    assert len(running.rows()) == 1
    clerk.qtbot.keyClick(running, Qt.Key.Key_Return)
    opened = clerk.open("mentoring").programmes.list.currentWidget()
    assert isinstance(opened, PairPage)
    return opened


def hold_meetings(clerk: Clerk, page: PairPage) -> None:
    """By keys alone, one after the other."""
    way = page.tabs.part("way")
    way.table.setFocus()
    clerk.qtbot.keyClick(way.table, Qt.Key.Key_N, CTRL)
    for number, day in enumerate(HELD, 1):
        due = day + timedelta(14)
        typed = (day.strftime("%d%m%Y"), "60", f"Topik {number}", "Dicoba di loket", f"Menulis SOP {number}")
        for words in (*typed, "", due.strftime("%d-%m-%Y")):
            type_and_tab(clerk.qtbot, words)
        clerk.qtbot.keyClick(focused(), Qt.Key.Key_Return, CTRL)
    clerk.qtbot.keyClick(focused(), Qt.Key.Key_Escape)
    assert cells(way, "Peristiwa").count("●  Pertemuan") == 3


def see_levels(clerk: Clerk, page: PairPage, mentee_row: int) -> None:
    part = page.tabs.part("progress")
    clerk.qtbot.waitUntil(lambda: part.grid.view.currentIndex().isValid())  # the rows are there
    for stage, levels in (("awal", "222"), ("akhir", "434")):
        for who, digit in zip(("mentor", "mentee", "atasan"), levels, strict=True):
            part.grid.go_to(((mentee_row, "M5"), f"{stage}.{who}"))
            part.grid.view.setFocus()
            clerk.qtbot.keyClicks(part.grid.view, digit)


def close_pair(clerk: Clerk, page: PairPage) -> None:
    part = page.tabs.part("closing")
    clerk.qtbot.keyClick(part.list.table, Qt.Key.Key_F2)
    panel = part.list.side.currentWidget()
    assert isinstance(panel, FormPanel)
    clerk.qtbot.keyClicks(panel.form.editors["conclusion"], "Siap memimpin loket")
    clerk.qtbot.keyClick(panel.form.editors["conclusion"], Qt.Key.Key_S, CTRL)
    clerk.qtbot.keyClick(part.list.table, Qt.Key.Key_Return, CTRL)
    assert "Pasangan ini selesai" in text(part, "closing_state")


def issue(clerk: Clerk, folder: Path) -> Path:
    """The statements of mentor and mentee, through the programme."""
    clerk.desk.go("mentoring", ("programme", 1))
    page = clerk.open("mentoring").programmes.list.currentWidget()
    assert isinstance(page, ProgrammePage)
    clerk.press(page, "action_award")
    assert text(page, "issue_ready") == "Akan terbit: 2 sertifikat"
    clerk.press(page, "issue_go")
    assert text(page, "issued_title") == "✓ 2 sertifikat terbit"
    clerk.press(page, "issued_hand_out")
    handout = page.findChild(Handout, "handout")
    out = folder / "keterangan.pdf"
    handout.write_merged(out)
    clerk.press(handout, "handout_back")
    return out


def print_report(clerk: Clerk, folder: Path) -> Path:
    """Of the pair, from its own papers."""
    clerk.desk.go("mentoring", ("pair", 1))
    page = clerk.open("mentoring").programmes.list.currentWidget()
    assert isinstance(page, PairPage)
    part = page.tabs.part("papers")
    row = [one.id for one in part.table.model().rows].index("laporan")
    part.table.setFocus()
    part.table.go_to(row)
    clerk.qtbot.keyClick(part.table, Qt.Key.Key_P, CTRL)
    document = page.findChild(DocumentPage)
    out = folder / "laporan.pdf"
    document.write(out)
    return out


@pytest.mark.qt_log_ignore("This plugin does not support")  # lists that drop down, without a screen
def test_from_a_programme_to_its_report_and_statement(
    qtbot: QtBot, desk: Desk, engine: Engine, tmp_path: Path
) -> None:
    clerk = Clerk(qtbot, desk)
    import_staff(clerk)
    name_who_signs(clerk)
    mentor, mentee = two_people(engine)
    page = make_programme(clerk)
    pair = pair_them(clerk, page, mentor, mentee)
    hold_meetings(clerk, pair)
    see_levels(clerk, pair, 1)

    close_pair(clerk, pair)
    with reading(engine) as s:
        assert competences.latest(s, [mentee.id])[mentee.id]["M5"].level == 4  # as the superior sees it
        earned = sum(
            ledger.sums(s, year, [mentee.id]).get(mentee.id, ledger.Sum()).jp
            for year in {day.year for day in HELD}
        )
    assert earned == 6

    statement = issue(clerk, tmp_path)
    pages = [rendering.page_text(statement, n) for n in range(2)]
    assert all("Mentoring Pelayanan Publik" in page for page in pages)
    assert all(one.name in "".join(pages) for one in (mentor, mentee))

    report = print_report(clerk, tmp_path)
    told = rendering.page_text(report, 0)
    assert mentee.name in told
    assert "Topik 3" in "".join(rendering.page_text(report, n) for n in range(rendering.page_count(report)))

    undo = next(a for a in desk.window().findChildren(QAction) if a.text().startswith("&Batalkan"))
    assert "Terbitkan" in undo.text()
    undo.trigger()
    undo.trigger()
    with reading(engine) as s:
        assert "M5" not in competences.latest(s, [mentee.id]).get(mentee.id, {})
    redo = next(a for a in desk.window().findChildren(QAction) if a.text().startswith("&Ulangi"))
    redo.trigger()
    with reading(engine) as s:
        assert competences.latest(s, [mentee.id])[mentee.id]["M5"].level == 4
