"""Whether two records are one person: what speaks for and against it, and the verdict."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

LEAST_SCORE = 75  # below it two records are not shown to the clerk
LEAST_NAME = 72  # names less alike than this need a common NIK or NIP
SURE_NAME = 80  # with a common NIK or NIP: a wife's NIK typed for her husband is no proof
RARE, COMMON = 2, 8  # how many people of the office sound so

SAME, SWAPPED, ONE_DIGIT, OTHER, UNKNOWN = "sama", "tertukar", "satu_angka", "lain", "tidak_diketahui"
BIRTH_POINTS = {SAME: 35, SWAPPED: 28, ONE_DIGIT: 24, UNKNOWN: 10, OTHER: -20}
BIRTH_WORDS = {
    SAME: "tanggal lahir sama",
    SWAPPED: "hari dan bulan lahir tertukar",
    ONE_DIGIT: "tanggal lahir berbeda satu angka",
    OTHER: "tanggal lahir berbeda",
    UNKNOWN: "tanggal lahir belum lengkap",
}


class Evidence(NamedTuple):
    """What was compared. `name` is the likeness of the names as heard, up to 100; `bearers` counts those
    whose name sounds like the more common of both.
    """

    name: float
    same_name: bool  # but for titles and capitals
    many_words: bool
    birth: str  # as `births` says
    same_nik: bool = False
    other_nik: bool = False  # both have one, and they differ
    common_nip: bool = False  # the NIP of one is or was that of the other
    close_nip: bool = False  # both have one, and they differ in a digit or two
    other_nip: bool = False  # both have one, and they differ in more
    nip_birth_differs: bool = False  # both have one, and they tell of different birth dates
    lone_nip: bool = False  # only one has one
    same_unit: bool = False
    same_place: bool = False  # of birth
    other_place: bool = False
    other_sex: bool = False
    other_order: bool = False  # of the same words
    first_of_january: bool = False  # the birth date of those who do not know theirs
    bearers: int = 1


class Verdict(NamedTuple):
    score: int  # up to 100
    sure: bool
    reasons: tuple[str, ...]


def births(one: Collection[date], other: Collection[date]) -> str:
    """How the birth dates of two people differ at best; each may have one of its own and one in the NIP."""
    order = (SAME, SWAPPED, ONE_DIGIT, OTHER, UNKNOWN)
    return min((_two(a, b) for a in one for b in other), key=order.index, default=UNKNOWN)


def _two(a: date, b: date) -> str:
    if a == b:
        return SAME
    if (a.year, a.month, a.day) == (b.year, b.day, b.month):
        return SWAPPED
    return ONE_DIGIT if differing(f"{a:%Y%m%d}", f"{b:%Y%m%d}") == 1 else OTHER


def differing(a: str, b: str) -> int:
    """Digits that differ; two neighbours that changed places count as one."""
    if len(a) != len(b):
        return max(len(a), len(b))
    places = [n for n, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
    if len(places) == 2 and places[1] == places[0] + 1 and a[places[0]] == b[places[1]]:
        is_swap = a[places[1]] == b[places[0]]
        return 1 if is_swap else 2
    return len(places)


def judge(e: Evidence) -> Verdict:
    """Two valid NIPs with different birth dates are never sure: two people, until a clerk says otherwise."""
    has_number = e.same_nik or e.common_nip
    score = _by_number(e) if has_number else _by_name(e)
    return Verdict(max(0, min(100, round(score))), _is_sure(e, has_number=has_number), _reasons(e))


def _by_number(e: Evidence) -> float:
    score = 70 + 0.3 * e.name
    if e.birth == OTHER:
        score -= 15
    return score - 15 if e.nip_birth_differs else score


def _by_name(e: Evidence) -> float:
    if e.name < LEAST_NAME:
        return 0
    score = 0.6 * e.name + BIRTH_POINTS[e.birth]
    score += 8 if e.close_nip else -30 if e.nip_birth_differs else -15 if e.other_nip else 0
    score += 8 if e.same_unit else 0
    score += 3 if e.same_place else -4 if e.other_place else 0
    score -= 10 if e.other_sex else 0
    score -= 25 if e.other_nik else 0
    if e.birth != SAME and not e.same_unit:
        score += 6 if e.bearers <= RARE else -12 if e.bearers > COMMON else 0
    return score - 4 if e.other_order else score


def _is_sure(e: Evidence, *, has_number: bool) -> bool:
    if e.nip_birth_differs or e.other_sex:
        return False
    if has_number:
        return (
            e.name >= SURE_NAME and e.birth != OTHER and not (e.same_nik and e.other_nip and e.birth != SAME)
        )
    contradicted = e.close_nip or e.other_nip or e.other_nik or e.other_place
    if not e.same_name or e.birth != SAME or contradicted:
        return False
    return e.same_unit or e.same_place or (e.many_words and not e.first_of_january)


def _reasons(e: Evidence) -> tuple[str, ...]:
    name = (
        "nama sama"
        if e.same_name
        else "nama sama, urutan katanya lain"
        if e.other_order
        else "bunyi nama sama"
        if e.name >= 100
        else f"nama mirip {round(e.name)} %"
        if e.name >= LEAST_NAME
        else "nama berbeda"
    )
    told = {
        "NIK sama": e.same_nik,
        "NIP yang satu tercatat pada yang lain": e.common_nip,
        name: True,
        BIRTH_WORDS[e.birth]: True,
        "NIP hampir sama": e.close_nip,
        "NIP berbeda": e.other_nip and not e.common_nip,
        "hanya satu yang ber-NIP": e.lone_nip and not e.common_nip,
        "NIK berbeda": e.other_nik,
        "unit sama": e.same_unit,
        "tempat lahir sama": e.same_place,
        "jenis kelamin berbeda": e.other_sex,
    }
    return tuple(words for words, holds in told.items() if holds)


def nip_birth(nip: str) -> date | None:
    """What the first eight digits say, if they are a date."""
    try:
        return date.fromisoformat(nip[:8]) if len(nip) == 18 else None
    except ValueError:
        return None
