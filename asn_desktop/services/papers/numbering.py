"""Numbers of letters: by the office's schemes, each a line of the register for ever."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from asn_desktop.db.tables import Event, EventPaper, NumberScheme, RegisterNumber, Training
from asn_desktop.domain.errors import InvalidInput, UserError
from asn_desktop.services import numbers, office
from asn_desktop.services.numbers import SchemeForm
from asn_desktop.services.papers import saving
from asn_desktop.services.papers.kinds import KINDS


def scheme_for(session: Session, kind: str) -> int | None:
    """The scheme the last paper of this kind took its number from, else any letter; None before the first."""
    used = (
        select(RegisterNumber.scheme_id)
        .join(EventPaper, EventPaper.number_id == RegisterNumber.id)
        .join(NumberScheme, NumberScheme.id == RegisterNumber.scheme_id)
        .where(NumberScheme.archived.is_(False))
        .order_by(RegisterNumber.id.desc())
        .limit(1)
    )
    return session.scalar(used.where(EventPaper.kind == kind)) or session.scalar(used)


def letter_scheme(session: Session) -> int:
    """A scheme for letters, made as the office usually writes them where there is none.

    An action of its own: it stays when the first number is taken back.
    """
    wanted = SchemeForm(**office.defaults()["letters"])
    found = session.scalar(
        select(NumberScheme.id).where(NumberScheme.name == wanted.name, NumberScheme.archived.is_(False))
    )
    return found or numbers.save_scheme(session, wanted)


def take(session: Session, event_id: int, kind: str, scheme_id: int, today: date) -> str:
    """The next number for this paper, once; it is dated `today` unless it has a date already."""
    if not KINDS[kind].numbered:
        raise ValueError(kind)
    row = saving.row(session, event_id, kind)
    if row.number:
        raise UserError(
            f"{KINDS[kind].title} ini sudah bernomor {row.number}. Batalkan dahulu nomornya bila keliru."
        )
    held = session.get_one(Event, event_id)
    about = session.get_one(Training, held.training_id)
    scheme = session.get_one(NumberScheme, scheme_id)
    day = row.dated or today
    (taken,) = numbers.take(
        session,
        scheme_id,
        numbers.values(scheme, 0, day, about.code, held.angkatan),
        taken_on=day,
        holders=[KINDS[kind].title],  # by which the book knows a letter's number, void ones too
        training=saving.event_title(session, event_id),
    )
    row.number_id, row.number, row.dated = taken.id, taken.number, day
    session.flush()
    return taken.number


def give_back(session: Session, event_id: int, kind: str, reason: str) -> None:
    """The paper is without a number again; the number stays in the register as void."""
    if not reason.strip():
        raise InvalidInput({"reason": "Alasan pembatalan nomor harus diisi."})
    row = saving.row(session, event_id, kind)
    if row.number_id is not None:
        line = session.get_one(RegisterNumber, row.number_id)
        line.state, line.reason = "batal", reason.strip()
    row.number_id, row.number = None, ""
    session.flush()
