"""What a cell of somebody's list may hold, and how it reads as text."""

from __future__ import annotations

from datetime import date, datetime
from typing import TypeAlias

Cell: TypeAlias = str | float | int | bool | date | datetime


def as_text(cell: Cell) -> str:
    """As a person would read it: whole numbers without `.0`, dates as `24-11-2026`, no outer blanks."""
    if isinstance(cell, str):
        return cell.strip().lstrip("'").strip() if cell[:1] in " '\t\n\u00a0" else cell.strip()
    if isinstance(cell, bool):
        return "Ya" if cell else "Tidak"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, date):
        return f"{cell.day:02d}-{cell.month:02d}-{cell.year:04d}"
    return str(cell)


def is_empty(cell: Cell) -> bool:
    return cell == "" or (isinstance(cell, str) and not cell.strip())
