"""The usual way: ReportLab with platypus, paragraphs, its own table and its own QR widget."""

from __future__ import annotations

import io
import tempfile
import time
from pathlib import Path
from xml.sax.saxutils import escape

from people import SUBJECTS, arms, proof, values
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Image, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

from asn_desktop import resources

_ROWS = {
    "Nama": "nama",
    "NIP": "nip",
    "Tempat, tanggal lahir": "tempat_tanggal_lahir",
    "Pangkat/golongan ruang": "pangkat_golongan",
    "Jabatan": "jabatan",
    "Unit kerja": "unit_kerja",
    "Instansi": "instansi",
}


def _styles() -> dict[str, ParagraphStyle]:
    for name in ("NotoSerif-Regular", "NotoSerif-Bold"):
        pdfmetrics.registerFont(TTFont(name, str(resources.path(f"fonts/{name}.ttf"))))
    plain = ParagraphStyle("plain", fontName="NotoSerif-Regular", fontSize=10.5, leading=14)
    centred = ParagraphStyle("centred", plain, alignment=TA_CENTER)
    return {
        "plain": plain,
        "centred": centred,
        "bold": ParagraphStyle("bold", plain, fontName="NotoSerif-Bold"),
        "title": ParagraphStyle("title", centred, fontName="NotoSerif-Bold", fontSize=26, leading=32),
    }


def _frame(canvas: Canvas, document: object) -> None:
    """A plain double frame: less art than ours has."""
    for inset in (5.1, 6.2, 12, 13):
        canvas.rect(inset * mm, inset * mm, (297 - 2 * inset) * mm, (210 - 2 * inset) * mm)


def _person(n: int, style: dict[str, ParagraphStyle]) -> list[Flowable]:
    v = {key: escape(text) for key, text in values(n).items()}
    widget = QrCodeWidget(proof(n), barLevel="M", barWidth=32 * mm, barHeight=32 * mm)
    symbol = Drawing(32 * mm, 32 * mm)
    symbol.add(widget)
    signature = [
        Paragraph(v["ttd_tempat_tanggal"], style["plain"]),
        Paragraph(v["ttd_jabatan"], style["plain"]),
        Spacer(1, 14 * mm),
        Paragraph(v["ttd_nama"], style["bold"]),
        Paragraph(v["ttd_pangkat"], style["plain"]),
        Paragraph("NIP " + v["ttd_nip"], style["plain"]),
    ]
    proof_text = Paragraph("Bukti keaslian aplikasi – bukan tanda tangan elektronik BSrE", style["plain"])
    identity = [[label, ":", Paragraph(v[key], style["plain"])] for label, key in _ROWS.items()]
    body = (
        f"{v['pelatihan']} {v['angkatan']} Tahun {v['tahun']} sebagai {v['peran']} yang diselenggarakan oleh "
        f"{v['penyelenggara']} pada tanggal {v['tanggal_pelatihan']} di {v['tempat']} yang meliputi "
        f"{v['jp']} ({v['jp_terbilang']}) jam pelajaran."
    )
    rows: list[list[object]] = [["No.", "Mata Pelatihan", "JP"]]
    rows += [[i, Paragraph(s.name, style["plain"]), s.jp] for i, s in enumerate(SUBJECTS, 1)]
    rows.append(["", "Jumlah jam pelajaran", 36])
    font = ("FONT", (0, 0), (-1, -1), "NotoSerif-Regular", 10)
    grid = ("GRID", (0, 0), (-1, -1), 0.35, colors.black)
    return [
        Image(io.BytesIO(arms()), 17 * mm, 19.5 * mm),
        Paragraph(v["instansi_penerbit"], style["centred"]),
        Paragraph("SERTIFIKAT", style["title"]),
        Paragraph("Nomor: " + v["nomor"], style["centred"]),
        Paragraph(v["dasar"], style["centred"]),
        Table(identity, colWidths=[50 * mm, 4 * mm, 142 * mm], style=[font]),
        Paragraph(v["putusan"], style["title"]),
        Paragraph(body, style["centred"]),
        Table([[[symbol, proof_text], signature]], colWidths=[150 * mm, 90 * mm]),
        PageBreak(),
        Paragraph("DAFTAR MATA PELATIHAN", style["title"]),
        Paragraph(v["pelatihan"], style["centred"]),
        Table(rows, colWidths=[14 * mm, 193 * mm, 22 * mm], style=[font, grid]),
        Spacer(1, 10 * mm),
        Paragraph(v["ttd2_jabatan"], style["plain"]),
        Spacer(1, 14 * mm),
        Paragraph(v["ttd2_nama"], style["bold"]),
        PageBreak(),
    ]


def _build(out: Path, people: range, style: dict[str, ParagraphStyle]) -> None:
    margins = dict.fromkeys(("leftMargin", "rightMargin", "topMargin", "bottomMargin"), 14 * mm)
    document = SimpleDocTemplate(str(out), pagesize=landscape(A4), **margins)
    story = [flowable for n in people for flowable in _person(n, style)]
    document.build(story, onFirstPage=_frame, onLaterPages=_frame)


def merged(count: int) -> float:
    """Seconds for one document."""
    ImageReader(io.BytesIO(arms()))
    style = _styles()
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        _build(Path(folder) / "all.pdf", range(count), style)
        return time.perf_counter() - start


def single(count: int) -> float:
    """Seconds for one file a person."""
    style = _styles()
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        for n in range(count):
            _build(Path(folder) / f"{n}.pdf", range(n, n + 1), style)
        return time.perf_counter() - start
