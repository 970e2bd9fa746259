"""Offers, in a line at the top of a form, what was typed there before and never saved."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QBoxLayout, QWidget

from asn_desktop.services.drafts import Draft
from asn_desktop.ui.drafts import words
from asn_desktop.ui.drafts.strip import Strip
from asn_desktop.ui.drafts.watch import Place, Watch


class Offering(Watch):
    """`fill` puts a draft into the form; it calls `go_on` when it can."""

    def __init__(
        self,
        runner: QObject,
        widget: QWidget,
        place: Place,
        title: Callable[[], str],
        read: Callable[[], Mapping[str, Any]],
        *,
        fill: Callable[[Draft], None],
        at: int = 0,
    ) -> None:
        super().__init__(runner, widget, place, title, read)
        self._fill = fill
        self._strip = Strip("draft")
        layout = widget.layout()
        assert isinstance(layout, QBoxLayout)
        layout.insertWidget(at, self._strip)

    def look(self) -> None:
        """Go on with the draft the clerk has asked for, else offer what there is."""
        if draft := self.wanted():
            self._fill(draft)
        elif drafts := self.offers():
            draft = drafts[0]
            self._strip.say(
                f"Ada isian yang belum disimpan dari {words.when(draft)}.",
                ("Lanjutkan", partial(self._fill, draft)),
                ("Buang", partial(self._throw, draft)),
            )
        else:
            self._strip.say("")

    def tell(self, said: str) -> None:
        self._strip.say(said)

    def done(self, *_ignored: object) -> None:
        super().done()
        self.look()

    def _throw(self, draft: Draft) -> None:
        self.throw(draft)
        self.look()
