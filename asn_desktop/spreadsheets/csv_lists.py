"""Lists as text: `;`, `,` or tab between cells, UTF-8 or Windows-1252."""

from __future__ import annotations

import csv
import io
from collections import Counter
from pathlib import Path

from asn_desktop.domain.errors import UserError
from asn_desktop.spreadsheets.cells import Cell

MOST_CELLS = 5_000_000


def read_csv(path: Path) -> list[list[Cell]]:
    """Rows of text. Raises UserError when the file is no list of text."""
    text = _decoded(path)
    delimiter = _delimiter(text)
    rows: list[list[Cell]] = []
    cells = 0
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            cells += len(row)
            if cells > MOST_CELLS:
                raise UserError(f"Isi berkas “{path.name}” terlalu besar untuk sebuah daftar.")
            rows.append([*row])
    except csv.Error as error:
        raise UserError(
            f"Berkas “{path.name}” bukan daftar CSV yang benar. Buka di Excel, simpan sebagai .xlsx, "
            "lalu impor lagi."
        ) from error
    return rows


def _decoded(path: Path) -> str:
    data = path.read_bytes()
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    head = data[:4096]
    if b"\x00" in head or head.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8", b"{\\rtf")):
        raise UserError(
            f"Berkas “{path.name}” bukan daftar Excel atau CSV walaupun namanya berakhiran "
            f"“{path.suffix}”. Pilih berkas daftarnya."
        )
    if head.lstrip().lower().startswith((b"<html", b"<!doctype", b"<table", b"<?xml")):
        raise UserError(
            f"Berkas “{path.name}” sebenarnya halaman web, bukan daftar Excel. Buka di Excel, simpan sebagai "
            ".xlsx, lalu impor lagi."
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _delimiter(text: str) -> str:
    """The one that splits most lines into the same number of cells, more than one."""

    def score(delimiter: str) -> tuple[int, int]:
        sample = csv.reader(io.StringIO(text[:20000], newline=""), delimiter=delimiter)
        try:
            widths = Counter(len(row) for row in sample if row)
        except csv.Error:
            return (0, 0)
        width, lines = max(widths.items(), key=lambda w: (w[0] > 1, w[1], w[0]), default=(1, 0))
        return (lines, width) if width > 1 else (0, 0)

    return max(";,\t|", key=score)
