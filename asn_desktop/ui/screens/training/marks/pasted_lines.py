"""The lines of two pasted columns, and what the clerk decided about each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from asn_desktop.domain import marks as words
from asn_desktop.services.marks import HEAD, SURE, PastedLine
from asn_desktop.ui.kit.table import Column

SKIPPED = -1


@dataclass
class Line:
    """`chosen`: a participant, SKIPPED, or None while nobody has decided."""

    pasted: PastedLine
    chosen: int | None
    name: str  # of the chosen one
    now: float | None = None  # the mark this person has

    @property
    def id(self) -> int:
        return self.pasted.number

    @property
    def is_head(self) -> bool:
        return self.pasted.kind == HEAD

    @property
    def is_ready(self) -> bool:
        return self.chosen not in (None, SKIPPED) and self.pasted.value is not None

    @property
    def is_left(self) -> bool:
        """Neither ready nor left out by the clerk."""
        return not self.is_ready and not self.is_head and self.chosen != SKIPPED

    @property
    def state(self) -> str:
        if self.is_head:
            return "– Judul kolom"
        if self.chosen == SKIPPED:
            return "– Dilewati"
        if self.pasted.value is None:
            return "✗ Nilai keliru"
        return "✓ Siap" if self.is_ready else "? Pilih orangnya"

    @property
    def remark(self) -> str:
        if self.chosen == SKIPPED:
            return ""
        if self.is_ready:
            changes = self.now is not None and self.now != self.pasted.value
            return f"Menggantikan nilai {words.shown(self.now)}." if changes else ""
        return self.pasted.problem

    @property
    def tone(self) -> str:
        if self.is_head or self.chosen == SKIPPED:
            return "quiet"
        return "good" if self.is_ready else "bad" if self.pasted.value is None else "warn"


COLUMNS = [
    Column("Baris", "id", width=5),
    Column("Tertulis", lambda line: line.pasted.who, width=30),
    Column("Nilai", lambda line: line.pasted.mark_text, width=8),
    Column("Keadaan", "state", width=17, tone=lambda line: line.tone),
    Column("Peserta", "name", width=30),
    Column("Keterangan", "remark", width=80),
]


def lines(found: Iterable[PastedLine], kept: Sequence[Line]) -> list[Line]:
    """What was decided about an equal line before stays decided."""
    before = {(line.pasted.who, line.pasted.mark_text): line for line in kept if line.chosen is not None}
    made = []
    for one in found:
        is_sure = one.kind == SURE and one.value is not None
        line = Line(one, one.participant_id if is_sure else None, one.name)
        old = before.get((one.who, one.mark_text))
        if old is not None and one.kind != SURE:
            line.chosen, line.name = old.chosen, old.name
        made.append(line)
    return made


def as_text(left: Iterable[Line]) -> str:
    return "\n".join(f"{line.pasted.who}\t{line.pasted.mark_text}" for line in left)
