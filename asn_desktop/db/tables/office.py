"""The office: its settings, who signs, and how lists of others are read."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from asn_desktop.db.tables.base import Base, Versioned


class Setting(Base):
    """One setting of the office by name; `value` is {"value": …}."""

    __tablename__ = "setting"
    name: Mapped[str] = mapped_column(unique=True)
    value: Mapped[dict[str, Any]]


class Signatory(Versioned, Base):
    """Who may sign. `prefix` is empty, Plt., Plh. or a.n.; `on_behalf` the office named after a.n."""

    __tablename__ = "signatory"
    name: Mapped[str]
    nip: Mapped[str] = mapped_column(default="")
    pangkat: Mapped[str] = mapped_column(default="")
    jabatan: Mapped[str]
    prefix: Mapped[str] = mapped_column(default="")
    on_behalf: Mapped[str] = mapped_column(default="")
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    archived: Mapped[bool] = mapped_column(default=False)


class ColumnMapping(Base):
    """How the columns of a list with these headers were mapped last time."""

    __tablename__ = "column_mapping"
    purpose: Mapped[str]  # pegawai or peserta
    headers: Mapped[str] = mapped_column(unique=True)  # digest of purpose and normalised headers
    fields: Mapped[list[Any]]
