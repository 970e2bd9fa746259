"""Hours and lengths as logbooks have them: `09.00 - 10.30`, `90 menit`, `1,5 jam`, `1 jam 30 menit`."""

from __future__ import annotations

import re
from typing import NamedTuple

from asn_desktop.domain import clock

_BETWEEN = re.compile(r"\s*(?:-|–|—|s\.?/?d\.?|sampai(?: dengan)?)\s*", re.IGNORECASE)
_ZONE = re.compile(r"\b(?:pukul|jam|wib|wita|wit)\b\.?", re.IGNORECASE)
_UNIT = r"(?:menit|mnt|m|'|′)?"
_HOURS = re.compile(rf"(\d{{1,3}}(?:[.,]\d{{1,3}})?)\s*(?:jam|j)(?:\s*(\d{{1,4}})\s*{_UNIT})?", re.IGNORECASE)
_MINUTES = re.compile(rf"(\d{{1,5}})\s*{_UNIT}\.?", re.IGNORECASE)
_SECONDS = re.compile(r"(\d{1,2}:[0-5]\d):[0-5]\d\b")  # spreadsheets keep times so
_CLOCK = re.compile(r"(\d{1,2}):([0-5]\d)(?::00)?")


class Span(NamedTuple):
    """`starts` HH:MM or empty; `minutes` where an end is told too."""

    starts: str = ""
    minutes: int | None = None


def read_span(text: str) -> Span | None:
    """`pukul 09.00 s.d. 10.30 WIB`; None for what is no time of day. The end is after the start."""
    parts = [
        part for part in _BETWEEN.split(_ZONE.sub(" ", _SECONDS.sub(r"\1", text)).strip(" .")) if part.strip()
    ]
    if not parts:
        return Span()
    try:
        times = [clock.read(part.strip(" .")) for part in parts]
    except ValueError:
        return Span(times[0]) if (times := _first(parts)) else None
    if len(times) > 2:
        return None
    if len(times) == 1:
        return Span(times[0])
    minutes = clock.minutes(times[1]) - clock.minutes(times[0])
    return Span(times[0], minutes) if minutes > 0 else None


def _first(parts: list[str]) -> list[str]:
    """`09.00 - selesai` begins at 09.00."""
    if len(parts) == 2 and parts[1].strip(" .").casefold() in ("selesai", "habis"):
        try:
            return [clock.read(parts[0].strip(" ."))]
        except ValueError:
            return []
    return []


def read_minutes(text: str) -> int | None:
    """None for what is no length. `1:30` is an hour and a half."""
    given = text.strip()
    if found := _MINUTES.fullmatch(given):
        return int(found[1])
    if found := _CLOCK.fullmatch(given):
        return int(found[1]) * 60 + int(found[2])
    if found := _HOURS.fullmatch(given):
        return round(float(found[1].replace(",", ".")) * 60) + int(found[2] or 0)
    return None
