"""What a staff list turns into on its way to the database."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from asn_desktop.spreadsheets.tables import Skipped, Table

Progress: TypeAlias = Callable[[int, int, str], bool]  # done, total, text; False means: cancel
Edits: TypeAlias = Mapping[tuple[int, str], str]  # (row number, field) -> text typed by the clerk

BARU, BERUBAH, SAMA, DITOLAK = "baru", "berubah", "sama", "ditolak"


@dataclass(frozen=True)
class ImportSource:
    """A list as read. `fields` has a field key or None for each column, `samples` a few of its texts."""

    path: Path
    purpose: str  # pegawai or peserta
    sheet: str
    sheets: list[str]
    table: Table
    fields: list[str | None]
    samples: list[list[str]]

    @property
    def headers(self) -> list[str]:
        return list(self.table.headers)

    @property
    def skipped(self) -> list[Skipped]:
        """Rows that are no people: number, reason, text."""
        return list(self.table.skipped)


class Problem(NamedTuple):
    """An error keeps its row out; a warning does not. `message` names row, field and remedy."""

    field: str
    kind: str
    message: str
    is_error: bool


class CheckedRow(NamedTuple):
    """`values` is what will be written, by column of Person, except `unit` and `parent_unit`: names.

    All of it for a new person, what changes for a known one. `changes` is label, old and new text.
    """

    row_number: int
    action: str
    name: str
    nip: str
    values: dict[str, Any]
    problems: list[Problem]
    changes: list[tuple[str, str, str]]
    person_id: int | None


class Summary(NamedTuple):
    """`rows` counts data rows; `imported` those not rejected. Warnings are of imported rows only."""

    rows: int
    imported: int
    new: int
    changed: int
    same: int
    rejected: int
    errors: dict[str, int]
    warnings: dict[str, int]


@dataclass(frozen=True)
class Checked:
    """`versions` are those of the people to be changed, to notice a change between check and apply."""

    rows: list[CheckedRow]
    skipped: list[Skipped]
    counts: Summary
    versions: dict[int, int] = field(default_factory=dict)


def summary(rows: list[CheckedRow]) -> Summary:
    actions = {BARU: 0, BERUBAH: 0, SAMA: 0, DITOLAK: 0}
    errors: dict[str, int] = {}
    warnings: dict[str, int] = {}
    for row in rows:
        actions[row.action] += 1
        for problem in row.problems:
            if problem.is_error:
                errors[problem.kind] = errors.get(problem.kind, 0) + 1
            elif row.action != DITOLAK:
                warnings[problem.kind] = warnings.get(problem.kind, 0) + 1
    return Summary(
        rows=len(rows),
        imported=len(rows) - actions[DITOLAK],
        new=actions[BARU],
        changed=actions[BERUBAH],
        same=actions[SAMA],
        rejected=actions[DITOLAK],
        errors=errors,
        warnings=warnings,
    )
