"""How far an aim was reached, and what mentor, mentee and superior see alike or differently."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from asn_desktop.domain.mentoring import words

DECIDING = ("atasan", "mentor", "mentee")  # whose view of the end counts, the first there is


def reached(value: float | None, target: float | None, baseline: float | None, falling: bool) -> float | None:
    """Percent of the way from `baseline` to `target`, 0 to 100; None where that cannot be said.

    Without a baseline it is the share of the target (a falling aim: the share of the value the target is).
    """
    if value is None or target is None:
        return None
    if value <= target if falling else value >= target:
        return 100.0
    if baseline is not None and (baseline > target if falling else baseline < target):
        share = (value - baseline) / (target - baseline)
    elif falling:
        share = target / value if target > 0 else 0.0
    else:
        share = value / target if target > 0 else 0.0
    return min(max(share * 100, 0.0), 100.0)


def spread(seen: Mapping[str, int]) -> int:
    """How far those who looked are apart; 0 for fewer than two."""
    return max(seen.values()) - min(seen.values()) if len(seen) > 1 else 0


def compared(seen: Mapping[str, int]) -> str:
    """`Mentor 4, mentee 3, atasan 2: berselisih 2 tingkat`; empty when nobody looked."""
    said = ", ".join(f"{name.lower()} {seen[code]}" for code, name in words.SEEN_BY.items() if code in seen)
    if not said:
        return ""
    apart = spread(seen)
    end = f": berselisih {apart} tingkat" if apart else ": sependapat" if len(seen) > 1 else ""
    return said[0].upper() + said[1:] + end


def decided(seen: Mapping[str, int]) -> tuple[int, str] | None:
    """The level that counts and whose it is: of the superior, else the mentor, else the mentee."""
    return next(((seen[who], who) for who in DECIDING if who in seen), None)


def mean(values: Sequence[int]) -> float | None:
    return sum(values) / len(values) if values else None
