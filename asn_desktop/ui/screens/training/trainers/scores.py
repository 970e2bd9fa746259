"""The scores of one trainer: typed in, corrected, deleted."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from asn_desktop.services import trainers
from asn_desktop.services.trainers import ScoreForm, ScoreRow
from asn_desktop.ui.deletion import delete_action
from asn_desktop.ui.kit.actions import Action, Empty
from asn_desktop.ui.kit.details import Details
from asn_desktop.ui.kit.list_screen import Asked, ListScreen, Rows
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.table import Column
from asn_desktop.ui.screens.training.trainers.forms import score_panel

if TYPE_CHECKING:
    from asn_desktop.ui.kit.runner import Session

COLUMNS = [
    Column("Tanggal", "given_on", width=10),
    Column("Kegiatan", "event", width=36),
    Column("Mata pelatihan", "subject", width=22),
    Column("Nilai", "score", width=6),
    Column("Skala", "most", width=6),
    Column("Persen", "percent", width=7),
    Column("Penilai", "respondents", width=7),
]


def score_list(
    runner: Runner,
    trainer_id: int,
    name: str,
    closed: Callable[[], None],
    first: ScoreForm | None = None,
) -> ListScreen:
    """`name` is the trainer's; the form of `first` is opened at once."""

    def edit(form: ScoreForm) -> None:
        panel = score_panel(runner, form, saved)
        panel.closed.connect(screen.close_side)
        screen.open_side(panel)
        panel.form.editors["score" if form.id else "event_id"].setFocus()

    def new() -> None:
        edit(ScoreForm(trainer_id))

    def saved(score_id: int) -> None:
        screen.close_side()
        screen.reveal(score_id)

    def open_(score_id: int | None) -> None:
        if score_id is not None:
            runner.read(lambda s: trainers.get_score(s, score_id), edit, owner=screen)

    def read(session: Session, asked: Asked) -> list[ScoreRow]:
        words = asked.text.casefold().split()
        rows = trainers.scores(session, trainer_id)
        return [r for r in rows if all(word in f"{r.event} {r.subject}".casefold() for word in words)]

    screen = ListScreen(
        runner,
        "scores",
        COLUMNS,
        Rows(read),
        noun="nilai",
        empty=Empty("Narasumber ini belum mendapat nilai.", "&Tambah nilai", new),
        actions=[
            Action("&Nilai baru", lambda _ids: new(), "Ctrl+N", "plus", needs=0, main=True),
            Action("Uba&h", lambda ids: open_(ids[0]), "F2", "pencil"),
            Action("&Kembali", lambda _ids: closed(), icon="chevron-left", needs=0),
            delete_action(runner, "trainer_score", lambda: screen, lambda _row: f"nilai {name}"),
        ],
        side=Details(f"Nilai dari peserta untuk {name}, diketik dari lembar penilaian."),
        hint="Cari kegiatan atau mata pelatihan…",
    )
    screen.table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    screen.opened.connect(open_)
    escape = QShortcut(QKeySequence("Esc"), screen.table)
    escape.setContext(Qt.ShortcutContext.WidgetShortcut)
    escape.activated.connect(closed)
    if first:
        edit(first)
    return screen
