"""The same sheets as DOCX, with python-docx, and their way to PDF by LibreOffice without a window."""

from __future__ import annotations

import copy
import shutil
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import docx
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from asn_desktop.reports.flow import Heading, Pairs, Row, Section, Table
from asn_desktop.reports.flow.pieces import sheet_size


def program() -> str | None:
    return shutil.which("soffice") or shutil.which("libreoffice")


def write(section: Section, out: Path) -> None:
    """Headings, labels and tables of a section; what only ours draws (zig-zag) is left out."""
    document = docx.Document()
    page = document.sections[0]
    width, height = sheet_size(section)
    page.orientation = WD_ORIENT.LANDSCAPE if section.landscape else WD_ORIENT.PORTRAIT
    page.page_width, page.page_height = Pt(width), Pt(height)
    margins = section.margins
    page.left_margin, page.right_margin = Mm(margins.left), Mm(margins.right)
    page.top_margin, page.bottom_margin = Mm(margins.top), Mm(margins.bottom)
    document.styles["Normal"].font.name = "Liberation Sans"
    document.styles["Normal"].font.size = Pt(9)
    document.styles["Normal"].paragraph_format.space_after = Pt(0)
    for line in section.letterhead.lines if section.letterhead else ():
        document.add_paragraph(line).alignment = 1
    for block in section.blocks:
        if isinstance(block, Heading):
            document.add_paragraph(block.text).alignment = 1
        elif isinstance(block, Pairs):
            for label, value in block.rows:
                document.add_paragraph(f"{label}\t: {value}")
        elif isinstance(block, Table):
            _table(document, section, block)
    document.save(str(out))


def _table(document: docx.document.Document, section: Section, block: Table) -> None:
    """Rows are copies of one: python-docx alone would take minutes for them."""
    room = sheet_size(section)[0] / 72 * 25.4 - section.margins.left - section.margins.right
    open_ones = sum(not column.width for column in block.columns)
    share = (room - sum(column.width for column in block.columns)) / max(open_ones, 1)
    table = document.add_table(rows=2, cols=len(block.columns))
    table.style, table.autofit = "Table Grid", False
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "68")  # twentieths of a point: 1.2 mm, as ours
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.append(margins)
    for row in table.rows:
        row.height = Mm(block.row or 5)
        for cell, column in zip(row.cells, block.columns, strict=True):
            cell.width = Mm(column.width or share)
            cell.paragraphs[0].add_run("x").font.size = Pt(block.size)
    head, pattern = (row._tr for row in table.rows)
    for cell, column in zip(table.rows[0].cells, block.columns, strict=True):
        cell.paragraphs[0].runs[0].text = column.title
    repeated = OxmlElement("w:tblHeader")
    head.get_or_add_trPr().append(repeated)
    whole = OxmlElement("w:cantSplit")
    pattern.get_or_add_trPr().append(whole)
    texts = [row for row in block.rows if not isinstance(row, Row)]
    for cells in texts:
        made = copy.deepcopy(pattern)
        for node, text in zip(list(made.iter(qn("w:t"))), cells, strict=True):
            first, *others = text.split("\n")
            node.text = first
            for other in others:
                more = OxmlElement("w:t")
                more.text = other
                node.getparent().extend([OxmlElement("w:br"), more])
        pattern.addprevious(made)
    pattern.getparent().remove(pattern)


def convert(files: Sequence[Path], out: Path) -> float:
    """Seconds for all files in one start of LibreOffice."""
    with tempfile.TemporaryDirectory() as profile:
        command = [
            program() or "soffice",
            f"-env:UserInstallation=file://{profile}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(out),
            *map(str, files),
        ]
        subprocess.run(command, check=True, capture_output=True)  # makes the profile, not measured
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        return time.perf_counter() - start
