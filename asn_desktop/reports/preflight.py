"""What will not fit or cannot be printed, found before a number is taken."""

from __future__ import annotations

from functools import lru_cache

from asn_desktop.domain.certificates import TOKENS, Certificate, Subject
from asn_desktop.reports import curriculum, elements, qr
from asn_desktop.reports.fonts import unprintable
from asn_desktop.reports.templates import Side, Template


def problems(template: Template, certificate: Certificate) -> list[str]:
    """What does not fit, or cannot be printed, field by field, in words for the clerk."""
    found: list[str] = []
    for side in (template.front, template.back):
        if side is None or (side is template.back and not certificate.curriculum):
            continue
        is_back = side is template.back
        for n, item in enumerate(side.items):
            found += _of_item(template, is_back, n, elements.words(item, certificate.values))
        if side.table:
            found += _of_table(template, is_back, certificate.curriculum)
    unknown = sorted(set(certificate.values) - set(TOKENS))
    found += [f"Isian '{name}' tidak dikenal templat." for name in unknown]
    if len(certificate.proof) > qr.LONGEST:
        found.append(f"Kode QR: isinya {len(certificate.proof)} karakter, paling banyak {qr.LONGEST}.")
    return list(dict.fromkeys(found))


def _side(template: Template, is_back: bool) -> Side:
    side = template.back if is_back else template.front
    assert side is not None
    return side


# Most texts are the same for everybody in an event: each is looked at once.
@lru_cache(maxsize=4096)
def _of_item(template: Template, is_back: bool, number: int, texts: tuple[str, ...]) -> tuple[str, ...]:
    item = _side(template, is_back).items[number]
    return tuple(text for placed in elements.place(item, texts) for text in _wrong(placed))


@lru_cache(maxsize=64)
def _of_table(template: Template, is_back: bool, subjects: tuple[Subject, ...]) -> tuple[str, ...]:
    table = _side(template, is_back).table
    assert table is not None
    placed = curriculum.placed(table, curriculum.rows(table, subjects))
    return tuple(text for p in placed for text in _wrong(p))


def _wrong(placed: elements.Placed) -> list[str]:
    found = []
    if not placed.fitted.fits:
        found.append(f'{placed.label}: "{_short(placed.text)}" terlalu panjang untuk tempatnya.')
    odd = unprintable(placed.text, placed.style.font)
    if odd:
        names = ", ".join(f"'{c}' (U+{ord(c):04X})" if c.isprintable() else f"U+{ord(c):04X}" for c in odd)
        found.append(f"{placed.label}: huruf {names} tidak dapat dicetak.")
    return found


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "…"
