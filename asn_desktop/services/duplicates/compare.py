"""Compares two people: the evidence of `domain/likeness.py`."""

from __future__ import annotations

from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler

from asn_desktop.domain.likeness import Evidence, births, differing
from asn_desktop.services.duplicates.people import Traits

MISSING = 12  # points for each word that only one of the names has
MAY_MISS = 0.5  # of the words


def evidence(a: Traits, b: Traits, bearers: int, least: float) -> Evidence | None:
    """None when neither names nor numbers have enough in common; `least` is what names must have."""
    common_nip = not a.numbers.isdisjoint(b.numbers)
    same_nik = bool(a.nik) and a.nik == b.nik
    name = name_likeness(a, b, 0 if common_nip or same_nik else least)
    if name is None:
        return None
    off = differing(a.nip, b.nip) if a.nip and b.nip else 0
    days = a.births & b.births
    return Evidence(
        name,
        same_name=a.name_key == b.name_key,
        many_words=" " in a.name_key,
        birth=births(a.births, b.births),
        same_nik=same_nik,
        other_nik=bool(a.nik and b.nik) and not same_nik,
        common_nip=common_nip,
        close_nip=0 < off <= 2,
        other_nip=off > 2,
        nip_birth_differs=bool(a.nip_birth and b.nip_birth) and a.nip_birth != b.nip_birth,
        lone_nip=bool(a.nip) != bool(b.nip),
        same_unit=a.place == b.place and any(a.place),
        same_place=bool(a.birth_place) and a.birth_place == b.birth_place,
        other_place=bool(a.birth_place and b.birth_place)
        and fuzz.partial_ratio(a.birth_place, b.birth_place) < 75,
        other_sex=bool(a.sex and b.sex) and a.sex != b.sex,
        first_of_january=any((day.month, day.day) == (1, 1) for day in days),
        other_order=a.heard == b.heard and a.words != b.words,
        bearers=bearers,
    )


def name_likeness(a: Traits, b: Traits, least: float) -> float | None:
    """0–100 of the names as heard, whatever the order of the words; None when below `least`."""
    whole = fuzz.ratio(a.heard, b.heard)
    if whole >= 100 or not a.words or not b.words:
        return whole if whole >= least else None
    few, many = sorted((a.words, b.words), key=len)
    best = whole
    if len(few) > 1 or len(many) == 1:
        best = max(whole, _word_by_word(list(few), list(many)))
    return best if best >= least else None


def _word_by_word(few: list[str], many: list[str]) -> float:
    """Each word with its likest partner; an initial is like any word it begins."""
    surplus = len(many) - len(few)
    if surplus > len(many) * MAY_MISS:
        return 0
    total = 0.0
    for word in sorted(few, key=len, reverse=True):
        scores = [_words(word, other) for other in many]
        best = max(scores)
        total += best
        many.pop(scores.index(best))
    return total / len(few) - MISSING * surplus


def _words(a: str, b: str) -> float:
    if len(a) == 1 or len(b) == 1:
        return 85 if a[0] == b[0] else 0
    return 100 * JaroWinkler.similarity(a, b, score_cutoff=0.8)
