"""Puts pieces on pages: what is bound together stays together as long as a page can hold it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from asn_desktop.reports.flow.pieces import Frame, Painter, Piece


@dataclass(frozen=True)
class Run:
    """Pieces of one painter, `down` below the top of the page's text."""

    painter: Painter
    shown: range
    down: float


Pages = list[list[Run]]


class _Paging:
    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.pages: Pages = [[]]
        self.used = 0.0
        self.room = frame.first

    def turn(self) -> None:
        self.pages.append([])
        self.used, self.room = 0.0, self.frame.height

    def need(self, chain: Sequence[Piece], *, fresh: bool) -> float:
        """Height of the chain below what stands there, or on a fresh page."""
        runs = [] if fresh else self.pages[-1]
        above, total = (runs[-1].painter if runs else None), 0.0
        for n, piece in enumerate(chain):
            total += piece.lead if runs or n else 0
            total += piece.painter.head if piece.painter is not above else 0
            total += piece.height + (piece.after if n < len(chain) - 1 else 0)
            above = piece.painter
        return total

    def put(self, piece: Piece) -> None:
        runs = self.pages[-1]
        if runs:
            self.used += piece.lead
        above = runs[-1] if runs else None
        if above and above.painter is piece.painter and above.shown.stop == piece.index and not _loose(piece):
            runs[-1] = Run(above.painter, range(above.shown.start, piece.index + 1), above.down)
        else:
            runs.append(Run(piece.painter, range(piece.index, piece.index + 1), self.used))
            self.used += piece.painter.head
        self.used += piece.height + piece.after


def _loose(piece: Piece) -> bool:
    """Painters of tables draw their rows as one; a lead would come between them."""
    return piece.painter.head == 0 and piece.lead > 0


def pages(pieces: Sequence[Piece], frame: Frame) -> tuple[Pages, dict[int, int]]:
    """The pages, and on which of them (from 0) each entry of a table of contents stands."""
    paging = _Paging(frame)
    entries: dict[int, int] = {}
    at = 0
    while at < len(pieces):
        end = at
        while pieces[end].keep and end + 1 < len(pieces) and not pieces[end + 1].breaks:
            end += 1
        chain = pieces[at : end + 1]
        if paging.pages[-1] and (
            chain[0].breaks
            or (
                paging.used + paging.need(chain, fresh=False) > paging.room
                and paging.need(chain, fresh=True) <= frame.height
            )
        ):
            paging.turn()
        for piece in chain:
            if paging.pages[-1] and paging.used + paging.need([piece], fresh=False) > paging.room:
                paging.turn()
            paging.put(piece)
            if piece.entry is not None:
                entries[piece.entry] = len(paging.pages) - 1
        at = end + 1
    return paging.pages, entries
