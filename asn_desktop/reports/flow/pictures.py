"""Photos, two to a page, and the one way to put a picture into a box."""

from __future__ import annotations

from dataclasses import replace

from asn_desktop.domain.errors import UserError
from asn_desktop.domain.papers import Photo
from asn_desktop.reports import picture
from asn_desktop.reports.flow.blocks import Photos
from asn_desktop.reports.flow.pieces import LEADING, Frame, Pen, Piece, lines, style
from asn_desktop.reports.page import MM
from asn_desktop.reports.pdf import number
from asn_desktop.reports.picture import embed

_HEADING = 14 * MM  # left free, so that a heading and two photos share a page
_SIZE = 10.0


def reduced(photo: Photo) -> Photo:
    """No finer than the page needs. UserError with the caption when it is no picture."""
    try:
        return replace(photo, data=picture.photo(photo.data))
    except UserError as error:
        name = f"“{photo.caption}”" if photo.caption else "tanpa keterangan"
        raise UserError(
            f"Foto {name} tidak terbaca. Ganti dengan berkas PNG atau JPEG yang lain, lalu ulangi."
        ) from error


def put(pen: Pen, data: bytes, box: tuple[float, float, float, float]) -> bytes:
    """The picture as large as it fits into `box` (left, bottom, width, height), in its middle."""
    image = embed(data)
    left, bottom, width, height = box
    scale = min(width / image.width, height / image.height)
    wide, high = image.width * scale, image.height * scale
    x, y = left + (width - wide) / 2, bottom + (height - high) / 2
    matrix = b" ".join(map(number, (wide, 0, 0, high, x, y)))
    return b"q %b cm /%b Do Q\n" % (matrix, pen.image(data))


def pieces(block: Photos, frame: Frame) -> list[Piece]:
    height = (frame.height - _HEADING) / 2
    painter = _Painter(tuple(map(reduced, block.photos)), frame, height)
    return [Piece(painter, n, height) for n in range(len(block.photos))]


class _Painter:
    head = 0.0

    def __init__(self, photos: tuple[Photo, ...], frame: Frame, height: float) -> None:
        self.photos, self.frame, self.height = photos, frame, height

    def paint(self, pen: Pen, shown: range, x: float, y: float) -> bytes:
        out: list[bytes] = []
        centred = style(self.frame.font, False, "centre")
        for photo in self.photos[shown.start : shown.stop]:
            caption = lines(photo.caption, self.frame.font, _SIZE, self.frame.width) if photo.caption else ()
            below = len(caption) * _SIZE * LEADING + 7 * MM
            box = (x, y - self.height + below, self.frame.width, self.height - below)
            out.append(put(pen, photo.data, box))
            base = y - self.height + below - 2 * MM - _SIZE
            for line in caption:
                out.append(pen.ink.line(line, centred, _SIZE, x + self.frame.width / 2, base))
                base -= _SIZE * LEADING
            y -= self.height
        return b"".join(out)
