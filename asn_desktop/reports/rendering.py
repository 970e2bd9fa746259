"""Reads PDF files and pictures: pages as pictures for preview and print, their text, their QR codes."""

from __future__ import annotations

import math
import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

import pypdfium2
import zxingcpp
from PIL import Image

from asn_desktop.domain.errors import UserError

_QR = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])
_PDFIUM = Lock()  # PDFium must not be called from two threads at once
_CODE_DPI = (200, 100, 300)  # a symbol that one resolution hides shows at another
_MOST_PIXELS = 40_000_000  # of a page looked at for codes: A3 at 300 dpi has 17 million


@dataclass(frozen=True)
class Picture:
    """`pixels` has four bytes a dot, blue, green, red and one unused: Qt's Format_RGB32."""

    width: int
    height: int
    pixels: bytes


@contextmanager
def _opened(pdf: bytes | Path) -> Iterator[pypdfium2.PdfDocument]:
    try:
        with _PDFIUM, closing(pypdfium2.PdfDocument(pdf)) as document:
            yield document
    except (pypdfium2.PdfiumError, OSError) as error:
        name = pdf.name if isinstance(pdf, Path) else "PDF"
        raise UserError(f"Berkas {name} tidak dapat dibaca sebagai PDF. Pilih berkas lain.") from error


def page_count(pdf: bytes | Path) -> int:
    """UserError, here and below, when it is no readable PDF."""
    with _opened(pdf) as document:
        return len(document)


def page_picture(pdf: bytes | Path, page: int, dpi: float) -> Picture:
    """Page 0 is the first."""
    with _opened(pdf) as document, closing(document[page]) as shown:
        bitmap = shown.render(scale=dpi / 72, rev_byteorder=False, prefer_bgrx=True)
        rows = bytes(bitmap.buffer)
        if bitmap.stride != bitmap.width * 4:
            rows = b"".join(
                rows[y * bitmap.stride : y * bitmap.stride + bitmap.width * 4] for y in range(bitmap.height)
            )
        return Picture(bitmap.width, bitmap.height, rows)


def page_size(pdf: bytes | Path, page: int) -> tuple[float, float]:
    """Width and height in points."""
    with _opened(pdf) as document, closing(document[page]) as shown:
        width, height = shown.get_size()
        return float(width), float(height)


def page_text(pdf: bytes | Path, page: int) -> str:
    with _opened(pdf) as document, closing(document[page]) as shown, closing(shown.get_textpage()) as text:
        return str(text.get_text_bounded()).replace("\r\n", "\n")


def read_codes(path: Path) -> list[str]:
    """The texts of all QR codes in a PDF or a picture, in order, each once.

    UserError when the file is neither.
    """
    if is_pdf(path):
        found: list[str] = []
        for page in range(page_count(path)):
            found += page_codes(path, page)
        return list(dict.fromkeys(found))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(path) as picture:
                return _codes(picture.convert("L"))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise UserError(f"Gambar {path.name} terlalu besar. Perkecil gambarnya, lalu ulangi.") from error
    except (OSError, ValueError, SyntaxError) as error:  # Pillow calls a broken PNG a SyntaxError
        raise UserError(
            f"Berkas {path.name} tidak dapat dibaca. Pilih PDF atau gambar (PNG, JPEG) sertifikat."
        ) from error


def is_pdf(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return b"%PDF-" in file.read(1024)
    except OSError as error:
        raise UserError(f"Berkas {path} tidak dapat dibuka. Periksa apakah berkas itu ada.") from error


def page_codes(path: Path, page: int) -> list[str]:
    """The texts of the QR codes on one page, each once."""
    largest = math.sqrt(_MOST_PIXELS / max(math.prod(page_size(path, page)), 1)) * 72
    for dpi in _CODE_DPI:
        shown = page_picture(path, page, min(dpi, largest))
        picture = Image.frombuffer("RGB", (shown.width, shown.height), shown.pixels, "raw", "BGRX", 0, 1)
        if codes := _codes(picture.convert("L")):
            return codes
    return []


def _codes(picture: Image.Image) -> list[str]:
    codes = zxingcpp.read_barcodes(picture, formats=_QR)
    return list(dict.fromkeys(code.text for code in codes if code.valid))
