"""Takes single records out of a backup, with what hangs on them, as one action of the clerk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from asn_desktop.db import history, images, reversal
from asn_desktop.db.history import Recorded
from asn_desktop.db.tables import (
    Base,
    CurriculumSubject,
    FormerNip,
    OutsideTraining,
    Participant,
    Person,
    Training,
    Unit,
)
from asn_desktop.domain.errors import UserError
from asn_desktop.services.backups.identity import Identity, Row, parents_of, row_of

PERSON, UNIT, TRAINING = KINDS = ("pegawai", "unit", "pelatihan")
_ROOTS: dict[str, type[Person | Unit | Training]] = {PERSON: Person, UNIT: Unit, TRAINING: Training}
_HANGING: dict[str, tuple[type[Base], ...]] = {
    PERSON: (FormerNip, Participant, OutsideTraining),
    UNIT: (),
    TRAINING: (CurriculumSubject,),
}
_COLUMN = {PERSON: "person_id", TRAINING: "training_id"}


class Fetched(NamedTuple):
    """`label` is what the action is called; nothing was done when nothing came and nothing was set back."""

    label: str
    came: int
    set_back: int


def fetch(session: Session, inside: Session, kind: str, keys: Sequence[int]) -> Fetched:
    """Bring records of the backup `inside` into the running action of `session`.

    What is there is set back to what it was, what is missing comes again, and so do the units and trainings
    it needs. Certificates do not: their numbers are in the register. UserError when a NIP is taken meanwhile.
    """
    known = Identity(session, inside)
    came = set_back = 0
    for key in keys:
        for wanted in _wanted(inside, kind, key):
            fresh, changed = _bring(session, known, *wanted)
            came, set_back = came + fresh, set_back + changed
    first = row_of(inside, _ROOTS[kind], keys[0])["name"]
    more = f" dan {len(keys) - 1} lainnya" if len(keys) > 1 else ""
    label = f"Ambil dari cadangan: {first}{more}"
    history.recorder(session).label = label
    return Fetched(label, came, set_back)


def state(session: Session, inside: Session, kind: str, key: int) -> str:
    """How the record stands in `session`: sama, berbeda or tidak ada."""
    known = Identity(session, inside)
    if known.there(_ROOTS[kind], key) is None:
        return "tidak ada"
    alike = all(
        (present := known.there(cls, row["id"])) is not None
        and (is_parent or not _differing(session, known, cls, row, present))
        for cls, row, is_parent in _wanted(inside, kind, key)
    )
    return "sama" if alike else "berbeda"


def _wanted(inside: Session, kind: str, key: int) -> list[tuple[type[Base], Row, bool]]:
    """The rows to bring, parents first; True for a parent, which is brought only where it is missing."""
    root = _ROOTS[kind]
    rows: list[tuple[type[Base], Row, bool]] = [(root, row_of(inside, root, key), False)]
    for cls in _HANGING[kind]:
        table = images.table_of(cls)
        query = select(table.c.id).where(table.c[_COLUMN[kind]] == key).order_by(table.c.id)
        rows += [(cls, row_of(inside, cls, found), False) for found in inside.scalars(query)]
    ordered: dict[tuple[str, int], tuple[type[Base], Row, bool]] = {}
    for cls, row, _ in rows:
        for parent, needed in parents_of(inside, cls, row):
            ordered.setdefault((parent.__tablename__, needed["id"]), (parent, needed, True))
        ordered[cls.__tablename__, row["id"]] = (cls, row, False)
    return list(ordered.values())


def _bring(session: Session, known: Identity, cls: type[Base], row: Row, is_parent: bool) -> tuple[int, int]:
    """How many rows came, and how many were set back."""
    present = known.there(cls, row["id"])
    if present is None:
        values = known.translated(cls, row)
        _refuse_taken(session, cls, values, None)
        key = known.place(cls, row["id"])
        values["id"] = key
        reversal.apply(session, [Recorded(cls.__tablename__, key, None, images.dump(values))])
        return 1, 0
    if is_parent or not (values := _differing(session, known, cls, row, present)):
        return 0, 0
    _refuse_taken(session, cls, values, present)
    return 0, history.update_rows(session, cls, [(present, values)])


def _differing(session: Session, known: Identity, cls: type[Base], row: Row, present: int) -> dict[str, Any]:
    now = row_of(session, cls, present)
    values = reversal.without_version(known.translated(cls, row))
    return {name: value for name, value in values.items() if name != "id" and now[name] != value}


def _refuse_taken(session: Session, cls: type[Base], values: Row, present: int | None) -> None:
    if cls is not Person or not values.get("nip"):
        return
    holder = session.scalar(select(Person).where(Person.nip == values["nip"], Person.id != (present or 0)))
    if holder is not None:
        raise UserError(
            f"NIP {values['nip']} kini dipakai {holder.name}, jadi data dari cadangan tidak diambil; "
            "tidak ada yang berubah. Perbaiki NIP itu dahulu, lalu ulangi."
        )
