"""The columns of marks of an event: pre-test, post-test, a mark for each subject, and their weights."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from asn_desktop.db.tables import CurriculumSubject, Event, MarkComponent, Participant
from asn_desktop.domain.errors import InvalidInput
from asn_desktop.services import deletion
from asn_desktop.services.marks import finals

KINDS = {"pre": "Pre-test", "post": "Post-test", "mata": "Mata pelatihan", "lain": "Lainnya"}
MAX_WEIGHT = 1000


@dataclass(frozen=True)
class ComponentForm:
    """`weight` 0: is shown but does not count into the final mark. `id` None: a new one."""

    name: str = ""
    kind: str = "mata"
    weight: float = 0.0
    subject_id: int | None = None
    id: int | None = None


def components(session: Session, event_id: int) -> list[ComponentForm]:
    """In their order."""
    found = session.scalars(
        select(MarkComponent)
        .where(MarkComponent.event_id == event_id)
        .order_by(MarkComponent.position, MarkComponent.id)
    )
    return [ComponentForm(c.name, c.kind, c.weight, c.subject_id, c.id) for c in found]


def usual(session: Session, event_id: int) -> list[ComponentForm]:
    """Pre-test and post-test without weight, and each subject of the curriculum weighing its JP."""
    event = session.get_one(Event, event_id)
    subjects = session.scalars(
        select(CurriculumSubject)
        .where(CurriculumSubject.training_id == event.training_id)
        .order_by(CurriculumSubject.position, CurriculumSubject.id)
    )
    taught = [ComponentForm(s.name, "mata", float(s.jp), s.id) for s in subjects]
    post = ComponentForm(KINDS["post"], "post", 0.0 if taught else 1.0)
    return [ComponentForm(KINDS["pre"], "pre"), post, *taught]


def problems(forms: Sequence[ComponentForm]) -> dict[str, str]:
    """Messages by `name:3` or `weight:3`, rows counted from 0."""
    found = {}
    seen: dict[str, int] = {}
    for n, form in enumerate(forms):
        name = " ".join(form.name.split())
        if not name:
            found[f"name:{n}"] = f"Baris {n + 1} belum bernama. Isi namanya atau hapus barisnya."
        elif (first := seen.setdefault(name.casefold(), n)) != n:
            found[f"name:{n}"] = f"Baris {n + 1}: “{name}” sudah ada di baris {first + 1}. Ubah namanya."
        if form.kind not in KINDS:
            found[f"kind:{n}"] = f"Baris {n + 1}: pilih jenisnya dari daftar."
        if not (math.isfinite(form.weight) and 0 <= form.weight <= MAX_WEIGHT):
            found[f"weight:{n}"] = f"Baris {n + 1}: bobot harus antara 0 dan {MAX_WEIGHT}."
    return found


def save_components(session: Session, event_id: int, forms: Sequence[ComponentForm]) -> None:
    """These and no others; what is left out goes with its marks. The final marks follow.

    Raises InvalidInput with the keys of `problems`.
    """
    if wrong := problems(forms):
        raise InvalidInput(wrong)
    mine, before = MarkComponent.event_id == event_id, finals.reckoned(session, event_id)
    kept = {form.id for form in forms if form.id is not None}
    if gone := set(session.scalars(select(MarkComponent.id).where(mine))) - kept:
        deletion.delete(session, "mark_component", gone)
    stored = {row.id: row for row in session.scalars(select(MarkComponent).where(mine))}
    for position, form in enumerate(forms, 1):
        row = stored.get(form.id or 0)
        if row is None:
            row = MarkComponent(event_id=event_id)
        row.position, row.name, row.kind = position, " ".join(form.name.split()), form.kind
        row.weight, row.subject_id = form.weight, form.subject_id
        session.add(row)
    session.flush()
    everybody = session.scalars(select(Participant.id).where(Participant.event_id == event_id)).all()
    finals.follow(session, event_id, everybody, before)


def share(weight: float, forms: Sequence[ComponentForm]) -> float:
    """What a weight is of all of them, in percent."""
    total = sum(form.weight for form in forms)
    return 100 * weight / total if total else 0.0
