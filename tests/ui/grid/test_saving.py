from __future__ import annotations

from typing import NamedTuple

import pytest
from PySide6.QtCore import Qt

from asn_desktop.db.session import reading
from asn_desktop.db.tables import Room
from asn_desktop.domain.errors import UserError
from asn_desktop.services import history
from asn_desktop.ui.grid import Grid, GridColumn, GridSaving, Kind
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.table import Column

K = Qt.Key


class Row(NamedTuple):
    id: int
    name: str


class Later:
    """Does the work when it is told to."""

    def __init__(self):
        self.jobs = []

    def submit(self, job):
        self.jobs.append(job)

    def run(self):
        jobs, self.jobs = self.jobs, []
        for job in jobs:
            job()

    def close(self):
        pass


@pytest.fixture
def later():
    return Later()


@pytest.fixture
def grid(qtbot, engine, later):
    runner = Runner(lambda: engine, later)
    made = Grid([Column("Nama", "name")], "coba", "Coba")
    qtbot.addWidget(made)
    made.saved, made.words = [], []
    made.complained.connect(made.words.append)
    made.show_rows([Row(n, str(n)) for n in range(1, 5)], [GridColumn("a", "A", Kind(str, {"H": "H"}))], {})
    made.show()
    made.go_to((1, "a"))

    def save(session, cells):
        if (4, "a") in cells:
            raise UserError("Baris 4 tidak boleh.")
        made.saved.append(cells)
        for (row, _), text in cells.items():
            session.add(Room(name=f"{row} {text}"))

    made.saving = GridSaving(runner, made, lambda cells: f"Isi {len(cells)} sel", save)
    made.runner = runner
    return made


def test_what_is_typed_while_one_write_runs_is_the_next(qtbot, grid, later, engine):
    for _ in range(3):
        qtbot.keyClick(grid.view, K.Key_H)
    assert [grid.model.text((n, "a")) for n in (1, 2, 3)] == ["H", "H", "H"]  # before anything is saved
    later.run()
    assert grid.saved == [{(1, "a"): "H"}]
    later.run()
    assert grid.saved[1:] == [{(2, "a"): "H", (3, "a"): "H"}]
    assert later.jobs == []
    with reading(engine) as s:
        assert history.state(s).undo == "Isi 2 sel"


def test_a_refusal_brings_back_the_old_value_and_the_words_and_goes_on(qtbot, grid, later):
    grid.go_to((4, "a"))
    qtbot.keyClick(grid.view, K.Key_H)
    grid.go_to((1, "a"))
    qtbot.keyClick(grid.view, K.Key_H)
    later.run()
    assert grid.model.text((4, "a")) == ""
    assert grid.words[-1] == "Baris 4 tidak boleh."
    later.run()
    assert grid.saved == [{(1, "a"): "H"}]


def test_after_a_bug_nothing_looks_saved_and_typing_goes_on(qtbot, grid, later):
    grid.saving._save = lambda _session, _cells: 1 / 0
    with qtbot.captureExceptions() as seen:
        qtbot.keyClick(grid.view, K.Key_H)
        later.run()
        qtbot.waitUntil(lambda: grid.model.text((1, "a")) == "")
    assert seen[0][0] is ZeroDivisionError
    assert "tidak tersimpan" in grid.words[-1]
    grid.saving._save = lambda _session, cells: grid.saved.append(cells)
    qtbot.keyClick(grid.view, K.Key_H)
    later.run()
    assert grid.saved == [{(2, "a"): "H"}]
