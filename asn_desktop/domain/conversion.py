"""JP of trainings held elsewhere by the conversion table, and the JP a year asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

PER_SEMESTER, PER_CURRICULUM, PER_DAY, AT_MOST_PER_DAY, PER_MEETING, PER_OCCASION = UNITS = (
    "semester",
    "kurikulum",
    "hari",
    "hari paling banyak",
    "sesi",
    "kegiatan",
)
COUNTED = {PER_SEMESTER: "semester", PER_MEETING: "sesi", PER_OCCASION: "kegiatan"}  # what `amount` counts
ABROAD = "internasional"


class Targets(NamedTuple):
    """JP of a year; more than `most_pppk` is warned about, never refused. Outsiders have no target."""

    pns: int = 20
    pppk: int = 20
    most_pppk: int = 24

    def of(self, status: str) -> int:
        return self.pppk if status == "PPPK" else self.pns if status in ("PNS", "CPNS") else 0

    def lacking(self, status: str, jp: int) -> int:
        return max(0, self.of(status) - jp)

    def warning(self, status: str, jp: int) -> str:
        """ "" when all is well."""
        if status != "PPPK" or jp <= self.most_pppk:
            return ""
        return (
            f"{jp} JP, lebih dari {self.most_pppk} JP setahun untuk PPPK. Periksa; catatannya tetap disimpan."
        )


@dataclass(frozen=True)
class Rule:
    """One line of the table. `national` None: what the curriculum says."""

    unit: str = PER_CURRICULUM
    national: int | None = None
    international: int | None = None
    extra_percent: int = 0  # abroad, where `international` says nothing
    most_a_month: int = 0  # meetings; 0 means any number
    basis: str = ""

    @classmethod
    def of(cls, attributes: Mapping[str, Any], basis: str = "") -> Rule:
        """From the attributes of a `konversi_jp` item; what is no number there counts as empty."""
        unit = attributes.get("satuan")
        return cls(
            unit if unit in UNITS else PER_CURRICULUM,
            _whole(attributes.get("nasional")),
            _whole(attributes.get("internasional")),
            _whole(attributes.get("tambah_persen_internasional")) or 0,
            _whole(attributes.get("paling_banyak_sebulan")) or 0,
            basis,
        )


@dataclass(frozen=True)
class Attended:
    """`amount` counts what the rule counts (COUNTED), `minutes` is what was learnt in all."""

    level: str = "nasional"
    starts_on: date | None = None
    ends_on: date | None = None
    amount: int | None = None
    minutes: int | None = None

    @property
    def days(self) -> int:
        """Both ends count."""
        return (self.ends_on - (self.starts_on or self.ends_on)).days + 1 if self.ends_on else 0

    @property
    def months(self) -> int:
        """Calendar months that are touched."""
        if not self.ends_on:
            return 0
        first = self.starts_on or self.ends_on
        return (self.ends_on.year - first.year) * 12 + self.ends_on.month - first.month + 1


class Suggested(NamedTuple):
    """`jp` None: the table alone cannot tell; `words` says how it was reckoned, or what is missing."""

    jp: int | None
    words: str


def suggest(rule: Rule, attended: Attended, minutes_of_jp: int = 45) -> Suggested:
    """Minutes become whole JP, rounded down; so does the addition for trainings abroad."""
    taught = None if attended.minutes is None else attended.minutes // minutes_of_jp
    match rule.unit:
        case "kurikulum":
            return _by_curriculum(rule, attended, taught)
        case "hari" | "hari paling banyak":
            return _by_days(rule, attended, taught)
    return _by_amount(rule, attended)


def _by_curriculum(rule: Rule, attended: Attended, taught: int | None) -> Suggested:
    if taught is None:
        return Suggested(None, "Isi JP di sertifikat, atau lama belajarnya dalam menit.")
    return _abroad(rule, attended, taught, f"{attended.minutes} menit = {taught} JP")


def _by_days(rule: Rule, attended: Attended, taught: int | None) -> Suggested:
    each, added = _each(rule, attended)
    if each is None or attended.days < 1:
        return Suggested(None, "Isi tanggal mulai dan selesai.")
    jp, words = each * attended.days, f"{attended.days} hari × {each} JP = {each * attended.days} JP"
    if rule.unit == AT_MOST_PER_DAY:
        words = f"paling banyak {words}"
        if taught is not None and taught < jp:
            jp, words = taught, f"{attended.minutes} menit = {taught} JP ({words})"
    return _abroad(rule, attended, jp, words) if added else Suggested(jp, words)


def _by_amount(rule: Rule, attended: Attended) -> Suggested:
    each, added = _each(rule, attended)
    amount = 1 if attended.amount is None and rule.unit == PER_OCCASION else attended.amount
    if each is None or amount is None or amount < 1:
        return Suggested(None, f"Isi banyaknya {COUNTED[rule.unit]}.")
    words = f"{amount} {COUNTED[rule.unit]}"
    if rule.most_a_month and attended.months and amount > (most := rule.most_a_month * attended.months):
        amount = most
        words += f", dihitung {most} (paling banyak {rule.most_a_month} sebulan)"
    jp = each * amount
    words += f" × {each} JP = {jp} JP"
    return _abroad(rule, attended, jp, words) if added else Suggested(jp, words)


def _each(rule: Rule, attended: Attended) -> tuple[int | None, bool]:
    """JP of one day or one counted thing, and whether the addition for abroad is still to come."""
    if attended.level != ABROAD:
        return rule.national, False
    if rule.international is not None:
        return rule.international, False
    return rule.national, True


def _abroad(rule: Rule, attended: Attended, jp: int, words: str) -> Suggested:
    if attended.level != ABROAD or not rule.extra_percent:
        return Suggested(jp, words)
    more = int(jp * Fraction(100 + rule.extra_percent, 100))
    return Suggested(more, f"{words}, ditambah {rule.extra_percent}% = {more} JP")


def _whole(value: Any) -> int | None:
    """A number or one written as text; None for anything else, below zero too."""
    if isinstance(value, str) and value.strip().isdecimal():
        return int(value)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 10_000:
        return None
    return int(value)
