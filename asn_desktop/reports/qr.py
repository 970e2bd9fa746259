"""The QR symbol as one vector path: pictures of one bit a dot are misread at low resolutions."""

from __future__ import annotations

import re
from typing import Any

import zxingcpp

from asn_desktop.domain.errors import UserError
from asn_desktop.reports.pdf import number

LONGEST = 300
QUIET = 4  # white modules around the symbol, as the standard asks
_DARK = re.compile(b"\x00+")
_LARGEST = 177  # modules of the biggest symbol
_STARTS = [b"%d" % n for n in range(_LARGEST)]
_SPANS = [b" %d 1 re\n" % n for n in range(_LARGEST + 1)]


def draw(text: str, x: float, y: float, side: float) -> bytes:
    """Content operators for the symbol `side` points wide with its lower left corner at x, y.

    Its quiet zone is painted white around it: leave room of a tenth of `side`.

    UserError when `text` is longer than LONGEST.
    """
    rows = modules(text)
    count = len(rows)
    white = count + 2 * QUIET
    path: list[bytes] = []
    for at, row in enumerate(rows, 1):
        y_part = b" %d" % (count - at)
        for run in _DARK.finditer(row):
            start, end = run.span()
            path += (_STARTS[start], y_part, _SPANS[end - start])
    scale = side / count
    return b"q %b 0 0 %b %b %b cm 1 g -%d -%d %d %d re f 0 g\n%bf Q\n" % (
        f"{scale:.5f}".encode(),
        f"{scale:.5f}".encode(),
        number(x),
        number(y),
        QUIET,
        QUIET,
        white,
        white,
        b"".join(path),
    )


def modules(text: str) -> list[bytes]:
    """Rows from the top, a byte a module, 0 for dark; error level M."""
    if len(text) > LONGEST:
        raise UserError(f"Isi kode QR terlalu panjang ({len(text)} karakter, paling banyak {LONGEST}).")
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    image: Any = code.to_image(scale=1, add_quiet_zones=False)  # its stub does not say that it is a buffer
    width = image.shape[1]
    pixels = bytes(image)
    return [pixels[i : i + width] for i in range(0, len(pixels), width)]
