"""Undangan: a letter to the units, with the list of those they are asked to send."""

from __future__ import annotations

from asn_desktop.domain.papers import Letter
from asn_desktop.reports.flow import Gap, Numbered, Pairs, Paragraph, Section, Signatures
from asn_desktop.reports.flow.blocks import Block, Sheet
from asn_desktop.reports.papers.letters import FIRST, annex, copies, letter_section, number, said


def section(letter: Letter, paper: Sheet = "A4", footer: str = "") -> Section:
    texts, to = letter.texts, letter.items("yth")
    head = tuple(
        (label, value)
        for label, value in (
            ("Nomor", number(letter)),
            ("Sifat", texts["sifat"]),
            ("Lampiran", texts["lampiran"]),
            ("Hal", texts["hal"]),
        )
    )
    addressed: list[Block] = (
        [Paragraph(f"Yth. {to[0] if to else ''}".rstrip(), "left", after=0)]
        if len(to) < 2
        else [Paragraph("Yth.", "left", after=0), Numbered(to, after=0)]
    )
    blocks: list[Block] = [
        Pairs(head, right=f"{letter.place}, {letter.dated}", after=5),
        *addressed,
        Paragraph(f"di {texts['di']}", "left", left=7 if len(to) > 1 else 0, after=5),
        *said(letter, "pembuka"),
        Pairs(
            tuple(
                (label, texts[name])
                for label, name in (
                    ("Hari/tanggal", "hari_tanggal"),
                    ("Waktu", "waktu"),
                    ("Tempat", "tempat"),
                    ("Acara", "acara"),
                )
                if texts[name]
            ),
            left=FIRST,
            after=3,
        ),
        *said(letter, "catatan"),
        *said(letter, "penutup"),
        Signatures((letter.signature,)),
        Gap(2),
        *copies(letter),
    ]
    if letter.event.people:
        blocks += annex(letter, "surat undangan", "DAFTAR PESERTA", letter.event.people, grouped=True)
    return letter_section(letter, "Undangan", blocks, paper, footer)
