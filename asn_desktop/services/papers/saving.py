"""What the clerk wrote into the papers of an event."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from asn_desktop.db.tables import Event, EventPaper, Training
from asn_desktop.domain import dates
from asn_desktop.domain.errors import InvalidInput
from asn_desktop.services import office
from asn_desktop.services.papers.kinds import ASSIGNED, KINDS

LONGEST = 20_000  # characters in one field


@dataclass(frozen=True)
class PaperForm:
    """`texts` by name of the field; a field that is missing says what is usual.

    `number` is typed by hand only where none was taken from a scheme.
    """

    kind: str
    number: str = ""
    numbered: bool = False  # by a scheme: the number stays as it is
    dated: date | None = None
    signatory_id: int | None = None
    texts: dict[str, str] = field(default_factory=dict)
    version: int = 1


def event_title(session: Session, event_id: int) -> str:
    held = session.get_one(Event, event_id)
    about = session.get_one(Training, held.training_id)
    return f"{about.name} Angkatan {dates.roman(held.angkatan)} Tahun {held.ends_on.year}"


def _found(session: Session, event_id: int, kind: str) -> EventPaper | None:
    return session.scalar(select(EventPaper).where(EventPaper.event_id == event_id, EventPaper.kind == kind))


def row(session: Session, event_id: int, kind: str) -> EventPaper:
    """The stored paper, made where there is none yet."""
    found = _found(session, event_id, kind)
    if found is None:
        session.get_one(Event, event_id)
        found = EventPaper(event_id=event_id, kind=kind, texts={}, number="")
        session.add(found)
        session.flush()
    return found


def papers(session: Session, event_id: int) -> dict[str, PaperForm]:
    """By kind; those nobody touched yet are blank."""
    found = {
        p.kind: _form(p) for p in session.scalars(select(EventPaper).where(EventPaper.event_id == event_id))
    }
    return {kind: found.get(kind, PaperForm(kind)) for kind in KINDS}


def get(session: Session, event_id: int, kind: str) -> PaperForm:
    found = _found(session, event_id, kind)
    return _form(found) if found else PaperForm(kind)


def _form(p: EventPaper) -> PaperForm:
    return PaperForm(
        p.kind, p.number, p.number_id is not None, p.dated, p.signatory_id, dict(p.texts), p.version
    )


def save(session: Session, event_id: int, form: PaperForm) -> None:
    """Raises InvalidInput by field. A number taken from a scheme is not changed here."""
    kind = KINDS[form.kind]
    known = {f.name: f for f in kind.fields}
    problems = {
        name: f"{known[name].label} terlalu panjang. Ringkas menjadi paling banyak {LONGEST} huruf."
        for name, text in form.texts.items()
        if name in known and len(text) > LONGEST
    }
    if form.kind == "surat_tugas" and "kepada" in form.texts:
        chosen = form.texts["kepada"].strip().casefold()
        if chosen not in ASSIGNED:
            problems["kepada"] = "Isi Peserta, Narasumber, atau Panitia."
    if form.dated is not None and not 1990 <= form.dated.year <= 2100:
        problems["dated"] = f"Tahun {form.dated.year} tidak mungkin. Periksa tanggalnya."
    if problems:
        raise InvalidInput(problems)
    stored = row(session, event_id, form.kind)
    office.check_version(form.version, stored.version)
    if stored.number_id is None:
        stored.number = form.number.strip()
    stored.dated, stored.signatory_id = form.dated, form.signatory_id
    texts = {name: text.strip() for name, text in form.texts.items() if name in known}
    if stored.texts != texts:
        stored.texts = texts
    session.flush()
