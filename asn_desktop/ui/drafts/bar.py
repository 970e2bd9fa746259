"""The calm line at the top of the window: what was typed and never saved."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from asn_desktop.services.drafts import Draft
from asn_desktop.ui.drafts.keeper import Keeper
from asn_desktop.ui.drafts.strip import Strip
from asn_desktop.ui.drafts.words import titled


class DraftsBar(QWidget):
    """`go_on` opens the form of a draft and says whether it could."""

    def __init__(self, keeper: Keeper, go_on: Callable[[Draft], bool]) -> None:
        super().__init__()
        self._keeper, self._open = keeper, go_on
        self._at = 0
        self._later: set[str] = set()  # not now; at the next start again
        self._thrown: Draft | None = None
        self.strip = Strip("drafts")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.strip)
        keeper.changed.connect(self.refresh)
        self.refresh()

    def shown(self) -> Draft | None:
        offered = self._offered()
        return offered[self._at % len(offered)] if offered else None

    def _offered(self) -> list[Draft]:
        return [draft for draft in self._keeper.waiting() if draft.token not in self._later]

    def refresh(self) -> None:
        if thrown := self._thrown:
            words = f"Isian dibuang: {titled(thrown)}."
            self.strip.say(words, ("Kembalikan", self._bring_back), ("Tutup", self._forget))
            return
        draft = self.shown()
        if draft is None:
            self.strip.say("")
            return
        count = len(self._offered())
        which = f" ({self._at % count + 1} dari {count})" if count > 1 else ""
        more = [("Berikutnya", self._next)] if count > 1 else []
        self.strip.say(
            f"Ada isian yang belum disimpan{which}: {titled(draft)}.",
            ("Lanjutkan", self.go_on),
            ("Buang", self._throw),
            *more,
            ("Nanti", self._not_now),
        )

    def go_on(self) -> None:
        if (draft := self.shown()) is None:
            return
        self._keeper.wanted = draft.token
        if not self._open(draft):
            self._keeper.wanted = ""
            self.strip.say(
                f"Formulir untuk “{titled(draft)}” tidak ada lagi di versi program ini.",
                ("Buang", self._throw),
                ("Nanti", self._not_now),
            )

    def _throw(self) -> None:
        if draft := self.shown():
            self._thrown = draft
            self._keeper.drop(draft.token)
            self.refresh()

    def _bring_back(self) -> None:
        if draft := self._thrown:
            self._thrown = None
            self._keeper.keep(draft)
            self.refresh()

    def _forget(self) -> None:
        self._thrown = None
        self.refresh()

    def _next(self) -> None:
        self._at += 1
        self.refresh()

    def _not_now(self) -> None:
        self._later |= {draft.token for draft in self._keeper.waiting()}
        self.refresh()
