"""How an event repeats: a rule as the clerk chooses it, as RRULE text (RFC 5545), and in Indonesian words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from asn_desktop.domain import dates
from asn_desktop.domain.calendar import DAYS
from asn_desktop.domain.errors import UserError

DAILY, WEEKLY, MONTHLY = "DAILY", "WEEKLY", "MONTHLY"
FREQUENCIES = {DAILY: "hari", WEEKLY: "minggu", MONTHLY: "bulan"}
PLACES = {1: "pertama", 2: "kedua", 3: "ketiga", 4: "keempat", -1: "terakhir"}
MOST = 260  # events in one series: each working day of a year
LONGEST_YEARS = 5
_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_BYDAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_KNOWN = {"FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "UNTIL", "COUNT", "WKST"}
_NO_END = (
    "Ulangan ini tidak berakhir. Isi tanggal terakhir atau berapa kali, supaya seri tidak berjalan selamanya."
)


class RuleError(UserError):
    """A text that is no rule we can follow."""


@dataclass(frozen=True)
class Rule:
    """`weekdays` count from Monday, 0. In a month either `nth` of the one weekday (-1: the last) or
    `month_day` (-1: the last day). It ends by `until` or after `count` times; days left out count too.
    """

    frequency: str = WEEKLY
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    nth: int | None = None
    month_day: int | None = None
    until: date | None = None
    count: int | None = None


def problems(rule: Rule, starts_on: date | None) -> dict[str, str]:
    """Messages by field of the rule."""
    found = {}
    if rule.frequency not in FREQUENCIES:
        found["frequency"] = "Pilih ulangan harian, mingguan, atau bulanan."
    if not 1 <= rule.interval <= 99:
        found["interval"] = "Jarak ulangan harus antara 1 dan 99."
    if rule.frequency == WEEKLY and not rule.weekdays:
        found["weekdays"] = "Pilih paling sedikit satu hari."
    if any(not 0 <= day <= 6 for day in rule.weekdays):
        found["weekdays"] = "Hari harus Senin sampai Minggu."
    if rule.frequency == MONTHLY:
        found |= _month_problems(rule)
    return found | _end_problems(rule, starts_on)


def _month_problems(rule: Rule) -> dict[str, str]:
    if rule.nth is not None:
        if rule.nth not in PLACES:
            return {"nth": "Pilih hari pertama, kedua, ketiga, keempat, atau terakhir."}
        return {} if len(rule.weekdays) == 1 else {"weekdays": "Pilih tepat satu hari."}
    if rule.month_day is None or not (1 <= rule.month_day <= 31 or rule.month_day == -1):
        return {"month_day": "Tanggal harus antara 1 dan 31."}
    return {}


def _end_problems(rule: Rule, starts_on: date | None) -> dict[str, str]:
    if rule.until is None and rule.count is None:
        return {"until": _NO_END}
    if rule.count is not None and not 1 <= rule.count <= MOST:
        return {"count": f"Banyaknya harus antara 1 dan {MOST} kali."}
    if rule.until is not None and starts_on is not None:
        if rule.until < starts_on:
            return {"until": "Tanggal terakhir tidak boleh sebelum tanggal mulai."}
        if rule.until.year > starts_on.year + LONGEST_YEARS:
            return {"until": f"Seri paling lama {LONGEST_YEARS} tahun. Periksa tahun pada tanggal terakhir."}
    return {}


def text(rule: Rule) -> str:
    """As RRULE, without the name before it."""
    parts = [f"FREQ={rule.frequency}"]
    if rule.interval != 1:
        parts.append(f"INTERVAL={rule.interval}")
    if rule.frequency == MONTHLY and rule.nth is not None:
        parts.append("BYDAY=" + ",".join(f"{rule.nth}{_CODES[day]}" for day in rule.weekdays))
    elif rule.frequency == MONTHLY and rule.month_day is not None:
        parts.append(f"BYMONTHDAY={rule.month_day}")
    elif rule.weekdays:
        parts.append("BYDAY=" + ",".join(_CODES[day] for day in sorted(rule.weekdays)))
    if rule.until is not None:
        parts.append(f"UNTIL={rule.until:%Y%m%d}")
    elif rule.count is not None:
        parts.append(f"COUNT={rule.count}")
    return ";".join(parts)


def read(given: str) -> Rule:
    """Raises RuleError for a rule without end and for parts we would not follow."""
    found: dict[str, str] = {}
    for part in given.strip().upper().removeprefix("RRULE:").split(";"):
        name, _, value = part.partition("=")
        if name not in _KNOWN or not value or name in found:
            raise RuleError(f"Bagian “{part[:30]}” pada aturan ulangan tidak dikenal. Pilih ulangannya lagi.")
        found[name] = value
    if "UNTIL" not in found and "COUNT" not in found:
        raise RuleError(_NO_END)
    try:
        rule = _read(found)
    except (ValueError, KeyError):
        raise RuleError(f"Aturan ulangan “{given[:60]}” tidak dapat dibaca. Pilih ulangannya lagi.") from None
    if wrong := problems(rule, None):
        raise RuleError(" ".join(wrong.values()))
    return rule


def _read(found: Mapping[str, str]) -> Rule:
    if found.get("WKST", "MO") != "MO" or ("UNTIL" in found and "COUNT" in found):
        raise ValueError("not as offices count")
    days = [_BYDAY.fullmatch(code) for code in found["BYDAY"].split(",")] if "BYDAY" in found else []
    if any(match is None for match in days):
        raise ValueError("BYDAY")
    places = {match[1] for match in days if match}
    if len(places) > 1 or ("BYDAY" in found and "BYMONTHDAY" in found):
        raise ValueError("mixed")
    place = next(iter(places), None)
    until = found.get("UNTIL", "")
    monthly = found["FREQ"] == MONTHLY
    if not monthly and (place or "BYMONTHDAY" in found):
        raise ValueError("only within a month")
    return Rule(
        found["FREQ"],
        int(found.get("INTERVAL", "1")),
        tuple(sorted(_CODES.index(match[2]) for match in days if match)),
        int(place) if place else None,
        int(found["BYMONTHDAY"]) if "BYMONTHDAY" in found else None,
        date(int(until[:4]), int(until[4:6]), int(until[6:8])) if until else None,
        int(found["COUNT"]) if "COUNT" in found else None,
    )


def words(rule: Rule) -> str:
    """`setiap Selasa pertama, sampai 31 Desember 2026`"""
    return f"{_every(rule)}, {_end(rule)}"


def _every(rule: Rule) -> str:
    unit = FREQUENCIES[rule.frequency]
    each = f"setiap {unit}" if rule.interval == 1 else f"setiap {rule.interval} {unit}"
    named = _listed([DAYS[day] for day in sorted(rule.weekdays)])
    if rule.frequency == MONTHLY:
        if rule.nth is not None:
            which = f"{named} {PLACES[rule.nth]}"
            return f"setiap {which}" if rule.interval == 1 else f"{each} pada {which}"
        return f"{each} pada hari terakhir" if rule.month_day == -1 else f"{each} tanggal {rule.month_day}"
    if not named:
        return each
    if rule.frequency == WEEKLY and rule.interval == 1:
        return f"setiap {named}"
    return f"{each} pada {named}"


def _end(rule: Rule) -> str:
    return f"sampai {dates.long(rule.until)}" if rule.until is not None else f"{rule.count} kali"


def _listed(parts: list[str]) -> str:
    return " dan ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))
