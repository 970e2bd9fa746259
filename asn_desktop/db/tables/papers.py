"""The papers around an event: their numbers and texts, photos, and templates of Word."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from asn_desktop.db.tables.base import Base, Versioned


class EventPaper(Versioned, Base):
    """One kind of paper of an event: what the clerk wrote into it. `texts` by name of the field."""

    __tablename__ = "event_paper"
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    kind: Mapped[str]
    number_id: Mapped[int | None] = mapped_column(ForeignKey("register_number.id"), index=True)
    number: Mapped[str] = mapped_column(default="")
    dated: Mapped[date | None]
    signatory_id: Mapped[int | None] = mapped_column(ForeignKey("signatory.id"), index=True)
    texts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    __table_args__ = (UniqueConstraint("event_id", "kind"),)


class EventPhoto(Base):
    """A photo of an event for its report."""

    __tablename__ = "event_photo"
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    caption: Mapped[str] = mapped_column(default="")


class LetterTemplate(Base):
    """The office's own Word template of a kind of paper, in place of the shipped one."""

    __tablename__ = "letter_template"
    kind: Mapped[str] = mapped_column(unique=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"), index=True)
