"""Papers of an event as one PDF: gathered in one reading, drawn without the database."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from asn_desktop.domain.honorarium import Honorarium
from asn_desktop.domain.papers import CertificateLine, Letter, PaperEvent, PaperMarks, Signature
from asn_desktop.reports import flow
from asn_desktop.reports.flow import Contents, Heading, Section
from asn_desktop.reports.flow.blocks import Sheet
from asn_desktop.reports.papers import (
    assignment,
    badges,
    biodata,
    decree,
    invitation,
    marks,
    minutes,
    name_list,
    receipt,
    recipients,
    report,
    schedule,
    sign_in,
    speakers,
    table_cards,
)
from asn_desktop.reports.papers.common import Look
from asn_desktop.services.papers import facts, honoraria, letters, records, saving
from asn_desktop.services.papers import marks as mark_facts
from asn_desktop.services.papers.kinds import BY_SESSION, KINDS, UPRIGHT

if TYPE_CHECKING:
    from asn_desktop.domain.papers import Letterhead

Progress = Callable[[int, int, str], bool]
PAPERS: dict[Sheet, str] = {"A4": "A4 (210 × 297 mm)", "F4": "F4 / folio (215 × 330 mm)"}


@dataclass(frozen=True)
class Pack:
    """Plain data: what `sections` are drawn from, in the order of `kinds`."""

    title: str
    kinds: tuple[str, ...]
    event: PaperEvent
    head: Letterhead
    paper: Sheet
    footer: str
    letters: dict[str, Letter] = field(default_factory=dict)
    signatures: dict[str, Signature] = field(default_factory=dict)
    marks: PaperMarks = field(default_factory=PaperMarks)
    certificates: tuple[CertificateLine, ...] = ()
    texts: dict[str, Mapping[str, str]] = field(default_factory=dict)  # of sheets, by kind
    paid: tuple[Honorarium, ...] = ()
    some: bool = False  # not all participants


def build(
    session: Session,
    event_id: int,
    kinds: Iterable[str],
    *,
    today: date,
    folder: Path | None = None,
    paper: Sheet = "A4",
    only: Sequence[int] | None = None,
    why: str = "",
) -> Pack:
    """`only` are participants; `why` says in words how they were chosen, for the foot of each page."""
    wanted = tuple(kind for kind in KINDS if kind in set(kinds))
    found = facts.event(session, event_id, only)
    forms = saving.papers(session, event_id)
    made = {
        kind: letters.letter(session, event_id, kind, today, read=found, folder=folder)
        for kind in wanted
        if KINDS[kind].worded
    }
    signatures = {}
    for kind in wanted:
        form = forms[kind]
        day = form.dated or found.event.ends_on
        who = form.signatory_id or facts.signatory_for(session, event_id, day)
        signatures[kind] = facts.signature(session, who, form.dated)
    worded = {
        kind: letters.letter(session, event_id, kind, today, read=found).texts
        for kind in wanted
        if KINDS[kind].fields and not KINDS[kind].worded
    }
    return Pack(
        facts.title(found.event),
        wanted,
        found.event,
        facts.letterhead(session),
        paper,
        records.filter_words(session, event_id, None if only is None else found.participant_ids, why),
        made,
        signatures,
        mark_facts.of(session, event_id, found) if "rekap_nilai" in wanted else PaperMarks(),
        records.certificates(session, event_id, found) if "daftar_penerima" in wanted else (),
        worded,
        honoraria.lines(session, event_id, found, worded["honorarium"]) if "honorarium" in wanted else (),
        some=only is not None,
    )


def sections(pack: Pack) -> list[Section]:
    """All papers; more than one begins with a table of contents."""
    made = [section for kind in pack.kinds for section in _DRAWN[kind](pack, _look(pack, kind))]
    if len(pack.kinds) < 2:
        return made
    blocks = (Heading("DAFTAR ISI", 14, after=2), Heading(pack.title.upper(), 11, after=6))
    front = Section("Daftar isi", [*blocks, Contents(whole_file=True)], pack.paper, listed=False)
    return [front, *made]


def _look(pack: Pack, kind: str) -> Look:
    footer = pack.footer if KINDS[kind].whom == "peserta" else ""
    return Look(pack.head, pack.signatures[kind], pack.paper, footer=footer)


def _wide(pack: Pack, look: Look) -> list[Section]:
    texts = pack.texts["daftar_hadir_harian"]
    kind: sign_in.Kind = "gabungan" if texts["susunan"] == BY_SESSION else "hari"
    return sign_in.wide(pack.event, look, kind, upright=texts["arah"] == UPRIGHT)


def _honoraria(pack: Pack, look: Look) -> list[Section]:
    taxed = bool(pack.texts["honorarium"]["pajak"].strip())
    return [receipt.honorarium(pack.event, pack.paid, look, taxed=taxed)]


def _cards(pack: Pack, look: Look) -> list[Section]:
    """Of the trainers too, unless some participants were chosen."""
    event = pack.event
    return [table_cards.section(event.people if pack.some else (*event.people, *event.trainers), look)]


def _badges(pack: Pack, look: Look) -> list[Section]:
    event = pack.event
    return [badges.section(event, look, (*event.trainers, *event.committee), "Tanda pengenal narasumber")]


def _letter(draw: Callable[[Letter, Sheet, str], Section], kind: str) -> _Drawer:
    return lambda pack, _look: [draw(pack.letters[kind], pack.paper, pack.footer)]


_Drawer = Callable[[Pack, Look], list[Section]]
_DRAWN: dict[str, _Drawer] = {
    "undangan": _letter(invitation.section, "undangan"),
    "surat_tugas": _letter(assignment.section, "surat_tugas"),
    "sk_peserta": _letter(decree.section, "sk_peserta"),
    "berita_acara": _letter(minutes.section, "berita_acara"),
    "laporan": lambda pack, _look: report.sections(pack.letters["laporan"], pack.paper, pack.footer),
    "daftar_peserta": lambda pack, look: [name_list.section(pack.event, look)],
    "jadwal": lambda pack, look: [schedule.section(pack.event, look)],
    "daftar_hadir": lambda pack, look: sign_in.by_session(pack.event, look),
    "daftar_hadir_harian": _wide,
    "daftar_hadir_narasumber": lambda pack, look: [speakers.section(pack.event, look)],
    "biodata": lambda pack, look: [biodata.section(pack.event, look)],
    "biodata_narasumber": lambda pack, look: [biodata.section(pack.event, look, pack.event.trainers)],
    "meja": _cards,
    "badge": lambda pack, look: [badges.section(pack.event, look)],
    "badge_narasumber": _badges,
    "tanda_terima": lambda pack, look: [
        receipt.section(pack.event, look, pack.texts["tanda_terima"]["berupa"])
    ],
    "honorarium": _honoraria,
    "rekap_nilai": lambda pack, look: [marks.section(pack.event, pack.marks, look)],
    "daftar_penerima": lambda pack, look: [recipients.section(pack.event, pack.certificates, look)],
}


def draw(pack: Pack, progress: Progress | None = None) -> bytes:
    """For the preview. Raises Cancelled when `progress` says so."""
    return flow.draw(sections(pack), pack.title, _telling(pack, progress))


def write(pack: Pack, out: Path, progress: Progress | None = None) -> int:
    """Answers the number of pages. Cancelled and UserError leave the old file as it was."""
    return flow.write(sections(pack), out, pack.title, _telling(pack, progress))


def _telling(pack: Pack, progress: Progress | None) -> Callable[[int, int], bool] | None:
    return None if progress is None else lambda done, of: progress(done, of, pack.title)
