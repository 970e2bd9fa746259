"""The register of numbers: gaps, duplicates, the counter, and the certificates the numbers belong to."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from typing import Any, TypeAlias

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from asn_desktop.db.chain import stream
from asn_desktop.db.tables import (
    Change,
    EventPaper,
    IssuedCertificate,
    NumberCounter,
    NumberScheme,
    RegisterNumber,
)
from asn_desktop.services.checks.findings import DAMAGED, NOTE, WRONG, Finding, Found, Meter
from asn_desktop.services.trail.words import counted

Series: TypeAlias = tuple[int, int]  # scheme and year
Lines: TypeAlias = frozenset[tuple[int, int, int]]  # those, and the sequence

REGISTER = "Buku register"
FROM_PAPER = (
    "Cocokkan dengan buku register yang tercetak dan dengan cadangan. Nomor yang ternyata terpakai dicatat "
    "lagi (Sertifikat, Buku register, Nomor di kertas)."
)


def register(session: Session, meter: Meter) -> Found:
    meter.tick(0)
    yield from _series(session)
    yield from _doubles(session)
    yield from _certificates(session)


def _series(session: Session) -> Found:
    """Each scheme and year in the order of its numbers, up to its counter."""
    line, counter = RegisterNumber, NumberCounter
    following: dict[Series, int] = {
        (scheme, year): number
        for scheme, year, number in session.execute(select(counter.scheme_id, counter.year, counter.next))
    }
    last = dict.fromkeys(following, 0)
    used: dict[Series, int] = {}
    gaps: list[tuple[Series, range]] = []
    ordered = select(line.scheme_id, line.year, line.sequence, line.state)
    for scheme, year, sequence, state in stream(
        session, ordered.order_by(line.scheme_id, line.year, line.sequence)
    ):
        series = (scheme, year)
        gaps.append((series, range(last.get(series, 0) + 1, min(sequence, following.get(series, 0)))))
        last[series] = sequence
        if state == "terpakai":
            used[series] = sequence
    gaps += [(series, range(last[series] + 1, number)) for series, number in following.items()]
    schemes = session.execute(select(NumberScheme.id, NumberScheme.name))
    names = {row.id: row.name for row in schemes}
    ever = cache(partial(_ever, session))
    for series, gap in gaps:
        if gap:
            yield partial(_gap, _series_name(names, series), series, gap, ever)
    for series, sequence in used.items():
        if following.get(series, 0) <= sequence:
            yield partial(_behind, _series_name(names, series), following.get(series, 0), sequence)


def _series_name(names: Mapping[int, str], series: Series) -> str:
    return f"Skema {names.get(series[0], f'nomor {series[0]}')}, tahun {series[1]}"


def _ever(session: Session) -> Lines:
    """Scheme, year and sequence of every line the trail knows, read only when there is a gap."""
    images = stream(
        session,
        select(Change.after).where(
            Change.table_name == RegisterNumber.__tablename__, Change.before.is_(None)
        ),
    )
    known = (json.loads(image) for (image,) in images)
    return frozenset((line["scheme_id"], line["year"], line["sequence"]) for line in known)


def _gap(name: str, series: Series, gap: range, ever: Callable[[], Lines]) -> Finding:
    span = f"Nomor urut {counted(gap[0])}" + (f" s.d. {counted(gap[-1])}" if len(gap) > 1 else "")
    if lost := sum((*series, number) in ever() for number in gap):
        what = f"{span} tidak ada di register, padahal {counted(lost)} di antaranya pernah dipakai."
        return Finding(REGISTER, DAMAGED, what, FROM_PAPER, name)
    return Finding(
        REGISTER,
        NOTE,
        f"{span} tidak pernah dipakai: dilewati karena nomor awal dinaikkan, atau karena nomornya sudah "
        "dipakai skema lain.",
        "Tidak perlu tindakan. Bila dipakai di atas kertas, catat di Buku register (Nomor di kertas).",
        name,
    )


def _behind(name: str, following: int, sequence: int) -> Finding:
    return Finding(
        REGISTER,
        WRONG,
        f"Nomor berikutnya tercatat {counted(following)}, padahal nomor urut {counted(sequence)} sudah "
        "terpakai.",
        f"Atur nomor berikutnya menjadi {counted(sequence + 1)} (Sertifikat, Buku register, Nomor awal). "
        "Nomor yang sudah terpakai tidak akan dipakai ulang.",
        name,
    )


def _doubles(session: Session) -> Found:
    line, issued = RegisterNumber, IssuedCertificate
    asked: Sequence[tuple[Any, Sequence[Any], str]] = (
        (line.number, [line.number], "tertulis lebih dari satu kali di register"),
        (line.number, [line.scheme_id, line.year, line.sequence], "berbagi nomor urut dengan nomor lain"),
        (issued.number, [issued.number], "tertulis di lebih dari satu sertifikat"),
        (issued.number, [issued.number_id], "dipakai lebih dari satu sertifikat"),
    )
    for number, columns, what in asked:
        for twice in session.scalars(select(func.min(number)).group_by(*columns).having(func.count() > 1)):
            yield partial(_wrong, f"Nomor {twice} {what}.", f"Nomor {twice}")


def _certificates(session: Session) -> Found:
    line, issued = RegisterNumber, IssuedCertificate
    pairs = select(line.number).outerjoin(issued, issued.number_id == line.id)
    letters = select(EventPaper.number_id).where(EventPaper.number_id.is_not(None))
    asked: Sequence[tuple[Select[str], str]] = (
        (
            pairs.where(line.state == "terpakai", issued.id.is_(None), line.id.not_in(letters)),
            "Nomor ini terpakai, tetapi sertifikat atau suratnya tidak ada.",
        ),
        (
            pairs.where(line.state != "terpakai", issued.id.is_not(None)),
            "Nomor ini punya sertifikat, tetapi di register tidak tercatat terpakai.",
        ),
        (
            select(issued.number)
            .outerjoin(line, issued.number_id == line.id)
            .where(or_(line.id.is_(None), line.number != issued.number)),
            "Sertifikat ini memakai nomor yang tidak ada di register.",
        ),
    )
    for query, what in asked:
        for number in session.scalars(query):
            yield partial(_wrong, what, f"Nomor {number}")


def _wrong(what: str, record: str) -> Finding:
    return Finding(REGISTER, DAMAGED, what, FROM_PAPER, record)
