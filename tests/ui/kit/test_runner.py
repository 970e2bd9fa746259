from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QProgressDialog, QPushButton
from sqlalchemy import Engine, func, select

from asn_desktop.db.session import open_engine, reading
from asn_desktop.db.tables import Action, Base, Unit
from asn_desktop.domain.errors import InvalidInput, UserError
from asn_desktop.ui.kit.progress import Progress, remaining
from asn_desktop.ui.kit.runner import Inline, Runner


def add_unit(session, name="Dinas Contoh"):
    session.add(Unit(name=name, name_key=name.casefold()))


def count_units(session):
    return session.scalar(select(func.count(Unit.id)))


def test_a_write_is_announced_and_seen_by_the_next_read(qtbot, runner):
    said, seen = [], []
    runner.said.connect(said.append)
    with qtbot.waitSignal(runner.changed):
        runner.write("Tambah unit", add_unit)
    runner.read(count_units, seen.append)
    assert (said, seen) == (["Tambah unit"], [1])


def test_a_refusal_goes_to_its_form_and_leaves_nothing(qtbot, runner, engine: Engine):
    def work(session):
        add_unit(session)
        raise InvalidInput({"name": "Nama sudah ada."})

    refused, failed = [], []
    runner.failed.connect(failed.append)
    runner.write("Tambah", work, refused=refused.append)
    assert [error.problems for error in refused] == [{"name": "Nama sudah ada."}]
    assert failed == []
    with reading(engine) as session:
        assert count_units(session) == 0


def test_a_refusal_nobody_handles_is_told_by_the_window(qtbot, runner):
    def work(_session):
        raise UserError("Tidak dapat.")

    with qtbot.waitSignal(runner.failed) as told:
        runner.read(work, lambda _result: pytest.fail("there is no result"))
    assert str(told.args[0]) == "Tidak dapat."


def test_a_bug_reaches_the_excepthook(qtbot, runner):
    with qtbot.captureExceptions() as caught:
        runner.read(lambda _session: 1 / 0, lambda _result: None)
    assert [kind for kind, _error, _trace in caught] == [ZeroDivisionError]


def test_undo_and_redo_say_what_they_did(qtbot, runner):
    said = []
    runner.write("Tambah unit", add_unit)
    runner.said.connect(said.append)
    runner.undo()
    runner.read(count_units, said.append)
    runner.redo()
    runner.read(count_units, said.append)
    assert said == ["Dibatalkan: Tambah unit", 0, "Diulangi: Tambah unit", 1]


class Slow(threading.Event):
    def __call__(self, _session):
        assert self.wait(5)
        return "slow"


@pytest.fixture
def threaded(qapp, tmp_path: Path):
    """With real threads, and a database that its own thread opens."""
    opened_by = []

    def opening():
        opened_by.append(threading.current_thread().name)
        engine = open_engine(f"sqlite:///{tmp_path / 'a.db'}")
        Base.metadata.create_all(engine)
        return engine

    made = Runner(opening)
    yield made, opened_by
    made.close()


def test_with_real_threads(qtbot, threaded):
    runner, opened_by = threaded
    names: list[str] = []

    def work(session):
        names.append(threading.current_thread().name)
        add_unit(session)
        return 7

    def done(result):
        names.append(threading.current_thread().name)
        assert result == 7

    runner.write("Tambah", work, done)
    qtbot.waitUntil(lambda: len(names) == 2)
    assert names[0].startswith("database")
    assert names[0] == opened_by[0]
    assert names[1] == threading.main_thread().name


def test_only_the_newest_question_is_answered(qtbot, threaded):
    runner, _ = threaded
    slow, answers, owner = Slow(), [], QObject()
    runner.read(slow, lambda _result: None)  # keeps the thread busy
    for number in range(5):
        runner.read(lambda _session, n=number: n, answers.append, owner=owner, latest="list")
    slow.set()
    runner.read(lambda _session: "end", answers.append)
    qtbot.waitUntil(lambda: "end" in answers)
    assert answers == [4, "end"]


