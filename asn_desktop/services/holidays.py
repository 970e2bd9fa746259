"""The table of days off (hari libur): read, edited, and exchanged as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from asn_desktop.db import history
from asn_desktop.db.tables import ReferenceItem
from asn_desktop.domain import dates, holidays
from asn_desktop.domain.errors import InvalidInput
from asn_desktop.domain.holidays import Holiday, Line, Problem, is_working_day
from asn_desktop.services import deletion
from asn_desktop.spreadsheets import csv_lists, writing
from asn_desktop.spreadsheets.faults import Fault, told

__all__ = ["Holiday", "HolidayForm", "HolidayRow", "Incoming", "between", "is_working_day"]
KIND = "hari_libur"  # its code is the ISO date
MOST_CELLS = 20_000


class HolidayRow(NamedTuple):
    id: int
    day: date
    name: str
    kind: str
    basis: str


@dataclass(frozen=True)
class HolidayForm:
    day: date | None = None
    name: str = ""
    kind: str = holidays.NATIONAL
    basis: str = ""
    id: int | None = None


class Incoming(NamedTuple):
    """What a list brings: `problems` are rows that were left out."""

    new: tuple[Line, ...]
    changed: tuple[Line, ...]
    same: int
    problems: tuple[Problem, ...]


def between(session: Session, first: date, last: date) -> dict[date, Holiday]:
    """By day, both ends included; what was put aside does not count."""
    found = session.execute(
        select(ReferenceItem.code, ReferenceItem.name, ReferenceItem.attributes).where(
            ReferenceItem.kind == KIND,
            ReferenceItem.archived.is_(False),
            ReferenceItem.code.between(first.isoformat(), last.isoformat()),
        )
    )
    days = ((_day(code), name, attributes) for code, name, attributes in found)
    return {
        day: Holiday(name, _kind(attributes)) for day, name, attributes in sorted(days, key=_first) if day
    }


def rows(session: Session, year: int | None = None, text: str = "") -> list[HolidayRow]:
    """In the order of days; every word of `text` in the name."""
    query = select(ReferenceItem).where(ReferenceItem.kind == KIND, ReferenceItem.archived.is_(False))
    if year is not None:
        query = query.where(ReferenceItem.code.startswith(f"{year}-", autoescape=True))
    words = text.casefold().split()
    found = [
        HolidayRow(i.id, day, i.name, _kind(i.attributes), i.basis)
        for i in session.scalars(query.order_by(ReferenceItem.code))
        if (day := _day(i.code)) is not None
    ]
    return [row for row in found if all(word in row.name.casefold() for word in words)]


def years(session: Session) -> list[int]:
    """The newest first."""
    return sorted({row.day.year for row in rows(session)}, reverse=True)


def get(session: Session, holiday_id: int) -> HolidayForm:
    item = session.get_one(ReferenceItem, holiday_id)
    return HolidayForm(_day(item.code), item.name, _kind(item.attributes), item.basis, item.id)


def save(session: Session, form: HolidayForm) -> int:
    """Raises InvalidInput. A day that was put aside comes back with what is typed."""
    problems = holidays.problem_of(form.day, form.name, form.kind)
    same = None
    if form.day is not None and "day" not in problems:
        same = session.scalar(
            select(ReferenceItem).where(
                ReferenceItem.kind == KIND, ReferenceItem.code == form.day.isoformat()
            )
        )
        if same is not None and same.id != form.id and (form.id is not None or not same.archived):
            problems["day"] = f"{dates.long(form.day)} sudah tercatat: {same.name}. Ubah yang itu saja."
    if problems or form.day is None:
        raise InvalidInput(problems)
    item = session.get_one(ReferenceItem, form.id) if form.id else same or ReferenceItem(kind=KIND)
    item.code, item.name, item.basis = form.day.isoformat(), form.name.strip(), form.basis.strip()
    item.attributes, item.position = {**(item.attributes or {}), "jenis": form.kind}, _position(form.day)
    item.archived = False
    session.add(item)
    session.flush()
    return item.id


def delete(session: Session, ids: Iterable[int]) -> deletion.Deleted:
    return deletion.delete(session, "reference_item", ids)


def read_file(path: Path) -> list[list[str]]:
    """The rows of a CSV list; needs no session. Raises UserError that names the file."""
    try:
        return list(csv_lists.rows(str(path), MOST_CELLS))
    except FileNotFoundError:
        raise told(Fault("missing"), path) from None
    except IsADirectoryError:
        raise told(Fault("folder"), path) from None
    except PermissionError:
        raise told(Fault("denied"), path) from None
    except OSError:
        raise told(Fault("unreadable"), path) from None
    except Fault as fault:
        raise told(fault, path) from None


def check(session: Session, given: Iterable[Sequence[str]]) -> Incoming:
    """What `import_rows` would do; nothing is written."""
    lines, problems = holidays.read_rows(given)
    there = {
        item.code: None if item.archived else Holiday(item.name, _kind(item.attributes))
        for item in session.scalars(select(ReferenceItem).where(ReferenceItem.kind == KIND))
    }
    new = [line for line in lines if there.get(line.day.isoformat()) is None]
    known = [line for line in lines if there.get(line.day.isoformat()) is not None]
    changed = [line for line in known if there[line.day.isoformat()] != Holiday(line.name, line.kind)]
    return Incoming(tuple(new), tuple(changed), len(known) - len(changed), tuple(problems))


def import_rows(session: Session, given: Iterable[Sequence[str]]) -> Incoming:
    """Adds and corrects the good rows as one action; the others are told and left out. Nothing is deleted."""
    found = check(session, given)
    there = {i.code: i for i in session.scalars(select(ReferenceItem).where(ReferenceItem.kind == KIND))}
    added = []
    for line in (*found.new, *found.changed):
        item = there.get(line.day.isoformat())
        if item is None:
            added.append(
                {
                    "kind": KIND,
                    "code": line.day.isoformat(),
                    "name": line.name,
                    "position": _position(line.day),
                    "attributes": {"jenis": line.kind},
                }
            )
        else:
            item.name, item.archived = line.name, False
            item.attributes = {**item.attributes, "jenis": line.kind}
    history.insert_rows(session, ReferenceItem, added)
    return found


def import_csv(session: Session, text: str) -> Incoming:
    """`import_rows` of a list as text, `;` between the cells."""
    return import_rows(session, csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))


def export_csv(session: Session, path: Path, year: int | None = None) -> int:
    """`tanggal;nama;jenis`, as `read_file` takes it back. Returns how many days it has."""
    found = rows(session, year)
    writing.write_csv(path, holidays.TITLES, ((row.day, row.name, row.kind) for row in found))
    return len(found)


def _day(code: str) -> date | None:
    """None for a code somebody typed in the reference tables that is no date."""
    try:
        return date.fromisoformat(code)
    except ValueError:
        return None


def _kind(attributes: dict[str, object] | None) -> str:
    kind = (attributes or {}).get("jenis")
    return kind if isinstance(kind, str) and kind in holidays.KINDS else holidays.LOCAL


def _first(found: tuple[date | None, str, object]) -> str:
    return str(found[0])


def _position(day: date) -> int:
    """Within its year, so that the general editor of tables has them in order too."""
    return day.timetuple().tm_yday
