from __future__ import annotations

import pytest
from desks import make_desk
from PySide6.QtGui import QPageLayout
from PySide6.QtPrintSupport import QPrinter

from asn_desktop.db.session import reading
from asn_desktop.domain.errors import Cancelled
from asn_desktop.services import certificates
from asn_desktop.services import printing as pages
from asn_desktop.ui.kit import printing
from asn_desktop.ui.kit.printing import Offset

MM = 72 / 25.4


@pytest.fixture
def sheets(engine, tmp_path):
    ids = make_desk(engine, tmp_path).issue().certificate_ids
    with reading(engine) as s:
        return certificates.sheets(s, ids)


def to_file(path, paper="A4", **more) -> QPrinter:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printer.setResolution(100)
    return printing.prepared(printer, paper, landscape=True, **{"duplex": True} | more)


def ink(pdf: bytes, page: int = 0) -> tuple[float, float]:
    """Where the first dark dot from the left and from the top lies, in mm."""
    picture = pages.page_picture(pdf, page, 100)
    red, wide = picture.pixels[2::4], picture.width
    left = next(x for x in range(wide) if min(red[x::wide]) < 160)
    top = next(y for y in range(picture.height) if min(red[y * wide : (y + 1) * wide]) < 160)
    return left * 0.254, top * 0.254


@pytest.mark.parametrize(("paper", "millimetres"), [("A4", (297, 210)), ("F4", (330, 215))])
def test_on_the_paper_that_was_asked_for(qapp, tmp_path, sheets, paper, millimetres):
    pdf = pages.preview_pdf(sheets, pages.Options(paper))
    out = tmp_path / "keluar.pdf"
    assert printing.draw(pdf, to_file(out, paper), Offset()) == 6
    assert pages.page_count(out) == 6
    assert pages.page_size(out, 0) == pytest.approx([m * MM for m in millimetres], abs=2)


def test_the_pages_stand_where_they_stand_in_the_preview(qapp, tmp_path, sheets):
    pdf = pages.preview_pdf(sheets, pages.Options())
    out = tmp_path / "keluar.pdf"
    printing.draw(pdf, to_file(out), Offset())
    assert ink(out.read_bytes()) == pytest.approx(ink(pdf), abs=0.6)
    assert ink(out.read_bytes(), 1) == pytest.approx(ink(pdf, 1), abs=0.6)


def test_an_offset_moves_right_and_up(qapp, tmp_path, sheets):
    pdf = pages.preview_pdf(sheets, pages.Options())
    out = tmp_path / "keluar.pdf"
    printing.draw(pdf, to_file(out), Offset(right=3, up=-5))
    left, top = ink(pdf)
    assert ink(out.read_bytes()) == pytest.approx((left + 3, top + 5), abs=0.6)


def test_a_range_of_pages(qapp, tmp_path, sheets):
    printer = to_file(tmp_path / "keluar.pdf")
    printer.setFromTo(2, 3)
    assert printing.draw(pages.preview_pdf(sheets, pages.Options()), printer, Offset()) == 2
    assert pages.page_count(tmp_path / "keluar.pdf") == 2


def test_batal_stops_the_printer(qapp, tmp_path, sheets):
    told = []

    def stop(done, total, text):
        told.append((done, total))
        return done < 2

    with pytest.raises(Cancelled):
        printing.draw(
            pages.preview_pdf(sheets, pages.Options()), to_file(tmp_path / "keluar.pdf"), Offset(), stop
        )
    assert told == [(1, 6), (2, 6)]


def test_sheets_that_lie_are_turned_over_their_short_edge(qapp, tmp_path):
    assert printing.turned(landscape=True, duplex=True) == QPrinter.DuplexMode.DuplexShortSide
    assert printing.turned(landscape=False, duplex=True) == QPrinter.DuplexMode.DuplexLongSide
    assert printing.turned(landscape=True, duplex=False) == QPrinter.DuplexMode.DuplexNone
    lying = to_file(tmp_path / "keluar.pdf").pageLayout()
    assert lying.orientation() == QPageLayout.Orientation.Landscape
    assert lying.margins().isNull()


def test_each_printer_keeps_its_own_offset(qapp):
    assert printing.offset("Lantai 2") == Offset(0, 0)
    printing.remember_offset("Lantai 2", Offset(1.5, -0.5))
    assert printing.offset("Lantai 2") == Offset(1.5, -0.5)
    assert printing.offset("Lantai 3") == Offset(0, 0)


def test_f4_is_no_paper_of_qt(qapp):
    size = printing.page_size("F4").size(printing.page_size("F4").Unit.Millimeter)
    assert (size.width(), size.height()) == (215, 330)
