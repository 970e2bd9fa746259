"""Surat pengingat: what somebody promised at meetings and has not done yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from asn_desktop.domain import dates
from asn_desktop.domain.mentoring.papers import PaperAction, PaperOffice
from asn_desktop.domain.papers import PaperPerson
from asn_desktop.domain.terbilang import terbilang
from asn_desktop.reports.flow import Block, Column, Gap, Pairs, Paragraph, Section, Signatures, Table
from asn_desktop.reports.flow.blocks import Font, Sheet
from asn_desktop.reports.mentoring.common import DOTS, NOTHING
from asn_desktop.reports.papers.letters import FIRST, MARGINS


def section(
    owner: PaperPerson,
    actions: Sequence[PaperAction],
    office: PaperOffice,
    paper: Sheet = "A4",
    font: Font = "serif",
) -> Section:
    late = sum(one.late > 0 for one in actions)
    told = f"{len(actions)} ({terbilang(len(actions))})"
    overdue = f", {late} di antaranya sudah melewati batas waktu" if late else ""
    blocks: list[Block] = [
        Pairs(
            (
                ("Nomor", DOTS),
                ("Sifat", "Biasa"),
                ("Lampiran", NOTHING),
                ("Hal", "Pengingat tindak lanjut mentoring"),
            ),
            right=f"{office.place}, {office.dated}",
        ),
        Gap(4),
        Paragraph(f"Yth. {owner.name}\n{owner.unit}\ndi\nTempat", "left"),
        Gap(2),
        Paragraph(
            f"Berdasarkan catatan pertemuan mentoring, sampai dengan {office.dated} terdapat {told} tindak "
            f"lanjut atas nama Saudara yang belum selesai{overdue}, yaitu:",
            first=FIRST,
        ),
        _table(actions),
        Paragraph(office.texts.reminder, first=FIRST),
        *(
            [Signatures((replace(office.signature, place_date=""),))] if office.signature else []
        ),  # dated above
    ]
    return Section(
        f"Pengingat {owner.name}",
        blocks,
        paper=paper,
        letterhead=office.head,
        font=font,
        margins=MARGINS,
        footer=office.footer,
    )


def _table(actions: Sequence[PaperAction]) -> Table:
    columns = (
        Column("No.", 9, "centre"),
        Column("Tindak lanjut"),
        Column("Mentoring", 44),
        Column("Disepakati", 22, "centre"),
        Column("Batas waktu", 30, "centre"),
    )
    rows = [
        (
            str(n),
            one.text,
            one.pair,
            dates.short(one.met_on) if one.met_on else NOTHING,
            "\n".join(
                filter(
                    None,
                    (
                        dates.short(one.due) if one.due else NOTHING,
                        f"lewat {one.late} hari" if one.late else "",
                    ),
                )
            ),
        )
        for n, one in enumerate(actions, 1)
    ]
    return Table(columns, rows)
