"""Meetings of mentoring pairs: who was there, what came of it, and who does what until when."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from asn_desktop.db.tables.base import Base, Versioned


class MentoringMeeting(Versioned, Base):
    """`state` is rencana, terlaksana or batal; `starts` HH:MM or empty; `minutes` None while only planned.

    Coaching uses `goal`, `reality`, `options` and `will` beside the rest.
    """

    __tablename__ = "mentoring_meeting"
    pair_id: Mapped[int] = mapped_column(ForeignKey("mentoring_pair.id", ondelete="CASCADE"))
    day: Mapped[date]
    starts: Mapped[str] = mapped_column(default="")
    minutes: Mapped[int | None]
    state: Mapped[str] = mapped_column(default="rencana")
    method: Mapped[str] = mapped_column(default="tatap_muka")
    place: Mapped[str] = mapped_column(default="")
    topic: Mapped[str] = mapped_column(default="")
    discussion: Mapped[str] = mapped_column(Text, default="")
    result: Mapped[str] = mapped_column(Text, default="")
    goal: Mapped[str] = mapped_column(Text, default="")
    reality: Mapped[str] = mapped_column(Text, default="")
    options: Mapped[str] = mapped_column(Text, default="")
    will: Mapped[str] = mapped_column(Text, default="")
    next_on: Mapped[date | None]
    source: Mapped[str] = mapped_column(default="ketik")  # ketik, rencana or impor
    note: Mapped[str] = mapped_column(Text, default="")
    __table_args__ = (
        Index("ix_mentoring_meeting_pair", "pair_id", "day", "state", "minutes"),
        Index("ix_mentoring_meeting_day", "day", "state", "pair_id", "minutes"),
    )


class MeetingMentee(Base):
    """A mentee who was at a meeting that was held."""

    __tablename__ = "meeting_mentee"
    meeting_id: Mapped[int] = mapped_column(ForeignKey("mentoring_meeting.id", ondelete="CASCADE"))
    mentee_id: Mapped[int] = mapped_column(ForeignKey("mentee.id", ondelete="CASCADE"), index=True)
    __table_args__ = (UniqueConstraint("meeting_id", "mentee_id"),)


class ActionPoint(Base):
    """What was agreed at a meeting: `owner_id` does it until `due`. `state` is terbuka, selesai or batal."""

    __tablename__ = "action_point"
    meeting_id: Mapped[int] = mapped_column(
        ForeignKey("mentoring_meeting.id", ondelete="CASCADE"), index=True
    )
    position: Mapped[int] = mapped_column(default=0)
    text: Mapped[str]
    owner_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    due: Mapped[date | None]
    state: Mapped[str] = mapped_column(default="terbuka")
    done_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(default="")
    __table_args__ = (Index("ix_action_point_due", "state", "due"),)


class MeetingFile(Base):
    """A scanned logbook page, a photo or a document of a meeting."""

    __tablename__ = "meeting_file"
    meeting_id: Mapped[int] = mapped_column(
        ForeignKey("mentoring_meeting.id", ondelete="CASCADE"), index=True
    )
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    caption: Mapped[str] = mapped_column(default="")
