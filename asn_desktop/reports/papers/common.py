"""What all sheets share: how they look, their title, what they are about, two columns to sign in zig-zag."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from asn_desktop.domain import dates
from asn_desktop.domain.calendar import DAYS
from asn_desktop.domain.papers import Letterhead, PaperEvent, PaperPerson, Signature
from asn_desktop.reports.flow import Block, Column, Heading, Pairs, Section, Signatures
from asn_desktop.reports.flow.blocks import Font, Margins, Sheet

NARROW = Margins(15, 15, 16, 20)  # lists need their width
SIGN_ROW = 9.5  # mm, in which a hand has room to sign
DOTS = "…" * 12  # to be filled in by hand


@dataclass(frozen=True)
class Look:
    """Of all sheets of a pack. `footer` says what was chosen: 'Dinas Pendidikan; 12 dari 40 peserta'."""

    head: Letterhead | None = None
    signature: Signature | None = None
    paper: Sheet = "A4"
    font: Font = "sans"
    footer: str = ""


def titles(name: str, event: PaperEvent) -> list[Block]:
    """The name of the sheet, then that of the training."""
    return [
        Heading(name, 13, before=0, after=0.5),
        Heading(event.training.upper(), 11, before=0, after=0.5),
        Heading(group(event).upper(), 11, before=0, after=4),
    ]


def group(event: PaperEvent) -> str:
    angkatan = f"Angkatan {event.angkatan} " if event.angkatan else ""
    return f"{angkatan}Tahun {event.year}"


def about(*rows: tuple[str, str]) -> Pairs:
    """Lines without a value are left out."""
    return Pairs(tuple((label, value) for label, value in rows if value), after=3)


def sheet(look: Look, name: str, blocks: Sequence[Block], *, landscape: bool = False) -> Section:
    """A list with narrow margins, and the signature below it."""
    return Section(
        name,
        [*blocks, *signed(look)],
        paper=look.paper,
        landscape=landscape,
        letterhead=look.head,
        font=look.font,
        size=10,
        margins=NARROW,
        footer=look.footer,
    )


def signed(look: Look) -> list[Block]:
    return [Signatures((look.signature,))] if look.signature else []


def day_words(day: date) -> str:
    """Senin, 3 November 2026"""
    return f"{DAYS[day.weekday()]}, {dates.long(day)}"


def name_nip(person: PaperPerson) -> str:
    return f"{person.name}\n{unbroken(person.nip)}" if person.nip else person.name


def rank(person: PaperPerson) -> str:
    return person.pangkat_golongan.replace("Tingkat I", unbroken("Tingkat I"))


def unbroken(text: str) -> str:
    """Stays on one line."""
    return text.replace(" ", "\u00a0")


def zigzag(width: float, title: str = "Tanda tangan") -> tuple[Column, Column]:
    """Odd numbers sign at the left, even ones at the right: each has the height of two rows."""
    return Column(title, width / 2), Column("", width / 2, joined=True)


def zigzag_cells(number: int, width: float) -> tuple[str, str]:
    sign = f"{number}. {'…' * max(1, int(width / 5) - 4)}"
    return (sign, "") if number % 2 else ("", sign)


def numbered(people: Sequence[PaperPerson]) -> list[tuple[int, PaperPerson]]:
    """Numbered anew: who was chosen stands on the sheet as 1, 2, 3."""
    return list(enumerate(people, 1))


def money(amount: int) -> str:
    """1.250.000"""
    return f"{amount:,}".replace(",", ".")
