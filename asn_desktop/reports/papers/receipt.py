"""Tanda terima: of things (kit, sertifikat), and of honorarium with its tax."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from asn_desktop.domain.papers import PaperEvent, PaperPerson
from asn_desktop.domain.terbilang import terbilang
from asn_desktop.reports.flow import Column, Paragraph, Row, Section, Table
from asn_desktop.reports.papers.common import (
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


@dataclass(frozen=True)
class Honorarium:
    """`rate` in rupiah a JP, `tax` in percent of the amount (PPh pasal 21)."""

    person: PaperPerson
    jp: int
    rate: int
    tax: float = 0.0

    @property
    def amount(self) -> int:
        return self.jp * self.rate

    @property
    def withheld(self) -> int:
        """Whole rupiah, what is left over is not taken."""
        return int(self.amount * self.tax / 100 + 1e-6)

    @property
    def paid(self) -> int:
        return self.amount - self.withheld


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


def honorarium(event: PaperEvent, lines: Sequence[Honorarium], look: Look) -> Section:
    columns = (
        Column("No.", 9, "centre"),
        Column("Nama / NIP"),
        Column("Gol.", 28),
        Column("JP", 10, "right"),
        Column("Honor per JP (Rp)", 24, "right"),
        Column("Jumlah (Rp)", 25, "right"),
        Column("PPh 21 (Rp)", 22, "right"),
        Column("Diterima (Rp)", 25, "right"),
        *zigzag(_SIGN),
    )
    rows: list[Row | tuple[str, ...]] = [_line(n, line) for n, line in enumerate(lines, 1)]
    paid = sum(line.paid for line in lines)
    if lines:
        sums = (sum(line.amount for line in lines), sum(line.withheld for line in lines), paid)
        cells = ("Jumlah", str(sum(line.jp for line in lines)), "", *map(money, sums), "")
        rows.append(Row(cells, (3, 1, 1, 1, 1, 1, 2), bold=True, tint=True))
    said = [Paragraph(f"Terbilang: {terbilang(paid)} rupiah.", "left", after=0)] if lines else []
    return sheet(
        look,
        "Tanda terima honorarium",
        [
            *titles("TANDA TERIMA HONORARIUM NARASUMBER", event),
            about(("Tanggal", event.span), ("Tempat", event.place), ("Pembiayaan", event.funding)),
            Table(columns, rows, row=SIGN_ROW, middle=True, size=8.5, empty="Belum ada narasumber."),
            *said,
        ],
        landscape=True,
    )


def _line(n: int, line: Honorarium) -> tuple[str, ...]:
    amounts = (line.rate, line.amount, line.withheld, line.paid)
    one = line.person
    return (str(n), name_nip(one), rank(one), str(line.jp), *map(money, amounts), *zigzag_cells(n, _SIGN))
