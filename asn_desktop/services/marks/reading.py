"""People and their marks as the grid shows them."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy.orm import Session

from asn_desktop.services import passing, results
from asn_desktop.services.marks import finals
from asn_desktop.services.marks.components import ComponentForm, components
from asn_desktop.services.passing import Standing


class MarkGrid(NamedTuple):
    """`marks` by component and participant; people in the order of the event's list, only peserta."""

    components: tuple[ComponentForm, ...]
    people: tuple[Standing, ...]
    marks: dict[tuple[int, int], float]

    @property
    def weighed(self) -> bool:
        """Whether the final mark is a mean, and so not typed."""
        return any(component.weight > 0 for component in self.components)


def grid(session: Session, event_id: int) -> MarkGrid:
    return MarkGrid(
        tuple(components(session, event_id)),
        tuple(s for s in passing.standing(session, event_id) if s.row.role == results.MAIN_ROLE),
        finals.given(session, event_id),
    )
