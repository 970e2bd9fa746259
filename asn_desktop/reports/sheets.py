"""Fonts and the end of a simple PDF: register, test page."""

from __future__ import annotations

from collections.abc import Sequence

from asn_desktop.reports.fonts import face
from asn_desktop.reports.ink import Ink
from asn_desktop.reports.pdf import Objects, Pages, add_font


class Fonts:
    """The base cuts of one file; `resources` is the number that its pages refer to."""

    def __init__(self, objects: Objects, keys: Sequence[str]) -> None:
        self.resources = objects.reserve()
        self.entries = [(face(key).resource, add_font(objects, face(key).base_cut())) for key in keys]


def finish(objects: Objects, pages: Pages, fonts: Fonts, pen: Ink, title: str) -> None:
    """Adds what `pen` needed besides the base cuts, and closes the file."""
    entries = fonts.entries + [(name, add_font(objects, cut)) for name, cut in pen.extras.cuts()]
    body = b"".join(b"/%b %d 0 R" % entry for entry in entries)
    objects.put(fonts.resources, b"<</Font<<%b>>>>" % body)
    pages.finish(title)
