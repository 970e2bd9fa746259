"""When, where and by whom is taught: rooms, trainers, days and sessions of an event, and series of events."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from asn_desktop.db.tables.base import Base, Versioned


class Room(Versioned, Base):
    """A room with the number of seats; 0 seats: not known."""

    __tablename__ = "room"
    name: Mapped[str] = mapped_column(unique=True)
    place: Mapped[str] = mapped_column(default="")
    capacity: Mapped[int] = mapped_column(default=0)
    note: Mapped[str] = mapped_column(default="")
    archived: Mapped[bool] = mapped_column(default=False)


class Trainer(Versioned, Base):
    """A person who teaches: an employee or an outsider. `rate` is rupiah for one `rate_unit` (JP or OJ)."""

    __tablename__ = "trainer"
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), unique=True)
    subjects: Mapped[str] = mapped_column(Text, default="")  # one a line
    npwp: Mapped[str] = mapped_column(default="")
    bank: Mapped[str] = mapped_column(default="")
    account: Mapped[str] = mapped_column(default="")
    account_name: Mapped[str] = mapped_column(default="")
    rate: Mapped[int] = mapped_column(default=0)
    rate_unit: Mapped[str] = mapped_column(default="JP")
    note: Mapped[str] = mapped_column(default="")
    archived: Mapped[bool] = mapped_column(default=False)


class TrainerScore(Base):
    """What participants gave a trainer for one subject: the mean of `respondents` on a scale up to `most`."""

    __tablename__ = "trainer_score"
    trainer_id: Mapped[int] = mapped_column(ForeignKey("trainer.id", ondelete="CASCADE"), index=True)
    event_id: Mapped[int | None] = mapped_column(ForeignKey("event.id", ondelete="SET NULL"), index=True)
    given_on: Mapped[date]
    subject: Mapped[str] = mapped_column(default="")
    score: Mapped[float]
    most: Mapped[float] = mapped_column(default=5.0)
    respondents: Mapped[int] = mapped_column(default=0)
    note: Mapped[str] = mapped_column(default="")


class EventSeries(Versioned, Base):
    """Events that repeat: `rule` is an RRULE, `skipped` the days left out by hand (ISO dates).

    `days` is the length of each event; `pattern` a code of pola_hari that fills its schedule, or empty.
    """

    __tablename__ = "event_series"
    name: Mapped[str]
    training_id: Mapped[int] = mapped_column(ForeignKey("training.id"), index=True)
    rule: Mapped[str]
    starts_on: Mapped[date]
    days: Mapped[int] = mapped_column(default=1)
    skip_holidays: Mapped[bool] = mapped_column(default=True)
    pattern: Mapped[str] = mapped_column(default="")
    skipped: Mapped[list[Any]] = mapped_column(default=list)


class EventPlan(Versioned, Base):
    """What is planned for an event beside its dates; none for events older than planning.

    `min_attendance` in percent and `pass_mark` 0..100, None: as the office rules. `series_day` is the day the
    series gave this event; `apart` says it was changed by itself and does not follow the series any more.
    """

    __tablename__ = "event_plan"
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), unique=True)
    capacity: Mapped[int | None]
    method: Mapped[str] = mapped_column(default="klasikal")
    funding: Mapped[str] = mapped_column(default="")
    room_id: Mapped[int | None] = mapped_column(ForeignKey("room.id"), index=True)
    min_attendance: Mapped[int | None]
    pass_mark: Mapped[float | None]
    series_id: Mapped[int | None] = mapped_column(
        ForeignKey("event_series.id", ondelete="SET NULL"), index=True
    )
    series_day: Mapped[date | None]
    apart: Mapped[bool] = mapped_column(default=False)


class ClassSession(Base):
    """One session of an event. `starts` and `ends` are HH:MM; `kind` materi, istirahat or acara.

    Only materi counts as JP. `class_name` tells parallel classes of one event apart.
    """

    __tablename__ = "class_session"
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    day: Mapped[date]
    starts: Mapped[str]
    ends: Mapped[str]
    kind: Mapped[str] = mapped_column(default="materi")
    subject_id: Mapped[int | None] = mapped_column(
        ForeignKey("curriculum_subject.id", ondelete="SET NULL"), index=True
    )
    title: Mapped[str] = mapped_column(default="")
    room_id: Mapped[int | None] = mapped_column(ForeignKey("room.id"))
    class_name: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    __table_args__ = (
        Index("ix_class_session_event", "event_id", "day", "starts"),
        Index("ix_class_session_day", "day", "event_id"),
        Index("ix_class_session_room", "room_id", "day"),
    )


class SessionTrainer(Base):
    """Who teaches a session."""

    __tablename__ = "session_trainer"
    session_id: Mapped[int] = mapped_column(ForeignKey("class_session.id", ondelete="CASCADE"))
    trainer_id: Mapped[int] = mapped_column(ForeignKey("trainer.id"), index=True)
    __table_args__ = (UniqueConstraint("session_id", "trainer_id"),)
