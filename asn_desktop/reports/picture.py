"""Pictures for PDF: arms taken over as they are wherever PDF allows it, photos no finer than paper needs."""

from __future__ import annotations

import io
import struct
import zlib
from dataclasses import dataclass
from functools import lru_cache

from PIL import Image, ImageOps

from asn_desktop.domain.errors import UserError

_PNG = b"\x89PNG\r\n\x1a\n"
_MOST_BYTES = 50_000_000  # unpacked: a small file may claim to be a huge picture
_LARGEST = 1200  # dots a side; 20 mm need 240 at 300 dpi
FINEST = 1600  # dots a side of a photo: 165 mm at 246 dpi
_SMALL = 700_000  # bytes of a photo that goes in as it is
_QUALITY = 85
_TURNED = 0x0112  # EXIF: how the camera was held


@dataclass(frozen=True)
class Picture:
    width: int
    height: int
    entries: bytes
    data: bytes


@lru_cache(maxsize=8)
def embed(picture: bytes) -> Picture:
    """UserError when `picture` is neither PNG nor JPEG.

    A plain RGB or grey PNG and a JPEG go in untouched, so their certificates are equal byte for byte
    under any zlib. Others are put on white first, as `plain` does when the office sets its arms.
    """
    if picture.startswith(_PNG):
        return _png(picture) or _png(plain(picture)) or _unreadable()
    image = _opened(picture)
    if image.format == "JPEG" and image.mode in ("RGB", "L"):
        space = b"RGB" if image.mode == "RGB" else b"Gray"
        return Picture(
            *image.size, b"/ColorSpace/Device%b/BitsPerComponent 8/Filter/DCTDecode" % space, picture
        )
    return _png(plain(picture)) or _unreadable()


def plain(picture: bytes) -> bytes:
    """The picture as an RGB PNG on white, at most 1200 dots a side. UserError when it cannot be read."""
    image = _opened(picture)
    try:
        layered = image.convert("RGBA")
    except (OSError, ValueError, SyntaxError) as error:  # Pillow calls a broken PNG a SyntaxError
        raise _unreadable_error() from error
    layered.thumbnail((_LARGEST, _LARGEST))
    white = Image.new("RGBA", layered.size, "white")
    white.alpha_composite(layered)
    out = io.BytesIO()
    white.convert("RGB").save(out, "PNG")
    return out.getvalue()


def photo(picture: bytes) -> bytes:
    """Upright and no finer than a page needs, as JPEG unless it is small already: phones make 4 to 12 MB.

    UserError when it cannot be read, or only in part.
    """
    try:
        image = Image.open(io.BytesIO(picture))
        if image.format != "JPEG" and image.width * image.height > _MOST_BYTES:
            raise _unreadable_error()
        upright = image.getexif().get(_TURNED, 1) == 1
        if upright and len(picture) <= _SMALL and max(image.size) <= FINEST:
            image.load()
            return picture
        scale = FINEST / max(*image.size, FINEST)
        image.draft(image.mode, (int(image.width * scale), int(image.height * scale)))  # reads a JPEG halved
        image.thumbnail((FINEST, FINEST), Image.Resampling.BILINEAR, reducing_gap=None)
        layered = ImageOps.exif_transpose(image)
        if layered.mode not in ("RGB", "L"):
            white = Image.new("RGBA", layered.size, "white")
            white.alpha_composite(layered.convert("RGBA"))
            layered = white.convert("RGB")
        out = io.BytesIO()
        layered.save(out, "JPEG", quality=_QUALITY)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise _unreadable_error() from error
    return out.getvalue()


def _opened(picture: bytes) -> Image.Image:
    try:
        image = Image.open(io.BytesIO(picture))
        if image.width * image.height > 50_000_000:
            raise UserError(
                "Gambar lambang terlalu besar. Pakai gambar paling banyak 1.200 titik setiap sisi."
            )
        return image
    except (OSError, ValueError, Image.DecompressionBombError) as error:
        raise _unreadable_error() from error


def _unreadable_error() -> UserError:
    return UserError("Gambar lambang tidak terbaca. Pilih berkas PNG atau JPEG yang lain.")


def _unreadable() -> Picture:
    raise _unreadable_error()


def _png(picture: bytes) -> Picture | None:
    """None unless 8 bits, grey or RGB, not interlaced, without transparency."""
    at, data, header, kinds = 8, [], b"", set()
    while at + 8 <= len(picture):
        length, kind = struct.unpack_from(">I4s", picture, at)
        body = picture[at + 8 : at + 8 + length]
        kinds.add(kind)
        if kind == b"IHDR":
            header = body
        elif kind == b"IDAT":
            data.append(body)
        at += 12 + length
    if len(header) != 13 or b"tRNS" in kinds:
        return None
    width, height, depth, colour, _, _, interlaced = struct.unpack(">IIBBBBB", header)
    if depth != 8 or colour not in (0, 2) or interlaced or not data:
        return None
    channels = 3 if colour == 2 else 1
    pixels = b"".join(data)
    size = height * (width * channels + 1)
    try:
        if size > _MOST_BYTES or len(zlib.decompressobj().decompress(pixels, size + 1)) != size:
            return None
    except zlib.error:
        return None
    entries = (
        b"/ColorSpace/Device%b/BitsPerComponent 8/Filter/FlateDecode"
        b"/DecodeParms<</Predictor 15/Colors %d/Columns %d>>"
    )
    return Picture(width, height, entries % (b"RGB" if channels == 3 else b"Gray", channels, width), pixels)
