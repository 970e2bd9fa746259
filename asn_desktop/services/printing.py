"""Certificates on paper: the file for the printer, one file a person, preview and test page."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from asn_desktop.domain import filenames, files
from asn_desktop.domain.errors import Cancelled, UserError
from asn_desktop.reports import certificate, rendering, test_page
from asn_desktop.reports.certificate import Options, Sheet
from asn_desktop.reports.page import Paper
from asn_desktop.reports.rendering import Picture

__all__ = [
    "DEFAULT_PATTERN",
    "Options",
    "Paper",
    "Picture",
    "Sheet",
    "both",
    "file_names",
    "merged",
    "one_each",
    "page_count",
    "page_picture",
    "page_size",
    "preview_pdf",
    "ruler_page",
]

Progress = Callable[[int, int, str], bool]
DEFAULT_PATTERN = "{nomor} {nama}"


def merged(sheets: Sequence[Sheet], out: Path, options: Options, progress: Progress | None = None) -> None:
    """One PDF in duplex order. UserError when `out` cannot be written; Cancelled leaves the old file."""
    told = _telling(progress, len(sheets), out.name)
    certificate.write_merged(sheets, out, _sides(sheets, options), told)


def _sides(sheets: Sequence[Sheet], options: Options) -> Options:
    """Where nobody's training has a curriculum there is no back, so no empty pages between the fronts."""
    return replace(options, backs=options.backs and any(s.certificate.curriculum for s in sheets))


def file_names(sheets: Sequence[Sheet], pattern: str = DEFAULT_PATTERN) -> list[str]:
    """By `pattern` with the tokens of domain.certificates; never two alike, safe on Windows."""
    made = (filenames.from_pattern(pattern, sheet.certificate.values) for sheet in sheets)
    return [f"{name}.pdf" for name in filenames.unique(made)]


def one_each(
    sheets: Sequence[Sheet],
    folder: Path,
    pattern: str = DEFAULT_PATTERN,
    progress: Progress | None = None,
) -> list[Path]:
    """One complete A4 file a person, the same bytes whenever drawn. `folder` is made if need be."""
    try:
        files.make_folder(folder)
    except FileExistsError as error:
        raise UserError(f"“{folder}” adalah berkas, bukan folder. Pilih folder lain.") from error
    except OSError as error:
        raise files.explained(error, folder) from error
    paths = [folder / name for name in file_names(sheets, pattern)]
    try:
        certificate.write_files(sheets, paths, 2, _telling(progress, len(sheets), folder.name))
    except Cancelled:
        raise UserError(f"Dibatalkan. Berkas yang sudah selesai tetap ada di folder “{folder}”.") from None
    return paths


def both(
    sheets: Sequence[Sheet],
    out: Path,
    folder: Path,
    options: Options,
    pattern: str = DEFAULT_PATTERN,
    *,
    progress: Progress | None = None,
) -> list[Path]:
    """The file for the printer and one file a person."""
    total = 2 * len(sheets)

    def half(before: int) -> Progress:
        return lambda done, _, text: progress is None or progress(before + done, total, text)

    merged(sheets, out, options, half(0))
    return one_each(sheets, folder, pattern, half(len(sheets)))


def _telling(progress: Progress | None, total: int, text: str) -> Callable[[int], bool] | None:
    return None if progress is None else lambda done: progress(done, total, text)


def preview_pdf(sheets: Sequence[Sheet], options: Options) -> bytes:
    """The very pages that `merged` would write."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "pratinjau.pdf"
        certificate.write_merged(sheets, out, _sides(sheets, options))
        return out.read_bytes()


def page_count(pdf: bytes | Path) -> int:
    return rendering.page_count(pdf)


def page_picture(pdf: bytes | Path, page: int, dpi: float) -> Picture:
    """Page 0 is the first; the pixels are Qt's Format_RGB32."""
    return rendering.page_picture(pdf, page, dpi)


def page_size(pdf: bytes | Path, page: int) -> tuple[float, float]:
    """Width and height in points."""
    return rendering.page_size(pdf, page)


def ruler_page(out: Path, paper: Paper) -> None:
    """A test page that shows by how many mm a printer is off."""
    test_page.write(out, paper)
