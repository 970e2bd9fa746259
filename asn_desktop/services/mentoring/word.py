"""Kesepakatan and laporan akhir as files of Word, from templates, with the same data as the PDF."""

from __future__ import annotations

from collections.abc import Callable

from asn_desktop import resources
from asn_desktop.domain import filenames
from asn_desktop.domain.errors import Cancelled, UserError
from asn_desktop.reports.page import Paper
from asn_desktop.services.mentoring.papers import KINDS, Pack

WORDED = tuple(code for code, kind in KINDS.items() if kind.worded)
ONLY_THESE = (
    "Word hanya untuk kesepakatan dan laporan akhir. Pilih salah satunya; berkas lain dicetak atau disimpan "
    "sebagai PDF."
)


def documents(pack: Pack, progress: Callable[[int, int, str], bool] | None = None) -> list[tuple[str, bytes]]:
    """File name and content, one for each pair and kind. Cancelled; UserError where nothing is for Word."""
    from asn_desktop.reports.mentoring.docx import render  # noqa: PLC0415 - a quarter of a second, only when wanted

    wanted = [kind for kind in pack.kinds if kind in WORDED]
    if not wanted:
        raise UserError(ONLY_THESE)
    templates = {kind: resources.path(f"letters/{kind}_mentoring.docx").read_bytes() for kind in wanted}
    paper: Paper = "F4" if pack.paper == "F4" else "A4"
    found: list[tuple[str, bytes]] = []
    taken: set[str] = set()
    for pair in pack.pairs:
        for kind in wanted:
            name = f"{KINDS[kind].title} {pair.title}"
            number, plain = 1, filenames.safe(name)[:100].strip()
            name = plain
            while name.casefold() in taken:
                number += 1
                name = f"{plain} ({number})"
            taken.add(name.casefold())
            found.append((f"{name}.docx", render(templates[kind], pair, pack.office, paper)))
            if progress and not progress(len(found), len(pack.pairs) * len(wanted), name):
                raise Cancelled
    return found