def test_an_answer_does_not_reach_a_window_that_is_gone(qtbot, threaded):
    runner, _ = threaded
    slow, answers, owner = Slow(), [], QObject()
    runner.read(slow, answers.append, owner=owner)
    owner.deleteLater()
    qtbot.wait(1)
    slow.set()
    runner.read(lambda _session: "end", answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == ["end"]


def test_long_work_shows_a_bar_and_can_be_stopped(qtbot, threaded):
    runner, _ = threaded
    said, results = [], []
    runner.said.connect(said.append)

    def task(progress):
        done = 0
        while progress(done, 1000, "Menggambar") and done < 1000:
            threading.Event().wait(0.01)
            done += 1
        return done

    def bar():
        windows = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
        return next((w for w in windows if isinstance(w, QProgressDialog)), None)

    runner.work("Membuat PDF", task, results.append)
    assert bar() is None  # not for work that is done in a moment
    qtbot.waitUntil(lambda: bar() is not None and "dari 1.000" in bar().labelText(), timeout=3000)
    bar().findChild(QPushButton).click()
    qtbot.waitUntil(lambda: bool(said), timeout=3000)
    assert said == ["Dibatalkan. Tidak ada yang berubah."]
    assert results == []


def test_a_stopped_write_changes_nothing(qtbot, runner, engine):
    progress, said = Progress("Mengimpor"), []
    runner.said.connect(said.append)

    def work(session):
        add_unit(session)
        progress.cancel()
        progress(1, 2, "")

    runner.write("Impor", work, lambda _result: pytest.fail("was stopped"), progress=progress)
    with reading(engine) as session:
        assert count_units(session) == 0
    assert said == ["Dibatalkan. Tidak ada yang berubah."]


@pytest.mark.parametrize(
    ("seconds", "done", "total", "words"),
    [
        (0.5, 1, 10, ""),
        (2, 0, 10, ""),
        (2, 10, 10, ""),
        (10, 100, 200, "kira-kira 10 detik lagi"),
        (60, 10, 100, "kira-kira 9 menit lagi"),
    ],
)
def test_remaining_time(seconds, done, total, words):
    assert remaining(seconds, done, total) == words


def test_actions_bear_the_name_of_who_did_them(qtbot, engine: Engine):
    runner, seen, said = Runner(lambda: engine, Inline(), actor="siti"), [], []
    runner.said.connect(said.append)
    runner.write("Tambah unit", add_unit)
    runner.undo()
    runner.undo()
    runner.read(lambda s: s.execute(select(Action.actor, Action.label)).all(), seen.append)
    assert seen == [[("siti", "Tambah unit"), ("siti", "Batalkan: Tambah unit")]]
    assert said == ["Tambah unit", "Dibatalkan: Tambah unit", "Tidak ada lagi yang dapat dibatalkan."]
    runner.redo()
    assert said[-1] == "Diulangi: Tambah unit"


def test_a_stopped_undo_changes_nothing(qtbot, runner, engine: Engine, monkeypatch: pytest.MonkeyPatch):
    runner.write("Tambah unit", add_unit)
    monkeypatch.setattr(Progress, "begin", Progress.cancel)  # the clerk was quick
    runner.undo()
    monkeypatch.undo()
    with reading(engine) as session:
        assert count_units(session) == 1
    runner.undo()
    with reading(engine) as session:
        assert count_units(session) == 0


def test_upkeep_finds_the_database_closed_and_all_read_again(qtbot, tmp_path: Path):
    engine, file = open_engine(f"sqlite:///{tmp_path / 'a.db'}"), tmp_path / "a.db"
    Base.metadata.create_all(engine)
    runner, held, seen = Runner(lambda: engine, Inline()), [], []
    assert runner.file is None
    runner.read(count_units, seen.append)
    assert runner.file == file

    def upkeep(_progress: Progress) -> None:
        held.append((tmp_path / "a.db-wal").exists())  # it goes with the last connection

    with qtbot.waitSignal(runner.changed):
        runner.maintain("Pulihkan", upkeep, lambda _nothing: None)
    runner.write("Tambah", add_unit)
    runner.read(count_units, seen.append)
    runner.close()
    assert (held, seen) == ([False], [0, 1])
