"""An Excel list of those who were there: who each line is in the event, and what it says of him."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from asn_desktop.db.tables import Participant, Person
from asn_desktop.domain import headers, names, presence
from asn_desktop.services import participants, results
from asn_desktop.services.attendance.saving import LISTED, set_status
from asn_desktop.services.imports import ImportSource
from asn_desktop.services.imports.cells import plain
from asn_desktop.services.participants import Decision, Match
from asn_desktop.services.participants.rows import BARU, PAKAI

SURE, LIKELY, STRANGER, OUTSIDER, REFUSED = "cocok", "mirip", "bukan_peserta", "orang_luar", "ditolak"
UNMARKED = "tanpa_tanda"  # surely this participant, but nothing says that he was there
USE, ADD, LEAVE = "pakai", "tambah", "lewati"
_STATUS_HEADS = ("KEHADIRAN", "STATUS KEHADIRAN", "HADIR", "PRESENSI", "ABSENSI", "ABSEN", "PRESENT")
_REMARK_HEADS = ("KET", "KETERANGAN")
_NOT_THERE = re.compile(r"\b(tidak|tdk|tak|belum|bukan|batal|berhalangan|absen)\b")


class ListedLine(NamedTuple):
    """`participant_id` is a proposal for LIKELY. `problem` says what to look at and what to do."""

    match: Match
    kind: str
    participant_id: int | None
    name: str  # of the participant
    status: str
    problem: str

    @property
    def id(self) -> int:
        return self.match.row_number

    @property
    def possible(self) -> tuple[str, ...]:
        """What can be done with it; the first is what happens without the clerk."""
        return {
            SURE: (USE, LEAVE),
            UNMARKED: (LEAVE, USE),
            LIKELY: (LEAVE, USE, ADD),
            STRANGER: (LEAVE, ADD),
            OUTSIDER: (LEAVE, ADD),
        }.get(self.kind, (LEAVE,))


class Kept(NamedTuple):
    marked: int
    added: int


def read_list(session: Session, event_id: int, source: ImportSource, now: datetime) -> list[ListedLine]:
    """Every line of the list; nothing is written. Raises InvalidInput when it has no names."""
    event = _Event(session, event_id)
    statuses = _statuses(source)
    found = participants.match(session, source, source.fields, now.date())
    return _once([_marked(event.line(match), statuses.get(match.row_number, "H")) for match in found])


def keep_list(
    session: Session,
    event_id: int,
    lines: Iterable[tuple[ListedLine, str]],
    session_ids: Sequence[int],
    now: datetime,
) -> Kept:
    """As the clerk decided, for all these sessions in one action; who is added becomes a participant."""
    wanted: dict[int, str] = {}
    added = 0
    for line, action in lines:
        if action == USE and line.participant_id is not None:
            wanted[line.participant_id] = line.status
        elif action == ADD and _add(session, event_id, line, now):
            newest = select(func.max(Participant.id)).where(Participant.event_id == event_id)
            wanted[session.scalars(newest).one()] = line.status
            added += 1
    marks = {(number, held): status for number, status in wanted.items() for held in session_ids}
    set_status(session, event_id, marks, LISTED)
    return Kept(len(wanted), added)


def _add(session: Session, event_id: int, line: ListedLine, now: datetime) -> int:
    decision = Decision(line.match, PAKAI if line.kind == STRANGER else BARU, line.match.person_id)
    return participants.add_from_matches(session, event_id, [decision], now.date()).added


def _statuses(source: ImportSource) -> dict[int, str]:
    """By row number; empty cells too where the column is about being there, and not about anything."""
    heads = [headers.normalise(head) for head in source.table.headers]
    for wanted in (_STATUS_HEADS, _REMARK_HEADS):
        for column in (n for n, head in enumerate(heads) if head in wanted):
            rows = source.table.body
            texts = {row.number: plain(row.cells[column]) if column < len(row.cells) else "" for row in rows}
            if wanted is _STATUS_HEADS and any(texts.values()):
                return texts
            if any(texts.values()):
                return {number: text for number, text in texts.items() if text}
    return {}


def _marked(line: ListedLine, given: str) -> ListedLine:
    """With what the list says of him; nobody is there of whom it says nothing, or that he was not."""
    try:
        status = presence.read(given)
    except ValueError:
        if not _NOT_THERE.search(given.casefold()) and len(given.split()) > 1:
            return line  # a remark, as the column Keterangan has many
        status, told = "", f"Tertulis “{given[:40]}”. Catat bila ia hadir."
    else:
        told = "" if status else "Kehadirannya tidak ditandai. Catat bila ia hadir."
    if status or line.kind == REFUSED:
        return line._replace(status=status or "H")
    kind = UNMARKED if line.kind == SURE else line.kind
    return line._replace(kind=kind, problem=f"{line.problem} {told}".strip())


class _Event:
    def __init__(self, session: Session, event_id: int) -> None:
        self._of: dict[int, tuple[int, str]] = {}
        self._by_key: dict[str, list[int]] = defaultdict(list)
        found = session.execute(
            select(Participant.id, Participant.role, Person)
            .join(Person, Person.id == Participant.person_id)
            .where(Participant.event_id == event_id)
        ).all()
        for number, _, person in sorted(found, key=lambda row: (row[1] != results.MAIN_ROLE, row[0])):
            name = names.printed(person.name, person.gelar_depan, person.gelar_belakang)
            if person.id not in self._of:
                self._of[person.id] = (number, name)
                self._by_key[_words(person.name_key or names.key(person.name))].append(person.id)

    def line(self, match: Match) -> ListedLine:
        line = ListedLine(match, REFUSED, None, "", "H", match.message)
        if match.kind == "kembar":
            return line
        if match.kind == "nip":
            words = f"{match.message} Tercatat, tetapi bukan peserta kegiatan ini.".strip()
            return self._sure(line, match.person_id or 0) or line._replace(kind=STRANGER, problem=words)
        same = self._by_key.get(_words(names.key(match.draft.get("name", match.listed_name))), [])
        if len(same) == 1 and match.kind != "tidak_dikenal":
            return self._sure(line, same[0]) or line
        likely = [c.person_id for c in match.candidates if c.person_id in self._of] or same
        if likely:
            number, name = self._of[likely[0]]
            return line._replace(
                kind=LIKELY, participant_id=number, name=name, problem="Nama mirip. Pastikan orangnya."
            )
        return _nobody(line)

    def _sure(self, line: ListedLine, person_id: int) -> ListedLine | None:
        if person_id not in self._of:
            return None
        number, name = self._of[person_id]
        problem = line.match.message if line.match.kind == "nip" else ""
        return line._replace(kind=SURE, participant_id=number, name=name, problem=problem)


def _nobody(line: ListedLine) -> ListedLine:
    """No participant; perhaps somebody else."""
    match = line.match
    if match.kind in {"luar", "tidak_dikenal"}:
        return line._replace(kind=OUTSIDER, problem="Tidak ada di daftar peserta.")
    if match.kind == "nama" and match.person_id:
        words = "Bukan peserta kegiatan ini. Pastikan orangnya menurut nama dan unit."
        return line._replace(kind=STRANGER, problem=words)
    if match.kind == "nama":
        like = match.candidates[0].name
        words = f"Bukan peserta; mirip dengan {like}. Tambahkan dahulu di bagian Peserta, lalu ulangi."
        return line._replace(problem=words)
    return line


def _words(key: str) -> str:
    return " ".join(sorted(key.split()))


def _once(lines: Sequence[ListedLine]) -> list[ListedLine]:
    """Of several lines about a participant one is used, rather the one that is surely his; others say so."""
    used: dict[int | None, int] = {}
    for line in sorted(lines, key=lambda line: line.kind == LIKELY):
        used.setdefault(line.participant_id, line.id)
    out = []
    for line in lines:
        if line.participant_id is not None and (other := used[line.participant_id]) != line.id:
            twice = f"Orang yang sama sudah ada di baris {other}."
            out.append(line._replace(kind=REFUSED, participant_id=None, problem=twice))
        else:
            out.append(line)
    return out
