"""Fonts and the end of a simple PDF: register, papers, test page."""

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


def finish(
    objects: Objects,
    pages: Pages,
    fonts: Fonts,
    pen: Ink,
    title: str,
    *,
    images: Sequence[tuple[bytes, int]] = (),
    entries: bytes = b"",
) -> None:
    """Adds what `pen` needed besides the base cuts and the images by name, and closes the file.

    `entries` go into the catalogue.
    """
    named = fonts.entries + [(name, add_font(objects, cut)) for name, cut in pen.extras.cuts()]
    body = b"/Font<<%b>>" % b"".join(b"/%b %d 0 R" % entry for entry in named)
    if images:
        body += b"/XObject<<%b>>" % b"".join(b"/%b %d 0 R" % image for image in images)
    objects.put(fonts.resources, b"<<%b>>" % body)
    pages.finish(title, entries=entries)
