"""Runs every part of the check, one after the other, and gathers what they find."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from time import perf_counter
from typing import NamedTuple, TypeVar

from sqlalchemy import func, select
from sqlalchemy.exc import DatabaseError, NoResultFound
from sqlalchemy.orm import Session

from asn_desktop.db import chain
from asn_desktop.db.tables import Base, IssuedCertificate, Person, RegisterNumber, StoredFile
from asn_desktop.services import anchors, collector
from asn_desktop.services.checks import attachments, certificates, file, history, numbers
from asn_desktop.services.checks.file import RESTORE
from asn_desktop.services.checks.findings import (
    DAMAGED,
    MOST,
    Finding,
    Found,
    Meter,
    Part,
    Progress,
    Report,
)
from asn_desktop.services.trail.words import counted

T = TypeVar("T")
# A page that is damaged, or a value that is none: a date, a JSON text, a code nobody knows.
UNREADABLE = (DatabaseError, NoResultFound, ValueError, TypeError, LookupError)


class _Check(NamedTuple):
    title: str
    looked_at: str
    find: Callable[[Session, Meter], Found]
    weight: int = 0  # rows to count when it is done, where it does not tell them itself


def run(session: Session, now: datetime, progress: Progress | None = None) -> Report:
    """Everything there is to check. Changes nothing; the outcome is noted as an anchor.

    Raises Cancelled as soon as `progress` answers False.
    """
    checks, total = _plan(session, now)
    meter = Meter(progress, total)
    findings: list[Finding] = []
    untold: list[tuple[str, int]] = []
    parts: list[Part] = []
    with collector.resting():
        for check in checks:
            meter.step(check.title)
            begun = perf_counter()
            told, more = _gathered(session, check, meter)
            meter.tick(check.weight)
            findings += told
            untold += [(check.title, more)] if more else []
            parts.append(Part(check.title, check.looked_at, len(told) + more, perf_counter() - begun))
    head = _readable(partial(chain.head, session), chain.Head(0, "", None))
    report = Report(now, head.length, anchors.mark(head), tuple(findings), tuple(untold), tuple(parts))
    why = anchors.GOOD if report.good else f"{anchors.BAD} {report.count}"
    return replace(report, anchored=_readable(partial(anchors.note, session, now, why), False))


def _readable(read: Callable[[], T], otherwise: T) -> T:
    try:
        return read()
    except UNREADABLE:  # told by the part that looks at it
        return otherwise


def _gathered(session: Session, check: _Check, meter: Meter) -> tuple[list[Finding], int]:
    """The first of them in words, and how many more. A part that cannot be read is a finding itself."""
    found: list[Callable[[], Finding]] = []
    told: list[Finding] = []
    more = 0
    try:
        for one in check.find(session, meter):
            if len(found) < MOST:
                found.append(one)
            else:
                more += 1
        told += (put_in_words() for put_in_words in found)
    except UNREADABLE as error:
        what = f"Bagian “{check.title}” tidak dapat diperiksa sampai selesai karena berkasnya rusak."
        told.append(Finding(check.title, DAMAGED, what, RESTORE, detail=str(getattr(error, "orig", error))))
    return told, more


def _plan(session: Session, now: datetime) -> tuple[list[_Check], int]:
    """The parts in order, and how many rows there are to read in all."""

    def count(table: type[Base]) -> int:
        return _readable(lambda: session.scalar(select(func.count()).select_from(table)) or 0, 0)

    actions, changes = _readable(partial(chain.size, session), (0, 0))
    issued, people, lines = count(IssuedCertificate), count(Person), count(RegisterNumber)
    trail = f"{counted(actions)} tindakan, {counted(changes)} perubahan"
    checks = [
        _Check(file.FILE, "halaman dan indeks", file.pages, changes // 2),
        _Check(file.REFERENCES, "semua tabel", file.references),
        _Check(history.CHAIN, trail, history.links),
        _Check(history.ENDS, "catatan di luar basis data", partial(history.ends, now=now)),
        _Check(history.ROWS, f"{counted(changes)} perubahan", history.rows),
        _Check(numbers.REGISTER, f"{counted(lines)} nomor", numbers.register),
        _Check(certificates.FILES, f"{counted(issued)} sertifikat", certificates.files),
        _Check(certificates.PICTURES, "templat dan lambang", certificates.pictures),
        _Check(attachments.ATTACHED, f"{counted(count(StoredFile))} berkas", attachments.attachments),
        _Check(file.SEARCH, f"{counted(people)} orang", file.search),
    ]
    return checks, changes // 2 + actions + 2 * changes + certificates.WEIGHT * issued
