"""Golongan ruang of PNS with their pangkat, and golongan I–XVII of PPPK."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from asn_desktop.domain.dates import roman

PANGKAT = {
    "I/a": "Juru Muda",
    "I/b": "Juru Muda Tingkat I",
    "I/c": "Juru",
    "I/d": "Juru Tingkat I",
    "II/a": "Pengatur Muda",
    "II/b": "Pengatur Muda Tingkat I",
    "II/c": "Pengatur",
    "II/d": "Pengatur Tingkat I",
    "III/a": "Penata Muda",
    "III/b": "Penata Muda Tingkat I",
    "III/c": "Penata",
    "III/d": "Penata Tingkat I",
    "IV/a": "Pembina",
    "IV/b": "Pembina Tingkat I",
    "IV/c": "Pembina Utama Muda",
    "IV/d": "Pembina Utama Madya",
    "IV/e": "Pembina Utama",
}
PPPK = [roman(n) for n in range(1, 18)]  # PermenPANRB 72/2020
_RANK = {code: n for n, code in enumerate([*PPPK, *PANGKAT])}
_CODE = re.compile(r"\b(IV|III|II|I|[1-4])\s*[/\-.\s\\∕⁄–]?\s*([a-e])\b", re.IGNORECASE)
_LABELS = re.compile(r"^(?:(?:golongan|gol|pppk|p3k)\b[\s.:/\-]*)+", re.IGNORECASE)
_EDGES = " -–/,.()"  # `- / IX` where the list has a place for pangkat
_BARE = re.compile(r"\b([IVX]{1,5}|1[0-7]|[1-9])\b", re.IGNORECASE)


def _folded(text: str) -> str:
    text = re.sub(r"\b(tkt|tk)\b\.?\s*(?=[I1]\b)", "tingkat ", text.casefold(), flags=re.IGNORECASE)
    return " ".join(re.sub(r"[^a-z0-9]", " ", text).split()).replace("tingkat 1", "tingkat i")


_BY_PANGKAT = {_folded(name): code for code, name in PANGKAT.items()}


@lru_cache(maxsize=4096)
def parse(text: str) -> str | None:
    """`III/d` (PNS) or `IX` (PPPK) from what people write; None when it is neither.

    A PNS golongan always carries a ruang letter; a bare Roman numeral up to XVII is PPPK.
    """
    stripped = unicodedata.normalize("NFKC", text).strip()
    if found := _CODE.search(stripped):
        level, room = found[1].upper(), found[2].lower()
        code = f"{roman(int(level)) if level.isdigit() else level}/{room}"
        return code if code in PANGKAT else None
    folded = _folded(stripped)
    if folded in _BY_PANGKAT:
        return _BY_PANGKAT[folded]
    bare = _LABELS.sub("", stripped.strip(_EDGES)).strip(_EDGES)
    if found := _BARE.fullmatch(bare):
        level = found[1].upper()
        code = roman(int(level)) if level.isdigit() else level
        return code if code in PPPK else None
    return None


def kind(code: str) -> str:
    """`PNS` or `PPPK`; empty for an unknown code."""
    if code in PANGKAT:
        return "PNS"
    return "PPPK" if code in PPPK else ""


def pangkat(code: str) -> str:
    """Empty for PPPK, who have none."""
    return PANGKAT.get(code, "")


def printed(code: str) -> str:
    """`Penata Tingkat I (III/d)`, `Golongan IX`, or empty."""
    if code in PANGKAT:
        return f"{PANGKAT[code]} ({code})"
    return f"Golongan {code}" if code else ""


def rank(code: str) -> int:
    """For sorting: Roman numerals do not sort as text. Unknown codes come first."""
    return _RANK.get(code, -1)
