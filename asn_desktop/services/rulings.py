"""The office's numbers, edited among the reference tables: targets of JP, least attendance, retirement."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from asn_desktop.db.tables import ReferenceItem

# What holds where the line is missing or empty.
USUAL = {
    "target_jp_pns": 20.0,
    "target_jp_pppk": 20.0,
    "batas_jp_pppk": 24.0,
    "menit_jp": 45.0,
    "jp_sehari": 10.0,
    "kehadiran_minimal": 90.0,
    "nilai_lulus": 70.01,
    "bup_jpt": 60.0,
    "bup_lain": 58.0,
    "bup_madya": 60.0,
    "bup_utama": 65.0,
    "jeda_pertemuan": 45.0,
}


def number(session: Session, code: str) -> float:
    """Of the table `ketentuan`; KeyError for a code nobody knows."""
    item = session.execute(
        select(ReferenceItem.attributes, ReferenceItem.archived).where(
            ReferenceItem.kind == "ketentuan", ReferenceItem.code == code
        )
    ).one_or_none()
    usual = USUAL[code]
    if item is None or item.archived:
        return usual
    value = item.attributes.get("nilai")
    return float(value) if isinstance(value, int | float) else usual


def basis(session: Session, code: str) -> str:
    """The rule a number rests on, empty for none."""
    return (
        session.scalar(
            select(ReferenceItem.basis).where(ReferenceItem.kind == "ketentuan", ReferenceItem.code == code)
        )
        or ""
    )
