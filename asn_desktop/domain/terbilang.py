"""Numbers in Indonesian words."""

from __future__ import annotations

_UNITS = (
    "nol",
    "satu",
    "dua",
    "tiga",
    "empat",
    "lima",
    "enam",
    "tujuh",
    "delapan",
    "sembilan",
    "sepuluh",
    "sebelas",
)
_SCALES = ((1_000_000_000, "miliar"), (1_000_000, "juta"), (1_000, "ribu"), (100, "ratus"))
LIMIT = 1_000_000_000_000


def terbilang(number: int) -> str:
    """`20` is `dua puluh`; whole numbers from 0 below a trillion, else ValueError."""
    if not 0 <= number < LIMIT:
        raise ValueError(f"no words for {number}")
    if number < 12:
        return _UNITS[number]
    if number < 20:
        return f"{_UNITS[number - 10]} belas"
    if number < 100:
        return _join(f"{_UNITS[number // 10]} puluh", number % 10)
    size, word = next(s for s in _SCALES if number >= s[0])
    count, rest = divmod(number, size)
    one = count == 1 and word in {"ratus", "ribu"}
    return _join(f"se{word}" if one else f"{terbilang(count)} {word}", rest)


def _join(head: str, rest: int) -> str:
    return f"{head} {terbilang(rest)}" if rest else head
