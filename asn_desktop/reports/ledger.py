"""Rekap JP of a year: each person with the trainings that count, and each perangkat daerah."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from asn_desktop.domain.papers import Letterhead, Signature
from asn_desktop.reports.flow import Column, Heading, Row, Section, Signatures, Table
from asn_desktop.reports.flow.blocks import Margins, Sheet

_MARGINS = Margins(15, 12, 15, 15)


class PersonLine(NamedTuple):
    """`trainings` are name and JP, in the order of their days."""

    name: str
    nip: str  # spaced
    pangkat_golongan: str
    jabatan: str
    unit: str
    trainings: Sequence[tuple[str, int]]
    jp: int
    target: int
    reached: bool


class AgencyLine(NamedTuple):
    name: str
    people: int
    attended: int
    reached: int
    jp: int


class Look(NamedTuple):
    """`footer` says what was chosen: 'tahun 2026; belum terpenuhi'."""

    head: Letterhead
    signature: Signature
    footer: str
    paper: Sheet = "A4"


def people(lines: Sequence[PersonLine], year: int, look: Look) -> Section:
    columns = (
        Column("No.", 9, "centre"),
        Column("Nama", 38),
        Column("NIP", 36),
        Column("Pangkat/Gol.", 21),
        Column("Jabatan", 38),
        Column("Unit kerja", 38),
        Column("Kegiatan (JP)"),
        Column("Total JP", 13, "right"),
        Column("Target", 13, "right"),
        Column("Status", 21),
    )
    rows = [
        (
            str(n),
            line.name,
            line.nip,
            line.pangkat_golongan,
            line.jabatan,
            line.unit,
            "\n".join(f"{name} ({jp})" for name, jp in line.trainings) or "–",
            str(line.jp),
            str(line.target),
            "Terpenuhi" if line.reached else f"Belum, kurang {max(0, line.target - line.jp)}",
        )
        for n, line in enumerate(lines, 1)
    ]
    return _sheet("REKAPITULASI JP PER PEGAWAI", columns, rows, year, look)


def agencies(lines: Sequence[AgencyLine], year: int, look: Look) -> Section:
    columns = (
        Column("No.", 10, "centre"),
        Column("Perangkat daerah"),
        Column("Jumlah ASN", 24, "right"),
        Column("Mengikuti", 24, "right"),
        Column("Mencapai target", 26, "right"),
        Column("%", 18, "right"),
        Column("Total JP", 24, "right"),
        Column("Rata-rata JP", 24, "right"),
    )
    rows: list[Row | tuple[str, ...]] = [
        (str(n), line.name, *_figures(line)) for n, line in enumerate(lines, 1)
    ]
    if lines:
        total = AgencyLine(
            "Jumlah",
            sum(line.people for line in lines),
            sum(line.attended for line in lines),
            sum(line.reached for line in lines),
            sum(line.jp for line in lines),
        )
        rows.append(Row(("", total.name, *_figures(total)), bold=True, tint=True))
    return _sheet("REKAPITULASI JP PER PERANGKAT DAERAH", columns, rows, year, look)


def _figures(line: AgencyLine) -> tuple[str, ...]:
    percent = 100 * line.reached / line.people if line.people else 0.0
    mean = line.jp / line.people if line.people else 0.0
    whole = (line.people, line.attended, line.reached)
    return (*map(_whole, whole), _decimal(percent), _whole(line.jp), _decimal(mean))


def _whole(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _decimal(number: float) -> str:
    return f"{number:.2f}".replace(".", ",")


def _sheet(
    title: str, columns: Sequence[Column], rows: Sequence[Row | tuple[str, ...]], year: int, look: Look
) -> Section:
    return Section(
        title.capitalize().replace("jp", "JP"),
        [
            Heading(title, 13, before=0, after=0.5),
            Heading(f"TAHUN {year}", 11, before=0, after=4),
            Table(tuple(columns), tuple(rows), size=8, empty="Tidak ada yang cocok dengan saringan ini."),
            Signatures((look.signature,)),
        ],
        paper=look.paper,
        landscape=True,
        letterhead=look.head,
        margins=_MARGINS,
        footer=look.footer,
    )
