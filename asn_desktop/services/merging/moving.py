"""Moves everything that points to one row over to another, whatever table it is in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from asn_desktop.db import history, images, references, reversal
from asn_desktop.db.history import Recorded
from asn_desktop.db.references import Reference
from asn_desktop.db.tables import Base, DistinctPeople, FormerNip, IssuedCertificate, Mentee, Participant

Row = Mapping[str, Any]


def delete(session: Session, cls: type[Base], row_id: int) -> None:
    reversal.apply(session, [Recorded(cls.__tablename__, row_id, "{}", None)])


def move(session: Session, table_name: str, drop_id: int, keep_id: int) -> int:
    """Let all that names `drop_id` name `keep_id`; returns how many rows were moved.

    Where both have a row of which there may be only one, the two become one, and what hangs on the row that
    goes is moved likewise.
    """
    moved = 0
    for reference in references.pointing_to(table_name):
        for row in list(references.rows(session, reference, [drop_id])):
            by_itself = SPECIAL.get(reference.cls, _move_row)
            by_itself(session, reference, row, keep_id)
            moved += 1
    return moved


def _move_row(session: Session, reference: Reference, row: Row, keep_id: int) -> None:
    wanted = {**row, reference.column: keep_id}
    if other := _in_the_way(session, reference.cls, wanted):
        survivor, loser = _stronger(session, reference.cls, dict(other), dict(row))
        _join(session, reference.cls, survivor, loser)
        row = survivor
    history.update_rows(session, reference.cls, [(row["id"], {reference.column: keep_id})])


def _in_the_way(session: Session, cls: type[Base], wanted: Row) -> Row | None:
    table = images.table_of(cls)
    for columns in images.uniques(cls):
        if any(wanted[column] is None for column in columns):
            continue
        same = [table.c[column] == wanted[column] for column in columns]
        query = select(table).where(*same, table.c.id != wanted["id"])
        if found := session.connection().execute(query).mappings().first():
            return dict(found)
    return None


def _stronger(session: Session, cls: type[Base], one: Row, other: Row) -> tuple[Row, Row]:
    """The one that stays: with certificates before without, with a result before without, then the older."""

    def strength(row: Row) -> tuple[int, int, int]:
        hanging = sum(
            1
            for reference in references.pointing_to(cls.__tablename__)
            for _ in references.rows(session, reference, [row["id"]])
        )
        filled = sum(value not in (None, "") for value in row.values())
        return hanging, filled, -row["id"]

    stays, goes = sorted((one, other), key=strength, reverse=True)
    return stays, goes


def _join(session: Session, cls: type[Base], stays: Row, goes: Row) -> None:
    """What the row that goes knows and the other does not is kept; then it goes."""
    move(session, cls.__tablename__, goes["id"], stays["id"])
    named = {key for columns in images.uniques(cls) for key in columns} | {"id", "version", "position"}
    gained = {
        key: value
        for key, value in goes.items()
        if key not in named and value not in (None, "") and stays[key] in (None, "")
    }
    if cls is Participant and goes["note"] and stays["note"] and goes["note"] != stays["note"]:
        gained["note"] = f"{stays['note']}; {goes['note']}"
    if cls is Mentee and (stays["left_on"] is None or goes["left_on"] is None):
        gained |= {"left_on": None, "left_reason": ""}  # one of the two is still there
    delete(session, cls, goes["id"])
    history.update_rows(session, cls, [(stays["id"], gained)])


def _move_former(session: Session, _reference: Reference, row: Row, keep_id: int) -> None:
    """Deleted and added anew: the search index only sees that, and finds the number with its new owner."""
    delete(session, FormerNip, row["id"])
    known = select(FormerNip.id).where(FormerNip.person_id == keep_id, FormerNip.nip == row["nip"])
    if session.scalar(known) is None:
        history.insert_rows(session, FormerNip, [{**_but_id(row), "person_id": keep_id}])


def _move_distinct(session: Session, reference: Reference, row: Row, keep_id: int) -> None:
    """The lower id stays first; that somebody is not himself need not be remembered."""
    other = row["high_id" if reference.column == "low_id" else "low_id"]
    low, high = sorted((other, keep_id))
    known = select(DistinctPeople.id).where(DistinctPeople.low_id == low, DistinctPeople.high_id == high)
    if low == high or session.scalar(known) is not None:
        delete(session, DistinctPeople, row["id"])
    else:
        history.update_rows(session, DistinctPeople, [(row["id"], {"low_id": low, "high_id": high})])


def _but_id(row: Row) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key != "id"}


SPECIAL: dict[type[Base], Callable[[Session, Reference, Row, int], None]] = {
    FormerNip: _move_former,
    DistinctPeople: _move_distinct,
}


def twice_certified(session: Session, person_id: int) -> list[str]:
    """Numbers of valid certificates of which this person now has several for one participation, or for one
    role in a mentoring programme."""
    certificate = IssuedCertificate
    query = (
        select(certificate.participant_id, certificate.programme_id, certificate.role, certificate.number)
        .outerjoin(Participant, Participant.id == certificate.participant_id)
        .where(
            (Participant.person_id == person_id) | (certificate.person_id == person_id),
            certificate.state == "berlaku",
        )
        .order_by(certificate.id)
    )
    by_occasion: dict[tuple[int | None, int | None, str], list[str]] = {}
    for participant_id, programme_id, role, number in session.execute(query):
        by_occasion.setdefault((participant_id, programme_id, role), []).append(number)
    return [number for numbers in by_occasion.values() if len(numbers) > 1 for number in numbers]
