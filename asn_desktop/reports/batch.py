"""One PDF of many people, streamed to disk: what is alike is put in once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from asn_desktop.reports import page, picture
from asn_desktop.reports.art import HEIGHT, WIDTH
from asn_desktop.reports.ink import Ink
from asn_desktop.reports.master import DUPLEX, add_extras, resources, write_parts
from asn_desktop.reports.page import MM, Paper
from asn_desktop.reports.pdf import Objects, Pages, number
from asn_desktop.reports.press import Content, Press
from asn_desktop.reports.templates import Template

_ROOM = 256  # shared contents remembered before all are forgotten


class Batch:
    """`pen` draws for this file: it collects the extra characters of all its people."""

    def __init__(
        self, write: Callable[[bytes], object], paper: Paper, offset_mm: tuple[float, float]
    ) -> None:
        self.pen = Ink()
        self._objects = Objects(write)
        self._pages = Pages(self._objects, page.size(paper))
        self._presses: dict[tuple[Template, bytes | None], tuple[Press, int, bytes]] = {}
        self._numbers: dict[int, int] = {}
        self._fonts: dict[str, int] = {}
        self._shared: dict[bytes, int] = {}
        self._before, self._after = self._placing(paper, offset_mm)
        self._blank = 0

    def _placing(self, paper: Paper, offset_mm: tuple[float, float]) -> tuple[list[int], list[int]]:
        """Templates are drawn for A4: on other paper they are scaled to fit, in the middle."""
        width, height = page.size(paper)
        scale = min(width / WIDTH, height / HEIGHT)
        x = (width - WIDTH * scale) / 2 + offset_mm[0] * MM
        y = (height - HEIGHT * scale) / 2 + offset_mm[1] * MM
        if abs(scale - 1) < 1e-6 and abs(x) < 1e-6 and abs(y) < 1e-6:
            return [], []
        factor = f"{scale:.5f}".encode()
        before = b"q %b 0 0 %b %b %b cm" % (factor, factor, number(x), number(y))
        return [self._objects.stream(before)], [self._objects.stream(b"Q")]

    def press(self, template: Template, arms: bytes | None, text_only: bool) -> Press:
        """UserError when the arms cannot be read."""
        key = (template, arms)
        if key not in self._presses:
            shown = picture.embed(arms) if arms else None
            images = write_parts(self._objects, template, shown, self._fonts)
            made = Press(template, shown, text_only)
            self._presses[key] = (made, self._objects.reserve(), images)
            self._numbers[id(made)] = self._presses[key][1]
        return self._presses[key][0]

    def add(self, press: Press, contents: Sequence[Content], *, duplex: bool) -> None:
        """One person's pages; a blank one is added where the next person would start on a back."""
        shown = self._numbers[id(press)]
        for content in contents:
            parts = [self._once(content.shared)] if content.shared else []
            if content.own:
                parts.append(self._objects.stream(content.own))
            self._pages.add(shown, [*self._before, *parts, *self._after])
        if duplex and len(contents) % 2:
            self._blank = self._blank or self._objects.stream(b"")
            self._pages.add(shown, [self._blank])

    def _once(self, content: bytes) -> int:
        if content not in self._shared:
            if len(self._shared) >= _ROOM:
                self._shared.clear()
            self._shared[content] = self._objects.stream(content)
        return self._shared[content]

    def finish(self, title: str) -> None:
        extra = add_extras(self._objects, self.pen.extras)
        for press, number_, images in self._presses.values():
            self._objects.put(number_, resources(press.template, self._fonts, extra, images))
        self._pages.finish(title, DUPLEX)
