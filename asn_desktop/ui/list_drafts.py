"""What is kept of a half-done import: the file, its columns, how far it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from asn_desktop.services.drafts import Draft
from asn_desktop.services.imports import ImportSource
from asn_desktop.services.imports.cells import plain
from asn_desktop.ui.drafts import words
from asn_desktop.ui.kit.text import counted

CHECK = 2  # the step in which rows are looked at one by one


def list_typed(source: ImportSource, step: int, fields: Sequence[str | None]) -> dict[str, Any]:
    return {
        "path": str(source.path.absolute()),
        "sheet": source.sheet,
        "step": step,
        "headers": list(source.table.headers),
        "fields": list(fields) if step else [],
    }


def cells_of(source: ImportSource, numbers: Iterable[int]) -> dict[int, list[str]]:
    """The rows as they stand in the file: a repair belongs to what was repaired."""
    wanted = set(numbers)
    return {
        row.number: [plain(cell) for cell in row.cells] for row in source.table.body if row.number in wanted
    }


def fields_again(draft: Draft, source: ImportSource) -> list[str | None]:
    """What the clerk said of the columns; empty when the file has others now."""
    kept = draft.typed
    same = kept.get("headers") == list(source.table.headers) and len(kept["fields"]) == len(source.fields)
    return list(kept["fields"]) if same else []


def resumed(draft: Draft, lost: int, what: str) -> str:
    said = f"Isian dari {words.when(draft)} dilanjutkan."
    if lost:
        said += f" Berkasnya berubah sejak itu: {counted(lost)} {what} tidak cocok lagi dan tidak dipakai."
    return said
