"""Photos, two to a page, and the one way to put a picture into a box."""

from __future__ import annotations

import io

from PIL import Image

from asn_desktop.domain.errors import UserError
from asn_desktop.domain.papers import Photo
from asn_desktop.reports.flow.blocks import Photos
from asn_desktop.reports.flow.pieces import LEADING, Frame, Pen, Piece, lines, style
from asn_desktop.reports.page import MM
from asn_desktop.reports.pdf import number
from asn_desktop.reports.picture import Picture, embed

_HEADING = 14 * MM  # left free, so that a heading and two photos share a page
_SIZE = 10.0
# How EXIF turns what the camera saw: (a, b, c, d, e, f) of the unit square.
_TURNS = {
    2: (-1, 0, 0, 1, 1, 0),
    3: (-1, 0, 0, -1, 1, 1),
    4: (1, 0, 0, -1, 0, 1),
    5: (0, -1, -1, 0, 1, 1),
    6: (0, -1, 1, 0, 0, 1),
    7: (0, 1, 1, 0, 0, 0),
    8: (0, 1, -1, 0, 1, 0),
}
_UPRIGHT = (1, 0, 0, 1, 0, 0)


def embedded(photo: Photo) -> Picture:
    """UserError with the caption when it is no picture."""
    try:
        return embed(photo.data)
    except UserError as error:
        name = f"“{photo.caption}”" if photo.caption else "tanpa keterangan"
        raise UserError(
            f"Foto {name} tidak terbaca. Ganti dengan berkas PNG atau JPEG yang lain, lalu ulangi."
        ) from error


def put(pen: Pen, picture: bytes, box: tuple[float, float, float, float]) -> bytes:
    """The picture as large as it fits into `box` (left, bottom, width, height), in its middle."""
    image = embed(picture)
    turn = _turn(picture)
    wide, high = (image.height, image.width) if turn[0] == 0 else (image.width, image.height)
    left, bottom, width, height = box
    scale = min(width / wide, height / high)
    x, y = left + (width - wide * scale) / 2, bottom + (height - high * scale) / 2
    a, b, c, d, e, f = turn
    w, h = wide * scale, high * scale
    matrix = b" ".join(map(number, (a * w, b * h, c * w, d * h, x + e * w, y + f * h)))
    return b"q %b cm /%b Do Q\n" % (matrix, pen.image(picture))


def _turn(picture: bytes) -> tuple[int, int, int, int, int, int]:
    """A JPEG goes in untouched, so that how the camera was held must be undone here."""
    if not picture.startswith(b"\xff\xd8"):
        return _UPRIGHT
    with Image.open(io.BytesIO(picture)) as image:
        if image.mode not in ("RGB", "L"):
            return _UPRIGHT
        return _TURNS.get(image.getexif().get(0x0112, 1), _UPRIGHT)


def pieces(block: Photos, frame: Frame) -> list[Piece]:
    for photo in block.photos:
        embedded(photo)
    height = (frame.height - _HEADING) / 2
    painter = _Painter(block.photos, frame, height)
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
