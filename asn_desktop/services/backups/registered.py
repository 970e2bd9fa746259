"""Numbers once taken stay taken when an older state is restored: they come along as void."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from asn_desktop.db import contents, history
from asn_desktop.db.tables import NumberCounter, NumberScheme, RegisterNumber

SCHEME = ("name", "pattern", "klasifikasi", "kode_unit", "bidang", "archived")
LINE = ("year", "sequence", "number", "taken_on", "state", "reason", "holder", "training")


@dataclass
class Taken:
    """By the name of the scheme: its values, its lines of the register, and its counters by year."""

    schemes: dict[str, dict[str, Any]] = field(default_factory=dict)
    lines: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    counters: dict[tuple[str, int], int] = field(default_factory=dict)


def taken(path: Path) -> Taken:
    """As much as can be read: the file may be damaged."""
    found = Taken()
    try:
        with closing(contents.connect(path)) as db:
            for scheme in db.execute(f"SELECT {', '.join(SCHEME)} FROM number_scheme"):
                found.schemes[scheme[0]] = dict(zip(SCHEME, scheme, strict=True))
            for name, year, following in db.execute(
                "SELECT s.name, c.year, c.next "
                "FROM number_counter c JOIN number_scheme s ON s.id = c.scheme_id"
            ):
                found.counters[name, year] = following
            columns = ", ".join(f"r.{name}" for name in LINE)
            for name, *line in db.execute(
                f"SELECT s.name, {columns} FROM register_number r JOIN number_scheme s ON s.id = r.scheme_id"
            ):
                found.lines.append((name, dict(zip(LINE, line, strict=True))))
    except sqlite3.Error:
        pass  # what was read so far is better than nothing
    return found


def carry(session: Session, found: Taken, today: date) -> int:
    """Let the register know the numbers it had never heard of; returns how many."""
    ids = {name: key for key, name in session.execute(select(NumberScheme.id, NumberScheme.name))}
    there = set(session.scalars(select(RegisterNumber.number)))
    places = {
        tuple(row)
        for row in session.execute(
            select(RegisterNumber.scheme_id, RegisterNumber.year, RegisterNumber.sequence)
        )
    }
    fresh = []
    for name, line in found.lines:
        key = ids.get(name) or _scheme(session, ids, found.schemes[name])
        if line["number"] in there or (key, line["year"], line["sequence"]) in places:
            continue
        there.add(line["number"])
        places.add((key, line["year"], line["sequence"]))
        fresh.append({"scheme_id": key, **line, **_void(line, today)})
    history.insert_rows(session, RegisterNumber, fresh)
    for (name, year), following in found.counters.items():
        if name in ids:
            _forward(session, ids[name], year, following)
    return len(fresh)


def _void(line: dict[str, Any], today: date) -> dict[str, Any]:
    day = {"taken_on": today}
    with suppress(ValueError, TypeError):  # damaged; the number is taken all the same
        day = {"taken_on": date.fromisoformat(line["taken_on"])}
    if line["state"] != "terpakai":
        return day
    return day | {
        "state": "batal",
        "reason": f"Terpakai setelah cadangan yang dipulihkan pada {today:%d-%m-%Y}",
    }


def _scheme(session: Session, ids: dict[str, int], values: dict[str, Any]) -> int:
    """A scheme that was made after the backup."""
    row = NumberScheme(**values | {"archived": bool(values["archived"])})
    session.add(row)
    session.flush()
    ids[row.name] = row.id
    return row.id


def _forward(session: Session, scheme_id: int, year: int, following: int) -> None:
    counter = session.scalar(
        select(NumberCounter).where(NumberCounter.scheme_id == scheme_id, NumberCounter.year == year)
    )
    if counter is None:
        session.add(NumberCounter(scheme_id=scheme_id, year=year, next=following))
    elif counter.next < following:
        counter.next = following
    session.flush()
