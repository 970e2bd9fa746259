"""Puts the people of a list into an event, as the clerk decided."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from asn_desktop.db import history
from asn_desktop.db.tables import Event, Participant, Person, Unit
from asn_desktop.domain import names, nip
from asn_desktop.domain.errors import UserError
from asn_desktop.services import units
from asn_desktop.services.participants.rows import BARU, LEWATI, AddedSummary, Decision

_TEXTS = (
    "name",
    "gelar_depan",
    "gelar_belakang",
    "nik",
    "golongan",
    "jabatan",
    "phone",
    "email",
    "birth_place",
    "sex",
)


def add_from_matches(
    session: Session, event_id: int, decisions: Sequence[Decision], today: date
) -> AddedSummary:
    """Participants in the order of the list, behind those who are there; new people are recorded first.

    Who is in the event already in this role, or was decided twice, is skipped with the reason.
    """
    if session.get(Event, event_id) is None:
        raise UserError("Kegiatan ini sudah tidak ada. Muat ulang daftar kegiatan, lalu ulangi.")
    skipped: list[tuple[int, str]] = []
    wanted = [d for d in decisions if _usable(d, skipped)]
    made = _new_people(session, [d for d in wanted if d.action == BARU], today)
    there = dict.fromkeys(_present(session, event_id), 0)
    last = session.scalar(select(func.max(Participant.position)).where(Participant.event_id == event_id)) or 0
    rows: list[dict[str, Any]] = []
    for decision in wanted:
        match = decision.match
        person_id = made.get(match.row_number) or decision.person_id or match.person_id
        assert person_id is not None  # _usable saw to it
        first = there.setdefault((person_id, match.role), match.row_number)
        if first != match.row_number:
            skipped.append((match.row_number, _double(match.row_number, first)))
            continue
        score = match.score_value if decision.score is None else decision.score
        result = match.result if decision.result is None else decision.result
        rows.append(
            {
                "event_id": event_id,
                "person_id": person_id,
                "position": last + len(rows) + 1,
                "role": match.role,
                "result": result,
                "score": score,
                "note": match.note,
            }
        )
    history.insert_rows(session, Participant, rows)
    return AddedSummary(len(rows), sorted(skipped))


def _present(session: Session, event_id: int) -> list[tuple[int, str]]:
    """Who is in the event, in which role."""
    columns = select(Participant.person_id, Participant.role).where(Participant.event_id == event_id)
    return [(row.person_id, row.role) for row in session.execute(columns)]


def _double(row: int, first: int) -> str:
    if first:
        return f"Baris {row}: orang yang sama sudah ditambahkan dari baris {first}."
    return f"Baris {row}: sudah terdaftar dalam kegiatan ini."


def _usable(decision: Decision, skipped: list[tuple[int, str]]) -> bool:
    match, reason = decision.match, ""
    if decision.action == LEWATI:
        reason = match.message or f"Baris {match.row_number}: dilewati."
    elif decision.action == BARU and not match.draft.get("name"):
        reason = match.message or f"Baris {match.row_number}: tanpa nama."
    elif decision.action != BARU and decision.person_id is None and match.person_id is None:
        reason = f"Baris {match.row_number}: belum dipilih orangnya."
    if reason:
        skipped.append((match.row_number, reason))
    return not reason


def _new_people(session: Session, decisions: Sequence[Decision], today: date) -> dict[int, int]:
    """Row number -> id. Somebody who got this NIP into the database meanwhile is used as he is."""
    digits = [str(d.match.draft["nip"]) for d in decisions if d.match.draft.get("nip")]
    there: dict[str, int] = {}
    for number, person_id in session.execute(select(Person.nip, Person.id).where(Person.nip.in_(digits))):
        there[number or ""] = person_id
    known_units = {units.key(name): unit_id for unit_id, name in session.execute(select(Unit.id, Unit.name))}
    found: dict[int, int] = {}
    new: dict[object, dict[str, Any]] = {}  # by NIP, or by row
    identity: dict[int, object] = {}
    for decision in decisions:
        draft, row = decision.match.draft, decision.match.row_number
        number = draft.get("nip")
        if number in there:
            found[row] = there[number]
            continue
        identity[row] = number or row
        new.setdefault(identity[row], _person(draft, known_units, today))
    ids = dict(zip(new, history.insert_rows(session, Person, list(new.values())), strict=True))
    return found | {row: ids[key] for row, key in identity.items()}


def _person(draft: dict[str, Any], known_units: dict[str, int], today: date) -> dict[str, Any]:
    """A unit that is none of ours is where an outsider comes from."""
    person: dict[str, Any] = {column: draft.get(column, "") for column in _TEXTS}
    number = draft.get("nip")
    read = nip.parse(number, today) if number else None
    unit = draft.get("unit", "")
    unit_id = known_units.get(units.key(unit)) if unit else None
    return person | {
        "name_key": names.key(person["name"]),
        "nip": number,
        "status": read.kind if read else "NON",
        "sex": person["sex"] or (read.sex if read else ""),
        "birth_date": draft.get("birth_date") or (read.birth_date if read else None),
        "unit_id": unit_id,
        "instansi": "" if unit_id else unit,
    }
