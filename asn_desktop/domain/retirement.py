"""When a civil servant retires: the age by kind of position, and the day (UU 20/2023; ages are data)."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

FUNGSIONAL = "2"  # code of jenis_jabatan
_JPT = re.compile(
    r"(sekretaris daerah|asisten|staf ahli|inspektur( daerah| kota)?$|sekretaris d\.?p\.?r\.?d|"
    r"kepala (dinas|badan)( |$)|kepala satuan polisi|direktur rsud)"
)


@dataclass(frozen=True)
class Ages:
    """In years."""

    jpt: int = 60
    utama: int = 65
    madya: int = 60
    other: int = 58


@lru_cache(maxsize=4096)  # thousands of people share few positions
def age(jenis_jabatan: str, jabatan: str, ages: Ages) -> int:
    """The age at which somebody in this position retires, by its name: lists carry no eselon."""
    name = " ".join(jabatan.casefold().split())
    if jenis_jabatan == FUNGSIONAL or " ahli " in f" {name} ":
        if name.endswith("ahli utama"):
            return ages.utama
        if name.endswith("ahli madya"):
            return ages.madya
    elif _JPT.match(name):
        return ages.jpt
    return ages.other


def day(birth_date: date, years: int) -> date:
    """The first of the month after the birthday at which the age is reached."""
    reached = birth_date.year + years
    month = birth_date.month % 12 + 1
    return date(reached + (birth_date.month == 12), month, 1)


def is_within_a_year(birth_date: date | None, years: int, today: date) -> bool:
    """Also who should have retired already; nobody whose birth date is unknown."""
    if birth_date is None:
        return False
    last = calendar.monthrange(today.year + 1, today.month)[1]
    return day(birth_date, years) <= today.replace(year=today.year + 1, day=min(today.day, last))
