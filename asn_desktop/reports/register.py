"""The book of numbers (buku register) as PDF, numbers that were made void included."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from asn_desktop.reports import ink, page
from asn_desktop.reports.ink import Ink, Style, colour
from asn_desktop.reports.layout import Fitted, Space
from asn_desktop.reports.page import MM, replacing
from asn_desktop.reports.pdf import Objects, Pages
from asn_desktop.reports.sheets import Fonts, finish

CERTIFICATE = "Sertifikat"
_INK, _GREY, _MAIN = colour("#1c2629"), colour("#5d6b6e"), colour("#0a5059")
_LINE, _TINT, _VOID = colour("#9db3b5"), colour("#e7efee"), colour("#f8e9e4")
_PLAIN = Style("sans", _INK)
_SMALL = Style("sans", _GREY)
_BOLD = Style("sans-bold", _INK)
_MARGIN, _SIZE, _LEADING, _PAD = 12 * MM, 8.0, 1.25, 1.3 * MM
_Columns = tuple[tuple[str, float, str], ...]
_COLUMNS: _Columns = (
    ("No.", 11.0, "centre"),
    ("Nomor sertifikat", 50.0, "left"),
    ("Tanggal", 20.0, "centre"),
    ("Nama", 55.0, "left"),
    ("NIP", 36.0, "left"),
    ("Pelatihan", 61.0, "left"),
    ("Keterangan", 40.0, "left"),
)
_MIXED: _Columns = (
    ("No.", 11.0, "centre"),
    ("Nomor", 48.0, "left"),
    ("Jenis", 31.0, "left"),
    ("Tanggal", 20.0, "centre"),
    ("Nama", 46.0, "left"),
    ("NIP", 35.0, "left"),
    ("Pelatihan", 50.0, "left"),
    ("Keterangan", 32.0, "left"),
)
_HEAD_HEIGHT = 7 * MM
_FOOT = 6 * MM  # kept free below the table for the page number


@dataclass(frozen=True)
class RegisterLine:
    """One number. A number that was made void or revoked has a `reason`; `paper` is what bears it."""

    seq: int
    number: str
    issued_on: date
    name: str
    nip: str
    training: str
    state: str
    reason: str = ""
    paper: str = CERTIFICATE


@dataclass(frozen=True)
class _Row:
    cells: tuple[Fitted, ...]
    height: float
    void: bool


def write(
    rows: Sequence[RegisterLine],
    title: str,
    office: Sequence[str],
    filter_words: str,
    out: Path,
    *,
    mark: str = "",
) -> None:
    """`office` are the lines of the letterhead, `filter_words` says what was chosen ('Tahun 2026'), `mark`
    stands at the foot of every page. Where letters are among them each line says what it is a number of.

    UserError when `out` cannot be written.
    """
    columns = _MIXED if any(row.paper != CERTIFICATE for row in rows) else _COLUMNS
    laid = [_row(row, columns) for row in rows]
    width, height = page.size("A4")
    head = _heading_height(office, filter_words)
    room = height - 2 * _MARGIN - _HEAD_HEIGHT - _FOOT
    parts = _divided(laid, room - head, room)
    with replacing(out) as file:
        objects = Objects(file.write)
        pages = Pages(objects, (width, height))
        pen, fonts = Ink(), Fonts(objects, ("sans", "sans-bold"))
        for n, part in enumerate(parts):
            top = height - _MARGIN - (0 if n else head)
            content = b"" if n else _heading(pen, title, office, filter_words, (width, height))
            content += _table(pen, part, top, columns, empty=not rows)
            content += _foot(pen, title, mark, (n + 1, len(parts)), width)
            pages.add(fonts.resources, [objects.stream(content)])
        finish(objects, pages, fonts, pen, title)


def _row(row: RegisterLine, columns: _Columns) -> _Row:
    note = f"{row.state}: {row.reason}" if row.reason else row.state
    day = f"{row.issued_on:%d-%m-%Y}"
    texts = [str(row.seq), row.number, day, row.name, row.nip, row.training, note]
    if columns is _MIXED:
        texts.insert(2, row.paper)
    cells = tuple(
        ink.fitted(text, _PLAIN, Space(width * MM - 2 * _PAD, _SIZE, 6.0, 4, _LEADING, paragraph=True))
        for text, (_, width, _) in zip(texts, columns, strict=True)
    )
    most = max(len(cell.lines) * cell.size for cell in cells)
    return _Row(cells, most * _LEADING + 2 * _PAD, bool(row.reason))


def _divided(rows: Sequence[_Row], first: float, other: float) -> list[list[_Row]]:
    parts: list[list[_Row]] = [[]]
    room = first
    for row in rows:
        if row.height > room and parts[-1]:
            parts.append([])
            room = other
        parts[-1].append(row)
        room -= row.height
    return parts


def _heading_height(office: Sequence[str], filter_words: str) -> float:
    return (len(office) * 5 + 4 + 8 + (6 if filter_words else 0) + 2) * MM


def _heading(
    pen: Ink, title: str, office: Sequence[str], filter_words: str, sheet: tuple[float, float]
) -> bytes:
    """Letterhead with its thick and thin rule, then title and what was chosen."""
    width, height = sheet
    y = height - _MARGIN - 3.5 * MM
    room = Space(width - 2 * _MARGIN, 11, 7)
    out: list[bytes] = []
    for n, text in enumerate(office):
        style = Style("sans" if n else "sans-bold", _INK, "centre")
        out.append(pen.lines(ink.fitted(text, style, room), style, width / 2, y, 1))
        y -= 5 * MM
    y += 2.5 * MM
    if office:
        out.append(ink.rule((_MARGIN, y), (width - _MARGIN, y), _MAIN, 1.4))
        out.append(ink.rule((_MARGIN, y - 1.8), (width - _MARGIN, y - 1.8), _MAIN, 0.4))
    y -= 8 * MM
    for text, style, size in (
        (title.upper(), Style("sans-bold", _MAIN, "centre"), 13.0),
        (filter_words, Style("sans", _GREY, "centre"), 9.0),
    ):
        fitted = ink.fitted(text, style, Space(width - 2 * _MARGIN, size, 6))
        out.append(pen.lines(fitted, style, width / 2, y, 1))
        y -= 5.5 * MM
    return b"".join(out)


def _table(pen: Ink, rows: Sequence[_Row], top: float, columns: _Columns, *, empty: bool) -> bytes:
    """The head stands on every page."""
    lefts = [_MARGIN]
    for _, width, _ in columns:
        lefts.append(lefts[-1] + width * MM)
    right = lefts[-1]
    y = top - _HEAD_HEIGHT
    out = [ink.box(_MARGIN, y, right - _MARGIN, _HEAD_HEIGHT, fill=_TINT)]
    for (text, width, _), left in zip(columns, lefts, strict=False):
        style = Style("sans-bold", _INK, "centre")
        out.append(pen.line(text, style, _SIZE, left + width * MM / 2, y + 2.3 * MM))
    for row in rows:
        bottom = y - row.height
        if row.void:
            out.append(ink.box(_MARGIN, bottom, right - _MARGIN, row.height, fill=_VOID))
        for cell, (_, width, align), left in zip(row.cells, columns, lefts, strict=False):
            style = Style("sans", _INK, "centre") if align == "centre" else _PLAIN
            x = left + width * MM / 2 if align == "centre" else left + _PAD
            out.append(pen.lines(cell, style, x, y - _PAD - cell.size * 0.85, _LEADING))
        out.append(ink.rule((_MARGIN, bottom), (right, bottom), _LINE, 0.4))
        y = bottom
    for left in lefts:
        out.append(ink.rule((left, top), (left, y), _LINE, 0.4))
    for line in (top, top - _HEAD_HEIGHT):
        out.append(ink.rule((_MARGIN, line), (right, line), _LINE, 0.6))
    if empty:
        out.append(pen.line("Tidak ada nomor pada pilihan ini.", _SMALL, 9, _MARGIN + _PAD, y - 6 * MM))
    return b"".join(out)


def _foot(pen: Ink, title: str, mark: str, place: tuple[int, int], width: float) -> bytes:
    """`place` is the number of the page, and of how many."""
    centre, right = Style("sans", _GREY, "centre"), Style("sans", _GREY, "right")
    left = ink.fitted(title, _SMALL, Space(width / 4, 7.5, 5))
    y = _MARGIN - 2 * MM
    return (
        pen.lines(left, _SMALL, _MARGIN, y, 1)
        + pen.line(mark, centre, 7.5, width / 2, y)
        + pen.line("Halaman {} dari {}".format(*place), right, 7.5, width - _MARGIN, y)
    )
