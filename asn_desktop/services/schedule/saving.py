"""Saves, copies and deletes the sessions of an event."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from asn_desktop.db.tables import (
    ClassSession,
    CurriculumSubject,
    Event,
    Room,
    SessionTrainer,
    Trainer,
)
from asn_desktop.domain import clock, dates
from asn_desktop.domain.errors import InvalidInput, UserError
from asn_desktop.services import deletion
from asn_desktop.services.schedule.rows import SessionRow, sessions
from asn_desktop.services.trail.year_words import SESSION_KINDS

LONGEST = 200  # letters of a title


@dataclass(frozen=True)
class SessionForm:
    """Times as typed; `title` may be empty where a subject of the curriculum is chosen."""

    day: date | None = None
    starts: str = ""
    ends: str = ""
    kind: str = "materi"
    subject_id: int | None = None
    title: str = ""
    room_id: int | None = None
    class_name: str = ""
    trainer_ids: tuple[int, ...] = ()
    note: str = ""
    id: int | None = None


class Span(NamedTuple):
    """The days of an event."""

    first: date
    last: date

    @property
    def words(self) -> str:
        return dates.span(self.first, self.last)


def span(session: Session, event_id: int) -> Span:
    found = session.execute(select(Event.starts_on, Event.ends_on).where(Event.id == event_id)).one_or_none()
    if found is None:
        raise UserError("Kegiatan ini sudah tidak ada. Kembali ke daftar kegiatan.")
    return Span(*found)


def session_problems(form: SessionForm, event: Span) -> dict[str, str]:
    """What prevents saving, by field; the same while typing. Clashes are told by `check` and may be kept."""
    problems = {}
    if form.day is None:
        problems["day"] = "Isi tanggal sesi."
    elif not event.first <= form.day <= event.last:
        problems["day"] = (
            f"Kegiatan berlangsung {event.words}. Pilih tanggal di antaranya, "
            "atau ubah dahulu tanggal kegiatan."
        )
    begins, ends = read_time(form.starts), read_time(form.ends)
    if begins is None:
        problems["starts"] = "Tulis jam mulai seperti 08.00."
    if ends is None:
        problems["ends"] = "Tulis jam selesai seperti 09.30."
    elif begins is not None and ends <= begins:
        problems["ends"] = "Jam selesai harus sesudah jam mulai."
    if form.kind not in SESSION_KINDS:
        problems["kind"] = "Pilih salah satu jenis sesi: " + ", ".join(SESSION_KINDS.values()) + "."
    if not form.title.strip() and form.subject_id is None:
        what = (
            "Pilih mata pelatihan, atau tulis materinya." if form.kind == "materi" else "Tulis nama acaranya."
        )
        problems["title"] = what
    elif len(form.title) > LONGEST:
        problems["title"] = f"Ringkas menjadi paling banyak {LONGEST} huruf."
    return problems


def read_time(text: str) -> str | None:
    """HH:MM, or None for what is no time of day."""
    try:
        return clock.read(text)
    except ValueError:
        return None


def save(session: Session, event_id: int, form: SessionForm, opened: SessionForm | None = None) -> int:
    """The id of the session. `opened` is what it was when the form was filled. Raises InvalidInput by field,
    and UserError when it is another one since.
    """
    problems = session_problems(form, span(session, event_id))
    problems |= _gone(session, event_id, form)
    if problems:
        raise InvalidInput(problems)
    row = ClassSession(event_id=event_id) if form.id is None else session.get(ClassSession, form.id)
    if row is None or row.event_id != event_id:
        raise UserError("Sesi ini sudah dihapus. Salin isiannya, tutup, lalu buat sesi baru.")
    if opened is not None and form.id is not None and get(session, form.id) != opened:
        raise UserError(
            "Sesi ini baru saja diubah di tempat lain. Salin isian Anda, tutup, lalu buka sesinya lagi."
        )
    assert form.day is not None
    row.day, row.starts, row.ends = form.day, clock.read(form.starts), clock.read(form.ends)
    row.kind, row.room_id = form.kind, form.room_id
    row.subject_id = form.subject_id if form.kind == "materi" else None
    row.title, row.class_name, row.note = form.title.strip(), form.class_name.strip(), form.note.strip()
    session.add(row)
    session.flush()
    _save_trainers(session, row.id, form.trainer_ids)
    return row.id


def _gone(session: Session, event_id: int, form: SessionForm) -> dict[str, str]:
    """What was chosen and is not there any more."""
    problems = {}
    if form.subject_id is not None:
        subject, event = session.get(CurriculumSubject, form.subject_id), session.get_one(Event, event_id)
        if subject is None or subject.training_id != event.training_id:
            problems["subject_id"] = "Mata pelatihan ini tidak ada lagi pada kurikulum. Pilih yang lain."
    if form.room_id is not None and session.get(Room, form.room_id) is None:
        problems["room_id"] = "Ruang ini sudah tidak ada. Pilih ruang lain."
    if any(session.get(Trainer, key) is None for key in form.trainer_ids):
        problems["trainer_ids"] = "Narasumber ini sudah tidak ada. Pilih narasumber lain."
    return problems


def _save_trainers(session: Session, session_id: int, wanted: Iterable[int]) -> None:
    """In the order wanted, each once."""
    wanted = list(dict.fromkeys(wanted))
    stored = list(
        session.scalars(
            select(SessionTrainer).where(SessionTrainer.session_id == session_id).order_by(SessionTrainer.id)
        )
    )
    if [row.trainer_id for row in stored] == wanted:
        return
    for row in stored:
        session.delete(row)
    session.flush()
    for trainer_id in wanted:
        session.add(SessionTrainer(session_id=session_id, trainer_id=trainer_id))
    session.flush()


def form_of(row: SessionRow, title: str = "") -> SessionForm:
    """`title` is what was typed; a row shows the name of its subject where nothing was."""
    return SessionForm(
        row.day,
        row.starts,
        row.ends,
        row.kind,
        row.subject_id,
        title,
        row.room_id,
        row.class_name,
        row.trainer_ids,
        row.note,
        row.id,
    )


def get(session: Session, session_id: int) -> SessionForm:
    stored = session.get(ClassSession, session_id)
    if stored is None:
        raise UserError("Sesi ini sudah dihapus.")
    row = next(r for r in sessions(session, [stored.event_id]) if r.id == session_id)
    return form_of(row, stored.title)


def event_of(session: Session, session_id: int) -> int:
    """The id of its event."""
    stored = session.get(ClassSession, session_id)
    if stored is None:
        raise UserError("Sesi ini sudah dihapus.")
    return stored.event_id


def copy_day(session: Session, event_id: int, day: date, to: Sequence[date]) -> int:
    """How many sessions came; a day that has sessions already is refused with a UserError."""
    stored = {
        s.id: s.title for s in session.scalars(select(ClassSession).where(ClassSession.event_id == event_id))
    }
    rows = sessions(session, [event_id])
    model = [form_of(row, stored[row.id]) for row in rows if row.day == day]
    if not model:
        raise UserError(f"Tanggal {dates.long(day)} belum bersesi, jadi tidak ada yang disalin.")
    for there in to:
        if any(row.day == there for row in rows):
            raise UserError(
                f"Tanggal {dates.long(there)} sudah bersesi. Hapus sesinya dahulu, atau pilih tanggal lain."
            )
        for form in model:
            save(session, event_id, replace(form, id=None, day=there))
    return len(model) * len(to)


def delete(session: Session, ids: Iterable[int]) -> deletion.Deleted:
    """With the attendance noted there; undone as one."""
    return deletion.delete(session, "class_session", ids)
