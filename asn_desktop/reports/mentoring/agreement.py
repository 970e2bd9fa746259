"""Kesepakatan mentoring: aims, indicators, rhythm, rights and duties, confidentiality, signatures."""

from __future__ import annotations

from asn_desktop.domain.mentoring.papers import PaperMentee, PaperOffice, PaperPair, PaperTexts
from asn_desktop.domain.papers import PaperPerson
from asn_desktop.reports.flow import (
    Block,
    Column,
    Gap,
    Heading,
    Numbered,
    Pairs,
    Paragraph,
    Section,
    Signatures,
    Table,
    Together,
)
from asn_desktop.reports.flow.blocks import Sheet
from asn_desktop.reports.mentoring.common import (
    DOTS,
    kind_title,
    level,
    number,
    people_table,
    person_rows,
    sheet,
    signed_by,
)
from asn_desktop.reports.papers.common import name_nip

_SIGN = 17  # mm, the height of a row in which two hands sign


def section(pair: PaperPair, office: PaperOffice, paper: Sheet = "A4") -> Section:
    title = kind_title(pair)
    one = pair.mentees[0] if len(pair.mentees) == 1 else None
    blocks = [
        Heading(f"KESEPAKATAN {title.upper()}", 13, underline=True, before=0, after=0.5),
        Heading(pair.programme.upper(), 11, before=0, after=4),
        Paragraph(_opening(pair)),
        *_parties(pair, one),
        *_article("1. Tujuan dan kompetensi", [Paragraph(pair.aim or _by_hand(pair)), *_competences(pair)]),
        *_article("2. Sasaran dan indikator keberhasilan", [_aims(pair)]),
        *_article("3. Waktu, irama, dan cara", [_rhythm(pair)]),
        *_article("4. Hak dan kewajiban", _duties(office.texts)),
        *_article("5. Kerahasiaan", [Numbered(PaperTexts.items(office.texts.confidential), "a.")]),
        Paragraph(office.texts.closing),
        *_signatures(pair, one, office),
    ]
    return sheet(office, f"Kesepakatan {pair.title}", blocks, paper, size=10.5, font="serif")


def _opening(pair: PaperPair) -> str:
    many = len(pair.mentees) > 1
    who = "seorang mentor dan para mentee" if many else "mentor dan mentee"
    return (
        f"Yang bertanda tangan di bawah ini, {who}, sepakat melaksanakan {kind_title(pair).lower()} "
        f"dalam {pair.programme} dengan ketentuan sebagai berikut."
    )


def _parties(pair: PaperPair, one: PaperMentee | None) -> list[Block]:
    found: list[Block] = [_who("Mentor", pair.mentor)]
    if one:
        return [*found, _who("Mentee", one.person), _who("Atasan langsung mentee", one.superior)]
    return [*found, Paragraph("Mentee", "left", bold=True, after=1), people_table(pair)]


def _who(title: str, person: PaperPerson | None) -> Block:
    return Together(
        (Paragraph(title, "left", bold=True, after=0.5), Pairs(person_rows(person), label=34, left=5))
    )


def _article(title: str, blocks: list[Block]) -> list[Block]:
    return [Heading(title, 10.5, "left", before=2.5, after=1), *blocks]


def _by_hand(_pair: PaperPair) -> str:
    return "\n".join(["…" * 70] * 2)


def _competences(pair: PaperPair) -> list[Block]:
    if not pair.competences:
        return []
    rows = [(c.name, level(c.present), level(c.standard)) for c in pair.competences]
    columns = (
        Column("Kompetensi yang dikembangkan"),
        Column("Tingkat sekarang", 32, "centre"),
        Column("Tingkat yang dituju", 34, "centre"),
    )
    return [Table(columns, rows, size=9)]


def _aims(pair: PaperPair) -> Table:
    columns = (
        Column("No.", 9, "centre"),
        Column("Sasaran"),
        Column("Indikator", 52),
        Column("Nilai awal", 24, "right"),
        Column("Target", 24, "right"),
    )
    several = len(pair.mentees) > 1
    rows = [
        (
            str(n),
            f"{aim.text}\n({aim.of})" if several and aim.of else aim.text,
            aim.indicator,
            number(aim.baseline, aim.unit),
            number(aim.target, aim.unit),
        )
        for n, aim in enumerate(pair.aims, 1)
    ]
    return Table(columns, rows or [(str(n), "", "", "", "") for n in (1, 2, 3)], row=8 if not rows else 0)


def _rhythm(pair: PaperPair) -> Pairs:
    hour = f" pukul {pair.hours}" if pair.hours else ""
    rows = (
        ("Jangka waktu", pair.span),
        ("Irama pertemuan", f"{pair.rhythm}{hour}" if pair.rhythm else DOTS * 2),
        ("Lama pertemuan", f"{pair.minutes} menit"),
        ("Cara", pair.method or DOTS),
        ("Tempat", pair.place or DOTS * 2),
    )
    return Pairs(rows, label=34, left=5)


def _duties(texts: PaperTexts) -> list[Block]:
    found: list[Block] = []
    for title, text in (("Mentor", texts.mentor), ("Mentee", texts.mentee), ("Atasan", texts.superior)):
        if items := PaperTexts.items(text):
            found += [Paragraph(title, "left", bold=True, after=0.5), Numbered(items, "a.", after=1.5)]
    return found


def _signatures(pair: PaperPair, one: PaperMentee | None, office: PaperOffice) -> list[Block]:
    place = f"{office.place}, {pair.agreed or DOTS * 2}"
    if one:
        return [
            Together(
                (
                    Signatures(
                        (signed_by("Mentee,", one.person, " "), signed_by("Mentor,", pair.mentor, place)),
                        room=16,
                    ),
                    Gap(3),
                    Paragraph("Mengetahui,", "centre", after=0),
                    _middle(one.superior),
                )
            )
        ]
    rows = [
        (
            str(n),
            name_nip(mentee.person),
            "",
            name_nip(mentee.superior) if mentee.superior else DOTS,
            "",
        )
        for n, mentee in enumerate(pair.mentees, 1)
    ]
    columns = (
        Column("No.", 9, "centre"),
        Column("Mentee"),
        Column("Tanda tangan", 32),
        Column("Atasan langsung"),
        Column("Tanda tangan", 32),
    )
    return [
        Table(columns, rows, row=_SIGN, middle=True),
        Signatures((signed_by("Mentor,", pair.mentor, place),), room=16),
    ]


def _middle(superior: PaperPerson | None) -> Signatures:
    return Signatures((None, signed_by("Atasan langsung mentee,", superior), None), room=16, before=0)
