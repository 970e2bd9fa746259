"""Who is proposed for an event, who waits, who was passed over and why; seats of each perangkat daerah."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from asn_desktop.db.tables.base import Base


class Quota(Base):
    """How many seats of an event a perangkat daerah has."""

    __tablename__ = "quota"
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    seats: Mapped[int]
    __table_args__ = (UniqueConstraint("event_id", "unit_id"),)


class Nomination(Base):
    """`state` is diusulkan, menunggu (waiting list, in the order of `rank`), dipilih or dilewati.

    `reasons` are the words that spoke for and against when it was decided, `note` what the clerk said.
    """

    __tablename__ = "nomination"
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    state: Mapped[str]
    rank: Mapped[int] = mapped_column(default=0)
    score: Mapped[float] = mapped_column(default=0.0)
    reasons: Mapped[list[Any]] = mapped_column(default=list)
    note: Mapped[str] = mapped_column(default="")
    decided_at: Mapped[datetime | None]
    __table_args__ = (UniqueConstraint("event_id", "person_id"),)


class TrainingNeed(Base):
    """What a person lacks that a training gives: `gap` in levels (1 to 5), from `source`."""

    __tablename__ = "training_need"
    training_id: Mapped[int] = mapped_column(ForeignKey("training.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    gap: Mapped[int]
    source: Mapped[str] = mapped_column(default="")
    noted_on: Mapped[date]
    __table_args__ = (UniqueConstraint("training_id", "person_id"),)
