"""A letter of an event, whole: the facts, what the clerk wrote, who signs, its number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from asn_desktop.domain import dates
from asn_desktop.domain.papers import Letter, PaperMarks, Tally
from asn_desktop.services import office
from asn_desktop.services.papers import facts, marks, photos, records, saving, texts
from asn_desktop.services.papers.facts import Facts
from asn_desktop.services.papers.kinds import KINDS
from asn_desktop.services.papers.saving import PaperForm

WITHOUT_PLACE = ("undangan", "sk_peserta")  # they say place and date elsewhere
UNKNOWN_DAY = "…………………………"


def letter(
    session: Session,
    event_id: int,
    kind: str,
    today: date,
    *,
    only: Iterable[int] | None = None,
    read: Facts | None = None,
    folder: Path | None = None,
) -> Letter:
    """`folder` is that of the photos, None leaves them out. `read` spares reading the event again.

    Undated letters are signed by who is in office `today`.
    """
    found = read or facts.event(session, event_id, only)
    form = saving.get(session, event_id, kind)
    about = office.get(session)
    graded = marks.of(session, event_id, found) if kind in ("berita_acara", "laporan") else PaperMarks()
    counted = records.tally(session, event_id, found) if kind == "laporan" else Tally()
    usual = texts.usual(kind, found.event, about, dated=form.dated or today, marks=graded, tally=counted)
    signatory = form.signatory_id or facts.signatory_for(session, event_id, form.dated or today)
    return Letter(
        kind=kind,
        number=form.number,
        dated=dates.long(form.dated) if form.dated else UNKNOWN_DAY,
        place=about.place,
        texts={f.name: "" for f in KINDS[kind].fields} | usual | form.texts,
        head=facts.letterhead(session),
        event=found.event,
        signature=facts.signature(session, signatory, form.dated, place=kind not in WITHOUT_PLACE),
        marks=graded,
        tally=counted,
        font=about.font,
        photos=photos.pictures(session, event_id, folder) if kind == "laporan" and folder else (),
    )


def form(session: Session, event_id: int, kind: str, today: date) -> PaperForm:
    """To be edited: the usual texts stand where the clerk wrote nothing."""
    kept = saving.get(session, event_id, kind)
    return replace(kept, texts=dict(letter(session, event_id, kind, today).texts))


def save(session: Session, event_id: int, form: PaperForm, today: date) -> None:
    """What still is the usual text is not stored, so that it follows the event."""
    found = facts.event(session, event_id)
    graded, counted = marks.of(session, event_id, found), records.tally(session, event_id, found)
    before = saving.get(session, event_id, form.kind)
    about = office.get(session)
    kept = dict(form.texts)
    for day in {before.dated or today, form.dated or today}:  # the day stands in some of the texts
        usual = texts.usual(form.kind, found.event, about, dated=day, marks=graded, tally=counted)
        kept = {name: text for name, text in kept.items() if text.strip() != usual.get(name, "").strip()}
    saving.save(session, event_id, replace(form, texts=kept))
