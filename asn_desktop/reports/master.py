"""What all files of one template begin with: fonts, art, arms; and how a file is put together on it."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from asn_desktop.reports import picture
from asn_desktop.reports.art import HEIGHT, WIDTH
from asn_desktop.reports.fonts import Extras, face
from asn_desktop.reports.pdf import Objects, Pages, add_font, number
from asn_desktop.reports.press import Content, Press, grounds
from asn_desktop.reports.templates import Template

DUPLEX = b"/Duplex/DuplexFlipShortEdge"  # landscape sheets are turned over their short edge


def write_parts(
    objects: Objects, template: Template, arms: picture.Picture | None, fonts: dict[str, int]
) -> bytes:
    """Adds art, arms and the base cuts not yet in `fonts`; gives the entries of /XObject."""
    for key in template.keys:
        if key not in fonts:
            fonts[key] = add_font(objects, face(key).base_cut())
    out = []
    for name, (content, forms) in grounds(template):
        inner = b"".join(
            b"/%b %d 0 R" % (form.encode(), _form(objects, drawing)) for form, drawing in forms.items()
        )
        out.append(b"/%b %d 0 R" % (name.encode(), _form(objects, content, inner)))
    if arms:
        entries = b"/Type/XObject/Subtype/Image/Width %d/Height %d" % (arms.width, arms.height)
        out.append(b"/Arms %d 0 R" % objects.stream(arms.data, entries + arms.entries))
    return b"".join(out)


def _form(objects: Objects, content: bytes, forms: bytes = b"") -> int:
    """The box is as large as the page to every side, for shapes drawn around the origin."""
    box = tuple(map(number, (-WIDTH, -HEIGHT, WIDTH, HEIGHT)))
    return objects.stream(
        content,
        b"/Type/XObject/Subtype/Form/BBox[%b %b %b %b]/Resources<</XObject<<%b>>>>" % (*box, forms),
    )


def resources(
    template: Template, fonts: dict[str, int], extra: Sequence[tuple[bytes, int]], images: bytes
) -> bytes:
    """The body of a /Resources object."""
    names = [(face(key).resource, fonts[key]) for key in template.keys] + list(extra)
    entries = b"".join(b"/%b %d 0 R" % (name, n) for name, n in names)
    return b"<</Font<<%b>>/XObject<<%b>>>>" % (entries, images)


def add_extras(objects: Objects, extras: Extras) -> list[tuple[bytes, int]]:
    return [(name, add_font(objects, cut)) for name, cut in extras.cuts()]


@dataclass(frozen=True, eq=False)
class Master:
    """The canonical files of one template and arms: `start` is alike in all of them, and hashed once."""

    press: Press
    start: bytes
    mark: tuple[int, list[int]]
    fonts: dict[str, int]
    images: bytes

    def ending(self, contents: Sequence[Content], extras: Extras, title: str) -> bytes:
        """What follows `start` in the file that has these pages."""
        out = io.BytesIO()
        objects = Objects.resume(out.write, self.mark)
        added = add_extras(objects, extras)
        body = resources(self.press.template, self.fonts, added, self.images)
        shown = objects.add(body)
        pages = Pages(objects, (WIDTH, HEIGHT))
        for content in contents:
            pages.add(shown, [objects.stream(part) for part in (content.shared, content.own) if part])
        pages.finish(title, DUPLEX)
        return out.getvalue()

    def digest(self, ending: bytes) -> str:
        state = _started(self).copy()
        state.update(ending)
        return state.hexdigest()


@lru_cache(maxsize=8)
def _started(master: Master) -> hashlib._Hash:
    return hashlib.sha256(master.start)


@lru_cache(maxsize=8)
def master(template: Template, arms: bytes | None) -> Master:
    """UserError when the arms cannot be read."""
    shown = picture.embed(arms) if arms else None
    out = io.BytesIO()
    objects = Objects(out.write)
    fonts: dict[str, int] = {}
    images = write_parts(objects, template, shown, fonts)
    return Master(Press(template, shown, text_only=False), out.getvalue(), objects.mark(), fonts, images)
