"""Judges the rows of a logbook: who met, when, what came of it, and whether it is known already."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from asn_desktop.db.tables import MentoringProgramme
from asn_desktop.domain import clock, names
from asn_desktop.domain.mentoring import meetings as rules
from asn_desktop.domain.mentoring import words
from asn_desktop.domain.mentoring.logbook import read_minutes, read_span
from asn_desktop.domain.mentoring.meetings import ActionForm, MeetingForm
from asn_desktop.services.imports import BARU, BERUBAH, DITOLAK, SAMA, CheckedRow, Problem
from asn_desktop.services.imports.cells import day as read_day
from asn_desktop.services.imports.cells import plain, read_nip
from asn_desktop.services.mentoring import pairs
from asn_desktop.services.mentoring.logbook_columns import FIELDS, TEXTS
from asn_desktop.services.mentoring.logbook_known import Known, KnownPair, gather
from asn_desktop.services.mentoring.pairs import MenteeForm, PairForm
from asn_desktop.spreadsheets.cells import Cell

Note = Callable[..., None]
NOBODY = 0  # stands for a mentee whose row in a pair is made only when the list is taken over
# Where a list has what the rules of a meeting call otherwise.
COLUMN_OF = {"actions.0.owner_id": "owner", "actions.0.text": "action", "actions.0.due": "due"}
NOT_YET = "tanggal {:%d-%m-%Y} belum tiba. Betulkan; yang baru direncanakan tidak diimpor."
_COLUMN_OF_PAIR = {"mentor_id": "mentor_nip"}


class Entry(NamedTuple):
    """What a row adds: `form` without the people who were there, `pair_id` None for a pair to be made."""

    mentor_id: int
    mentee_id: int  # a person
    pair_id: int | None
    meeting_id: int | None  # known, without this mentee so far
    form: MeetingForm


class Judge:
    """Row after row, because later ones are compared with those before."""

    def __init__(self, session: Session, programme_id: int, today: date, *, may_make_pairs: bool) -> None:
        self._session, self._today, self._may_make = session, today, may_make_pairs
        self._known: Known = gather(session, programme_id)
        self._rows: dict[tuple[object, ...], int] = {}
        self._new: dict[tuple[int, int], dict[str, str]] = {}  # of a pair to be made: what forbids it

    def judge(self, number: int, listed: Mapping[str, Cell]) -> CheckedRow:
        problems: list[Problem] = []

        def note(field: str, kind: str, text: str, is_error: bool = True) -> None:
            problems.append(Problem(field, kind, f"Baris {number}: {text}", is_error))

        mentor = self._person(listed, "mentor", note)
        mentee = self._person(listed, "mentee", note)
        form = self._form(listed, mentor, mentee, note)
        pair = None
        if mentor is not None and mentee is not None:
            pair = self._known.pair_of(mentor, mentee, form.day)
            if pair is None:
                self._check_new_pair(mentor, mentee, note)
        starts_on = pair.starts_on if pair else self._known.programme.starts_on
        for field, text in rules.problems(form, starts_on, self._today).items():
            column = COLUMN_OF.get(field, field)
            if any(one.field == column and one.is_error for one in problems):
                continue
            is_future = column == "day" and form.day is not None and form.day > self._today
            note(column, f"meeting_{field}", NOT_YET.format(form.day) if is_future else _lower(text))
        action, meeting_id = DITOLAK, None
        if mentor is not None and mentee is not None and not any(one.is_error for one in problems):
            said = (mentor, mentee, form.day, form.starts, *(one.text for one in form.actions))
            if (first := self._rows.setdefault(said, number)) != number:
                note("day", "double", f"sama dengan baris {first}, jadi dicatat sekali.", False)
                action = SAMA
            else:
                action, meeting_id = self._action(mentor, mentee, pair, form, note)
        told = self._known.printed
        values: dict[str, Any] = {
            "day": form.day,
            "starts": form.starts,
            "minutes": form.minutes,
            "topic": form.topic,
            "mentor": told.get(mentor or 0, plain(listed.get("mentor"))),
            "pair": "" if pair is None else "ada",
        }
        if action in (BARU, BERUBAH):
            values["entry"] = Entry(mentor or 0, mentee or 0, pair and pair.id, meeting_id, form)
        name = told.get(mentee or 0, plain(listed.get("mentee")))
        digits = plain(listed.get("mentee_nip"))
        return CheckedRow(number, action, name, digits, values, problems, [], mentee)

    def _person(self, listed: Mapping[str, Cell], who: str, note: Note) -> int | None:
        """By NIP, where there is none by name, when only one has it."""
        field, given = f"{who}_nip", plain(listed.get(who))
        if not plain(listed.get(field)):
            return self._by_name(who, given, note)
        found, trouble = read_nip(listed.get(field), self._today)
        if trouble is not None or found is None:
            note(field, trouble.kind if trouble else "nip", trouble.text if trouble else "NIP kosong.")
            return None
        person = self._known.by_nip.get(found.digits)
        if person is None:
            text = f"NIP {who} {found.digits} tidak dikenal. Tambahkan pegawainya, atau betulkan NIP-nya."
            note(field, "nip_unknown", text)
        elif given and names.key(given) != names.key(self._known.printed[person]):
            told = self._known.printed[person]
            note(who, "other_name", f"NIP {who} ini milik {told}, bukan {given[:60]}.", False)
        return person

    def _by_name(self, who: str, given: str, note: Note) -> int | None:
        if not given:
            note(f"{who}_nip", "nip_missing", f"NIP {who} kosong. Isi NIP atau namanya.")
            return None
        people = self._known.by_name.get(names.key(given), [])
        if len(people) == 1:
            return people[0]
        inside = {pair.mentor_id for pair in self._known.pairs} if who == "mentor" else set()
        if who == "mentee":
            inside = {person for pair in self._known.pairs for person in pair.mentees}
        of_programme = [person for person in people if person in inside]
        if len(of_programme) == 1:
            return of_programme[0]
        if people:
            note(who, "name_double", f"ada {len(people)} orang bernama {given[:60]}. Isi NIP {who}-nya.")
        else:
            note(who, "name_unknown", f"{who} {given[:60]} tidak dikenal. Betulkan nama, atau isi NIP-nya.")
        return None

    def _form(
        self, listed: Mapping[str, Cell], mentor: int | None, mentee: int | None, note: Note
    ) -> MeetingForm:
        starts, minutes = self._hours(listed, note)
        texts: dict[str, Any] = {name: plain(listed.get(name)) for name in TEXTS}
        return MeetingForm(
            NOBODY,
            self._day(listed, "day", note),
            starts,
            minutes,
            next_on=self._day(listed, "next_on", note),
            present=(mentee or NOBODY,),
            actions=self._actions(listed, mentor, mentee, note),
            **texts,
        )

    def _hours(self, listed: Mapping[str, Cell], note: Note) -> tuple[str, int | None]:
        """A number below 1 is a part of a day, as Excel keeps times."""
        cell = listed.get("starts", "")
        if isinstance(cell, float) and 0 <= cell < 1:
            cell = clock.time(round(cell * 1440) % 1440)
        span = read_span(plain(cell))
        if span is None:
            text = f"jam “{plain(cell)[:30]}” tidak terbaca. Tulis seperti 08.00 atau 08.00–09.30."
            note("starts", "time_invalid", text)
        length = listed.get("minutes", "")
        if isinstance(length, float) and 0 < length < 1:
            length = round(length * 1440)
        given = plain(length)
        minutes = read_minutes(given) if given else (span.minutes if span else None)
        if given and minutes is None:
            note("minutes", "minutes_invalid", f"durasi “{given[:30]}” bukan lama dalam menit. Tulis 60.")
        return span.starts if span else "", minutes

    def _day(self, listed: Mapping[str, Cell], field: str, note: Note) -> date | None:
        cell = listed.get(field)
        if cell is None or not plain(cell):
            return None
        latest = max(self._today, self._known.programme.ends_on)
        found, trouble = read_day(cell, latest, FIELDS[field].lower())
        if trouble is not None:
            note(field, trouble.kind, trouble.text)
        return found if isinstance(found, date) else None

    def _actions(
        self, listed: Mapping[str, Cell], mentor: int | None, mentee: int | None, note: Note
    ) -> tuple[ActionForm, ...]:
        """A list without a column for who does it means the mentee."""
        text = plain(listed.get("action"))
        due = self._day(listed, "due", note)
        if not text and due is None:
            return ()
        owner = mentee or NOBODY if "owner" not in listed else self._owner(listed, mentor, mentee, note)
        return (ActionForm(text, owner, due),)

    def _owner(
        self, listed: Mapping[str, Cell], mentor: int | None, mentee: int | None, note: Note
    ) -> int | None:
        given = plain(listed.get("owner"))
        folded = given.casefold()
        if folded in ("mentor", "coach", "pembimbing"):
            return mentor or NOBODY
        if folded in ("mentee", "coachee", "peserta"):
            return mentee or NOBODY
        if not given:
            return None  # the rules of a meeting tell
        digits = "".join(c for c in given if c.isdigit())
        if person := self._known.by_nip.get(digits):
            return person
        people = self._known.by_name.get(names.key(given), [])
        near = [person for person in people if person in (mentor, mentee)] or people
        if len(near) == 1:
            return near[0]
        text = f"pelaksana “{given[:60]}” tidak dikenal. Tulis mentor, mentee, NIP, atau nama lengkapnya."
        note("owner", "owner_unknown", text)
        return NOBODY

    def _check_new_pair(self, mentor: int, mentee: int, note: Note) -> None:
        told = self._known.printed
        between = f"{told[mentor]} dan {told[mentee]}"
        if not self._may_make:
            text = f"belum ada pasangan {between} di program ini. Buat dahulu, atau centang pembuatannya."
            note("mentee_nip", "pair_missing", text)
            return
        if (mentor, mentee) not in self._new:
            form = pair_form(self._known.programme, mentor, [mentee])
            self._new[mentor, mentee] = pairs.problems(self._session, form, self._today)
            if not self._new[mentor, mentee]:
                note("mentee_nip", "pair_new", f"pasangan {between} akan dibuat.", False)
                for odd in pairs.check(self._session, form, self._today):
                    note(_COLUMN_OF_PAIR.get(odd.field, "mentee_nip"), "pair_odd", _lower(odd.message), False)
        for field, text in self._new[mentor, mentee].items():
            note(_COLUMN_OF_PAIR.get(field, "mentee_nip"), f"pair_{field}", _lower(text))

    def _action(
        self, mentor: int, mentee: int, pair: KnownPair | None, form: MeetingForm, note: Note
    ) -> tuple[str, int | None]:
        """What becomes of a row that is neither wrong nor written twice, and the meeting it completes."""
        assert form.day is not None  # the rules told
        pair_id = pair.id if pair else -mentor
        for one in self._known.held.get((pair_id, form.day), ()):
            if not (one.starts and form.starts) or one.starts == form.starts:
                if mentee in one.present:
                    return SAMA, None
                return BERUBAH, one.id
        if pair and form.day > pair.ends_on:
            text = f"sesudah masa pasangan berakhir ({pair.ends_on:%d-%m-%Y}); tetap dicatat."
            note("day", "after_end", text, False)
        if pair and pair.state in (words.FINISHED, words.STOPPED):
            note("day", "pair_over", f"pasangan ini sudah {words.STATES[pair.state].lower()}.", False)
        length = form.minutes or 0
        if other := self._known.clash(mentee, form.day, form.starts, length, pair_id):
            told = f"{self._known.printed[mentee]} juga dalam pertemuan lain pukul {clock.shown(other)}"
            note("starts", "same_hour", f"{told}. Periksa jamnya; tetap dicatat.", False)
        self._known.busy.setdefault((mentee, form.day), []).append((form.starts, length, pair_id))
        return BARU, None


def pair_form(programme: MentoringProgramme, mentor: int, mentees: Sequence[int]) -> PairForm:
    """For the whole time of the programme."""
    return PairForm(
        programme.id,
        mentor,
        tuple(MenteeForm(person) for person in mentees),
        programme.starts_on,
        programme.ends_on,
        agreed_on=programme.starts_on,
    )


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
