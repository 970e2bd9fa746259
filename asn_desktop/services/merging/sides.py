"""Two records beside each other, field by field, with a suggestion which value to keep."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from asn_desktop.db import history
from asn_desktop.db.tables import IssuedCertificate, Participant, Person
from asn_desktop.domain import names
from asn_desktop.domain.errors import UserError
from asn_desktop.services.trail import words
from asn_desktop.services.trail.naming import Names
from asn_desktop.services.trail.values import Values

A, B = "a", "b"
GONE = "Salah satu data ini sudah tidak ada lagi. Cari data ganda sekali lagi."
FIELDS = tuple(words.PERSON)
# What goes with what: the newer rank is the one with the later date.
DATED = {"golongan": "tmt_golongan", "tmt_golongan": "tmt_golongan"} | dict.fromkeys(
    ("jenis_jabatan", "jabatan", "tmt_jabatan"), "tmt_jabatan"
)
Row = Mapping[str, Any]


class Side(NamedTuple):
    id: int
    printed_name: str
    participations: int
    certificates: int


class FieldPair(NamedTuple):
    """`keep` is A or B, the suggestion."""

    name: str
    title: str
    a: str
    b: str
    differs: bool
    keep: str


class Sides(NamedTuple):
    """`keep` is the record that should stay: A or B. `values` are what the texts stand for."""

    a: Side
    b: Side
    keep: str
    fields: tuple[FieldPair, ...]
    values: Mapping[str, tuple[Any, Any]]

    def chosen(self, choices: Mapping[str, str]) -> dict[str, Any]:
        """The value of each field, as chosen or as suggested."""
        picked = {f.name: choices.get(f.name, f.keep) for f in self.fields}
        return {name: self.values[name][0 if side == A else 1] for name, side in picked.items()}


def side_by_side(session: Session, a_id: int, b_id: int) -> Sides:
    """Raises UserError when one of them is gone."""
    rows = load(session, a_id, b_id)
    a, b = rows[a_id], rows[b_id]
    left_side, right_side = _side(session, a), _side(session, b)
    keep = A if _weight(a, left_side) >= _weight(b, right_side) else B
    said = Values(session, Names(session)).said
    pairs = []
    for name in FIELDS:
        left, right = said("person", name, a[name]), said("person", name, b[name])
        pairs.append(
            FieldPair(
                name,
                words.column("person", name),
                left,
                right,
                a[name] != b[name] and left != right,
                better(name, a, b, keep),
            )
        )
    values = {name: (a[name], b[name]) for name in FIELDS}
    return Sides(left_side, right_side, keep, tuple(pairs), values)


def load(session: Session, *ids: int) -> dict[int, dict[str, Any]]:
    rows = {row["id"]: row for row in history.rows_by_id(session, Person, ids)}
    if set(ids) - rows.keys() or len(set(ids)) < len(ids):
        raise UserError(GONE)
    return rows


def _side(session: Session, row: Row) -> Side:
    mine = Participant.person_id == row["id"]
    certificates = (
        select(func.count(IssuedCertificate.id))
        .outerjoin(Participant, Participant.id == IssuedCertificate.participant_id)
        .where(or_(mine, IssuedCertificate.person_id == row["id"]))
    )
    return Side(
        row["id"],
        names.printed(row["name"], row["gelar_depan"], row["gelar_belakang"]),
        session.scalar(select(func.count(Participant.id)).where(mine)) or 0,
        session.scalar(certificates) or 0,
    )


def _weight(row: Row, side: Side) -> tuple[Any, ...]:
    """Somebody with a NIP who is still active, then who has most hanging on, then who is best known."""
    filled = sum(row[name] not in (None, "") for name in FIELDS)
    known = bool(row["nip"]), not row["archived"]
    return (*known, side.certificates, side.participations, filled, -side.id)


def better(name: str, a: Row, b: Row, keep: str) -> str:
    """Which side's value: what is filled before what is empty, the newer rank, the fuller name."""
    left, right = a[name], b[name]
    kept = a if keep == A else b
    if name == "instansi" and kept["unit_id"]:  # an outsider's institution is not that of an employee
        return keep
    if name == "archived":
        return A if left <= right else B
    if _is_empty(name, left) != _is_empty(name, right):
        return B if _is_empty(name, left) else A
    if by := DATED.get(name):
        first, second = a[by] or date.min, b[by] or date.min
        if first != second:
            return A if first > second else B
    if name in {"gelar_depan", "gelar_belakang"} and len(left) != len(right):
        return A if len(left) > len(right) else B
    return keep


def _is_empty(name: str, value: Any) -> bool:
    return value in (None, "") or (name == "status" and value == "NON")
