"""The smallest files that are what they say: for tests that attach one."""

from __future__ import annotations

from io import BytesIO

from PIL import Image
from reportlab.pdfgen.canvas import Canvas


def pdf(text: str = "Sertifikat contoh") -> bytes:
    """One page with this text."""
    made = BytesIO()
    canvas = Canvas(made, invariant=True)
    canvas.drawString(72, 720, text)
    canvas.save()
    return made.getvalue()


def picture(kind: str, colour: tuple[int, int, int] = (200, 30, 30)) -> bytes:
    """`kind` is PNG or JPEG."""
    made = BytesIO()
    Image.new("RGB", (40, 30), colour).save(made, kind)
    return made.getvalue()


PDF, PNG, JPEG = pdf(), picture("PNG"), picture("JPEG")
