"""A page with rulers: shows by how much a printer is off, and what it cannot reach."""

from __future__ import annotations

from pathlib import Path

from asn_desktop.reports import ink, page
from asn_desktop.reports.ink import Ink, Style, colour
from asn_desktop.reports.page import LANDSCAPE, MM, Paper, replacing
from asn_desktop.reports.pdf import Objects, Pages
from asn_desktop.reports.sheets import Fonts, finish

_INK, _GREY = colour("#1c2629"), colour("#9aa6a8")
_LONG = 10  # mm between ticks with a number
_CROSS = 20  # mm from the edges to the crosses that are measured
_HELP = (
    "Halaman uji cetak {paper} ({width:g} × {height:g} mm)",
    "1. Cetak dengan ukuran sebenarnya (100 %), tanpa penyesuaian ukuran.",
    "2. Ukur jarak dari tepi kiri kertas ke garis tegak bertanda 20,"
    " dan dari tepi bawah ke garis datar bertanda 20.",
    "3. Geser kanan = 20 dikurangi jarak kiri; geser atas = 20 dikurangi jarak bawah. Boleh negatif.",
    "4. Isikan kedua angka itu (mm) pada pengaturan printer, lalu cetak halaman ini sekali lagi bila perlu.",
    "Garis di tepi yang tidak tercetak berada di luar jangkauan printer.",
)


def write(out: Path, paper: Paper) -> None:
    """UserError when `out` cannot be written."""
    width, height = LANDSCAPE[paper]
    pen = Ink()
    content = _rulers(pen, width, height) + _crosses(pen, width, height)
    for n, text in enumerate(_HELP):
        style = Style("sans" if n else "sans-bold", _INK)
        shown = text.format(paper=paper, width=width, height=height)
        content += pen.line(shown, style, 10 if n else 13, 40 * MM, (height / 2 + 25 - 8 * n) * MM)
    with replacing(out) as file:
        objects = Objects(file.write)
        pages, fonts = Pages(objects, page.size(paper)), Fonts(objects, ("sans", "sans-bold"))
        pages.add(fonts.resources, [objects.stream(content)])
        finish(objects, pages, fonts, pen, "Halaman uji cetak")


def _rulers(pen: Ink, width: float, height: float) -> bytes:
    """Ticks every mm along all four edges, counted from the left and from below."""
    out: list[bytes] = []
    centred = Style("sans", _INK, "centre")
    for n in range(int(width) + 1):
        high = _tick(n)
        out += [_line((n, 0), (n, high)), _line((n, height), (n, height - high))]
        if n % _LONG == 0 and _LONG < n < width - _LONG:
            out.append(pen.line(str(n), centred, 6, n * MM, 8 * MM))
            out.append(pen.line(str(n), centred, 6, n * MM, (height - 9.5) * MM))
    for n in range(int(height) + 1):
        wide = _tick(n)
        out += [_line((0, n), (wide, n)), _line((width, n), (width - wide, n))]
        if n % _LONG == 0 and _LONG < n < height - _LONG:
            out.append(pen.line(str(n), centred, 6, 9.5 * MM, (n - 0.7) * MM))
            out.append(pen.line(str(n), centred, 6, (width - 9.5) * MM, (n - 0.7) * MM))
    return b"".join(out)


def _crosses(pen: Ink, width: float, height: float) -> bytes:
    out: list[bytes] = []
    for x in (_CROSS, width - _CROSS):
        for y in (_CROSS, height - _CROSS):
            out += [_line((x - 8, y), (x + 8, y), 0.6), _line((x, y - 8), (x, y + 8), 0.6)]
    out.append(
        ink.box(_CROSS * MM, _CROSS * MM, (width - 40) * MM, (height - 40) * MM, stroke=_GREY, line=0.3)
    )
    bold = Style("sans-bold", _INK)
    out.append(pen.line("20", bold, 8, (_CROSS + 1) * MM, (_CROSS + 5) * MM))
    out.append(pen.line("20", bold, 8, (_CROSS + 4) * MM, (_CROSS + 1) * MM))
    return b"".join(out)


def _tick(n: int) -> float:
    return 7 if n % _LONG == 0 else 5 if n % 5 == 0 else 3


def _line(start: tuple[float, float], end: tuple[float, float], width: float = 0.25) -> bytes:
    return ink.rule((start[0] * MM, start[1] * MM), (end[0] * MM, end[1] * MM), _INK, width)
