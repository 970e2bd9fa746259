"""The components of an event while they are edited, as rows of texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from asn_desktop.domain import marks as words
from asn_desktop.services.marks import KINDS, ComponentForm, share
from asn_desktop.ui.grid import Cells

NAME, KIND, WEIGHT, SHARE = "name", "kind", "weight", "share"
CODES = {name: code for code, name in KINDS.items()}


@dataclass(frozen=True)
class Line:
    """`id` is for the grid alone; the form knows the stored row."""

    id: int
    number: int
    form: ComponentForm


class Rows:
    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._last = 0

    def put(self, forms: Sequence[ComponentForm]) -> None:
        self.lines = []
        for form in forms:
            self.add(form)

    def add(self, form: ComponentForm | None = None) -> int:
        """The id of the new line."""
        self._last += 1
        self.lines.append(Line(self._last, len(self.lines) + 1, form or ComponentForm()))
        return self._last

    def add_missing(self, forms: Sequence[ComponentForm]) -> int:
        there = {(line.form.name.casefold(), line.form.kind) for line in self.lines}
        there |= {("", line.form.kind) for line in self.lines if line.form.kind in ("pre", "post")}
        new = [
            form
            for form in forms
            if (form.name.casefold(), form.kind) not in there
            and not (form.kind in ("pre", "post") and ("", form.kind) in there)
        ]
        for form in new:
            self.add(form)
        return len(new)

    def remove(self, ids: set[int]) -> None:
        self.lines = [line for line in self.lines if line.id not in ids]
        self.lines = [replace(line, number=n) for n, line in enumerate(self.lines, 1)]

    def set(self, row: int, column: str, text: str) -> None:
        value: dict[str, Any] = {column: text}
        if column == KIND:
            value = {column: CODES.get(text, "mata")}
        elif column == WEIGHT:
            value = {column: float(text.replace(",", ".") or 0)}
        self.lines = [
            replace(line, form=replace(line.form, **value)) if line.id == row else line for line in self.lines
        ]

    def forms(self) -> list[ComponentForm]:
        return [line.form for line in self.lines]

    def cells(self) -> Cells:
        forms = self.forms()
        found: Cells = {}
        for line in self.lines:
            found[line.id, NAME] = line.form.name
            found[line.id, KIND] = KINDS[line.form.kind]
            found[line.id, WEIGHT] = words.shown(line.form.weight)
            part = share(line.form.weight, forms)
            found[line.id, SHARE] = f"{words.shown(part)}%" if part else "–"
        return found

    def typed(self) -> list[list[Any]]:
        """For a draft."""
        return [[f.name, f.kind, f.weight, f.subject_id, f.id] for f in self.forms()]

    def retype(self, typed: Sequence[Sequence[Any]]) -> None:
        self.put([ComponentForm(*row) for row in typed])
