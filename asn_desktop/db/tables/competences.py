"""The level of each person in each competence, with date and source; the newest counts."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from asn_desktop.db.tables.base import Base


class CompetenceLevel(Base):
    """`competence` is a code of the reference table kompetensi, `level` 1 to 5.

    `source` is asesmen, mentoring, ketik or impor; `pair_id` the mentoring it came from.
    """

    __tablename__ = "competence_level"
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    competence: Mapped[str]
    level: Mapped[int]
    noted_on: Mapped[date]
    source: Mapped[str] = mapped_column(default="ketik")
    pair_id: Mapped[int | None] = mapped_column(
        ForeignKey("mentoring_pair.id", ondelete="SET NULL"), index=True
    )
    note: Mapped[str] = mapped_column(default="")
    __table_args__ = (Index("ix_competence_level_person", "person_id", "competence", "noted_on"),)
