"""Looks at one open form or grid, hands what is typed to the keeper, and fills it again."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

import shiboken6
from PySide6.QtCore import QObject

from asn_desktop.services.drafts import Draft
from asn_desktop.ui.drafts.keeper import keeper_of


class Place(NamedTuple):
    """Which form this is, the same at the next start."""

    screen: str  # a name of the catalogue
    form: str
    record: int | None = None  # None: a new one


@dataclass
class _Ticket:
    token: str


class Watch(QObject):
    """`touch` after each change; `done` when it was saved or given up. Else the draft waits."""

    def __init__(
        self,
        runner: QObject,
        parent: QObject,
        place: Place,
        title: Callable[[], str],
        read: Callable[[], Mapping[str, Any]],
    ) -> None:
        super().__init__(parent)
        self.place = place
        self._title, self._read = title, read
        self._keeper = keeper = keeper_of(runner)
        self._mine, self._base = _Ticket(secrets.token_hex(8)), dict(read())
        if keeper:
            mine = self._mine  # outlives the form
            self.destroyed.connect(lambda: keeper.release(mine.token) if shiboken6.isValid(keeper) else None)

    def offers(self) -> list[Draft]:
        """Drafts of this very form, newest first."""
        drafts = self._keeper.waiting() if self._keeper else []
        return [draft for draft in drafts if (draft.screen, draft.form, draft.record) == self.place]

    def wanted(self) -> Draft | None:
        """The draft the clerk asked to go on with, if it is of this form; asked once."""
        keeper = self._keeper
        for draft in self.offers():
            if keeper and draft.token == keeper.wanted:
                keeper.wanted = ""
                return draft
        return None

    def touch(self) -> None:
        if not self._keeper:
            return
        typed = dict(self._read())
        if typed == self._base:
            self._keeper.drop(self._mine.token)
            return
        self._keeper.take(self._mine.token)
        self._keeper.keep(
            Draft(self._mine.token, *self.place, self._title(), datetime.now(), typed, self._base)
        )

    def done(self, *_ignored: object) -> None:
        """Saved, or given up by the clerk."""
        self._drop(self._mine.token)
        self._mine.token = secrets.token_hex(8)
        self.begin()

    def begin(self) -> None:
        """What stands in the form now is what is stored."""
        self._base = dict(self._read())

    def throw(self, draft: Draft) -> None:
        """The clerk does not want an offered one."""
        self._drop(draft.token)

    def go_on(self, draft: Draft) -> Merged:
        """Make a draft the one of this form; the caller fills it with what comes back, then touches."""
        merged = merge(draft, self._base)
        if self._keeper:
            self._mine.token = draft.token
            self._keeper.take(draft.token)
        return merged

    def _drop(self, token: str) -> None:
        if self._keeper:
            self._keeper.drop(token)


class Merged(NamedTuple):
    values: dict[str, Any]
    changed: list[str]  # fields of the record that others changed since


def merge(draft: Draft, now: Mapping[str, Any]) -> Merged:
    """What the clerk typed over the record as it is now: fields nobody typed in show what is stored."""
    if draft.record is None:  # nothing is stored: everything comes from the draft
        return Merged(dict(draft.typed), [])
    mine = {name: value for name, value in draft.typed.items() if value != draft.base.get(name)}
    changed = [name for name, value in now.items() if name in draft.base and draft.base[name] != value]
    return Merged(dict(now) | mine, changed)
