"""The ways into series and copies, from the list of events and from the page of one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from asn_desktop.services import series
from asn_desktop.services.drafts import Draft
from asn_desktop.services.series import SeriesForm
from asn_desktop.ui.drafts.reopening import Reopen
from asn_desktop.ui.kit.actions import Action
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.screens.training.series.change import ChangePage
from asn_desktop.ui.screens.training.series.copying import copy_panel
from asn_desktop.ui.screens.training.series.page import SeriesPage


@dataclass(frozen=True)
class Entry:
    """`page` and `side` show a widget, `back` and `away` take it away; `opened` leads to an event.

    `deletes`: events can be deleted too, which the page of the event itself would not outlive.
    """

    runner: Runner
    owner: QWidget
    page: Callable[[QWidget], object]
    back: Callable[[], object]
    side: Callable[[QWidget], object]
    away: Callable[[], object]
    opened: Callable[[int], object]
    deletes: bool = True

    def reopens(self) -> Mapping[str, Reopen]:
        return {"series": self._reopen_series, "series_change": self._reopen, "event_copy": self._reopen}

    def new(self) -> None:
        today = date.today()
        self.runner.read(lambda s: series.blank(s, None, today), self._show, owner=self.owner)

    def like(self, event_id: int) -> None:
        self.runner.read(lambda s: series.like(s, event_id), self._show, owner=self.owner)

    def change(self, event_id: int) -> None:
        page = ChangePage(self.runner, event_id, self.deletes)
        page.closed.connect(self.back)
        self.page(page)

    def copy(self, event_id: int) -> None:
        panel = copy_panel(self.runner, event_id, self.opened)
        panel.closed.connect(self.away)
        self.side(panel)

    def _show(self, form: SeriesForm) -> None:
        page = SeriesPage(self.runner, form)
        page.closed.connect(self.back)
        page.made.connect(self.opened)
        self.page(page)

    def _reopen_series(self, draft: Draft) -> None:
        if draft.record is None:
            self.new()
        else:
            self.like(draft.record)

    def _reopen(self, draft: Draft) -> None:
        if draft.record is not None:
            {"series_change": self.change, "event_copy": self.copy}[draft.form](draft.record)


def series_actions(
    entry: Callable[[], Entry], one: Callable[[list[Any]], int], needs: int = 1
) -> list[Action]:
    """`one` is the event meant, of the ids selected."""

    def way(name: str) -> Callable[[list[Any]], None]:
        return lambda ids: getattr(entry(), name)(one(ids))

    return [
        Action("Buat s&eri dari kegiatan ini…", way("like"), needs=needs, more=True),
        Action("&Ubah bersama serinya…", way("change"), "Ctrl+U", needs=needs, more=True),
        Action("&Salin angkatan…", way("copy"), "Ctrl+Shift+D", needs=needs, more=True),
    ]
