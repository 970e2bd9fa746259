"""Days off, and how a list of them (`tanggal;nama;jenis`) is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from asn_desktop.domain import dates

NATIONAL, JOINT, LOCAL = "libur nasional", "cuti bersama", "lokal"
KINDS = {NATIONAL: "Libur nasional", JOINT: "Cuti bersama", LOCAL: "Libur setempat"}
TITLES = ("tanggal", "nama", "jenis")
FIRST_YEAR, LAST_YEAR = 1990, 2100
LONGEST = 120  # letters of a name
_SAID = {"nasional": NATIONAL, "libur": NATIONAL, "cuti": JOINT, "setempat": LOCAL, "daerah": LOCAL}
_SAID |= {"libur setempat": LOCAL, "libur lokal": LOCAL, "libur daerah": LOCAL}


class Holiday(NamedTuple):
    """`kind` is a key of KINDS."""

    name: str
    kind: str


class Line(NamedTuple):
    day: date
    name: str
    kind: str


class Problem(NamedTuple):
    """What is wrong with a row of a list (counted from 1) and what to do."""

    row: int
    text: str


def is_working_day(day: date, holidays: Mapping[date, Holiday]) -> bool:
    """Monday to Friday (Perpres 21/2023) and not among `holidays`."""
    return day.weekday() < 5 and day not in holidays


def problem_of(day: date | None, name: str, kind: str) -> dict[str, str]:
    """Messages by field; the same for a list and for the form."""
    problems = {}
    if day is None:
        problems["day"] = "Tanggal harus diisi, seperti 17-08-2027."
    elif not FIRST_YEAR <= day.year <= LAST_YEAR:
        problems["day"] = f"Tahun {day.year} tidak mungkin. Periksa tanggalnya."
    if not name.strip():
        problems["name"] = "Nama hari libur harus diisi."
    elif len(name.strip()) > LONGEST:
        problems["name"] = f"Nama hari libur paling panjang {LONGEST} huruf. Singkat namanya."
    if kind not in KINDS:
        problems["kind"] = "Jenis harus libur nasional, cuti bersama, atau lokal."
    return problems


def read_rows(rows: Iterable[Sequence[str]]) -> tuple[list[Line], list[Problem]]:
    """The good lines, and what is wrong with the others. A row of titles and empty rows are passed over."""
    lines: list[Line] = []
    problems: list[Problem] = []
    seen: dict[date, int] = {}
    for number, row in enumerate(rows, 1):
        cells = [cell.strip() for cell in row]
        if not any(cells) or (not lines and not problems and cells[0].casefold() == TITLES[0]):
            continue
        found = _read(cells)
        if isinstance(found, str):
            problems.append(Problem(number, found))
        elif (first := seen.setdefault(found.day, number)) != number:
            text = f"{dates.short(found.day)} sudah ada di baris {first}. Gabungkan namanya dalam satu baris."
            problems.append(Problem(number, text))
        else:
            lines.append(found)
    return lines, problems


def _read(cells: Sequence[str]) -> Line | str:
    if len([cell for cell in cells if cell]) < 2:
        return "Harus ada tanggal dan nama, dipisahkan titik koma: tanggal;nama;jenis."
    try:
        day = dates.parse(cells[0])
    except dates.DateError as error:
        return str(error)
    name = " ".join(cells[1].split())
    if name.startswith(("'=", "'+", "'-", "'@")):
        name = name[1:]  # put there by lists of ours, so that Excel makes no formula of it
    kind = " ".join(cells[2].casefold().split()) if len(cells) > 2 and cells[2] else NATIONAL
    kind = _SAID.get(kind, kind)
    problems = problem_of(day, name, kind)
    if day is None or problems:
        return " ".join(problems.values())
    return Line(day, name, kind)
