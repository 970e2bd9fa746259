"""Trainings of a person that this office did not hold itself."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from asn_desktop.db.tables.base import Base, Versioned


class OutsideTraining(Versioned, Base):
    """`form` is a code of bentuk_pelatihan, `year` that of the last day, `jp` what counts.

    `ruled_jp` is what the conversion table gives for `amount` (sessions, semesters, occasions) and `minutes`,
    `certificate_jp` what the certificate says; where `jp` is neither, `jp_reason` tells why. `kind` is kursus
    or diklat (the two lists of SIASN), `source` ketik or impor.
    """

    __tablename__ = "outside_training"
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    name: Mapped[str]
    kind: Mapped[str] = mapped_column(default="kursus")
    form: Mapped[str] = mapped_column(default="")
    level: Mapped[str] = mapped_column(default="nasional")
    organiser: Mapped[str] = mapped_column(default="")
    starts_on: Mapped[date | None]
    ends_on: Mapped[date]
    year: Mapped[int]
    certificate_number: Mapped[str] = mapped_column(default="")
    certificate_date: Mapped[date | None]
    jp: Mapped[int]
    amount: Mapped[int | None]
    minutes: Mapped[int | None]
    certificate_jp: Mapped[int | None]
    ruled_jp: Mapped[int | None]
    jp_reason: Mapped[str] = mapped_column(default="")
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"), index=True)
    source: Mapped[str] = mapped_column(default="ketik")
    note: Mapped[str] = mapped_column(default="")
    __table_args__ = (
        Index("ix_outside_training_year", "year", "person_id", "jp"),
        Index("ix_outside_training_person", "person_id", "year", "jp"),
    )
