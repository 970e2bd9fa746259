"""How many JP a form of learning gives, by the table of conversion the office keeps."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from asn_desktop.db.tables import ReferenceItem
from asn_desktop.domain.conversion import Rule


def rule(session: Session, form: str) -> Rule:
    """Of a form; by the curriculum where the table has no line for it."""
    return rules(session, [form])[form]


def rules(session: Session, forms: Collection[str]) -> dict[str, Rule]:
    """By form, for each of these."""
    query = select(ReferenceItem.code, ReferenceItem.attributes, ReferenceItem.basis).where(
        ReferenceItem.kind == "konversi_jp",
        ReferenceItem.code.in_(forms),
        ReferenceItem.archived.is_(False),
    )
    found = {code: Rule.of(attributes, basis) for code, attributes, basis in session.execute(query)}
    return {form: found.get(form, Rule()) for form in forms}
