"""Certificates as PDF: one for the printer, one file a person, and their fingerprints."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

from asn_desktop.domain.certificates import Certificate
from asn_desktop.domain.errors import Cancelled
from asn_desktop.reports import preflight
from asn_desktop.reports.batch import Batch
from asn_desktop.reports.ink import Ink
from asn_desktop.reports.master import Master, master
from asn_desktop.reports.page import Paper, replacing, write_together
from asn_desktop.reports.press import Content
from asn_desktop.reports.templates import Template

Job = TypeVar("Job")
Progress = Callable[[int], bool]
"""Told how many are done; answers False to stop."""

_CHUNK = 50  # certificates handed to another process at a time
_WORTH_A_PROCESS = 1500  # starting processes costs about as much as drawing so many


@dataclass(frozen=True)
class Sheet:
    """One person's certificate with the look it was issued with. `arms` is a PNG or JPEG."""

    template: Template
    arms: bytes | None
    certificate: Certificate


@dataclass(frozen=True)
class Options:
    """For the printer. `text_only` is for blanks on which art, arms and boxes already stand;
    `offset_mm` moves everything right and up."""

    paper: Paper = "A4"
    text_only: bool = False
    offset_mm: tuple[float, float] = (0.0, 0.0)
    backs: bool = True


def write_merged(
    sheets: Iterable[Sheet], out: Path, options: Options, progress: Progress | None = None
) -> None:
    """One PDF, front then back for each person, everyone starting on a front side.

    UserError when `out` cannot be written; Cancelled when `progress` says so.
    """
    with replacing(out) as file:
        batch = Batch(file.write, options.paper, options.offset_mm)
        for done, sheet in enumerate(sheets, 1):
            printing = batch.press(sheet.template, sheet.arms, options.text_only)
            contents = printing.pages(sheet.certificate, batch.pen, backs=options.backs)
            batch.add(printing, contents, duplex=options.backs)
            _tell(progress, done)
        batch.finish("Sertifikat")


def draw(sheet: Sheet) -> bytes:
    """The canonical file of one person (A4, complete): the same bytes whenever and wherever drawn."""
    original, contents, pen = _contents(sheet)
    return original.start + original.ending(contents, pen.extras, title(sheet.certificate))


def write_files(
    sheets: Sequence[Sheet], paths: Sequence[Path], processes: int = 1, progress: Progress | None = None
) -> list[str]:
    """draw() to one file a person; gives the SHA-256 of each. UserError names the file that failed."""
    if len(sheets) != len(paths):
        raise ValueError("one path for each sheet")
    return _spread(_write_some, list(zip(sheets, paths, strict=True)), processes, progress)


def hashes(sheets: Sequence[Sheet], processes: int = 1, progress: Progress | None = None) -> list[str]:
    """SHA-256 of draw() of each, without the files."""
    return _spread(_hash_some, list(sheets), processes, progress)


def problems(sheet: Sheet) -> list[str]:
    """What would not fit or cannot be printed, field by field; empty when all is well."""
    return preflight.problems(sheet.template, sheet.certificate)


def title(certificate: Certificate) -> str:
    """The title of the document, as a reader of PDF shows it."""
    values = certificate.values
    return " – ".join(filter(None, (values.get("nomor", ""), values.get("nama", ""))))


def _contents(sheet: Sheet) -> tuple[Master, list[Content], Ink]:
    original, pen = master(sheet.template, sheet.arms), Ink()
    return original, original.press.pages(sheet.certificate, pen, backs=True), pen


def _hash_some(sheets: Sequence[Sheet]) -> list[str]:
    found = []
    for sheet in sheets:
        original, contents, pen = _contents(sheet)
        found.append(original.digest(original.ending(contents, pen.extras, title(sheet.certificate))))
    return found


def _write_some(jobs: Sequence[tuple[Sheet, Path]]) -> list[str]:
    found: list[str] = []
    files: list[tuple[Path, tuple[bytes, bytes]]] = []
    for sheet, path in jobs:
        original, contents, pen = _contents(sheet)
        ending = original.ending(contents, pen.extras, title(sheet.certificate))
        files.append((path, (original.start, ending)))
        found.append(original.digest(ending))
    write_together(files)
    return found


def _spread(
    work: Callable[[Sequence[Job]], list[str]], jobs: Sequence[Job], processes: int, progress: Progress | None
) -> list[str]:
    """The results in the order of the jobs, from this process or from several."""
    chunks = [jobs[i : i + _CHUNK] for i in range(0, len(jobs), _CHUNK)]
    if processes <= 1 or len(jobs) < _WORTH_A_PROCESS:
        return _gathered(map(work, chunks), progress)
    # spawn: a fork would copy the locks of the window's threads
    pool = ProcessPoolExecutor(processes, mp_context=get_context("spawn"))
    try:
        return _gathered(pool.map(work, chunks), progress)
    finally:
        pool.shutdown(cancel_futures=True)


def _gathered(parts: Iterable[list[str]], progress: Progress | None) -> list[str]:
    found: list[str] = []
    for part in parts:
        found += part
        _tell(progress, len(found))
    return found


def _tell(progress: Progress | None, done: int) -> None:
    if progress and not progress(done):
        raise Cancelled
