"""Turns certificates of one template into page contents: what is alike is made once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from asn_desktop.domain.certificates import Certificate
from asn_desktop.reports import art, curriculum, elements, qr
from asn_desktop.reports.ink import Ink
from asn_desktop.reports.pdf import number
from asn_desktop.reports.picture import Picture
from asn_desktop.reports.templates import Box, Code, Item, Side, Signature, Template, Text

T = TypeVar("T")

# What differs from one person to the next; the rest takes few values in a whole training.
PERSONAL = frozenset(
    {"nomor", "pengganti", "nama", "nip", "tempat_tanggal_lahir", "pangkat_golongan", "jabatan", "unit_kerja"}
    | {"instansi", "nilai", "kode"}
)
_ROOM = 256  # remembered things before all are forgotten, so that memory does not grow


@dataclass(frozen=True)
class Content:
    """One page: `shared` is alike for many people, `own` is not."""

    shared: bytes
    own: bytes


class _Half:
    """One side of a template, sorted by what changes from person to person."""

    def __init__(self, name: str, side: Side) -> None:
        self.name, self.side = name, side
        self.codes = [i for i in side.items if isinstance(i, Code)]
        drawn = [i for i in side.items if not isinstance(i, Code)]
        self.own = [i for i in drawn if elements.tokens(i) & PERSONAL]
        self.shared = [i for i in drawn if not elements.tokens(i) & PERSONAL]
        self.tokens = sorted(frozenset[str]().union(*map(elements.tokens, self.shared)))


@dataclass
class Press:
    """Holds what is remembered while one template is printed."""

    template: Template
    arms: Picture | None
    text_only: bool
    _front: _Half = field(init=False)
    _back: _Half | None = field(init=False)
    _contents: dict[object, bytes] = field(default_factory=dict)
    _spreads: dict[object, tuple[float, list[list[curriculum.Row]]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._front = _Half("Front", self.template.front)
        self._back = _Half("Back", self.template.back) if self.template.back else None

    def pages(self, certificate: Certificate, pen: Ink, *, backs: bool) -> list[Content]:
        """Front, then the back pages if there is a curriculum to stand on them."""
        made = [
            Content(self._shared(self._front, certificate, pen), self._own(self._front, certificate, pen))
        ]
        back = self._back
        if backs and back and certificate.curriculum:
            count = len(self._spread(back, certificate)[1])
            own = self._own(back, certificate, pen)
            made += [
                Content(self._shared(back, certificate, pen, n, n == count - 1), own) for n in range(count)
            ]
        return made

    def _spread(self, half: _Half, certificate: Certificate) -> tuple[float, list[list[curriculum.Row]]]:
        table = half.side.table
        if table is None:
            return 0.0, [[]]
        subjects = certificate.curriculum
        return _remembered(
            self._spreads, subjects, lambda: curriculum.pages(table, curriculum.rows(table, subjects))
        )

    def _shared(
        self, half: _Half, certificate: Certificate, pen: Ink, page: int = 0, last: bool = True
    ) -> bytes:
        values = certificate.values
        subjects = certificate.curriculum if half.side.table else ()
        key = (half.name, page, subjects, tuple([values.get(token, "") for token in half.tokens]))
        if (known := self._contents.get(key)) is not None:
            return known
        before = pen.extras.uses
        out = [self._ground(half)]
        for item in half.shared:
            if last or not isinstance(item, Signature):
                out.append(self._drawn(item, elements.words(item, values), pen))
        if table := half.side.table:
            pitch, spread = self._spread(half, certificate)
            out.append(curriculum.draw(table, spread[page], pitch, pen, plain=self.text_only))
            if page and table.continued:
                out.append(self._drawn(table.continued, elements.words(table.continued, values), pen))
        content = b"".join(out)
        if pen.extras.uses > before:
            return content  # codes of extra characters belong to one file
        return _remembered(self._contents, key, lambda: content)

    def _ground(self, half: _Half) -> bytes:
        """Art and arms, which stand in the file once; see `grounds`."""
        if self.text_only:
            return b""
        box = half.side.arms
        return b"/%b Do\n" % half.name.encode() + (_arms(box, self.arms) if box and self.arms else b"")

    def _own(self, half: _Half, certificate: Certificate, pen: Ink) -> bytes:
        values = certificate.values
        out = [self._drawn(item, elements.words(item, values), pen) for item in half.own]
        if certificate.proof:
            out += [_code(item, certificate, pen) for item in half.codes]
        return b"".join(out)

    def _drawn(self, item: Item, texts: tuple[str, ...], pen: Ink) -> bytes:
        if self.text_only and isinstance(item, Text) and item.preprinted:
            return b""
        under = b"" if self.text_only else elements.decoration(item)
        return under + b"".join([placed.draw(pen) for placed in elements.place(item, texts)])


def _remembered(kept: dict[object, T], key: object, make: Callable[[], T]) -> T:
    if (known := kept.get(key)) is not None:
        return known
    made = make()
    if len(kept) >= _ROOM:
        kept.clear()
    kept[key] = made
    return made


def _arms(box: Box, picture: Picture) -> bytes:
    """As large as the box allows, in its middle."""
    scale = min(box.width / picture.width, box.height / picture.height)
    wide, high = picture.width * scale, picture.height * scale
    x, y = box.x + (box.width - wide) / 2, box.bottom + (box.height - high) / 2
    return b"q %b 0 0 %b %b %b cm/Arms Do Q\n" % tuple(map(number, (wide, high, x, y)))


def _code(item: Code, certificate: Certificate, pen: Ink) -> bytes:
    side = elements.symbol_side(item)
    symbol = qr.draw(certificate.proof, item.box.x, item.box.top - side, side)
    texts = elements.words(item, certificate.values)
    return symbol + b"".join([p.draw(pen) for p in elements.place(item, texts)])


def grounds(template: Template) -> list[tuple[str, tuple[bytes, dict[str, bytes]]]]:
    """(name, art) of both sides."""
    sides = [("Front", template.front), ("Back", template.back)]
    return [(name, art.frame(side.frame, template.colours)) for name, side in sides if side]
