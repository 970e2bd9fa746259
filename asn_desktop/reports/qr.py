"""The QR symbol as one vector path: pictures of one bit a dot are misread at low resolutions."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import zxingcpp

from asn_desktop.domain.errors import UserError
from asn_desktop.reports.pdf import number

LONGEST = 300
QUIET = 4  # white modules around the symbol, as the standard asks
_DARK = re.compile(b"\x00+")
# The mask is fixed: trying all eight takes most of the time, and which one wins may change with the
# library's version, while a certificate drawn again must be equal. A signed text is as good as random.
_MASK = 3
_SPANS = [b" %d 1 re\n" % n for n in range(178)]


def draw(text: str, x: float, y: float, side: float) -> bytes:
    """Content operators for the symbol `side` points wide with its lower left corner at x, y.

    Its quiet zone is painted white around it: leave room of a tenth of `side`.
    UserError when `text` is longer than LONGEST.
    """
    white, pixels = modules(text)
    corners = _corners(white)
    runs = [run.span() for run in _DARK.finditer(pixels)]
    path = b"".join([corners[start] + _SPANS[end - start] for start, end in runs])
    scale = f"{side / (white - 2 * QUIET):.5f}".encode()
    place = (scale, scale, number(x), number(y))
    ground = (-QUIET, -QUIET, white, white)
    return b"q %b 0 0 %b %b %b cm 1 g %d %d %d %d re f 0 g\n%bf Q\n" % (*place, *ground, path)


def modules(text: str) -> tuple[int, bytes]:
    """(modules a side with quiet zone, a byte a module from the top left, 0 for dark); error level M."""
    if len(text) > LONGEST:
        raise UserError(f"Isi kode QR terlalu panjang ({len(text)} karakter, paling banyak {LONGEST}).")
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M", data_mask=_MASK)
    image: Any = code.to_image(scale=1)  # its stub does not say that it is a buffer
    return image.shape[1], bytes(image)


@lru_cache(maxsize=8)
def _corners(white: int) -> list[bytes]:
    """For each module of the picture: its lower left corner, counted from that of the symbol.

    The white margin keeps a run from going on into the next row.
    """
    return [b"%d %d" % (n % white - QUIET, white - QUIET - 1 - n // white) for n in range(white * white)]
