"""What stands on the papers around a training, as plain data: drawn by reports, filled by services."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from asn_desktop.domain.terbilang import terbilang

Font = Literal["sans", "serif"]


@dataclass(frozen=True)
class Letterhead:
    """`lines` from the top (government, office); `arms` is a picture as PNG or JPEG."""

    lines: tuple[str, ...] = ()
    address: str = ""
    arms: bytes | None = None


@dataclass(frozen=True)
class Signature:
    """`title` are the lines above the name, Plt., Plh. or a.n. with them; `place_date` may be empty."""

    title: tuple[str, ...]
    name: str
    pangkat: str = ""
    nip: str = ""  # spaced, empty for none
    place_date: str = ""


@dataclass(frozen=True)
class PaperPerson:
    """One who takes part. `agency` is the perangkat daerah that `unit` belongs to; `code` is what a scanner
    reads to know the person."""

    number: int
    name: str
    nip: str = ""  # spaced
    pangkat_golongan: str = ""
    jabatan: str = ""
    unit: str = ""
    birth: str = ""  # Palembang, 17 Januari 1980
    sex: str = ""
    education: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    role: str = "Peserta"
    code: str = ""
    agency: str = ""


@dataclass(frozen=True)
class PaperSession:
    """`starts` and `ends` are HH:MM; `jp` is 0 for a break."""

    day: date
    starts: str
    ends: str
    title: str
    kind: str = "materi"
    jp: int = 0
    trainers: tuple[str, ...] = ()
    room: str = ""
    class_name: str = ""


@dataclass(frozen=True)
class PaperEvent:
    """One angkatan as the papers tell it."""

    training: str
    angkatan: str  # roman
    year: int
    starts_on: date
    ends_on: date
    span: str  # 3 s.d. 9 November 2026
    place: str
    organiser: str
    jp: int
    form: str = ""
    method: str = ""
    funding: str = ""
    people: tuple[PaperPerson, ...] = ()
    trainers: tuple[PaperPerson, ...] = ()
    committee: tuple[PaperPerson, ...] = ()
    sessions: tuple[PaperSession, ...] = ()
    subjects: tuple[tuple[str, str, int], ...] = ()  # group, name, JP
    zone: str = "WIB"  # in which the hours are told


@dataclass(frozen=True)
class MarkLine:
    """`marks` by the order of the components; `attendance` in percent."""

    person: PaperPerson
    marks: tuple[float | None, ...]
    final: float | None
    predikat: str
    attendance: float | None
    result: str  # Lulus, Tidak lulus, empty
    note: str = ""


@dataclass(frozen=True)
class CertificateLine:
    person: PaperPerson
    number: str
    issued_on: date | None = None


@dataclass(frozen=True)
class PaperMarks:
    components: tuple[str, ...] = ()  # with their weights in words
    lines: tuple[MarkLine, ...] = field(default=())


@dataclass(frozen=True)
class Photo:
    data: bytes
    caption: str


@dataclass(frozen=True)
class Tally:
    """How often participants were there, in counts of participant and session."""

    present: int = 0
    excused: int = 0
    ill: int = 0
    missing: int = 0
    slots: int = 0
    by_day: tuple[tuple[date, float], ...] = ()  # percent

    @property
    def percent(self) -> float | None:
        return 100 * self.present / self.slots if self.slots else None


@dataclass(frozen=True)
class Letter:
    """A paper the clerk words: `texts` by name of the field; `number` may be empty, `dated` is in words.

    `font` is that of the office's letters."""

    kind: str
    number: str
    dated: str
    place: str
    texts: Mapping[str, str]
    head: Letterhead
    event: PaperEvent
    signature: Signature
    marks: PaperMarks = PaperMarks()
    tally: Tally = Tally()
    photos: tuple[Photo, ...] = ()
    font: Font = "serif"

    def items(self, name: str) -> tuple[str, ...]:
        """The lines of a field that is a list; empty ones are left out."""
        return tuple(line.strip() for line in self.texts.get(name, "").splitlines() if line.strip())

    def assigned(self) -> tuple[PaperPerson, ...]:
        """Whom a surat tugas sends."""
        who = {"narasumber": self.event.trainers, "panitia": self.event.committee}
        return who.get(self.texts.get("kepada", "").strip().casefold(), self.event.people)


def ordinal(number: int) -> str:
    """Of a diktum: `KESATU`, `KEDUA BELAS`."""
    return f"KE{terbilang(number).upper()}"
