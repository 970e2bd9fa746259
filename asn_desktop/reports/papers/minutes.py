"""Berita acara kelulusan: who passed by what, and who was there to say so."""

from __future__ import annotations

from asn_desktop.domain.marks import shown
from asn_desktop.domain.papers import Letter, MarkLine, Signature
from asn_desktop.domain.terbilang import terbilang
from asn_desktop.reports.flow import Column, Numbered, Paragraph, Row, Section, Signatures, Table
from asn_desktop.reports.flow.blocks import Block, Sheet
from asn_desktop.reports.papers.common import name_nip
from asn_desktop.reports.papers.letters import FIRST, letter_section, said, titled

_ACROSS = 2  # who was there signs side by side


def section(letter: Letter, paper: Sheet = "A4", footer: str = "") -> Section:
    lines = letter.marks.lines
    blocks: list[Block] = [*titled(letter, "BERITA ACARA KELULUSAN"), *said(letter, "pembuka")]
    if stuff := letter.items("bahan"):
        blocks += [
            Paragraph("Rapat menilai berdasarkan:", first=FIRST, after=1),
            Numbered(stuff, left=FIRST),
        ]
    blocks += [
        Paragraph(_result(lines), first=FIRST),
        Table(
            (
                Column("No.", 9, "centre"),
                Column("Nama/NIP"),
                Column("Nilai akhir", 17, "right"),
                Column("Predikat", 25),
                Column("Kehadiran (%)", 21, "right"),
                Column("Hasil", 43),
            ),
            [_row(n, line) for n, line in enumerate(lines, 1)],
            empty="Belum ada peserta.",
        ),
        *said(letter, "penutup"),
    ]
    if team := letter.items("rapat"):
        blocks.append(Paragraph("Tim penilai:", "left", after=1))
        for at in range(0, len(team), _ACROSS):
            pair = [Signature(("",), name) for name in team[at : at + _ACROSS]]
            blocks.append(Signatures((*pair, *[None] * (_ACROSS - len(pair))), room=14, before=1))
    blocks.append(Signatures((letter.signature,)))
    return letter_section(letter, "Berita acara kelulusan", blocks, paper, footer)


def _result(lines: tuple[MarkLine, ...]) -> str:
    passed = sum(line.result == "Lulus" for line in lines)
    failed = sum(line.result == "Tidak lulus" for line in lines)
    words = (
        f"Dari {_counted(len(lines))} orang peserta, rapat menetapkan {_counted(passed)} orang lulus dan "
        f"{_counted(failed)} orang tidak lulus"
    )
    if waiting := len(lines) - passed - failed:
        words += f"; {_counted(waiting)} orang belum ditetapkan"
    return f"{words}, sebagai berikut:"


def _counted(number: int) -> str:
    return f"{number} ({terbilang(number)})"


def _row(number: int, line: MarkLine) -> Row:
    said_of = "\n".join(filter(None, (line.result or "Belum ditetapkan", line.note)))
    return Row(
        (
            str(number),
            name_nip(line.person),
            shown(line.final),
            line.predikat,
            shown(line.attendance),
            said_of,
        )
    )
