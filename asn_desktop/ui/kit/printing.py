"""Puts a PDF on paper through the system's own print dialog."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QMarginsF, QPoint, QRect, QSettings, QSize, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from asn_desktop.domain.errors import Cancelled, UserError
from asn_desktop.services import printing
from asn_desktop.ui.kit import dialogs
from asn_desktop.ui.kit.preview import image
from asn_desktop.ui.kit.progress import Progress
from asn_desktop.ui.kit.runner import Runner

INCH = 25.4
FINEST = 600  # dots per inch; more would only fill the memory
LOOK_DPI = 10  # enough to see whether a page lies or stands
NO_PRINTER = "Belum ada pencetak di komputer ini. Pasang pencetak dahulu, atau pakai Simpan PDF."
STOPPED = "Pencetak tidak menerima pekerjaan ini. Periksa kabel, kertas, dan antreannya, lalu cetak lagi."


class Offset(NamedTuple):
    """How far everything moves on the paper, in mm."""

    right: float = 0.0
    up: float = 0.0


def page_size(paper: str) -> QPageSize:
    """F4 (folio, 215×330 mm) is unknown to Qt."""
    if paper == "F4":
        millimetres = QPageSize.Unit.Millimeter
        return QPageSize(QSizeF(215, 330), millimetres, "F4", QPageSize.SizeMatchPolicy.ExactMatch)
    return QPageSize(QPageSize.PageSizeId.A3 if paper == "A3" else QPageSize.PageSizeId.A4)


def printers() -> list[str]:
    return list(QPrinterInfo.availablePrinterNames())


def offset(printer: str) -> Offset:
    """What was measured with the ruler page and remembered for this printer."""
    kept = QSettings()
    return Offset(*(float(str(kept.value(f"printers/{printer}/{axis}", 0))) for axis in Offset._fields))


def remember_offset(printer: str, moved: Offset) -> None:
    kept = QSettings()
    for axis, value in moved._asdict().items():
        kept.setValue(f"printers/{printer}/{axis}", value)


def prepared(printer: QPrinter, paper: str, *, landscape: bool, duplex: bool) -> QPrinter:
    """Whole sheets without margins."""
    printer.setFullPage(True)
    printer.setPageSize(page_size(paper))
    _lay(printer, landscape)
    printer.setPageMargins(QMarginsF(0, 0, 0, 0))
    printer.setDuplex(turned(landscape=landscape, duplex=duplex))
    printer.setDocName("Sertifikat")
    return printer


def turned(*, landscape: bool, duplex: bool) -> QPrinter.DuplexMode:
    """Sheets that lie are turned over their short edge, so that the back is not upside down."""
    if not duplex:
        return QPrinter.DuplexMode.DuplexNone
    return QPrinter.DuplexMode.DuplexShortSide if landscape else QPrinter.DuplexMode.DuplexLongSide


def ask(parent: QWidget, pages: int, paper: str, *, landscape: bool, duplex: bool) -> QPrinter | None:
    """The printer the clerk chose, with the range of pages; None when there is none or Batal was pressed."""
    if not printers():
        dialogs.tell(parent, NO_PRINTER)
        return None
    printer = prepared(QPrinter(), paper, landscape=landscape, duplex=duplex)
    if last := str(QSettings().value("printers/last", "")):
        printer.setPrinterName(last)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle("Cetak")
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
    dialog.setMinMax(1, pages)
    if dialog.exec() != QPrintDialog.DialogCode.Accepted:
        return None
    QSettings().setValue("printers/last", printer.printerName())
    return printer


def send(
    runner: Runner, pdf: bytes, printer: QPrinter, done: Callable[[int], object], owner: QWidget
) -> None:
    """Draws the pages on the printer's paper; `done` gets how many."""
    moved = offset(printer.printerName())
    runner.work("Mencetak", lambda progress: draw(pdf, printer, moved, progress), done, owner=owner)


def draw(pdf: bytes, printer: QPrinter, moved: Offset, progress: Progress | None = None) -> int:
    """May run on any thread. Raises UserError when the printer does not start."""
    wanted = _wanted(printer, printing.page_count(pdf))
    dpi = min(printer.resolution(), FINEST)
    painter = QPainter()
    for done, page in enumerate(wanted):
        look = printing.page_picture(pdf, page, LOOK_DPI)
        _lay(printer, look.width > look.height)
        if not (printer.newPage() if done else painter.begin(printer)):
            raise UserError(STOPPED)
        _place(painter, printer, image(printing.page_picture(pdf, page, dpi)), moved)
        if progress and not progress(done + 1, len(wanted), "halaman"):
            printer.abort()
            painter.end()
            raise Cancelled
    painter.end()
    return len(wanted)


def _place(painter: QPainter, printer: QPrinter, made: QImage, moved: Offset) -> None:
    """In the middle of the sheet at its true size, moved by what the printer is out."""
    sheet = printer.pageLayout().fullRectPixels(printer.resolution())
    factor = printer.resolution() / min(printer.resolution(), FINEST)
    size = QSize(round(made.width() * factor), round(made.height() * factor))
    dots = printer.resolution() / INCH
    corner = QPoint(
        round((sheet.width() - size.width()) / 2 + moved.right * dots),
        round((sheet.height() - size.height()) / 2 - moved.up * dots),
    )
    painter.drawImage(QRect(corner, size), made)


def _lay(printer: QPrinter, landscape: bool) -> None:
    way = QPageLayout.Orientation
    printer.setPageOrientation(way.Landscape if landscape else way.Portrait)


def _wanted(printer: QPrinter, pages: int) -> range:
    first, last = printer.fromPage() or 1, printer.toPage() or pages
    return range(max(1, first) - 1, min(last, pages))
