"""Files by content: scanned proofs, photos, templates of Word; the bytes lie beside the database."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy.orm import Mapped, mapped_column

from asn_desktop.db.tables.base import Base


class StoredFile(Base):
    """Never changed, never deleted; `name` is what it was called where it came from."""

    __tablename__ = "stored_file"
    undoable: ClassVar[bool] = False
    sha256: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
