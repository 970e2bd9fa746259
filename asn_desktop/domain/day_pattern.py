"""A standard day of training (pola hari): its slots, written one a line as `08.00–10.15 materi`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from asn_desktop.domain import clock

KINDS = ("materi", "istirahat", "acara")
EXAMPLE = "08.00–10.15 materi"
_LINE = re.compile(rf"(\S+?)\s*[-–]\s*(\S+)\s+({'|'.join(KINDS)})\b\s*:?\s*(.*)", re.IGNORECASE)


class Slot(NamedTuple):
    """`starts` and `ends` are HH:MM; `title` may be empty, as where a subject will stand."""

    starts: str
    ends: str
    kind: str  # of KINDS
    title: str


class PatternError(ValueError):
    """In words for the clerk, with the line and the remedy."""


def read(text: str) -> list[Slot]:
    """By time; empty lines are skipped. Raises PatternError."""
    found: list[Slot] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        slot = _slot(number, line.strip())
        for other in found:
            if slot.starts < other.ends and other.starts < slot.ends:
                raise PatternError(f"Baris {number}: bersamaan dengan {_line(other)}. Ubah jamnya.")
        found.append(slot)
    return sorted(found)


def _slot(number: int, line: str) -> Slot:
    parts = _LINE.fullmatch(line)
    if not parts:
        raise PatternError(f"Baris {number}: tulis seperti {EXAMPLE}, atau 10.15–10.30 istirahat: Istirahat.")
    try:
        begins, ends = clock.read(parts[1]), clock.read(parts[2])
    except ValueError:
        raise PatternError(f"Baris {number}: jamnya tidak terbaca. Tulis seperti {EXAMPLE}.") from None
    if ends <= begins:
        raise PatternError(f"Baris {number}: jam selesai harus sesudah jam mulai.")
    return Slot(begins, ends, parts[3].lower(), " ".join(parts[4].split()))


def text(slots: Iterable[Slot]) -> str:
    return "\n".join(map(_line, slots))


def _line(slot: Slot) -> str:
    hours = f"{clock.shown(slot.starts)}–{clock.shown(slot.ends)}"
    return f"{hours} {slot.kind}: {slot.title}" if slot.title else f"{hours} {slot.kind}"


def stored(slots: Iterable[Slot]) -> list[list[str]]:
    """As a line of the reference table keeps it."""
    return [list(slot) for slot in slots]


def load(kept: object) -> list[Slot]:
    """Of what `stored` made, perhaps changed by hand; PatternError for what is no pattern."""
    if not isinstance(kept, list):
        raise PatternError("Sesinya tidak terbaca.")
    try:
        return read("\n".join(_line(Slot(*map(str, line))) for line in kept))
    except TypeError:
        raise PatternError("Sesinya tidak terbaca.") from None
