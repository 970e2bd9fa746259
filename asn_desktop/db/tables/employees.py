"""People: civil servants and outsiders, and the units they work in."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from asn_desktop.db.tables.base import Base, Versioned


class Unit(Base):
    """Perangkat daerah and the units below it."""

    __tablename__ = "unit"
    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(index=True)
    code: Mapped[str] = mapped_column(default="")
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    archived: Mapped[bool] = mapped_column(default=False)


class Person(Versioned, Base):
    """A civil servant (with `nip`) or an outsider (status NON).

    `nip` is an attribute that may change (former ones in `former_nip`), never a key. Columns that hold codes
    (`status`, `golongan`, `jenis_jabatan`, `pendidikan`, `kedudukan`, `agama`, `kawin`) name a
    `reference_item` of that kind. `name_key` is the name without titles, folded, for sorting and matching.
    """

    __tablename__ = "person"
    name: Mapped[str]
    name_key: Mapped[str]
    gelar_depan: Mapped[str] = mapped_column(default="")
    gelar_belakang: Mapped[str] = mapped_column(default="")
    nip: Mapped[str | None] = mapped_column(unique=True)
    nip_lama: Mapped[str] = mapped_column(default="")
    nik: Mapped[str] = mapped_column(default="")
    siasn_id: Mapped[str] = mapped_column(default="")
    sex: Mapped[str] = mapped_column(default="")  # L, P or empty
    birth_place: Mapped[str] = mapped_column(default="")
    birth_date: Mapped[date | None]
    agama: Mapped[str] = mapped_column(default="")
    kawin: Mapped[str] = mapped_column(default="")
    status: Mapped[str] = mapped_column(default="NON")
    kedudukan: Mapped[str] = mapped_column(default="")
    golongan: Mapped[str] = mapped_column(default="")
    tmt_golongan: Mapped[date | None]
    jenis_jabatan: Mapped[str] = mapped_column(default="")
    jabatan: Mapped[str] = mapped_column(default="")
    tmt_jabatan: Mapped[date | None]
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    instansi: Mapped[str] = mapped_column(default="")  # of an outsider
    pendidikan: Mapped[str] = mapped_column(default="")
    pendidikan_nama: Mapped[str] = mapped_column(default="")
    tahun_lulus: Mapped[str] = mapped_column(default="")
    tmt_cpns: Mapped[date | None]
    tmt_pns: Mapped[date | None]
    phone: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    archived: Mapped[bool] = mapped_column(default=False)

    __table_args__ = (
        Index("ix_person_list", "archived", "name_key", "id"),
        Index("ix_person_jabatan", "archived", "jabatan", "name_key", "id"),
    )


class FormerNip(Base):
    """A NIP this person had before (new agreement, correction)."""

    __tablename__ = "former_nip"
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    nip: Mapped[str] = mapped_column(index=True)
    until: Mapped[date]
    note: Mapped[str] = mapped_column(default="")


class DistinctPeople(Base):
    """Two records that look alike but are not the same person; the one with the lower id comes first."""

    __tablename__ = "distinct_people"
    low_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    high_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    __table_args__ = (UniqueConstraint("low_id", "high_id"),)
