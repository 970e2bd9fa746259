"""Scales that turn a mark into a predikat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Band:
    """Marks from `minimum` (inclusive, 0–100) up to the next band."""

    minimum: float
    name: str
    passes: bool


# Usual in trainings after LAN's rules; not verified, so the office can edit it.
LAN_BANDS = (
    Band(90.01, "Sangat Memuaskan", True),
    Band(80.01, "Memuaskan", True),
    Band(70.01, "Cukup Memuaskan", True),
    Band(60.01, "Kurang Memuaskan", False),
    Band(0, "Tidak Memuaskan", False),
)


def band_of(score: float, bands: Sequence[Band]) -> Band | None:
    """The band a mark falls into, marks being compared at two decimals; None outside 0–100."""
    if not 0 <= score <= 100:
        return None
    fitting = [b for b in bands if round(score, 2) >= b.minimum]
    return max(fitting, key=lambda b: b.minimum, default=None)


def predikat(score: float | None, bands: Sequence[Band] = LAN_BANDS) -> str:
    band = None if score is None else band_of(score, bands)
    return band.name if band else ""
