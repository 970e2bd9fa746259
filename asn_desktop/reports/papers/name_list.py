"""Daftar peserta, also as the attachment of a letter or a decree."""

from __future__ import annotations

from asn_desktop.domain.papers import PaperEvent
from asn_desktop.reports.flow import Block, Column, Pairs, Paragraph, Section, Table
from asn_desktop.reports.papers.common import Look, about, numbered, rank, sheet, titles, unbroken

_LEFT = 90  # mm from which on it is said what the list is attached to


def section(
    event: PaperEvent, look: Look, attached_to: tuple[tuple[str, str], ...] = (), name: str = "Daftar peserta"
) -> Section:
    """`attached_to` are lines such as ("Lampiran", "Keputusan Kepala Badan"), ("Nomor", …)."""
    columns = (
        Column("No.", 9, "centre"),
        Column("Nama"),
        Column("NIP", 38),
        Column("Pangkat/gol.", 26),
        Column("Jabatan", 33),
        Column("Unit kerja", 33),
    )
    rows = [
        (str(n), one.name, unbroken(one.nip), rank(one), one.jabatan, one.unit)
        for n, one in numbered(event.people)
    ]
    above: list[Block] = [Pairs(attached_to, left=_LEFT, after=4)] if attached_to else []
    return sheet(
        look,
        name,
        [
            *above,
            *titles("DAFTAR PESERTA", event),
            about(("Tanggal", event.span), ("Tempat", event.place)),
            Table(columns, rows, size=8.5, empty="Belum ada peserta."),
            Paragraph(f"Jumlah peserta: {len(event.people)} orang.", "left", after=0),
        ],
    )
