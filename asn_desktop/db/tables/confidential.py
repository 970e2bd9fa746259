"""Confidential notes of a mentoring pair, kept sealed; the key, and who asked for them."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from asn_desktop.db.tables.base import Base, Versioned


class ConfidentialNote(Versioned, Base):
    """`sealed` is what was written, encrypted: so neither trail nor export shows it by accident."""

    __tablename__ = "confidential_note"
    pair_id: Mapped[int] = mapped_column(ForeignKey("mentoring_pair.id", ondelete="CASCADE"), index=True)
    written_at: Mapped[datetime]
    author: Mapped[str]
    sealed: Mapped[str] = mapped_column(Text)


class ConfidentialKey(Base):
    """The key the notes are sealed with. Left out of exports unless it is asked for."""

    __tablename__ = "confidential_key"
    recorded: ClassVar[bool] = False
    undoable: ClassVar[bool] = False
    key: Mapped[str]


class ConfidentialAccess(Base):
    """Who asked for the notes of a pair, when and for what: it stays, whatever is undone.

    `pair_id` names the pair also when that is gone. `purpose` is dibaca, cetak or ekspor.
    """

    __tablename__ = "confidential_access"
    undoable: ClassVar[bool] = False
    pair_id: Mapped[int | None] = mapped_column(index=True)
    at: Mapped[datetime]
    actor: Mapped[str]
    purpose: Mapped[str]
    about: Mapped[str] = mapped_column(default="")
