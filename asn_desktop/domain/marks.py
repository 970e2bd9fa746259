"""Marks from 0 to 100 as clerks write them, and the final mark of several."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

LEAST, MOST = 0, 100
_NUMBER = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{1,20})?")


def read(text: str) -> float | None:
    """A mark at two decimals, None for an empty cell. Raises ValueError."""
    text = text.strip()
    if not text:
        return None
    if not _NUMBER.fullmatch(text):
        raise ValueError(text)
    value = Decimal(text.replace(",", "."))
    if not LEAST <= value <= MOST:
        raise ValueError(text)
    return _two_decimals(value)


def trouble(text: str) -> str:
    """Why a text is no mark, and what to write instead; empty for a mark or an empty text."""
    try:
        read(text)
    except ValueError:
        kind = "di luar 0 sampai 100" if _NUMBER.fullmatch(text.strip()) else "bukan nilai"
        return f"“{text.strip()[:20]}” {kind}. Tulis angka 0 sampai 100, koma untuk desimal, misalnya 87,50."
    return ""


def final(marks: Sequence[float | None], weights: Sequence[float]) -> float | None:
    """The weighted mean at two decimals, rounded half up.

    None while a mark that counts is missing, and where nothing counts.
    """
    counting = [(mark, weight) for mark, weight in zip(marks, weights, strict=True) if weight > 0]
    given = [(Decimal(str(mark)), Decimal(str(weight))) for mark, weight in counting if mark is not None]
    if not counting or len(given) < len(counting):
        return None
    return _two_decimals(sum((m * w for m, w in given), Decimal()) / sum(w for _, w in given))


def _two_decimals(value: Decimal) -> float:
    return float(value.quantize(Decimal("0.01"), ROUND_HALF_UP))


def shown(value: float | None) -> str:
    """`87,5`; empty for none."""
    return "" if value is None else f"{value:.2f}".rstrip("0").rstrip(".").replace(".", ",")
