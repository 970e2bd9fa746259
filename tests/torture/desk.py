"""A clerk's desk for random work: what is at hand, and a chance for everything."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeAlias

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from asn_desktop.db.tables import Base
from asn_desktop.domain.errors import UserError
from asn_desktop.services.imports import ImportSource
from asn_desktop.services.proofs import KeyStore

Write: TypeAlias = Callable[[Session], object]
Do: TypeAlias = Callable[[Engine, "Desk"], Write | str]  # a text: it was done without a session


@dataclass(frozen=True)
class Desk:
    rng: random.Random
    keys: KeyStore
    lists: tuple[ImportSource, ...] = ()
    actor: str = "siti"

    def some_day(self) -> datetime:
        """The clock of this PC is not to be trusted: it may be a week off either way."""
        return datetime.now() + timedelta(hours=self.rng.randint(-170, 170))

    def choose(self, actions: Mapping[str, tuple[int, Do]]) -> tuple[str, Do]:
        label = self.rng.choices(list(actions), [weight for weight, _ in actions.values()])[0]
        return label, actions[label][1]

    def some(self, session: Session, cls: type[Base], most: int = 1) -> list[int]:
        """Ids of rows that are there."""
        ids: Sequence[int] = session.scalars(select(cls.id)).all()
        return self.rng.sample(ids, min(len(ids), self.rng.randint(1, most)))

    def one(self, session: Session, cls: type[Base]) -> int:
        if found := self.some(session, cls):
            return found[0]
        raise UserError("Tidak ada apa-apa di sini yang dapat diubah.")

    def word(self) -> str:
        return "".join(self.rng.choice("aeiou" if n % 2 else "bdgklmnprst") for n in range(6)).title()


def in_session(do: Callable[[Session, Desk], object]) -> Do:
    return lambda _, desk: lambda session: do(session, desk)
