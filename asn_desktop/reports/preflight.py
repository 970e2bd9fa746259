"""What will not fit or cannot be printed, found before a number is taken."""

from __future__ import annotations

from asn_desktop.domain.certificates import TOKENS, Certificate
from asn_desktop.reports import curriculum, elements, qr
from asn_desktop.reports.fonts import unprintable
from asn_desktop.reports.templates import Template


def problems(template: Template, certificate: Certificate) -> list[str]:
    """What does not fit, or cannot be printed, field by field, in words for the clerk."""
    found: list[str] = []
    for side in (template.front, template.back):
        if side is None or (side is template.back and not certificate.curriculum):
            continue
        placed = [
            p for item in side.items for p in elements.place(item, elements.words(item, certificate.values))
        ]
        if side.table:
            placed += curriculum.placed(side.table, curriculum.rows(side.table, certificate.curriculum))
        for p in placed:
            found += _wrong(p)
    unknown = sorted(set(certificate.values) - set(TOKENS))
    found += [f"Isian '{name}' tidak dikenal templat." for name in unknown]
    if len(certificate.proof) > qr.LONGEST:
        found.append(f"Kode QR: isinya {len(certificate.proof)} karakter, paling banyak {qr.LONGEST}.")
    return list(dict.fromkeys(found))


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
