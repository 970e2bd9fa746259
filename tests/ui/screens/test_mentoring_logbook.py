"""Logbooks come in through the wizard of a programme: once, as one action, with the wrong rows told."""

from __future__ import annotations

from datetime import date

import openpyxl
import pytest
from hands import press, text
from mentors import make_pair
from PySide6.QtWidgets import QCheckBox, QTableView

from asn_desktop.db.session import reading
from asn_desktop.services import history
from asn_desktop.services.mentoring import board, meetings
from asn_desktop.ui.screens.mentoring.list_import import logbook_wizard
from asn_desktop.ui.screens.mentoring.programme_page import ProgrammePage

HEADERS = ("Nama Mentor", "NIP Mentee", "Tanggal", "Jam", "Durasi", "Topik")
ROWS = [
    ("Contoh Nomor 1", "198001172008012002", "11-08-2026", "09.00", 60, "Rencana kerja"),
    ("Contoh Nomor 1", "198001172008012002", "18-08-2026", "09.00", 600, "Terlalu lama"),
    ("Contoh Nomor 4", "198001172008012003", "19-08-2026", "09.00-10.00", "", "Pasangan baru"),
]


@pytest.fixture
def engine(program_engine):
    return program_engine


@pytest.fixture
def known(engine):
    return make_pair(engine)


@pytest.fixture
def path(tmp_path, known, engine):
    with reading(engine) as s:
        row = s.connection().exec_driver_sql("SELECT id, nip FROM person ORDER BY id").all()
    nips = {n: nip for n, (_id, nip) in enumerate(row, 1)}
    book = openpyxl.Workbook()
    book.active.append(HEADERS)
    for mentor, mentee, *rest in ROWS:
        book.active.append([mentor, nips[2 if mentee.endswith("2002") else 3], *rest])
    book.save(tmp_path / "logbook.xlsx")
    return tmp_path / "logbook.xlsx"


@pytest.fixture
def wizard(qtbot, dressed, runner, known, path):
    made = logbook_wizard(runner, known.programme, lambda: None, lambda *_: path.with_name("x.xlsx"))
    made.resize(1180, 640)
    qtbot.addWidget(made)
    made.show()
    made.property("import").open(path, None)
    press(qtbot, made, "wizard_next")
    return made


def outcomes(wizard) -> list[str]:
    model = wizard.findChild(QTableView, "logbook_check").model()
    return [model.index(row, 1).data() for row in range(model.rowCount())]


def held(engine, pair_id: int) -> list[date]:
    with reading(engine) as s:
        return [row.day for row in meetings.rows(s, [pair_id])]


def test_what_is_right_is_taken_over_as_one_action(qtbot, wizard, engine, known) -> None:
    press(qtbot, wizard, "wizard_next")
    assert outcomes(wizard) == ["✗ Ditolak", "+ Baru", "+ Baru"]
    assert text(wizard, "logbook_tally").startswith("2 baris baru, 0 sudah tercatat, 1 ditolak.")
    press(qtbot, wizard, "wizard_next")
    assert held(engine, known.pair) == [date(2026, 8, 11)]
    with reading(engine) as s:
        assert len(board.rows(s, known.programme, date(2026, 11, 25))) == 2
        assert history.state(s).undo == "Impor 2 baris logbook dari logbook.xlsx"


def test_without_the_tick_only_known_pairs_are_taken(qtbot, wizard, engine, known) -> None:
    wizard.findChild(QCheckBox, "logbook_pairs").setChecked(False)
    press(qtbot, wizard, "wizard_next")
    assert sorted(outcomes(wizard)) == ["+ Baru", "✗ Ditolak", "✗ Ditolak"]


def test_the_programme_page_opens_it(qtbot, dressed, runner, known, tmp_path) -> None:
    page = ProgrammePage(runner, known.programme, lambda *_: None, None)
    qtbot.addWidget(page)
    page.show()
    page.take_logbooks()
    assert page.findChild(QCheckBox, "logbook_pairs") is not None
