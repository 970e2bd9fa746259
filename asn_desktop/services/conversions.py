"""How many JP a form of learning gives, by the table of conversion the office keeps."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from asn_desktop.db.tables import ReferenceItem
from asn_desktop.domain.conversion import Rule


def rule(session: Session, form: str) -> Rule:
    """Of a form; by the curriculum where the table has no line for it."""
    item = session.scalar(
        select(ReferenceItem).where(
            ReferenceItem.kind == "konversi_jp",
            ReferenceItem.code == form,
            ReferenceItem.archived.is_(False),
        )
    )
    return Rule.of(item.attributes, item.basis) if item else Rule()
