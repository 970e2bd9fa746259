"""Papers of a programme or of some pairs as one PDF: gathered in one reading, drawn without the database."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from sqlalchemy.orm import Session

from asn_desktop.db.tables import MentoringPair, MentoringProgramme
from asn_desktop.domain.errors import UserError
from asn_desktop.domain.mentoring import words
from asn_desktop.domain.mentoring.papers import PaperAction, PaperNote, PaperOffice, PaperPair
from asn_desktop.domain.mentoring.summary import AgencyLine, MentorLine, ProgrammeReport
from asn_desktop.domain.papers import PaperPerson
from asn_desktop.reports import flow
from asn_desktop.reports.flow import Contents, Heading, Section
from asn_desktop.reports.flow.blocks import Sheet
from asn_desktop.reports.mentoring import agreement, final, logbook, progress, reminder
from asn_desktop.reports.mentoring import programme as programme_report
from asn_desktop.services import units
from asn_desktop.services.mentoring import actions, facts, notes, people, reports

Progress = Callable[[int, int, str], bool]


class Kind(NamedTuple):
    """`of_pair`: one for each pair; the others are of the whole programme. `worded`: also for Word."""

    code: str
    title: str
    of_pair: bool = True
    worded: bool = False


KINDS = {
    kind.code: kind
    for kind in (
        Kind("program", "Laporan program", of_pair=False),
        Kind("mentor", "Laporan per mentor", of_pair=False),
        Kind("perangkat_daerah", "Laporan per perangkat daerah", of_pair=False),
        Kind("perangkat_daerah_tahun", "Perangkat daerah, semua program", of_pair=False),
        Kind("kesepakatan", "Kesepakatan mentoring", worded=True),
        Kind("logbook", "Lembar logbook kosong"),
        Kind("logbook_terisi", "Logbook terisi"),
        Kind("kemajuan", "Lembar kemajuan"),
        Kind("laporan", "Laporan akhir", worded=True),
        Kind("pengingat", "Surat pengingat tindak lanjut", of_pair=False),
    )
}
NOTHING_OPEN = (
    "Tidak ada tindak lanjut yang terbuka, jadi tidak ada surat pengingat. Catat tindak lanjutnya pada "
    "pertemuan, atau pilih berkas lain."
)
NO_PAIR = "Program ini belum mempunyai pasangan. Tambahkan pasangan dahulu, lalu cetak lagi."


class Asking(NamedTuple):
    """Who asks for confidential notes to be printed, and when: it is written down."""

    actor: str
    now: datetime


class Reminded(NamedTuple):
    owner: PaperPerson
    actions: tuple[PaperAction, ...]


@dataclass(frozen=True)
class Pack:
    """Plain data: what `sections` are drawn from."""

    title: str
    kinds: tuple[str, ...]
    office: PaperOffice
    paper: Sheet = "A4"
    pairs: tuple[PaperPair, ...] = ()
    year: int = 0
    report: ProgrammeReport | None = None
    mentors: tuple[MentorLine, ...] = ()
    agencies_of_year: tuple[AgencyLine, ...] = ()  # of all programmes
    reminded: tuple[Reminded, ...] = ()


def build(
    session: Session,
    programme_id: int,
    kinds: Iterable[str],
    today: date,
    *,
    only: Sequence[int] | None = None,
    paper: Sheet = "A4",
    asking: Asking | None = None,
) -> Pack:
    """`only` are pairs, None all. With `asking` the final reports carry the confidential notes: `session`
    must write then. Raises UserError where there is nothing to print, or for who may not see the notes.
    """
    wanted = tuple(kind for kind in KINDS if kind in set(kinds))
    row = session.get_one(MentoringProgramme, programme_id)
    chosen = facts.ids(session, programme_id) if only is None else list(only)
    if not chosen and any(KINDS[kind].of_pair for kind in wanted):
        raise UserError(NO_PAIR)
    about = facts.of_office(session, today, row.signatory_id, _chosen(session, programme_id, only))
    found = facts.pairs(session, chosen, today) if any(KINDS[k].of_pair for k in wanted) else []
    if asking and "laporan" in wanted:
        found = [_with_notes(session, key, one, asking) for key, one in zip(chosen, found, strict=True)]
    to_remind = _reminded(session, programme_id, only, today) if "pengingat" in wanted else ()
    if wanted == ("pengingat",) and not to_remind:
        raise UserError(NOTHING_OPEN)
    return Pack(
        row.name,
        wanted,
        about,
        paper,
        tuple(found),
        (year := row.starts_on.year),
        reports.programme(session, programme_id) if {"program", "perangkat_daerah"} & {*wanted} else None,
        tuple(reports.mentors_of(session, programme_id)) if "mentor" in wanted else (),
        tuple(reports.agencies(session, year)) if "perangkat_daerah_tahun" in wanted else (),
        to_remind,
    )


def of_pair(
    session: Session,
    pair_id: int,
    kinds: Iterable[str],
    today: date,
    *,
    paper: Sheet = "A4",
    asking: Asking | None = None,
) -> Pack:
    """The same for one pair."""
    programme_id = session.get_one(MentoringPair, pair_id).programme_id
    made = build(session, programme_id, kinds, today, only=[pair_id], paper=paper, asking=asking)
    title = made.pairs[0].title if made.pairs else made.title
    return replace(made, title=title, office=replace(made.office, footer=""))


def reminders(
    session: Session, action_ids: Iterable[int], today: date, paper: Sheet = "A4", *, overdue: bool = False
) -> Pack:
    """A letter to each who owns one of these actions, in all programmes; only those still open count."""
    ids = set(action_ids)
    rows = [one for one in actions.open_actions(session, today, is_overdue=overdue) if one.id in ids]
    if not rows:
        raise UserError(NOTHING_OPEN)
    about = facts.of_office(session, today)
    return Pack("Pengingat tindak lanjut", ("pengingat",), about, paper, reminded=_letters(session, rows))


def _chosen(session: Session, programme_id: int, only: Sequence[int] | None) -> str:
    if only is None:
        return ""
    return f"{len(only)} dari {len(facts.ids(session, programme_id))} pasangan"


def _with_notes(session: Session, pair_id: int, pair: PaperPair, asking: Asking) -> PaperPair:
    if not notes.count(session, pair_id):
        return pair
    found = notes.read(
        session, pair_id, asking.actor, asking.now, purpose=notes.PRINTED, about=f"Laporan akhir {pair.title}"
    )
    return replace(pair, notes=tuple(PaperNote(n.written_at.date(), n.author, n.text) for n in found))


def _reminded(
    session: Session, programme_id: int, only: Sequence[int] | None, today: date
) -> tuple[Reminded, ...]:
    rows = actions.open_actions(session, today, programme_id=programme_id)
    return _letters(session, [one for one in rows if only is None or one.pair_id in set(only)])


def _letters(session: Session, rows: Sequence[actions.ActionRow]) -> tuple[Reminded, ...]:
    """By name of who owns them; what is due first comes first."""
    owners: dict[int, list[PaperAction]] = {}
    for one in rows:
        owners.setdefault(one.owner_id, []).append(facts.action(one))
    known, of_unit = people.load(session, owners), units.agencies(session)
    letters = [Reminded(facts.person(known[key], of_unit), tuple(found)) for key, found in owners.items()]
    return tuple(sorted(letters, key=lambda one: one.owner.name.casefold()))


def sections(pack: Pack) -> list[Section]:
    """Reports first, then all papers of each pair together; more than one begins with contents."""
    made = [section for kind in pack.kinds if kind in _OF_ALL for section in _OF_ALL[kind](pack)]
    made += [
        _OF_PAIR[kind](pair, pack.office, pack.paper)
        for pair in pack.pairs
        for kind in pack.kinds
        if kind in _OF_PAIR
    ]
    if "pengingat" in pack.kinds:
        made += [reminder.section(one.owner, one.actions, pack.office, pack.paper) for one in pack.reminded]
    if len(made) < 2:
        return made
    of_people = any(pack.title == pair.title for pair in pack.pairs)  # degrees keep their small letters
    title = pack.title if of_people else pack.title.upper()
    blocks = (Heading("DAFTAR ISI", 14, after=2), Heading(title, 11, after=6))
    front = Section("Daftar isi", [*blocks, Contents(whole_file=True)], pack.paper, listed=False)
    return [front, *made]


def _programme(pack: Pack) -> list[Section]:
    return [programme_report.section(pack.report, pack.office, pack.paper)] if pack.report else []


def _mentors(pack: Pack) -> list[Section]:
    return [programme_report.mentors_section(pack.mentors, pack.title, pack.office, pack.paper)]


def _agencies(pack: Pack) -> list[Section]:
    if pack.report is None:
        return []
    return [programme_report.agencies_section(pack.report.agencies, pack.title, pack.office, pack.paper)]


def _agencies_of_year(pack: Pack) -> list[Section]:
    title = f"Semua program, tahun {pack.year}"
    return [programme_report.agencies_section(pack.agencies_of_year, title, pack.office, pack.paper)]


_OF_ALL: dict[str, Callable[[Pack], list[Section]]] = {
    "program": _programme,
    "mentor": _mentors,
    "perangkat_daerah": _agencies,
    "perangkat_daerah_tahun": _agencies_of_year,
}
_OF_PAIR: dict[str, Callable[[PaperPair, PaperOffice, Sheet], Section]] = {
    "kesepakatan": agreement.section,
    "logbook": logbook.blank,
    "logbook_terisi": logbook.filled,
    "kemajuan": progress.section,
    "laporan": final.section,
}


def forms(session: Session, programme_id: int) -> tuple[str, ...]:
    """The papers of pairs that the programme says it uses."""
    used = session.get_one(MentoringProgramme, programme_id).forms
    return tuple(code for code in words.PAPERS if code in used) or tuple(words.PAPERS)


def draw(pack: Pack, progress: Progress | None = None) -> bytes:
    """For the preview. Raises Cancelled when `progress` says so."""
    return flow.draw(sections(pack), pack.title, _telling(pack, progress))


def write(pack: Pack, out: Path, progress: Progress | None = None) -> int:
    """Answers the number of pages. Cancelled and UserError leave the old file as it was."""
    return flow.write(sections(pack), out, pack.title, _telling(pack, progress))


def _telling(pack: Pack, progress: Progress | None) -> Callable[[int, int], bool] | None:
    return None if progress is None else lambda done, of: progress(done, of, pack.title)
