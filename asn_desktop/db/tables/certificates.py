"""Certificates as issued, their numbers, and the templates they were drawn with."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from asn_desktop.db.tables.base import Base, Versioned


class NumberScheme(Versioned, Base):
    """How numbers look and the fixed texts they are made of; counted apart for each scheme and year."""

    __tablename__ = "number_scheme"
    name: Mapped[str] = mapped_column(unique=True)
    pattern: Mapped[str]
    klasifikasi: Mapped[str] = mapped_column(default="")
    kode_unit: Mapped[str] = mapped_column(default="")
    bidang: Mapped[str] = mapped_column(default="")
    archived: Mapped[bool] = mapped_column(default=False)


class NumberCounter(Base):
    """The next free sequence of a scheme in a year; never behind one that was taken."""

    __tablename__ = "number_counter"
    undoable: ClassVar[bool] = False
    scheme_id: Mapped[int] = mapped_column(ForeignKey("number_scheme.id"))
    year: Mapped[int]
    next: Mapped[int] = mapped_column(default=1)
    __table_args__ = (UniqueConstraint("scheme_id", "year"),)


class RegisterNumber(Base):
    """One line of the buku register: a number once taken is never free again.

    `state` is terpakai, batal (void, with `reason`) or kertas (used on paper before, with `holder`).
    """

    __tablename__ = "register_number"
    undoable: ClassVar[bool] = False
    scheme_id: Mapped[int] = mapped_column(ForeignKey("number_scheme.id"))
    year: Mapped[int]
    sequence: Mapped[int]
    number: Mapped[str] = mapped_column(unique=True)
    taken_on: Mapped[date]
    state: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")
    holder: Mapped[str] = mapped_column(default="")
    training: Mapped[str] = mapped_column(default="")
    __table_args__ = (UniqueConstraint("scheme_id", "year", "sequence"),)


class Template(Base):
    """One version of a template, kept for ever: what was issued with it is drawn with it."""

    __tablename__ = "template"
    undoable: ClassVar[bool] = False
    name: Mapped[str]
    edition: Mapped[int]
    title: Mapped[str]
    content: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str]
    __table_args__ = (UniqueConstraint("name", "edition"),)


class Asset(Base):
    """A picture (arms, …) by content; never changed, never deleted."""

    __tablename__ = "asset"
    undoable: ClassVar[bool] = False
    unrecorded_columns: ClassVar[frozenset[str]] = frozenset({"data"})
    sha256: Mapped[str] = mapped_column(unique=True)
    data: Mapped[bytes]


class IssuedCertificate(Base):
    """A certificate as issued. `snapshot` is `domain.certificates.Certificate` as JSON, never rewritten.

    It is of an event (with its participant) or of a mentoring programme (with person and role). `state` is
    berlaku, diganti (by the one whose `replaces_id` points here) or dicabut. `sha256` is that of
    the canonical PDF of this person.
    """

    __tablename__ = "certificate"
    event_id: Mapped[int | None] = mapped_column(ForeignKey("event.id"), index=True)
    participant_id: Mapped[int | None] = mapped_column(ForeignKey("participant.id"), index=True)
    programme_id: Mapped[int | None] = mapped_column(ForeignKey("mentoring_programme.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    role: Mapped[str] = mapped_column(default="")  # mentor or mentee of a programme
    number_id: Mapped[int] = mapped_column(ForeignKey("register_number.id"), unique=True)
    number: Mapped[str] = mapped_column(unique=True)
    code: Mapped[str] = mapped_column(unique=True)
    issued_on: Mapped[date]
    issued_at: Mapped[datetime]
    template_id: Mapped[int] = mapped_column(ForeignKey("template.id"))
    arms_id: Mapped[int | None] = mapped_column(ForeignKey("asset.id"))
    snapshot: Mapped[dict[str, Any]]
    name: Mapped[str]  # from the snapshot, for lists
    nip: Mapped[str] = mapped_column(default="", index=True)
    sha256: Mapped[str]
    state: Mapped[str] = mapped_column(default="berlaku")
    reason: Mapped[str] = mapped_column(default="")
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("certificate.id"))
