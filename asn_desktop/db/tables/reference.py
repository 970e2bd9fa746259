"""Reference tables with codes, editable, each line with its legal basis."""

from __future__ import annotations

from typing import Any

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from asn_desktop.db.tables.base import Base


class ReferenceItem(Base):
    """`kind` names the table (golongan, predikat, …); `attributes` hold what only that kind has."""

    __tablename__ = "reference_item"
    kind: Mapped[str]
    code: Mapped[str]
    name: Mapped[str]
    position: Mapped[int] = mapped_column(default=0)
    attributes: Mapped[dict[str, Any]] = mapped_column(default=dict)
    basis: Mapped[str] = mapped_column(default="")
    archived: Mapped[bool] = mapped_column(default=False)

    __table_args__ = (UniqueConstraint("kind", "code"),)
