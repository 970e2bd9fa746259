"""Surat tugas: on what basis, who, and for what; many are named in an annex."""

from __future__ import annotations

from collections.abc import Sequence

from asn_desktop.domain.papers import Letter, PaperPerson
from asn_desktop.reports.flow import Heading, Numbered, Pairs, Section, Signatures
from asn_desktop.reports.flow.blocks import Block, Sheet, Text
from asn_desktop.reports.papers.letters import annex, copies, letter_section, said, titled

MOST_NAMED = 5  # in the letter itself
_LABEL = 22
_NAMES, _STEP = 43, 5  # the number stands before the words


def section(letter: Letter, paper: Sheet = "A4", footer: str = "") -> Section:
    sent = letter.assigned()
    blocks: list[Block] = [
        *titled(letter, "SURAT TUGAS"),
        Pairs((("Dasar", (Numbered(letter.items("dasar")),)),), label=_LABEL, after=3),
        Heading("MENUGASKAN", 11, before=1, after=3),
        _whom(sent),
        Pairs((("Untuk", (Numbered(letter.items("untuk")),)),), label=_LABEL, after=3),
        *said(letter, "penutup"),
        Signatures((letter.signature,)),
        *copies(letter),
    ]
    if len(sent) > MOST_NAMED:
        blocks += annex(letter, "surat tugas", "DAFTAR NAMA YANG DITUGASKAN", sent)
    return letter_section(letter, "Surat tugas", blocks, paper, footer)


def _whom(sent: Sequence[PaperPerson]) -> Pairs:
    if len(sent) > MOST_NAMED or not sent:
        words = f"{len(sent)} orang yang namanya tercantum dalam lampiran surat tugas ini" if sent else "–"
        return Pairs((("Kepada", words),), label=_LABEL, after=3)
    named: list[Text] = []
    for n, one in enumerate(sent, 1):
        rows = (
            ("Nama", one.name),
            ("Pangkat/golongan", one.pangkat_golongan),
            ("NIP", one.nip),
            ("Jabatan", one.jabatan),
            ("Unit kerja", one.unit),
        )
        kept = tuple((label, value) for label, value in rows if value)
        if len(sent) == 1:
            named.append(Pairs(kept, label=38, after=2))
        else:
            named.append(Pairs(((f"{n}. {kept[0][0]}", kept[0][1]),), label=_NAMES, after=0))
            named.append(Pairs(kept[1:], label=_NAMES - _STEP, left=_STEP, after=2))
    return Pairs((("Kepada", tuple(named)),), label=_LABEL, after=3)
