"""What a trainer is paid: hours taught times a rate, less the tax of their golongan."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from asn_desktop.domain.errors import InvalidInput
from asn_desktop.domain.papers import PaperPerson

OTHERS = "lainnya"
_RULE = re.compile(
    r"(?:gol(?:ongan\s|\.|\s)\s*)?(?P<who>[^:]+?)\s*:\s*(?P<percent>\d{1,3}(?:[.,]\d{1,2})?)\s*%?",
    re.IGNORECASE,
)
_GRADE = re.compile(r"\b(IV|III|II|I)/[a-e]\b")
_HOW = "Tulis golongan, titik dua, persennya; misalnya “IV: 15”, atau “Lainnya: 2,5” bagi yang selain itu."


@dataclass(frozen=True)
class Honorarium:
    """`rate` in rupiah for one `unit` (JP or OJ); `tax` in percent of the amount (PPh pasal 21), None as long
    as it is not known.
    """

    person: PaperPerson
    hours: int
    rate: int
    tax: float | None = 0.0
    unit: str = "JP"

    @property
    def amount(self) -> int:
        return self.hours * self.rate

    @property
    def withheld(self) -> int:
        """Whole rupiah, what is left over is not taken."""
        return int(self.amount * (self.tax or 0) / 100 + 1e-6)

    @property
    def paid(self) -> int:
        return self.amount - self.withheld


def tax_rules(lines: Iterable[str]) -> dict[str, float]:
    """Percent by golongan (I to IV), by a name, or for all others. InvalidInput on `pajak` names the line."""
    found: dict[str, float] = {}
    for line in filter(None, (line.strip().rstrip(";") for line in lines)):
        told = _RULE.fullmatch(line)
        percent = float(told["percent"].replace(",", ".")) if told else -1.0
        if told is None or not 0 <= percent <= 100:
            raise InvalidInput({"pajak": f"“{line}” bukan tarif pajak. {_HOW}"})
        found[told["who"].casefold()] = percent
    return found


def tax_of(person: PaperPerson, rules: Mapping[str, float]) -> float | None:
    """The name goes before the golongan, that before all others; None where no rule speaks of this person."""
    named = next((p for who, p in rules.items() if len(who) > 3 and who in person.name.casefold()), None)
    grade = _GRADE.search(person.pangkat_golongan)
    by_grade = rules.get(grade[1].casefold()) if grade else None
    return next((p for p in (named, by_grade, rules.get(OTHERS)) if p is not None), None)
