"""Perangkat daerah and the units below them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from asn_desktop.db import history
from asn_desktop.db.tables import Person, Unit
from asn_desktop.domain.errors import InvalidInput

GOVERNMENT = "pemerintah "  # Pemerintah Kota …, the root of lists that hold a whole city
_NOT_WORD = re.compile(r"[^\w]+")


class UnitRow(NamedTuple):
    id: int
    name: str
    parent_id: int | None
    depth: int
    people: int


@cache
def key(name: str) -> str:
    """Equal for names that differ only by case, blanks and punctuation."""
    return " ".join(_NOT_WORD.sub(" ", name.casefold()).split())


def tree(session: Session) -> list[UnitRow]:
    """Depth first, each level by name; `people` are those not archived, in this unit itself."""
    counted = select(Person.unit_id, func.count()).where(Person.archived.is_(False)).group_by(Person.unit_id)
    people: dict[int | None, int] = dict(session.execute(counted).all())
    children: dict[int | None, list[tuple[int, str]]] = defaultdict(list)
    query = select(Unit.id, Unit.name, Unit.parent_id).where(Unit.archived.is_(False)).order_by(Unit.name_key)
    found = session.execute(query).all()
    known = {unit_id for unit_id, _name, _parent in found}
    for unit_id, name, parent in found:
        children[parent if parent in known else None].append((unit_id, name))
    rows: list[UnitRow] = []

    def walk(parent: int | None, depth: int) -> None:
        for unit_id, name in children[parent]:
            rows.append(UnitRow(unit_id, name, parent, depth, people.get(unit_id, 0)))
            walk(unit_id, depth + 1)

    walk(None, 0)
    return rows


def full_names(session: Session) -> dict[int, str]:
    """With the units above, since every office has its Subbagian Umum; in the order of the tree."""
    rows = tree(session)
    by_id = {row.id: row for row in rows}

    def full(row: UnitRow) -> str:
        above = by_id.get(row.parent_id) if row.parent_id else None
        return f"{row.name} – {full(above)}" if above else row.name

    return {row.id: full(row) for row in rows}


def agencies(session: Session) -> dict[int, tuple[int, str]]:
    """Id and name of the perangkat daerah that each unit belongs to, archived ones too: the topmost unit, or
    the one below it where the topmost is the government itself, as in lists from SIASN.
    """
    found = session.execute(select(Unit.id, Unit.name, Unit.parent_id)).all()
    parents = {unit_id: parent for unit_id, _name, parent in found}
    names = {unit_id: name for unit_id, name, _parent in found}

    def top(unit_id: int) -> int:
        seen = {unit_id}
        while (above := parents[unit_id]) is not None and above in parents and above not in seen:
            if parents[above] is None and key(names[above]).startswith(GOVERNMENT):
                break
            seen.add(above)  # a ring, which only other programs can make, must not hold up anything
            unit_id = above
        return unit_id

    return {unit_id: (top(unit_id), names[top(unit_id)]) for unit_id in parents}


def subtree_ids(session: Session, unit_id: int) -> set[int]:
    """The unit and all below it."""
    tree = select(Unit.id).where(Unit.id == unit_id).cte(recursive=True)
    tree = tree.union(select(Unit.id).join(tree, Unit.parent_id == tree.c.id))
    return set(session.scalars(select(tree.c.id)))


def find_or_add_many(session: Session, names: Iterable[str]) -> dict[str, int]:
    """The id of each unit by its name as written; unknown ones are added at the top."""
    known: dict[str, int] = dict(session.execute(select(Unit.name_key, Unit.id)).all())
    wanted = [*dict.fromkeys(names)]
    new: dict[str, str] = {}
    for name in wanted:
        if key(name) not in known:
            new.setdefault(key(name), name)
    ids = history.insert_rows(session, Unit, [{"name": n.strip(), "name_key": k} for k, n in new.items()])
    known |= dict(zip(new, ids, strict=True))
    return {name: known[key(name)] for name in wanted}


def save(
    session: Session, unit_id: int | None, name: str, parent_id: int | None = None, code: str = ""
) -> int:
    """Add or rename a unit, or move it below another. Raises InvalidInput on name and parent_id."""
    clean = " ".join(name.split())
    if not clean:
        raise InvalidInput({"name": "Isi nama unit."})
    same = session.scalar(select(Unit.id).where(Unit.name_key == key(clean)))
    if same is not None and same != unit_id:
        raise InvalidInput({"name": f"Unit “{clean}” sudah ada."})
    if unit_id and parent_id in subtree_ids(session, unit_id):
        raise InvalidInput({"parent_id": "Unit tidak dapat berada di bawah dirinya sendiri."})
    unit = session.get_one(Unit, unit_id) if unit_id else Unit()
    unit.name, unit.name_key, unit.parent_id, unit.code = clean, key(clean), parent_id, code.strip()
    session.add(unit)
    session.flush()
    return unit.id


def archive(session: Session, unit_id: int) -> None:
    """Raises InvalidInput while people work there."""
    if count := session.scalar(
        select(func.count()).where(Person.unit_id == unit_id, Person.archived.is_(False))
    ):
        raise InvalidInput({"name": f"Masih ada {count} pegawai di unit ini. Pindahkan mereka dahulu."})
    session.get_one(Unit, unit_id).archived = True
