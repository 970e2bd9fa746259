"""Takes over a list of past trainings (BPS, SIASN): every row checked, errors by row, never twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from asn_desktop.db import history
from asn_desktop.db.tables import Event, OutsideTraining, Participant, Person, Training
from asn_desktop.domain import conversion
from asn_desktop.domain.conversion import Attended, Rule
from asn_desktop.domain.errors import Cancelled, InvalidInput
from asn_desktop.services import collector, conversions, reference, rulings
from asn_desktop.services.imports import BARU, DITOLAK, SAMA, Checked, CheckedRow, ImportSource, Problem
from asn_desktop.services.imports import source as lists
from asn_desktop.services.imports.cells import day, plain
from asn_desktop.services.imports.civil_servants import by_nip, numbers
from asn_desktop.services.imports.rows import Progress, summary
from asn_desktop.services.ledger import columns, mentored
from asn_desktop.services.ledger.outside import LEVELS, MOST_JP, STRUCTURAL, kind_of
from asn_desktop.services.units import key
from asn_desktop.spreadsheets.cells import Cell

RIWAYAT = "riwayat"
STEP = 2000
# What lists call a form, beside its own name and its code.
OTHER_WORDS = {
    "KL02": ("manajerial",),
    "KL03": ("teknis", "diklat teknis"),
    "KL04": ("fungsional", "diklat fungsional"),
    "KL05": ("sosial kultural",),
    "KL06": ("seminar", "webinar", "konferensi", "sarasehan", "seminar webinar"),
    "KL07": ("workshop", "lokakarya"),
    "KL10": ("bimtek", "bimbingan teknis"),
    "KL01": ("struktural", "diklat struktural", "kepemimpinan"),
    "NKL03": ("e learning", "elearning", "mooc"),
    "NKL04": ("pjj",),
    "NKL06": ("outbond", "outbound"),
    "NKL12": ("magang",),
}


def open_list(
    path: Path, sheet: str | None = None, remembered: list[str | None] | None = None
) -> ImportSource:
    """Find the table in a file. Slow; needs no session. UserError when there is none."""
    refusal = (
        "riwayat pelatihan yang dikenal. Pastikan ada baris judul dengan kolom NIP, nama kegiatan, dan "
        "tanggal selesai, lalu pilih lagi."
    )
    return lists.find(path, RIWAYAT, columns.assign, columns.WHO, refusal, sheet=sheet, remembered=remembered)


def check(
    session: Session,
    source: ImportSource,
    fields: Sequence[str | None],
    today: date,
    progress: Progress | None = None,
) -> Checked:
    """What importing would add. InvalidInput when a column that is needed is not mapped; Cancelled."""
    missing = {f: f"Belum ada kolom untuk {columns.FIELDS[f]}." for f in columns.NEEDED if f not in fields}
    if "ends_on" in missing and "starts_on" in fields:
        del missing["ends_on"]
    if missing:
        raise InvalidInput(missing)
    body = source.table.body
    with collector.resting():
        judge = _Judge(session, today)
        rows = []
        for done, (number, cells) in enumerate(body):
            if done % STEP == 0 and progress and not progress(done, len(body), "Memeriksa baris"):
                raise Cancelled
            listed = {f: cells[c] for c, f in enumerate(fields) if f and c < len(cells)}
            rows.append(judge.judge(number, listed))
    return Checked(rows, source.skipped, summary(rows))


def apply(session: Session, checked: Checked) -> int:
    """Add what is new; returns how many."""
    new = [row.values for row in checked.rows if row.action == BARU]
    history.insert_rows(session, OutsideTraining, new)
    return len(new)


class _Judge:
    def __init__(self, session: Session, today: date) -> None:
        self._today = today
        self._people = numbers(session)
        self._names: dict[int, str] = dict(session.execute(select(Person.id, Person.name)).all())
        self._forms = _forms(session)
        self._rules: dict[str, Rule] = {
            form: conversions.rule(session, form) for form in {*self._forms.values(), ""}
        }
        self._minutes = max(1, round(rulings.number(session, "menit_jp")))
        self._there = dict(_there(session))
        self._rows: dict[tuple[int, str, date], int] = {}

    def judge(self, number: int, listed: Mapping[str, Cell]) -> CheckedRow:
        problems: list[Problem] = []

        def note(field: str, kind: str, text: str, is_error: bool = True) -> None:
            problems.append(Problem(field, kind, f"Baris {number}: {text}", is_error))

        person = by_nip(listed, self._people, self._names, self._today, note)
        values = self._values(listed, note)
        name = self._names.get(person or 0, plain(listed.get("name")))
        action = DITOLAK
        if person is not None and not any(problem.is_error for problem in problems):
            action = self._action(number, person, values, note)
            values["person_id"] = person
        digits = plain(listed.get("nip"))
        return CheckedRow(number, action, name, digits, values, problems, [], person)

    def _values(self, listed: Mapping[str, Cell], note: Callable[..., None]) -> dict[str, Any]:
        training = plain(listed.get("training"))
        if not training:
            note("training", "name_missing", "nama kegiatan kosong. Isikan.")
        first = self._day(listed, "starts_on", note)
        last = self._day(listed, "ends_on", note) or first
        if last is None:
            note("ends_on", "date_missing", "tanggal selesai kosong. Isikan; tahunnya menentukan tahun JP.")
        elif last > self._today:
            note("ends_on", "date_future", f"tanggal selesai {last:%d-%m-%Y} belum lewat. Periksa.")
        if first and last and first > last:
            note("starts_on", "date_order", "tanggal mulai sesudah tanggal selesai. Betulkan salah satunya.")
        form = self._form(listed, note)
        level = plain(listed.get("level")).casefold()
        level = next((code for code in LEVELS if level.startswith(code[:6])), "nasional")
        said = self._jp(listed, note)
        ruled = conversion.suggest(self._rules[form], Attended(level, first, last), self._minutes).jp
        jp = ruled if said is None and form else said
        if jp is None:
            note("jp", "jp_missing", "JP kosong dan tidak dapat dihitung dari jenisnya. Isikan JP-nya.")
        return {
            "name": training,
            "kind": "diklat" if "structural" in listed else kind_of(form),
            "form": form,
            "level": level,
            "organiser": plain(listed.get("organiser")),
            "starts_on": first,
            "ends_on": last,
            "year": last.year if last else 0,
            "certificate_number": plain(listed.get("certificate_number")),
            "certificate_jp": said,
            "ruled_jp": ruled,
            "jp": jp,
            "source": "impor",
            "note": plain(listed.get("note")),
        }

    def _day(self, listed: Mapping[str, Cell], field: str, note: Callable[..., None]) -> date | None:
        cell = listed.get(field)
        if cell is None or not plain(cell):
            return None
        found, trouble = day(cell, self._today, columns.FIELDS[field].lower())
        if trouble is not None:
            note(field, trouble.kind, trouble.text)
        return found if isinstance(found, date) else None

    def _form(self, listed: Mapping[str, Cell], note: Callable[..., None]) -> str:
        given = plain(listed.get("form"))
        if not given:
            return STRUCTURAL if "structural" in listed else ""
        form = self._forms.get(key(given), "")
        if not form:
            text = f"jenis “{given[:40]}” tidak dikenal, jadi dikosongkan. Pilih di riwayat pegawainya."
            note("form", "form_unknown", text, False)
        return form

    def _jp(self, listed: Mapping[str, Cell], note: Callable[..., None]) -> int | None:
        given = plain(listed.get("jp")).upper().removesuffix("JP").removesuffix("JAM").strip()
        if not given:
            return None
        number = given.replace(",", ".").removesuffix(".0").removesuffix(".00")
        if number.isdecimal() and int(number) <= MOST_JP:
            return int(number)
        note("jp", "jp_invalid", f"“{given[:20]}” bukan JP. Tulis bilangan bulat, paling banyak {MOST_JP}.")
        return None

    def _action(self, number: int, person: int, values: dict[str, Any], note: Callable[..., None]) -> str:
        """Known by person, name and last day, so that a second import adds nothing."""
        same = (person, key(values["name"]), values["ends_on"])
        if same in self._there:
            jp = self._there[same]
            if jp is not None and jp != values["jp"]:
                note(
                    "jp",
                    "jp_differs",
                    f"sudah tercatat dengan {jp} JP, di daftar ini {values['jp']} JP. Tidak diubah.",
                    False,
                )
            return SAMA
        first = self._rows.setdefault(same, number)
        if first == number:
            return BARU
        note("training", "double", f"sama dengan baris {first}, jadi dicatat sekali.", False)
        return SAMA


def _forms(session: Session) -> dict[str, str]:
    """Code of a form by what a list may call it: its name, a part of it, its code, the code of SIASN."""
    found: dict[str, str] = {}
    items = reference.items(session, "bentuk_pelatihan", archived=True)
    for item in items:
        for word in OTHER_WORDS.get(item.code, ()):
            found[word] = item.code
        for part in item.name.split("/"):
            found.setdefault(key(part), item.code)
    for item in items:
        found |= {key(item.name): item.code, key(item.code): item.code}
        if siasn := str(item.attributes.get("siasn", "")):
            found[siasn] = item.code
    return found


def _there(session: Session) -> Iterator[tuple[tuple[int, str, date], int | None]]:
    """What the ledger has already; our events and mentoring too: they come back in lists from SIASN."""
    for line in mentored.lines(session, None):
        yield (line.person_id, key(line.name), line.ends_on), None
    mine = (
        select(Participant.person_id, Training.name, Event.ends_on)
        .join(Event, Event.id == Participant.event_id)
        .join(Training, Training.id == Event.training_id)
    )
    for person, name, last in session.execute(mine):
        yield (person, key(name), last), None
    query = select(
        OutsideTraining.person_id, OutsideTraining.name, OutsideTraining.ends_on, OutsideTraining.jp
    )
    for person, name, last, jp in session.execute(query):
        yield (person, key(name), last), jp
