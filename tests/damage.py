"""An office with certificates, damaged past the program and checked."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from desks import NOW, Desk, make_desk

from asn_desktop.db.session import reading, writing
from asn_desktop.services import certificates, checks, history, numbers
from asn_desktop.services.checks import Finding, Report
from asn_desktop.services.database import open_database
from asn_desktop.services.numbers import PaperForm


def make_office(folder: Path) -> Desk:
    """Three certificates, one replaced, one issue taken back; a void number and one on paper."""
    engine = open_database(f"sqlite:///{folder / 'asn.db'}", NOW)
    desk = make_desk(engine, folder)
    issued = desk.issue()
    with writing(engine, "Batalkan") as s:
        history.undo(s, NOW.date())
    with writing(engine, "Ulangi") as s:
        history.redo(s, NOW.date())
    with writing(engine, "Ganti sertifikat", now=NOW) as s:
        first = issued.certificate_ids[0]
        certificates.replace(s, first, NOW, desk.keys, "Salah ketik", texts={"nama": "Budi"})
        numbers.register_paper(s, PaperForm(1, 2026, 50, "Siti Kertas"), NOW.date())
        numbers.void(s, PaperForm(1, 2026, 60, ""), NOW.date(), "Blangko rusak")
    return desk


def file_of(desk: Desk) -> Path:
    return Path(desk.engine.url.database or "")


def damage(desk: Desk, *statements: str) -> None:
    with closing(sqlite3.connect(file_of(desk))) as db, db:
        for statement in statements:
            db.execute(statement)


def checked(desk: Desk, now: datetime = NOW) -> Report:
    with reading(desk.engine) as s:
        return checks.run(s, now)


def found(desk: Desk, *statements: str) -> list[Finding]:
    damage(desk, *statements)
    return [f for f in checked(desk).findings if f.severity != checks.NOTE]
