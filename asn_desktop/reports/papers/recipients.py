"""Daftar penerima sertifikat: numbers, and a place to sign for them."""

from __future__ import annotations

from collections.abc import Sequence

from asn_desktop.domain import dates
from asn_desktop.domain.papers import CertificateLine, PaperEvent
from asn_desktop.reports.flow import Column, Section, Table
from asn_desktop.reports.papers.common import (
    SIGN_ROW,
    Look,
    about,
    name_nip,
    sheet,
    titles,
    zigzag,
    zigzag_cells,
)

_SIGN = 36.0  # mm


def section(event: PaperEvent, lines: Sequence[CertificateLine], look: Look) -> Section:
    columns = (
        Column("No.", 9, "centre"),
        Column("Nama / NIP"),
        Column("Unit kerja", 32),
        Column("Nomor dan tanggal sertifikat", 51),
        *zigzag(_SIGN),
    )
    rows = [
        (
            str(n),
            name_nip(line.person),
            line.person.unit,
            "\n".join((line.number, dates.long(line.issued_on) if line.issued_on else "")).strip(),
            *zigzag_cells(n, _SIGN),
        )
        for n, line in enumerate(lines, 1)
    ]
    return sheet(
        look,
        "Daftar penerima sertifikat",
        [
            *titles("DAFTAR PENERIMA SERTIFIKAT", event),
            about(("Tanggal", event.span), ("Tempat", event.place)),
            Table(
                columns,
                rows,
                row=SIGN_ROW,
                middle=True,
                size=8.5,
                empty="Belum ada sertifikat yang diterbitkan.",
            ),
        ],
    )
