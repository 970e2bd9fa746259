"""Times of day as HH:MM, and how many JP they make."""

from __future__ import annotations

import re

MINUTES_OF_JP = 45
_TIME = re.compile(r"([01]?\d|2[0-3])\s*[.:,]?\s*([0-5]\d)|([01]?\d|2[0-3])")


def read(text: str) -> str:
    """`7.30`, `07:30`, `0730` or `7` as `07:30`. Raises ValueError for what is no time of day."""
    found = _TIME.fullmatch(text.strip())
    if not found:
        raise ValueError(text)
    return f"{int(found[1] or found[3]):02d}:{found[2] or '00'}"


def minutes(time: str) -> int:
    """Since midnight, of HH:MM."""
    return int(time[:2]) * 60 + int(time[3:])


def time(since_midnight: int) -> str:
    return f"{since_midnight // 60:02d}:{since_midnight % 60:02d}"


def shown(time: str) -> str:
    """As offices print it: 07.30."""
    return time.replace(":", ".")


def jp(starts: str, ends: str, of_jp: int = MINUTES_OF_JP) -> int:
    """Whole JP between two times; what is left over does not count (Peraturan LAN 10/2018: 45 minutes)."""
    return max(0, minutes(ends) - minutes(starts)) // of_jp
