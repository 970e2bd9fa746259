"""Tanda terima: of things (kit, sertifikat), and of honorarium with its tax."""

from __future__ import annotations

from collections.abc import Sequence

from asn_desktop.domain.honorarium import Honorarium
from asn_desktop.domain.papers import PaperEvent
from asn_desktop.domain.terbilang import terbilang
from asn_desktop.reports.flow import Column, Paragraph, Row, Section, Table
from asn_desktop.reports.papers.common import (
    DOTS,
    SIGN_ROW,
    Look,
    about,
    money,
    name_nip,
    numbered,
    rank,
    sheet,
    titles,
    zigzag,
    zigzag_cells,
)

_SIGN = 50.0  # mm
_OPEN = DOTS[:4]


def section(event: PaperEvent, look: Look, things: str = "perlengkapan peserta") -> Section:
    columns = (
        Column("No.", 9, "centre"),
        Column("Nama / NIP"),
        Column("Pangkat/gol.", 27),
        Column("Unit kerja", 42),
        *zigzag(_SIGN),
    )
    rows = [
        (str(n), name_nip(one), rank(one), one.unit, *zigzag_cells(n, _SIGN))
        for n, one in numbered(event.people)
    ]
    return sheet(
        look,
        f"Tanda terima {things}",
        [
            *titles(f"TANDA TERIMA {things.upper()}", event),
            about(("Tanggal", event.span), ("Tempat", event.place)),
            Table(columns, rows, row=SIGN_ROW, middle=True, size=8.5, empty="Belum ada peserta."),
        ],
    )


def honorarium(event: PaperEvent, lines: Sequence[Honorarium], look: Look, *, taxed: bool = True) -> Section:
    """JP and OJ are told apart where both are paid. What is not known yet is left open, to be seen."""
    units = " dan ".join(dict.fromkeys(line.unit for line in lines)) or "JP"
    mixed = " dan " in units
    columns = (
        Column("No.", 9, "centre"),
        Column("Nama / NIP"),
        Column("Gol.", 28),
        Column(units.replace(" dan ", "/"), 15 if mixed else 10, "right"),
        Column(f"Honor per {units.replace(' dan ', '/')} (Rp)", 24, "right"),
        Column("Jumlah (Rp)", 25, "right"),
        *((Column("PPh 21 (Rp)", 22, "right"), Column("Diterima (Rp)", 25, "right")) if taxed else ()),
        *zigzag(_SIGN),
    )
    rows: list[Row | tuple[str, ...]] = [
        _line(n, line, mixed=mixed, taxed=taxed) for n, line in enumerate(lines, 1)
    ]
    paid = sum(line.paid if taxed else line.amount for line in lines)
    untold = taxed and any(line.tax is None for line in lines)  # then nobody can say what is paid
    if lines:
        sums = [money(sum(line.amount for line in lines))]
        if taxed:
            sums += [_OPEN] * 2 if untold else [money(sum(line.withheld for line in lines)), money(paid)]
        hours = "" if mixed else str(sum(line.hours for line in lines))
        cells = ("Jumlah", hours, "", *sums, "")
        rows.append(Row(cells, (3, 1, 1, *[1] * len(sums), 2), bold=True, tint=True))
    in_words = DOTS * 3 if untold else f"{terbilang(paid)} rupiah."
    said = [Paragraph(f"Terbilang: {in_words}", "left", after=0)] if paid else []
    return sheet(
        look,
        "Tanda terima honorarium narasumber",
        [
            *titles("TANDA TERIMA HONORARIUM NARASUMBER", event),
            about(("Tanggal", event.span), ("Tempat", event.place), ("Pembiayaan", event.funding)),
            Table(columns, rows, row=SIGN_ROW, middle=True, size=8.5, empty="Belum ada narasumber."),
            *said,
        ],
        landscape=True,
    )


def _line(n: int, line: Honorarium, *, mixed: bool, taxed: bool) -> tuple[str, ...]:
    one = line.person
    hours = f"{line.hours} {line.unit}" if mixed else str(line.hours)
    withheld = (
        (_OPEN, _OPEN) if line.tax is None else (_amount(line, line.withheld), _amount(line, line.paid))
    )
    return (
        str(n),
        name_nip(one),
        rank(one),
        hours if line.hours else _OPEN,
        money(line.rate) if line.rate else _OPEN,
        _amount(line, line.amount),
        *(withheld if taxed else ()),
        *zigzag_cells(n, _SIGN),
    )


def _amount(line: Honorarium, rupiah: int) -> str:
    return money(rupiah) if line.amount else _OPEN
