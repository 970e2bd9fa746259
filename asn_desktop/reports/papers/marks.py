"""Rekap nilai: the marks by component, final mark, predikat, attendance, result."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean

from asn_desktop.domain import marks as wording
from asn_desktop.domain import passing
from asn_desktop.domain.papers import MarkLine, PaperEvent, PaperMarks
from asn_desktop.reports.flow import Column, Row, Section, Table
from asn_desktop.reports.papers.common import Look, about, name_nip, sheet, titles

_MANY = 9  # beyond so many all is set smaller
_UPRIGHT = 5  # from so many components on their heads are turned


def section(event: PaperEvent, marks: PaperMarks, look: Look) -> Section:
    upright = len(marks.components) >= _UPRIGHT
    many = len(marks.components) > _MANY
    width = 7.2 if many else 10.5 if upright else 24
    noted = any(line.note for line in marks.lines)
    columns = (
        Column("No.", 9, "centre"),
        Column("Nama / NIP"),
        *(Column(name, width, "right", vertical=upright) for name in marks.components),
        Column("Nilai akhir", 15, "right"),
        Column("Predikat", 18 if many else 24),
        Column("Kehadiran", 14 if many else 20, "right"),
        Column("Hasil", 12 if many else 18),
        *([Column("Keterangan", 18 if many else 26)] if noted else []),
    )
    groups = (
        (("", 1), ("", 1), ("Nilai", len(marks.components)), *[("", 1)] * (4 + noted))
        if marks.components
        else ()
    )
    rows: list[Row | tuple[str, ...]] = [_row(n, line, noted=noted) for n, line in enumerate(marks.lines, 1)]
    if marks.lines:
        rows.append(_means(marks, noted=noted))
    passed = sum(line.result == "Lulus" for line in marks.lines)
    return sheet(
        look,
        "Rekap nilai",
        [
            *titles("REKAPITULASI NILAI PESERTA", event),
            about(
                ("Tanggal", event.span),
                ("Tempat", event.place),
                ("Lulus", f"{passed} dari {len(marks.lines)} peserta" if passed else ""),
            ),
            Table(
                columns, rows, groups=groups, middle=True, size=7 if many else 8.5, empty="Belum ada nilai."
            ),
        ],
        landscape=True,
    )


def _row(n: int, line: MarkLine, *, noted: bool) -> tuple[str, ...]:
    return (
        str(n),
        name_nip(line.person),
        *map(wording.shown, line.marks),
        wording.shown(line.final),
        line.predikat,
        "" if line.attendance is None else passing.percent(line.attendance),
        line.result,
        *([line.note] if noted else []),
    )


def _means(marks: PaperMarks, *, noted: bool) -> Row:
    """Of those who have a mark."""
    columns = [[line.marks[n] for line in marks.lines] for n in range(len(marks.components))]
    means = [_mean(column) for column in (*columns, [line.final for line in marks.lines])]
    attended = _mean([line.attendance for line in marks.lines])
    cells = (
        "Rata-rata",
        *map(wording.shown, means),
        "",
        "" if attended is None else passing.percent(attended),
        "",
    )
    return Row(cells, (2, *[1] * len(means), 1, 1, 1 + noted), bold=True, tint=True)


def _mean(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return fmean(known) if known else None
