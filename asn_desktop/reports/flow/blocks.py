"""What a paper is made of, as plain data: the blocks of a section, from the top down. Lengths in mm."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from asn_desktop.domain.papers import Letterhead, Photo, Signature

if TYPE_CHECKING:
    from asn_desktop.reports.flow.pieces import Pen

Align = Literal["left", "centre", "right"]
TextAlign = Literal["left", "centre", "right", "justify"]
Font = Literal["sans", "serif"]
Sheet = Literal["A3", "A4", "F4"]
Paint = Callable[["Pen", float, float, float], bytes]
"""(pen, left, top, width) in points → content; the block's height lies below `top`."""


@dataclass(frozen=True)
class Heading:
    """Stays with what follows. `level` 1 or 2 puts it into a table of contents, 0 does not."""

    text: str
    size: float = 12
    align: Align = "centre"
    underline: bool = False
    level: int = 0
    before: float = 3
    after: float = 1.5


@dataclass(frozen=True)
class Paragraph:
    """A line break in `text` starts a new paragraph; `left` moves all of it, `first` its first line.

    `size` 0 is that of the section.
    """

    text: str
    align: TextAlign = "justify"
    left: float = 0
    first: float = 0
    size: float = 0
    bold: bool = False
    after: float = 2


@dataclass(frozen=True)
class Numbered:
    """`marks` is `1.`, `a.`, `1)`, `a)` or a sign such as `–` for all."""

    items: tuple[str, ...]
    marks: str = "1."
    left: float = 0
    after: float = 2


@dataclass(frozen=True)
class Pairs:
    """`label : value` with the colons below each other. A value may be blocks of text of its own.

    `label` is the width of the labels, 0 for that of the widest; `right` stands at the right edge of the
    first line (place and date of a letter).
    """

    rows: tuple[tuple[str, str | tuple[Text, ...]], ...]
    label: float = 0
    left: float = 0
    right: str = ""
    bold: bool = False
    after: float = 2


Text = Heading | Paragraph | Numbered | Pairs


@dataclass(frozen=True)
class Column:
    """`width` in mm; those with width 0 share what is left. `vertical` turns the head by 90 degrees.

    `joined` has no line at its left, and no head of its own: it is part of the column before it.
    `merged`: equal texts below each other are one cell.
    """

    title: str
    width: float = 0
    align: Align = "left"
    vertical: bool = False
    joined: bool = False
    merged: bool = False


@dataclass(frozen=True)
class Row:
    """A line break in a cell starts a new line. `spans` says how many columns each cell takes."""

    cells: tuple[str, ...]
    spans: tuple[int, ...] = ()
    bold: bool = False
    tint: bool = False


@dataclass(frozen=True)
class Table:
    """The head is repeated on every page. `groups` are (title, columns) above the heads.

    `row` is the least height of a row, `numbers` adds the row (1) (2) (3) below the head.
    """

    columns: tuple[Column, ...]
    rows: Sequence[Row | tuple[str, ...]]
    groups: tuple[tuple[str, int], ...] = ()
    size: float = 9
    row: float = 0
    middle: bool = False  # texts in the middle of their rows instead of at the top
    numbers: bool = False
    empty: str = "Belum ada data."
    after: float = 2


@dataclass(frozen=True)
class Signatures:
    """Side by side, a single one at the right; never torn off from the last lines before it.

    `room` is the height left for the hand. None keeps a place empty.
    """

    blocks: tuple[Signature | None, ...]
    room: float = 20
    before: float = 5


@dataclass(frozen=True)
class Photos:
    """Two to a page."""

    photos: tuple[Photo, ...]


@dataclass(frozen=True)
class Bars:
    """Lying bars, the value at the end of each. `most` 0 is the largest value."""

    title: str
    bars: tuple[tuple[str, float], ...]
    unit: str = ""
    most: float = 0
    decimals: int = 0
    label: float = 55


@dataclass(frozen=True)
class Contents:
    """Table of contents: of all sections of the file, or of the headings of its own section."""

    whole_file: bool = False


@dataclass(frozen=True)
class Gap:
    """Vanishes at the top of a page."""

    height: float


@dataclass(frozen=True)
class Drawn:
    """Something of its own, `height` high, over the width of the text."""

    height: float
    paint: Paint


@dataclass(frozen=True)
class PageBreak:
    """What follows begins a page."""


@dataclass(frozen=True)
class Together:
    """On one page, if any page can hold them. Its headings do not go into a table of contents."""

    blocks: tuple[Block, ...]


Block = Text | Table | Signatures | Photos | Bars | Contents | Gap | Drawn | PageBreak | Together


@dataclass(frozen=True)
class Margins:
    top: float = 20
    right: float = 20
    bottom: float = 20
    left: float = 25


@dataclass(frozen=True)
class Section:
    """One paper: begins a page, counts its own pages. `footer` says what was chosen to be on it.

    `name` is its line in the table of contents of the file, which leaves it out unless `listed`.
    """

    name: str
    blocks: Sequence[Block]
    paper: Sheet = "A4"
    landscape: bool = False
    letterhead: Letterhead | None = None
    font: Font = "sans"
    size: float = 11
    margins: Margins = Margins()
    footer: str = ""
    paged: bool = True  # Halaman x dari y
    listed: bool = True
