"""Tests and marks of an event, and results set against the rule."""

from __future__ import annotations

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from asn_desktop.db.tables.base import Base


class MarkComponent(Base):
    """A column of marks. `kind` is pre, post, mata or lain; `weight` counts into the final mark, 0: not."""

    __tablename__ = "mark_component"
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    name: Mapped[str]
    kind: Mapped[str] = mapped_column(default="mata")
    weight: Mapped[float] = mapped_column(default=0.0)
    subject_id: Mapped[int | None] = mapped_column(
        ForeignKey("curriculum_subject.id", ondelete="SET NULL"), index=True
    )


class Mark(Base):
    """0 to 100."""

    __tablename__ = "mark"
    component_id: Mapped[int] = mapped_column(ForeignKey("mark_component.id", ondelete="CASCADE"))
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id", ondelete="CASCADE"), index=True)
    value: Mapped[float]
    __table_args__ = (UniqueConstraint("component_id", "participant_id"),)


class Overruling(Base):
    """A result that is not what the rule says, and why. `ruled` is what the rule said then."""

    __tablename__ = "overruling"
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id", ondelete="CASCADE"), unique=True)
    ruled: Mapped[str]
    result: Mapped[str]
    reason: Mapped[str]
