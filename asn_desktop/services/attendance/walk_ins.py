"""People at the door who are not on the list: they become participants, and are there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from asn_desktop.db.tables import FormerNip, Participant, Person
from asn_desktop.domain import names, nip
from asn_desktop.domain.errors import InvalidInput
from asn_desktop.services import participants, results
from asn_desktop.services.attendance.saving import TYPED, set_status
from asn_desktop.services.participants.rows import BARU, LUAR, Decision, Match


@dataclass(frozen=True)
class WalkInForm:
    """`nip` may be empty for an outsider; of a known NIP nothing else is needed."""

    name: str = ""
    nip: str = ""
    unit: str = ""
    jabatan: str = ""
    phone: str = ""


def walk_in_problems(form: WalkInForm, now: datetime) -> dict[str, str]:
    """Messages by field; the same while typing."""
    problems = {}
    if form.nip.strip():
        try:
            nip.parse(form.nip, now.date())
        except nip.NipError as error:
            problems["nip"] = f"{error} Untuk orang luar, kosongkan."
    if not form.name.strip() and not form.nip.strip():
        problems["name"] = "Isi nama, atau NIP pegawai yang sudah tercatat."
    return problems


def add_walk_in(
    session: Session, event_id: int, who: int | WalkInForm, session_id: int | None, now: datetime
) -> int:
    """A person by id, or a new one; present in the session if one is given. Returns the participant.

    Who is on the list already is only marked. Raises InvalidInput.
    """
    person_id = who if isinstance(who, int) else _known(session, who, now)
    if person_id is not None:
        results.add_people(session, event_id, [person_id])
        found = select(Participant.id).where(
            Participant.event_id == event_id,
            Participant.person_id == person_id,
            Participant.role == results.MAIN_ROLE,
        )
    else:
        assert isinstance(who, WalkInForm)
        decision = Decision(_match(who), BARU)
        participants.add_from_matches(session, event_id, [decision], now.date())
        found = select(Participant.id).where(Participant.event_id == event_id)
    added = session.scalars(found.order_by(Participant.id.desc()).limit(1)).one()
    if session_id is not None:
        set_status(session, event_id, {(added, session_id): "H"}, TYPED, now)
    return added


def _known(session: Session, form: WalkInForm, now: datetime) -> int | None:
    """The person with this NIP. Raises InvalidInput for what cannot be used."""
    if problems := walk_in_problems(form, now):
        raise InvalidInput(problems)
    if not form.nip.strip():
        return None
    digits = nip.parse(form.nip, now.date()).digits
    old = select(FormerNip.person_id).where(FormerNip.nip == digits)
    found = session.scalar(select(Person.id).where((Person.nip == digits) | Person.id.in_(old)))
    if found is None and not form.name.strip():
        raise InvalidInput({"name": "NIP ini belum tercatat. Isi juga namanya."})
    return found


def _match(form: WalkInForm) -> Match:
    """As a line of a list of participants would tell it."""
    parts, digits = names.split(form.name), nip.clean(form.nip)
    draft = {
        "name": names.title_case(parts.name),
        "gelar_depan": parts.gelar_depan,
        "gelar_belakang": parts.gelar_belakang,
        "unit": form.unit.strip(),
        "jabatan": form.jabatan.strip(),
        "phone": form.phone.strip(),
    }
    if digits:
        draft["nip"] = digits
    return Match(
        row_number=1,
        listed_name=form.name,
        listed_nip=digits,
        unit=draft["unit"],
        golongan="",
        jabatan=draft["jabatan"],
        score_value=None,
        note="",
        kind=LUAR,
        person_id=None,
        candidates=[],
        message="",
        duplicate_of=None,
        role=results.MAIN_ROLE,
        result="",
        draft=draft,
    )
