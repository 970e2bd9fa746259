"""Keputusan that names the participants, with the list as its annex."""

from __future__ import annotations

from dataclasses import replace

from asn_desktop.domain.papers import Letter, ordinal
from asn_desktop.reports.flow import Heading, Numbered, Pairs, Section, Signatures
from asn_desktop.reports.flow.blocks import Block, Sheet
from asn_desktop.reports.papers.letters import annex, copies, letter_section, number

_LABEL = 30


def section(letter: Letter, paper: Sheet = "A4", footer: str = "") -> Section:
    office, about = letter.texts["jabatan"].upper(), letter.texts["tentang"].upper()
    signature = letter.signature  # with the words below, so that they are never torn from it
    given = (f"Ditetapkan di {letter.place}", f"pada tanggal {letter.dated}")
    blocks: list[Block] = [
        Heading(f"KEPUTUSAN {office}", 12, before=0, after=0.5),
        Heading(f"NOMOR {number(letter)}", 12, before=0, after=2),
        Heading("TENTANG", 12, before=0, after=2),
        Heading(about, 12, before=0, after=3),
        Heading(f"{office},", 12, before=0, after=4),
    ]
    for label, name, marks in (
        ("Menimbang", "menimbang", "a."),
        ("Mengingat", "mengingat", "1."),
        ("Memperhatikan", "memperhatikan", "1."),
    ):
        if items := letter.items(name):
            blocks.append(Pairs(((label, (Numbered(items, marks),)),), label=_LABEL, after=1))
    blocks += [
        Heading("MEMUTUSKAN:", 12, before=2, after=3),
        Pairs((("Menetapkan", f"KEPUTUSAN {office} TENTANG {about}."),), label=_LABEL, after=2),
        Pairs(
            tuple((ordinal(n), item) for n, item in enumerate(letter.items("diktum"), 1)),
            label=_LABEL,
            after=4,
        ),
        Signatures((replace(signature, title=(*given, *signature.title), place_date=""),)),
        *copies(letter),
        *annex(letter, f"Keputusan {letter.texts['jabatan']}", "DAFTAR PESERTA", letter.event.people),
    ]
    return letter_section(letter, "Keputusan penetapan peserta", blocks, paper, footer)
