"""What stands in the grid of levels: awal, tengah, akhir, each as mentor, mentee and superior see it."""

from __future__ import annotations

from collections.abc import Sequence

from asn_desktop.domain.mentoring import words
from asn_desktop.services.mentoring.levels import LevelRow, Where
from asn_desktop.ui.grid import Cells, GridColumn, Kind
from asn_desktop.ui.kit.table import Column


def _level(text: str) -> str:
    text = text.strip()
    if text and text not in {str(level) for level in words.LEVELS}:
        raise ValueError(f"Tingkat “{text[:20]}” tidak ada. Isi 1 sampai 5, atau kosongkan.")
    return text


def apart(row: LevelRow) -> str:
    """`≠ akhir 2`: where mentor, mentee and superior see it differently, and by how much."""
    found = [f"{name.lower()} {row.spread(code)}" for code, name in words.STAGES.items() if row.spread(code)]
    return f"≠ {', '.join(found)}" if found else ""


def compared(row: LevelRow) -> str:
    """A line for each stage, for the hint."""
    said = [(name, row.compared(code)) for code, name in words.STAGES.items()]
    return "\n".join(f"{name}: {line}" for name, line in said if line)


def tone(row: LevelRow) -> str:
    return "warn" if apart(row) else ""


LEFT = [
    Column("Mentee", "mentee", width=14, hint=lambda row: row.mentee),
    Column("Kompetensi", "name", width=17, hint=compared),
    Column("Standar", "standard", width=6),
    Column("Beda pandangan", apart, width=15, tone=tone, hint=compared),
]
LEVEL = Kind(_level, keys={str(level): str(level) for level in words.LEVELS}, is_number=True)
COLUMNS = [
    GridColumn(f"{stage}.{who}", f"{at}\n{by.lower()}", LEVEL, f"{at}, menurut {by.lower()}: 1 sampai 5", 6)
    for stage, at in words.STAGES.items()
    for who, by in words.SEEN_BY.items()
]


def saved(rows: Sequence[LevelRow]) -> Cells:
    return {
        (row.id, f"{stage}.{who}"): str(level) for row in rows for (stage, who), level in row.seen.items()
    }


def wanted(cells: Cells) -> dict[Where, int | None]:
    """What the grid gave, for the service."""
    found: dict[Where, int | None] = {}
    for ((mentee_id, competence), column), text in cells.items():
        stage, _, who = str(column).partition(".")
        found[mentee_id, competence, stage, who] = int(text) if text else None
    return found
