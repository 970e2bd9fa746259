"""Takes over a list of competence levels: every row checked, errors by row, a second time adds nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from asn_desktop.db import history
from asn_desktop.db.tables import CompetenceLevel, Person
from asn_desktop.domain.competences import LEVELS
from asn_desktop.domain.errors import Cancelled, InvalidInput
from asn_desktop.services import collector
from asn_desktop.services.competences import columns
from asn_desktop.services.competences.levels import IMPORTED, latest, names
from asn_desktop.services.imports import BARU, DITOLAK, SAMA, Checked, CheckedRow, ImportSource, Problem
from asn_desktop.services.imports import source as lists
from asn_desktop.services.imports.cells import day, plain
from asn_desktop.services.imports.civil_servants import by_nip, numbers
from asn_desktop.services.imports.rows import Progress, summary
from asn_desktop.spreadsheets.cells import Cell

PURPOSE = "kompetensi"
STEP = 1000
Note = Callable[..., None]


class Found(NamedTuple):
    """A level of a row; `row_id` is what it replaces, None for a new one."""

    competence: str
    level: int
    noted_on: date
    row_id: int | None


def open_list(path: Path, known: Mapping[str, str], sheet: str | None = None) -> ImportSource:
    """Find the table in a file; `known` are the names of competences. Slow; needs no session. UserError."""
    refusal = (
        "tingkat kompetensi yang dikenal. Pastikan ada baris judul dengan kolom NIP dan nama kompetensinya "
        "(misalnya Integritas, Kerja Sama), atau kolom NIP, kompetensi, dan tingkat, lalu pilih lagi."
    )
    return lists.find(path, PURPOSE, columns.assign(known), {"nip"}, refusal, sheet=sheet)


def missing(fields: Sequence[str | None], known: Mapping[str, str]) -> str:
    """What must be mended before the rows can be read; empty when all is well."""
    chosen = [field for field in fields if field]
    if "nip" not in chosen:
        return "Belum ada kolom NIP. Tentukan kolomnya."
    if not set(chosen) & set(known) and not {"competence", "level"} <= set(chosen):
        return (
            "Belum ada kolom kompetensi. Pilih kolom salah satu kompetensi, atau kolom nama kompetensi "
            "beserta tingkatnya."
        )
    every = columns.fields(known)
    twice = sorted({every[field] for field in chosen if chosen.count(field) > 1})
    return f"Dipilih untuk lebih dari satu kolom: {', '.join(twice)}. Sisakan satu." if twice else ""


def check(
    session: Session,
    source: ImportSource,
    fields: Sequence[str | None],
    today: date,
    progress: Progress | None = None,
) -> Checked:
    """What importing would add. InvalidInput when a column that is needed is not mapped; Cancelled."""
    known = names(session)
    if wrong := missing(fields, known):
        raise InvalidInput({"columns": wrong})
    body = source.table.body
    with collector.resting():
        judge = _Judge(session, known, today)
        rows = []
        for done, (number, cells) in enumerate(body):
            if done % STEP == 0 and progress and not progress(done, len(body), "Memeriksa baris"):
                raise Cancelled
            listed = {f: cells[c] for c, f in enumerate(fields) if f and c < len(cells)}
            rows.append(judge.judge(number, listed))
    return Checked(rows, source.skipped, summary(rows))


def apply(session: Session, checked: Checked) -> int:
    """Keep what is new; returns how many levels."""
    levels = [
        (row.person_id, found) for row in checked.rows if row.action == BARU for found in row.values["levels"]
    ]
    new: list[dict[str, Any]] = [
        {
            "person_id": person,
            "competence": found.competence,
            "level": found.level,
            "noted_on": found.noted_on,
            "source": IMPORTED,
        }
        for person, found in levels
        if found.row_id is None
    ]
    history.insert_rows(session, CompetenceLevel, new)
    replaced = [(found.row_id, {"level": found.level}) for _person, found in levels if found.row_id]
    history.update_rows(session, CompetenceLevel, replaced)
    return len(levels)


class _Judge:
    def __init__(self, session: Session, known: Mapping[str, str], today: date) -> None:
        self._known, self._today = known, today
        self._people = numbers(session)
        self._names: dict[int, str] = dict(session.execute(select(Person.id, Person.name)).all())
        self._latest = latest(session)
        self._said: set[tuple[int, str, date, int]] = set()
        self._imported: dict[tuple[int, str, date], tuple[int, int]] = {}  # row and level
        row = CompetenceLevel
        columns_read = (row.person_id, row.competence, row.noted_on, row.id, row.level, row.source)
        for person, code, on, row_id, level, origin in session.execute(select(*columns_read)):
            self._said.add((person, code, on, level))
            if origin == IMPORTED:
                self._imported[person, code, on] = row_id, level
        self._rows: dict[tuple[int, str, date], int] = {}

    def judge(self, number: int, listed: Mapping[str, Cell]) -> CheckedRow:
        problems: list[Problem] = []

        def note(field: str, kind: str, text: str, is_error: bool = True) -> None:
            problems.append(Problem(field, kind, f"Baris {number}: {text}", is_error))

        person = by_nip(listed, self._people, self._names, self._today, note)
        dated = self._day(listed, note)
        levels = self._levels(listed, note)
        if not levels and not problems:
            note("level", "level_missing", "tidak ada tingkat satu pun. Isi tingkatnya, 1 sampai 5.")
        action, found = DITOLAK, []
        if person is not None and not any(problem.is_error for problem in problems):
            found = self._new(number, person, levels, dated, note)
            action = BARU if found else SAMA
        told = ", ".join(f"{self._known[code]} {level}" for code, level in levels.items())
        name = self._names.get(person or 0, plain(listed.get("name")))
        values = {"levels": found, "told": told}
        return CheckedRow(number, action, name, plain(listed.get("nip")), values, problems, [], person)

    def _day(self, listed: Mapping[str, Cell], note: Note) -> date | None:
        cell = listed.get("noted_on")
        if cell is None or not plain(cell):
            return None
        found, trouble = day(cell, self._today, "tanggal penilaian")
        if trouble is not None:
            note("noted_on", trouble.kind, trouble.text)
        elif found and found > self._today:
            note("noted_on", "date_future", f"tanggal penilaian {found:%d-%m-%Y} belum lewat. Periksa.")
        return found if isinstance(found, date) else None

    def _levels(self, listed: Mapping[str, Cell], note: Note) -> dict[str, int]:
        found = {}
        for code, name in self._known.items():
            if code in listed and (level := _level(plain(listed[code]), code, name, note)) is not None:
                found[code] = level
        given = plain(listed.get("competence"))
        if given:
            code = columns.code_of(given, self._known) or ""
            if not code:
                note(
                    "competence", "competence_unknown", f"kompetensi “{given[:40]}” tidak dikenal. Betulkan."
                )
            elif (level := _level(plain(listed.get("level")), "level", self._known[code], note)) is not None:
                found[code] = level
        return found

    def _new(
        self, number: int, person: int, levels: Mapping[str, int], dated: date | None, note: Note
    ) -> list[Found]:
        """Without a date, a level that is the newest one already says nothing new."""
        found = []
        for code, level in levels.items():
            on = dated or self._today
            row_id, before = self._imported.get((person, code, on), (None, None))
            newest = self._latest.get(person, {}).get(code)
            if (person, code, on, level) in self._said:
                continue
            if dated is None and newest is not None and newest.level == level:
                continue
            first = self._rows.setdefault((person, code, on), number)
            if first != number:
                text = f"{self._known[code]} orang ini sudah ada di baris {first}, jadi yang ini dilewati."
                note(code, "double", text, False)
                continue
            if before is not None:
                text = f"{self._known[code]} per {on:%d-%m-%Y} tercatat {before}, menjadi {level}."
                note(code, "level_differs", text, False)
            found.append(Found(code, level, on, row_id))
        if found and dated is None:
            text = f"tanggal penilaian kosong, dipakai hari ini ({self._today:%d-%m-%Y})."
            note("noted_on", "date_missing", text, False)
        return found


_NUMBER = re.compile(r"(?:(?:tingkat|level|lv)\.?\s*)?(\d+)(?:[.,]0+)?(?:\s*\(.*\))?", re.IGNORECASE)


def _level(given: str, field: str, name: str, note: Note) -> int | None:
    """`3`, `3.0`, `Level 3` or `3 (tiga)`; an empty cell is no level."""
    if not given:
        if field == "level":
            note(field, "level_missing", f"tingkat {name} kosong. Isi 1 sampai 5.")
        return None
    read = _NUMBER.fullmatch(given)
    if read is None or int(read[1]) not in LEVELS:
        note(field, "level_invalid", f"{name} “{given[:20]}” bukan tingkat. Tulis bilangan 1 sampai 5.")
        return None
    return int(read[1])
