"""What the papers of pairs say: read in bulk, drawn without the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from asn_desktop.db.tables import Mentee, MentoringPair, MentoringProgramme
from asn_desktop.domain import clock, dates, nip, recurrence
from asn_desktop.domain.errors import UserError
from asn_desktop.domain.mentoring import words
from asn_desktop.domain.mentoring.papers import (
    PaperAction,
    PaperAim,
    PaperLevel,
    PaperMeeting,
    PaperMentee,
    PaperOffice,
    PaperPair,
)
from asn_desktop.domain.papers import PaperPerson
from asn_desktop.services import office, reference, units
from asn_desktop.services.mentoring import actions, closing, jp, levels, meetings, people, progress, texts
from asn_desktop.services.mentoring.actions import ActionRow
from asn_desktop.services.mentoring.closing import MenteeClosing
from asn_desktop.services.mentoring.jp import Credit
from asn_desktop.services.mentoring.levels import LevelRow
from asn_desktop.services.mentoring.meetings import MeetingRow
from asn_desktop.services.mentoring.people import Someone
from asn_desktop.services.mentoring.programmes import competences
from asn_desktop.services.mentoring.progress import AimRow, Numbers
from asn_desktop.services.papers import facts as papers

# As a pair is agreed before its days are planned.
EVERY = {
    "FREQ=WEEKLY": "setiap minggu",
    "FREQ=WEEKLY;INTERVAL=2": "setiap dua minggu",
    "FREQ=MONTHLY": "setiap bulan",
}


class _Found(NamedTuple):
    """All that was read of some pairs; lists by pair, unless said otherwise."""

    people: dict[int, Someone]
    agencies: dict[int, tuple[int, str]]
    mentees: dict[int, list[Mentee]]
    levels: dict[int, list[LevelRow]]  # by mentee
    aims: dict[int, list[AimRow]]
    meetings: dict[int, list[MeetingRow]]
    actions: dict[int, list[ActionRow]]
    numbers: dict[int, Numbers]
    closings: dict[int, MenteeClosing]  # by mentee
    credits: dict[int, Credit]  # by mentee
    aspects: dict[str, str]
    names: dict[str, str]  # of competences


def ids(session: Session, programme_id: int) -> list[int]:
    """The pairs of a programme in the order they were made."""
    query = select(MentoringPair.id).where(MentoringPair.programme_id == programme_id)
    return list(session.scalars(query.order_by(MentoringPair.id)))


def pairs(session: Session, pair_ids: Sequence[int], today: date) -> list[PaperPair]:
    """In the order asked for."""
    query = (
        select(MentoringPair, MentoringProgramme)
        .join(MentoringProgramme, MentoringProgramme.id == MentoringPair.programme_id)
        .where(MentoringPair.id.in_(pair_ids))
    )
    rows = {pair.id: (pair, programme) for pair, programme in session.execute(query)}
    wanted = [key for key in pair_ids if key in rows]
    aimed = {key: competences(session, key) for key in {pair.programme_id for pair, _ in rows.values()}}
    found = _read(session, wanted, [rows[key][0] for key in wanted], today)
    return [_pair(*rows[key], found, aimed[rows[key][0].programme_id]) for key in wanted]


def of_office(
    session: Session, today: date, signatory_id: int | None = None, footer: str = ""
) -> PaperOffice:
    """Signed by this signatory while in office, else by who is."""
    own = signatory_id if signatory_id in office.valid_signatories(session, today) else None
    who = own or office.signatory_for(session, today)
    return PaperOffice(
        papers.letterhead(session),
        papers.signature(session, who, today),
        office.get(session).place,
        dates.long(today),
        texts.get(session),
        footer,
    )


def person(who: Someone, agencies: Mapping[int, tuple[int, str]], number: int = 0) -> PaperPerson:
    _key, agency = agencies.get(who.unit_id or 0, (0, who.unit))
    return PaperPerson(
        number,
        who.printed,
        nip.spaced(who.nip),
        who.pangkat,
        who.jabatan,
        who.unit or "",
        agency=agency or "",
    )


def rhythm(text: str) -> str:
    """In words; empty for none, or one that cannot be read any more. The time of a pair ends one without."""
    if not text:
        return ""
    if text in EVERY:
        return EVERY[text]
    is_endless = "UNTIL=" not in text and "COUNT=" not in text
    try:
        told = recurrence.words(recurrence.read(f"{text};COUNT=2" if is_endless else text))
    except UserError:
        return ""
    return told.rpartition(", ")[0] if is_endless else told


def _read(session: Session, pair_ids: list[int], rows: list[MentoringPair], today: date) -> _Found:
    mentees = session.scalars(
        select(Mentee).where(Mentee.pair_id.in_(pair_ids)).order_by(Mentee.position, Mentee.id)
    ).all()
    someone = {row.mentor_id for row in rows} | {one.person_id for one in mentees}
    someone |= {one.superior_id for one in mentees if one.superior_id is not None}
    return _Found(
        people.load(session, someone),
        units.agencies(session),
        _by(mentees, "pair_id"),
        _by(levels.rows(session, pair_ids), "mentee_id"),
        _aims(session, pair_ids),
        _by((m for m in meetings.rows(session, pair_ids) if m.state == words.HELD), "pair_id"),
        _by(actions.of_pairs(session, pair_ids, today), "pair_id"),
        progress.numbers(session, pair_ids),
        {one.form.mentee_id: one for one in closing.of_mentees(session, pair_ids)},
        {one.mentee_id: one for one in credited(session, rows) if one.mentee_id is not None},
        reference.names(session, "aspek_mentoring"),
        reference.names(session, "kompetensi"),
    )


def credited(session: Session, rows: Sequence[MentoringPair]) -> list[Credit]:
    """Of these pairs, each programme read once."""
    if len(rows) == 1:
        return jp.of_pair(session, rows[0].id)
    wanted = {row.id for row in rows}
    of_all = (jp.of_programme(session, key) for key in sorted({row.programme_id for row in rows}))
    return [one for found in of_all for one in found if one.pair_id in wanted]


def _by(rows: Any, name: str) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[getattr(row, name)].append(row)
    return found


def _aims(session: Session, pair_ids: Sequence[int]) -> dict[int, list[AimRow]]:
    found: dict[int, list[AimRow]] = defaultdict(list)
    for row in progress.aims(session, pair_ids):
        found[row.form.pair_id].append(row)
    return found


def _pair(row: MentoringPair, programme: MentoringProgramme, found: _Found, aimed: Any) -> PaperPair:
    told = [action(one) for one in found.actions.get(row.id, [])]
    of_meeting: dict[int, list[PaperAction]] = defaultdict(list)
    for one, paper in zip(found.actions.get(row.id, []), told, strict=True):
        of_meeting[one.meeting_id].append(paper)
    mentees = found.mentees.get(row.id, [])
    earned = [found.credits[one.id] for one in mentees if one.id in found.credits]
    counted = {key: _credit(key, earned) for key in (held.id for held in found.meetings.get(row.id, []))}
    return PaperPair(
        programme=programme.name,
        kind=programme.kind,
        aim=row.aim or programme.aim,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        span=dates.span(row.starts_on, row.ends_on),
        mentor=person(found.people[row.mentor_id], found.agencies),
        mentees=tuple(_mentee(n, one, found) for n, one in enumerate(mentees, 1)),
        competences=tuple(
            PaperLevel(found.names.get(c.competence, c.competence), c.standard, c.present) for c in aimed
        ),
        rhythm=rhythm(row.rhythm),
        hours=clock.shown(row.meets_at) if row.meets_at else "",
        minutes=row.minutes,
        method=words.METHODS.get(row.method, row.method),
        place=row.place,
        agreed=dates.long(row.agreed_on) if row.agreed_on else "",
        state=words.STATES[row.state],
        stop_reason=row.stop_reason,
        aims=tuple(_aim(one) for one in found.aims.get(row.id, [])),
        meetings=tuple(
            _meeting(one, of_meeting[one.id], counted[one.id]) for one in found.meetings.get(row.id, [])
        ),
        actions=tuple(told),
    )


def _credit(meeting_id: int, credited: Sequence[Credit]) -> tuple[str, int]:
    """The JP of one meeting, or why it earned none; of a group how many earned, and the JP of all."""
    found = [m for one in credited for m in one.meetings if m.meeting_id == meeting_id]
    earned = [one for one in found if one.counts]
    if not found:
        return "", 0
    if not earned:
        return f"Tidak dihitung: {found[0].reason}", 0
    of = f" untuk {len(earned)} dari {len(found)} mentee" if len(found) > 1 else ""
    return f"{earned[0].jp} JP{of}", sum(one.jp for one in earned)


def _mentee(number: int, row: Mentee, found: _Found) -> PaperMentee:
    told, credit = found.closings[row.id], found.credits.get(row.id)
    met, minutes = found.numbers[row.pair_id].of_mentee.get(row.id, (0, 0))
    left = f"berhenti {dates.long(row.left_on)}" if row.left_on else ""
    return PaperMentee(
        person(found.people[row.person_id], found.agencies, number),
        person(found.people[row.superior_id], found.agencies) if row.superior_id in found.people else None,
        tuple(_level(one) for one in found.levels.get(row.id, [])),
        met,
        minutes,
        credit.jp if credit else None,
        credit.counting if credit else 0,
        tuple((name, told.form.marks.get(code)) for code, name in found.aspects.items()),
        told.mean,
        row.conclusion,
        row.ready_for,
        row.next_training,
        ": ".join(filter(None, (left, row.left_reason))) if row.left_on else "",
    )


def _level(row: LevelRow) -> PaperLevel:
    first, middle, last = row.way
    return PaperLevel(row.name, row.standard, row.present, row.seen, (first, middle, last))


def _aim(row: AimRow) -> PaperAim:
    form = row.form
    return PaperAim(
        form.text, form.indicator, form.unit, form.baseline, form.target, row.value, row.percent, row.mentee
    )


def action(row: ActionRow) -> PaperAction:
    state = words.ACTION_STATES[row.state]
    about = f"{row.programme}, mentor {row.mentor}"
    return PaperAction(row.text, row.owner, row.due, state, row.met_on, row.late, about)


def _meeting(row: MeetingRow, agreed: Sequence[PaperAction], credit: tuple[str, int]) -> PaperMeeting:
    return PaperMeeting(
        row.day,
        row.starts,
        row.minutes or 0,
        row.topic,
        row.discussion,
        row.result,
        words.METHODS.get(row.method, row.method),
        row.there,
        {key: getattr(row, key) for key in words.GROW},
        tuple(agreed),
        *credit,
    )
