"""Sections as one PDF: pages of any size, page numbers, links, bookmarks."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from asn_desktop.domain.errors import Cancelled
from asn_desktop.reports import ink
from asn_desktop.reports.flow import letterhead
from asn_desktop.reports.flow.blocks import Contents, Section
from asn_desktop.reports.flow.contents import Entry
from asn_desktop.reports.flow.laying import Laid, lay
from asn_desktop.reports.flow.pieces import LINE, Pen, sheet_size, style
from asn_desktop.reports.ink import Ink
from asn_desktop.reports.layout import Space
from asn_desktop.reports.page import MM, replacing
from asn_desktop.reports.pdf import Objects, Pages, number, text_string
from asn_desktop.reports.picture import embed
from asn_desktop.reports.sheets import Fonts, finish

Progress = Callable[[int, int], bool]
"""Told how many pages are done, and of how many; answers False to stop."""

_FOOT = 7.5
_FOOT_LETTERS = 240  # two lines hold no more; a search may be as long as a pasted letter
_STRIDE = 1000  # entries of the file are numbered section * _STRIDE + 1 + entry of the section


def write(sections: Sequence[Section], out: Path, title: str, progress: Progress | None = None) -> int:
    """Answers the number of pages.

    UserError when `out` cannot be written or a photo cannot be read; Cancelled when `progress` says so.
    """
    laid = _laid(sections, progress)
    with replacing(out) as file:
        return _File(laid, file.write, title, progress).count


def draw(sections: Sequence[Section], title: str, progress: Progress | None = None) -> bytes:
    """The same as bytes, for the preview."""
    out = io.BytesIO()
    _File(_laid(sections, progress), out.write, title, progress)
    return out.getvalue()


def page_counts(sections: Sequence[Section]) -> list[int]:
    return [len(one.pages) for one in _laid(sections, None)]


def _laid(sections: Sequence[Section], progress: Progress | None) -> list[Laid]:
    entries = _entries(sections)
    found: list[Laid] = []
    for section in sections:
        found.append(lay(section, entries))
        if progress and not progress(0, 0):
            raise Cancelled
    return found


def _entries(sections: Sequence[Section]) -> list[Entry]:
    """Listed sections; headings are left to the contents of their own section."""
    return [Entry(section.name, 0, n * _STRIDE) for n, section in enumerate(sections) if section.listed]


@dataclass(frozen=True)
class _Image:
    name: bytes
    object: int


class _File:
    def __init__(
        self,
        laid: Sequence[Laid],
        write: Callable[[bytes], object],
        title: str,
        progress: Progress | None,
    ) -> None:
        self.objects = Objects(write)
        self.laid = laid
        self.images: dict[bytes, _Image] = {}
        self.count = sum(len(one.pages) for one in laid)
        self.places = [self.objects.reserve() for _ in range(self.count)]
        self.starts = [sum(len(one.pages) for one in laid[:n]) for n in range(len(laid))]
        self.joint = any(isinstance(b, Contents) and b.whole_file for one in laid for b in one.section.blocks)
        keys = sorted({key for one in laid for key in (one.section.font, f"{one.section.font}-bold")})
        fonts = Fonts(self.objects, keys or ["sans"])
        pages = Pages(self.objects, sheet_size(laid[0].section) if laid else (595.0, 842.0))
        pen = Pen(Ink(), self._image)
        done = 0
        for n, one in enumerate(laid):
            for page in range(len(one.pages)):
                content = self._page(pen, n, page)
                packed = self.objects.stream(zlib.compress(content, 1), b"/Filter/FlateDecode")
                size, links = sheet_size(one.section), self._links(pen, n)
                pages.add(fonts.resources, [packed], size, self.places[done], links)
                done += 1
                if progress and not progress(done, self.count):
                    raise Cancelled
        named = [(image.name, image.object) for image in self.images.values()]
        finish(self.objects, pages, fonts, pen.ink, title, images=named, entries=self._bookmarks())

    def _image(self, picture: bytes) -> bytes:
        if picture not in self.images:
            image = embed(picture)
            entries = b"/Type/XObject/Subtype/Image/Width %d/Height %d%b" % (
                image.width,
                image.height,
                image.entries,
            )
            made = _Image(b"Im%d" % len(self.images), self.objects.stream(image.data, entries))
            self.images[picture] = made
        return self.images[picture].name

    def _page(self, pen: Pen, n: int, page: int) -> bytes:
        one = self.laid[n]
        section, frame = one.section, one.frame
        left, top = section.margins.left * MM, sheet_size(section)[1] - section.margins.top * MM
        pen.links.clear()
        pen.place = lambda entry: self._place(n, entry)
        out: list[bytes] = []
        if section.letterhead and not page:
            out.append(letterhead.paint(pen, section.letterhead, section.font, (left, top, frame.width)))
            top -= frame.height - frame.first
        out += [run.painter.paint(pen, run.shown, left, top - run.down) for run in one.pages[page]]
        return b"".join(out) + self._foot(pen, one, self.starts[n] + page, page)

    def _target(self, n: int, entry: int) -> tuple[int, int]:
        """(section, page of it) of an entry: of the file when section n has such a table of contents."""
        if any(isinstance(block, Contents) and block.whole_file for block in self.laid[n].section.blocks):
            return entry // _STRIDE, 0
        return n, self.laid[n].entries.get(entry, 0)

    def _place(self, n: int, entry: int) -> str:
        section, page = self._target(n, entry)
        return str(page + 1 if section == n else self.starts[section] + page + 1)

    def _links(self, pen: Pen, n: int) -> bytes:
        if not pen.links:
            return b""
        out: list[bytes] = []
        for rectangle, entry in pen.links:
            section, page = self._target(n, entry)
            target = self.places[self.starts[section] + page]
            box = b" ".join(map(number, rectangle))
            out.append(
                b"<</Type/Annot/Subtype/Link/Border[0 0 0]/Rect[%b]/Dest[%d 0 R/Fit]>>" % (box, target)
            )
        return b"/Annots[%b]" % b"".join(out)

    def _foot(self, pen: Pen, one: Laid, overall: int, page: int) -> bytes:
        """Left what was chosen, in the middle the page of the whole file, right that of the paper."""
        section, width = one.section, one.frame.width
        left, y = section.margins.left * MM, (section.margins.bottom - 7) * MM
        font = section.font
        out: list[bytes] = []
        if section.footer:
            plain = style(font, grey=True)
            room = Space(width * (0.42 if self.joint else 0.72), _FOOT, 5, 2, 1.2, paragraph=True)
            words = section.footer
            if len(words) > _FOOT_LETTERS:
                words = f"{words[: _FOOT_LETTERS - 1]}…"
            out.append(pen.ink.lines(ink.fitted(words, plain, room), plain, left, y, 1.2))
        if self.joint:
            centre = style(font, False, "centre", grey=True)
            out.append(pen.ink.line(f"– {overall + 1} –", centre, _FOOT, left + width / 2, y))
        if section.paged:
            words = f"Halaman {page + 1} dari {len(one.pages)}"
            out.append(pen.ink.line(words, style(font, False, "right", grey=True), _FOOT, left + width, y))
        if out:
            out.append(ink.rule((left, y + 3.2 * MM), (left + width, y + 3.2 * MM), LINE, 0.25))
        return b"".join(out)

    def _bookmarks(self) -> bytes:
        """Entries for the catalogue: the papers of a file of several."""
        listed = [n for n, one in enumerate(self.laid) if one.section.listed]
        if len(listed) < 2:
            return b""
        root = self.objects.reserve()
        marks = [self.objects.reserve() for _ in listed]
        for k, n in enumerate(listed):
            around = b"/Prev %d 0 R" % marks[k - 1] if k else b""
            around += b"/Next %d 0 R" % marks[k + 1] if k + 1 < len(marks) else b""
            name = text_string(self.laid[n].section.name)
            page = self.places[self.starts[n]]
            self.objects.put(
                marks[k], b"<</Title %b/Parent %d 0 R%b/Dest[%d 0 R/Fit]>>" % (name, root, around, page)
            )
        ends = (marks[0], marks[-1], len(marks))
        self.objects.put(root, b"<</Type/Outlines/First %d 0 R/Last %d 0 R/Count %d>>" % ends)
        return b"/Outlines %d 0 R/PageMode/UseOutlines" % root
