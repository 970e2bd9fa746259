"""File names that are safe on Windows too, and never two alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

LONGEST = 120
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]+')
_RESERVED = {"con", "prn", "aux", "nul", "conin$", "conout$", "clock$"} | {
    f"{port}{n}" for port in ("com", "lpt") for n in "0123456789¹²³"
}
_TOKEN = re.compile(r"\{(\w+)\}")


def safe(text: str, longest: int = LONGEST) -> str:
    """`text` as a file name without folder: no reserved name, no invisible or forbidden character."""
    text = unicodedata.normalize("NFC", text)
    text = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in text)  # controls, U+202E, …
    text = " ".join(_FORBIDDEN.sub("-", text).split())
    text = _cut(text, longest).strip(". ")
    if not text:
        return "tanpa nama"
    if text.partition(".")[0].rstrip().casefold() in _RESERVED:
        text = _cut(f"_{text}", longest).strip(". ")
    return text


def _cut(text: str, longest: int) -> str:
    """No more than `longest` bytes in UTF-8: file systems count bytes."""
    return text.encode("utf-8", "ignore")[:longest].decode("utf-8", "ignore")


def unique(names: Iterable[str]) -> list[str]:
    """The names in order; one that differs from an earlier one only by case gets (2), (3) …"""
    taken: set[str] = set()
    result = []
    for name in names:
        candidate, count = name, 1
        while unicodedata.normalize("NFKC", candidate).casefold() in taken:
            count += 1
            candidate = f"{name} ({count})"
        taken.add(unicodedata.normalize("NFKC", candidate).casefold())
        result.append(candidate)
    return result


def from_pattern(pattern: str, values: Mapping[str, str]) -> str:
    """`{nomor} {nama}` filled and made safe; an unknown token stays as written, without its braces."""
    return safe(_TOKEN.sub(lambda found: values.get(found[1], found[1]), pattern))
