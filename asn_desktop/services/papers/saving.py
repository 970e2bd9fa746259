"""What the clerk wrote into the papers of an event."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from asn_desktop.db.tables import Event, EventPaper, RegisterNumber, Training
from asn_desktop.domain import dates, honorarium
from asn_desktop.domain.errors import InvalidInput
from asn_desktop.services import office
from asn_desktop.services.papers.kinds import KINDS, Shape

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


def _tax_problems(text: str) -> dict[str, str]:
    try:
        honorarium.tax_rules(text.splitlines())
    except InvalidInput as error:
        return dict(error.problems)
    return {}


def _number_trouble(session: Session, event_id: int, form: PaperForm) -> str:
    """A number typed by hand must not be another letter's; papers of one event may share one."""
    number = form.number.strip()
    if form.numbered or not number or number == get(session, event_id, form.kind).number:
        return ""
    same = select(EventPaper).where(EventPaper.number == number).order_by(EventPaper.event_id != event_id)
    other = session.scalar(same.limit(1))
    if other is not None and other.event_id == event_id:
        return ""
    taken = select(RegisterNumber.holder).where(
        RegisterNumber.number == number, RegisterNumber.state != "kertas"
    )
    if (holder := session.scalar(taken)) is not None:
        return f"Nomor ini sudah ada di Buku register ({holder}). Tulis nomor lain, atau ambil dari skema."
    if other is not None:
        whose = f"{KINDS[other.kind].title}, {event_title(session, other.event_id)}"
        return f"Nomor ini sudah dipakai ({whose}). Tulis nomor lain, atau ambil dari skema."
    return ""


def save(session: Session, event_id: int, form: PaperForm) -> None:
    """Raises InvalidInput by field. A number taken from a scheme is not changed here."""
    kind = KINDS[form.kind]
    known = {f.name: f for f in kind.fields}
    problems = {
        name: f"{known[name].label} terlalu panjang. Ringkas menjadi paling banyak {LONGEST} huruf."
        for name, text in form.texts.items()
        if name in known and len(text) > LONGEST
    }
    for f in kind.fields:
        if f.shape is Shape.CHOICE and form.texts.get(f.name, f.choices[0]).strip() not in f.choices:
            problems[f.name] = f"{f.label}: pilih {', '.join(f.choices[:-1])}, atau {f.choices[-1]}."
    if "pajak" in form.texts:
        problems |= _tax_problems(form.texts["pajak"])
    if form.dated is not None and not 1990 <= form.dated.year <= 2100:
        problems["dated"] = f"Tahun {form.dated.year} tidak mungkin. Periksa tanggalnya."
    if trouble := _number_trouble(session, event_id, form):
        problems["number"] = trouble
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
