"""Takes over logbooks kept in a spreadsheet: every row checked, errors by row, a second time adds nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from asn_desktop.db import history
from asn_desktop.db.tables import (
    ActionPoint,
    MeetingMentee,
    Mentee,
    MentoringMeeting,
    MentoringPair,
    MentoringProgramme,
)
from asn_desktop.domain.errors import Cancelled, InvalidInput
from asn_desktop.domain.mentoring import words
from asn_desktop.domain.mentoring.meetings import ActionForm, MeetingForm, problems
from asn_desktop.services import collector
from asn_desktop.services.imports import BARU, BERUBAH, Checked, ImportSource
from asn_desktop.services.imports import source as lists
from asn_desktop.services.imports.rows import Progress, summary
from asn_desktop.services.mentoring import logbook_columns as columns
from asn_desktop.services.mentoring import meetings, pairs
from asn_desktop.services.mentoring.logbook_rows import Entry, Judge, pair_form

LOGBOOK = "logbook"
STEP = 200
_KEPT = ("pair_id", "day", "starts", "minutes", "method", "next_on", *columns.TEXTS)


def open_list(path: Path, sheet: str | None = None) -> ImportSource:
    """Find the table in a file. Slow; needs no session. UserError when there is none."""
    refusal = (
        "logbook yang dikenal. Pastikan ada baris judul dengan kolom mentor, mentee (NIP atau nama), "
        "tanggal, dan durasi, lalu pilih lagi."
    )
    return lists.find(path, LOGBOOK, columns.assign, columns.WHO, refusal, sheet=sheet)


def check(
    session: Session,
    programme_id: int,
    source: ImportSource,
    fields: Sequence[str | None],
    today: date,
    *,
    may_make_pairs: bool = True,
    progress: Progress | None = None,
) -> Checked:
    """What importing would add. InvalidInput when a column that is needed is not mapped; Cancelled.

    Without `may_make_pairs` rows of people who are no pair of the programme are rejected.
    """
    if wrong := columns.missing(fields):
        raise InvalidInput({"columns": wrong})
    body = source.table.body
    with collector.resting():
        judge = Judge(session, programme_id, today, may_make_pairs=may_make_pairs)
        rows = []
        for done, (number, cells) in enumerate(body):
            if done % STEP == 0 and progress and not progress(done, len(body), "Memeriksa baris"):
                raise Cancelled
            listed = {f: cells[c] for c, f in enumerate(fields) if f and c < len(cells)}
            rows.append(judge.judge(number, listed))
    return Checked(rows, source.skipped, summary(rows))


def apply(
    session: Session, programme_id: int, checked: Checked, today: date, progress: Progress | None = None
) -> tuple[int, int]:
    """How many meetings were recorded or completed, and how many pairs made. Cancelled: nothing is kept."""
    entries = [row.values["entry"] for row in checked.rows if row.action in (BARU, BERUBAH)]
    made = _make_pairs(session, programme_id, entries, today)
    grouped: dict[tuple[int, date | None, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        pair_id = entry.pair_id or made[entry.mentor_id, entry.mentee_id]
        grouped[pair_id, entry.form.day, entry.form.starts].append(entry)
    mentees = _mentees(session, {pair_id for pair_id, _, _ in grouped})
    starts = dict(session.execute(select(MentoringPair.id, MentoringPair.starts_on)).all())
    planned = _planned(session)
    plain_ones: list[MeetingForm] = []
    for done, ((pair_id, day, _), same) in enumerate(grouped.items()):
        if done % STEP == 0 and progress and not progress(done, len(grouped), "Mencatat pertemuan"):
            raise Cancelled
        form = _joined(session, pair_id, same, mentees)
        plans_next = form.next_on is not None and form.next_on >= today
        if form.id is not None or (pair_id, day) in planned or plans_next:
            meetings.save(session, form, today, meetings.IMPORTED)
        else:
            if found := problems(form, starts[pair_id], today):
                raise InvalidInput(found)
            plain_ones.append(form)
    _insert(session, plain_ones)
    return len(grouped), len(set(made.values()))


def _insert(session: Session, forms: Sequence[MeetingForm]) -> None:
    """Meetings that take the place of nothing and plan nothing, all at once: thousands come in one list."""
    rows = [
        {name: getattr(form, name) for name in _KEPT} | {"state": words.HELD, "source": meetings.IMPORTED}
        for form in forms
    ]
    ids = history.insert_rows(session, MentoringMeeting, rows)
    there = [
        {"meeting_id": key, "mentee_id": mentee}
        for key, form in zip(ids, forms, strict=True)
        for mentee in form.present
    ]
    history.insert_rows(session, MeetingMentee, there)
    agreed = [
        {"meeting_id": key, "position": n, "text": one.text, "owner_id": one.owner_id, "due": one.due}
        for key, form in zip(ids, forms, strict=True)
        for n, one in enumerate(form.actions)
    ]
    history.insert_rows(session, ActionPoint, agreed)


def _planned(session: Session) -> set[tuple[int, date]]:
    """Pair and day of planned meetings: one that is taken over for that day becomes the one held."""
    query = select(MentoringMeeting.pair_id, MentoringMeeting.day).where(
        MentoringMeeting.state == words.PLANNED
    )
    return {(pair, day) for pair, day in session.execute(query)}


def _make_pairs(
    session: Session, programme_id: int, entries: Iterable[Entry], today: date
) -> dict[tuple[int, int], int]:
    """By mentor and mentee; those who met a mentor at the same hour become one group."""
    new = [entry for entry in entries if entry.pair_id is None]
    group: dict[tuple[int, int], set[int]] = {
        (entry.mentor_id, entry.mentee_id): {entry.mentee_id} for entry in new
    }
    together: dict[tuple[int, date | None, str], int] = {}
    for entry in new:
        if entry.form.starts:
            first = together.setdefault((entry.mentor_id, entry.form.day, entry.form.starts), entry.mentee_id)
            joined = group[entry.mentor_id, first] | group[entry.mentor_id, entry.mentee_id]
            for mentee in joined:
                group[entry.mentor_id, mentee] = joined
    programme = session.get_one(MentoringProgramme, programme_id)
    made: dict[tuple[int, int], int] = {}
    for (mentor, mentee), members in group.items():
        if (mentor, mentee) not in made:
            pair_id = pairs.save(session, pair_form(programme, mentor, sorted(members)), today)
            pairs.start(session, pair_id, today)
            made |= {(mentor, one): pair_id for one in members}
    return made


def _mentees(session: Session, pair_ids: Iterable[int]) -> dict[tuple[int, int], int]:
    """Rows by pair and person."""
    wanted = {*pair_ids}
    query = select(Mentee.pair_id, Mentee.person_id, Mentee.id)
    return {(pair, person): row for pair, person, row in session.execute(query) if pair in wanted}


def _joined(
    session: Session, pair_id: int, same: Sequence[Entry], mentees: dict[tuple[int, int], int]
) -> MeetingForm:
    """Rows of one meeting: all their mentees were there, every action is kept once, texts are the first's."""
    known = next((entry.meeting_id for entry in same if entry.meeting_id), None)
    there = [mentees[pair_id, entry.mentee_id] for entry in same]
    actions: dict[tuple[str, int | None], ActionForm] = {}
    for entry in same:
        for one in entry.form.actions:
            actions.setdefault((one.text, one.owner_id), one)
    if known is None:
        present = tuple(dict.fromkeys(there))
        return replace(same[0].form, pair_id=pair_id, present=present, actions=tuple(actions.values()))
    before = meetings.get(session, known)
    said = {(one.text, one.owner_id) for one in before.actions}
    added = tuple(one for key, one in actions.items() if key not in said)
    present = tuple(dict.fromkeys((*before.present, *there)))
    return replace(before, present=present, actions=(*before.actions, *added))
