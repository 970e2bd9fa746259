"""From the blocks of a section to its pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from asn_desktop.reports.flow import (
    bars,
    contents,
    letterhead,
    paging,
    pictures,
    signing,
    table_paint,
    text,
)
from asn_desktop.reports.flow.blocks import (
    Bars,
    Block,
    Contents,
    Drawn,
    Gap,
    Heading,
    Numbered,
    PageBreak,
    Pairs,
    Paragraph,
    Photos,
    Section,
    Signatures,
    Table,
    Together,
)
from asn_desktop.reports.flow.contents import Entry
from asn_desktop.reports.flow.pieces import Frame, Pen, Piece, sheet_size
from asn_desktop.reports.page import MM

_TOLERANCE = 0.01  # sums of points are not exact


@dataclass(frozen=True)
class Laid:
    """A section on its pages; `entries` tells on which of them a heading stands."""

    section: Section
    frame: Frame
    pages: paging.Pages
    entries: dict[int, int]


def frame_of(section: Section) -> Frame:
    width, height = sheet_size(section)
    margins = section.margins
    wide = width - (margins.left + margins.right) * MM
    high = height - (margins.top + margins.bottom) * MM + _TOLERANCE
    head = letterhead.height(section.letterhead, section.font, wide) if section.letterhead else 0.0
    return Frame(wide, high, high - head, section.font, section.size)


def headings(section: Section) -> list[Entry]:
    found = [block for block in section.blocks if isinstance(block, Heading) and block.level]
    return [Entry(block.text, block.level, n) for n, block in enumerate(found)]


def lay(section: Section, file_entries: Sequence[Entry]) -> Laid:
    """`file_entries` are those of all sections, for a table of contents of the whole file."""
    frame = frame_of(section)
    pieces = _pieces(section.blocks, section, frame, file_entries)
    found, entries = paging.pages(pieces, frame)
    return Laid(section, frame, found, entries)


def _pieces(
    blocks: Sequence[Block], section: Section, frame: Frame, file_entries: Sequence[Entry]
) -> list[Piece]:
    found: list[Piece] = []
    gap, breaks, entry = 0.0, False, 0
    for block in blocks:
        if isinstance(block, Gap):
            gap += block.height * MM
            continue
        if isinstance(block, PageBreak):
            breaks = True
            continue
        new: list[Piece]
        if isinstance(block, Heading) and block.level:
            new = text.pieces(block, frame, entry)
            entry += 1
        elif isinstance(block, Together):
            new = _pieces(block.blocks, section, frame, file_entries)
            new[:-1] = _bound(new[:-1])
        elif isinstance(block, Contents):
            listed = file_entries if block.whole_file else headings(section)
            new = contents.pieces(listed, frame)
        else:
            new = _of(block, frame)
        if not new:
            continue
        new[0] = replace(new[0], lead=new[0].lead + gap, breaks=breaks)
        if isinstance(block, Signatures) and not breaks:
            found[-signing.BOUND :] = _bound(found[-signing.BOUND :])
        gap, breaks = 0.0, False
        found += new
    return found


def _of(block: Block, frame: Frame) -> list[Piece]:
    if isinstance(block, Drawn):
        return [Piece(_Drawn(block, frame.width), 0, block.height * MM)]
    if isinstance(block, Heading | Paragraph | Numbered | Pairs):
        return text.pieces(block, frame)
    return _figure(block, frame)


def _figure(block: Block, frame: Frame) -> list[Piece]:
    match block:
        case Table():
            return table_paint.pieces(block, frame)
        case Signatures():
            return signing.pieces(block, frame)
        case Photos():
            return pictures.pieces(block, frame)
        case Bars():
            return bars.pieces(block, frame)
    raise TypeError(block)


def _bound(pieces: Iterable[Piece]) -> list[Piece]:
    return [replace(piece, keep=True) for piece in pieces]


class _Drawn:
    head = 0.0

    def __init__(self, block: Drawn, width: float) -> None:
        self.block, self.width = block, width

    def paint(self, pen: Pen, _shown: range, x: float, y: float) -> bytes:
        return self.block.paint(pen, x, y, self.width)
