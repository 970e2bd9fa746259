"""Who was there: one mark for a participant and a session."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from asn_desktop.db.tables.base import Base


class Attendance(Base):
    """`status` is H, I, S or T; `source` ketik, pindai or daftar; `at` when it was scanned."""

    __tablename__ = "attendance"
    session_id: Mapped[int] = mapped_column(ForeignKey("class_session.id", ondelete="CASCADE"))
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id", ondelete="CASCADE"), index=True)
    status: Mapped[str]
    source: Mapped[str] = mapped_column(default="ketik")
    at: Mapped[datetime | None]
    note: Mapped[str] = mapped_column(default="")
    __table_args__ = (UniqueConstraint("session_id", "participant_id"),)
