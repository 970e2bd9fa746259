"""What a file is by its first and last bytes, whatever its name says."""

from __future__ import annotations

import zipfile
from io import BytesIO

PDF, PNG, JPEG = PROOFS = ("application/pdf", "image/png", "image/jpeg")
PICTURES = (PNG, JPEG)
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

WORDS = {PDF: "PDF", PNG: "PNG", JPEG: "JPEG", DOCX: "Word (.docx)"}
ENDINGS = {PDF: ".pdf", PNG: ".png", JPEG: ".jpg", DOCX: ".docx"}

_TAIL = 4096  # bytes in which the end mark must stand; scanners write a little behind it


def media_type(data: bytes) -> str:
    """One of the types above; "" for anything else, and for one whose end is missing."""
    tail = data[-_TAIL:]
    if b"%PDF-" in data[:1024]:
        return PDF if b"%%EOF" in tail else ""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG if b"IEND" in tail else ""
    if data.startswith(b"\xff\xd8\xff"):
        return JPEG if b"\xff\xd9" in tail else ""
    if data.startswith(b"PK\x03\x04"):
        return DOCX if _is_docx(data) else ""
    return ""


def in_words(kinds: tuple[str, ...]) -> str:
    """ "PDF, PNG atau JPEG"."""
    *first, last = (WORDS[kind] for kind in kinds)
    return f"{', '.join(first)} atau {last}" if first else last


def _is_docx(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            return {"[Content_Types].xml", "word/document.xml"} <= {*package.namelist()}
    except (zipfile.BadZipFile, NotImplementedError):  # the second: a zip of a newer kind than this reader
        return False
