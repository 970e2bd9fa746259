"""The parts of an event beside its participants. Each is made when it is first shown."""

from __future__ import annotations

from typing import Protocol, cast

from PySide6.QtWidgets import QWidget

from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.navigation import Go
from asn_desktop.ui.part_tabs import PartTabs, Tab
from asn_desktop.ui.screens.training.chosen import Chosen


class Choosing(Protocol):
    """A part that can be about some of the participants; None for all."""

    def take_over(self, chosen: Chosen | None) -> None: ...


def _schedule(runner: Runner, event_id: int, go: Go) -> QWidget:
    from asn_desktop.ui.screens.training.schedule import SchedulePage  # noqa: PLC0415 - when first shown

    return SchedulePage(runner, event_id, go)


def _attendance(runner: Runner, event_id: int, _go: Go) -> QWidget:
    from asn_desktop.ui.screens.training.attendance import AttendancePage  # noqa: PLC0415 - when first shown

    return AttendancePage(runner, event_id)


def _marks(runner: Runner, event_id: int, go: Go) -> QWidget:
    from asn_desktop.ui.screens.training.marks import MarksPage  # noqa: PLC0415 - when first shown

    return MarksPage(runner, event_id, go)


def _nominations(runner: Runner, event_id: int, _go: Go) -> QWidget:
    from asn_desktop.ui.screens.training.nominations import NominationsPage  # noqa: PLC0415 - when first shown

    return NominationsPage(runner, event_id)


def _papers(runner: Runner, event_id: int, _go: Go) -> QWidget:
    from asn_desktop.ui.screens.training.papers import PapersPage  # noqa: PLC0415 - when first shown

    return PapersPage(runner, event_id)


TABS: tuple[Tab, ...] = (
    # in the order of the work: schedule, attendance, marks, nominations, papers
    Tab("schedule", "&Jadwal", _schedule),
    Tab("attendance", "Ke&hadiran", _attendance),
    Tab("marks", "&Nilai", _marks),
    Tab("nominations", "&Usulan", _nominations),
    Tab("papers", "Be&rkas", _papers),
)


class EventTabs(PartTabs):
    """`people` is the first tab and always there."""

    def __init__(self, runner: Runner, event_id: int, go: Go, people: QWidget) -> None:
        first = ("&Peserta", people)
        super().__init__(runner, event_id, go, TABS, name="event", about="Bagian kegiatan", first=first)

    def hand_over(self, chosen: Chosen | None) -> bool:
        """To the papers, when they are what is shown."""
        is_papers = self.name == "papers"
        if is_papers and (part := self.shown()) is not None:
            cast(Choosing, part).take_over(chosen)
        return is_papers
