"""Reads a list column by column, since each repeats few words: every word is understood once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple, TypeAlias

from asn_desktop.domain import nip
from asn_desktop.domain.errors import Cancelled
from asn_desktop.services.imports.cells import Trouble, read_nip, split_name_nip
from asn_desktop.services.imports.fields import converters
from asn_desktop.services.imports.known import label
from asn_desktop.services.imports.rows import Edits, Problem
from asn_desktop.spreadsheets.cells import Cell
from asn_desktop.spreadsheets.tables import BodyRow

Columns: TypeAlias = dict[str, list[Cell]]
MISSING_NAME = Trouble("name_missing", "nama kosong. Isikan namanya.")


class ReadRow(NamedTuple):
    """`values` by column of Person (`unit` and `parent_unit` are names), `listed` NIP and name as given."""

    number: int
    nip: nip.Nip | None
    values: dict[str, Any]
    problems: list[Problem]
    listed: tuple[Cell, Cell]

    @property
    def is_wrong(self) -> bool:
        return any(p.is_error for p in self.problems)

    def note(self, field: str, trouble: Trouble) -> None:
        self.problems.append(problem(self.number, field, trouble))


def problem(number: int, field: str, trouble: Trouble) -> Problem:
    where = f"Baris {number}" if field == "nip" else f"Baris {number}, {label(field)}"
    return Problem(field, trouble.kind, f"{where}: {trouble.text}", trouble.is_error)


def pick(body: Sequence[BodyRow], fields: Sequence[str | None], edits: Edits) -> Columns:
    """The cells of each field, name and NIP taken apart, edits in place of what was listed."""
    width = len(fields)
    rows = [cells if len(cells) >= width else [*cells, *[""] * (width - len(cells))] for _, cells in body]
    found: Columns = {}
    for column, field in enumerate(fields):
        if field and field not in found:
            found[field] = [cells[column] for cells in rows]
    if "name_nip" in found:
        for row, cell in enumerate(found.pop("name_nip")):
            for field, part in zip(("name", "nip"), split_name_nip(cell), strict=True):
                cells = found.setdefault(field, [""] * len(rows))
                cells[row] = cells[row] or part
    places = {row.number: place for place, row in enumerate(body)} if edits else {}
    for (number, field), typed in edits.items():
        if number in places:
            found.setdefault(field, [""] * len(rows))[places[number]] = typed
    return found


def read(
    numbers: Sequence[int],
    columns: Columns,
    codes: Mapping[str, Mapping[str, str]],
    today: date,
    step: Callable[[], bool] | None = None,
) -> Iterable[ReadRow]:
    """All rows with their values and what is wrong with them; `step` is asked between columns."""
    with_titles = not {"gelar_depan", "gelar_belakang"} & columns.keys()
    problems: list[list[Problem]] = [[] for _ in numbers]
    single: dict[str, list[Any]] = {}
    several: list[list[Any]] = []
    for field, convert in converters(codes, today, with_titles).items():
        if field not in columns:
            continue
        if step and not step():
            raise Cancelled
        words = {cell: convert(cell) for cell in set(columns[field]) if cell}
        values = {cell: value for cell, (value, _) in words.items()}
        troubles = {cell: trouble for cell, (_, trouble) in words.items() if trouble}
        read_cells = [values.get(cell) for cell in columns[field]]
        if any(isinstance(value, dict) for value in values.values()):
            several.append([v if isinstance(v, dict) or v is None else {field: v} for v in read_cells])
        else:
            single[field] = read_cells
        if troubles:
            for number, cell, found in zip(numbers, columns[field], problems, strict=True):
                if cell in troubles:
                    found.append(problem(number, field, troubles[cell]))
    nips = columns["nip"]
    names = columns["name"]
    keys = list(single)
    parts = zip(*single.values(), strict=True) if single else ((),) * len(numbers)
    for place, (number, part) in enumerate(zip(numbers, parts, strict=True)):
        row_values = {key: value for key, value in zip(keys, part, strict=True) if value is not None}
        for column in several:
            if column[place]:
                row_values = column[place] | row_values
        digits, trouble = read_nip(nips[place], today)
        row = ReadRow(number, digits, row_values, problems[place], (nips[place], names[place]))
        _settle(row)
        if trouble is not None:
            row.note("nip", trouble)
        yield row


def _settle(row: ReadRow) -> None:
    """Cells that only help: the C/P code of SIASN, the pangkat beside the golongan."""
    values = row.values
    if flag := values.pop("cpns_flag", None):
        values["status"] = flag if values.get("status", "PNS") == "PNS" else values["status"]
    if rank := values.pop("pangkat", None):
        given = values.setdefault("golongan", rank)
        if given != rank and "/" in given and "/" in rank:
            text = f"pangkat berarti {rank}, tetapi golongan tertulis {given}. Cocokkan dengan SK pangkat."
            row.note("golongan", Trouble("pangkat_differs_from_golongan", text, False))
    if "name" not in values and not any(p.field == "name" for p in row.problems):
        row.note("name", MISSING_NAME)
