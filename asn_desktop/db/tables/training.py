"""Trainings, their curricula, the events held and who took part."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from asn_desktop.db.tables.base import Base, Versioned


class Training(Versioned, Base):
    """A line of the catalogue. `form` is a code of bentuk_pelatihan; `level` nasional or internasional."""

    __tablename__ = "training"
    name: Mapped[str]
    code: Mapped[str] = mapped_column(default="")
    form: Mapped[str] = mapped_column(default="")
    level: Mapped[str] = mapped_column(default="nasional")
    graded: Mapped[bool] = mapped_column(default=False)  # passing is decided by marks (STTP)
    basis: Mapped[str] = mapped_column(default="")
    archived: Mapped[bool] = mapped_column(default=False)


class CurriculumSubject(Base):
    """One mata pelatihan with its JP, in a group (kelompok)."""

    __tablename__ = "curriculum_subject"
    training_id: Mapped[int] = mapped_column(ForeignKey("training.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    group_name: Mapped[str] = mapped_column(default="")
    name: Mapped[str]
    jp: Mapped[int]


class Event(Versioned, Base):
    """One angkatan of a training. `jp` is what the certificates say."""

    __tablename__ = "event"
    training_id: Mapped[int] = mapped_column(ForeignKey("training.id"), index=True)
    angkatan: Mapped[int] = mapped_column(default=1)
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    place: Mapped[str] = mapped_column(default="")
    organiser: Mapped[str] = mapped_column(default="")
    jp: Mapped[int]
    signatory_id: Mapped[int | None] = mapped_column(ForeignKey("signatory.id"))
    back_signatory_id: Mapped[int | None] = mapped_column(ForeignKey("signatory.id"))
    scheme_id: Mapped[int | None] = mapped_column(ForeignKey("number_scheme.id"))
    template_name: Mapped[str] = mapped_column(default="sertifikat")
    note: Mapped[str] = mapped_column(default="")
    archived: Mapped[bool] = mapped_column(default=False)


class Participant(Versioned, Base):
    """A person in an event. `result` is lulus, tidak_lulus or empty (not yet decided)."""

    __tablename__ = "participant"
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    role: Mapped[str] = mapped_column(default="peserta")
    result: Mapped[str] = mapped_column(default="")
    score: Mapped[float | None]
    note: Mapped[str] = mapped_column(default="")

    __table_args__ = (UniqueConstraint("event_id", "person_id", "role"),)
