"""The parts of a pair. Each is made when it is first shown."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.navigation import Go
from asn_desktop.ui.part_tabs import PartTabs, Tab


def _way(runner: Runner, pair_id: int, go: Go) -> QWidget:
    from asn_desktop.ui.screens.mentoring.timeline import TimelinePart  # noqa: PLC0415 - when first shown

    return TimelinePart(runner, pair_id, go)


def _planning(runner: Runner, pair_id: int, _go: Go) -> QWidget:
    from asn_desktop.ui.screens.mentoring.planning import PlanningPart  # noqa: PLC0415 - when first shown

    return PlanningPart(runner, pair_id)


def _progress(runner: Runner, pair_id: int, _go: Go) -> QWidget:
    from asn_desktop.ui.screens.mentoring.progress import ProgressPart  # noqa: PLC0415 - when first shown

    return ProgressPart(runner, pair_id)


def _closing(runner: Runner, pair_id: int, go: Go) -> QWidget:
    from asn_desktop.ui.screens.mentoring.closing import ClosingPart  # noqa: PLC0415 - when first shown

    return ClosingPart(runner, pair_id, go)


def _notes(runner: Runner, pair_id: int, _go: Go) -> QWidget:
    from asn_desktop.ui.screens.mentoring.notes import NotesPart  # noqa: PLC0415 - when first shown

    return NotesPart(runner, pair_id)


def _papers(runner: Runner, pair_id: int, _go: Go) -> QWidget:
    from asn_desktop.ui.screens.mentoring.outputs import Source  # noqa: PLC0415 - when first shown
    from asn_desktop.ui.screens.mentoring.papers import PapersPart  # noqa: PLC0415

    return PapersPart(runner, Source(pair_id=pair_id))


TABS: tuple[Tab, ...] = (
    # in the order of the work: the way so far, meetings to come, progress, closing, notes, papers
    Tab("way", "Perjala&nan", _way),
    Tab("planning", "&Rencana pertemuan", _planning),
    Tab("progress", "Sasaran dan ting&kat", _progress),
    Tab("closing", "Pen&yelesaian", _closing),
    Tab("notes", "&Catatan rahasia", _notes),
    Tab("papers", "Berkas &dan laporan", _papers),
)


class PairTabs(PartTabs):
    def __init__(self, runner: Runner, pair_id: int, go: Go) -> None:
        super().__init__(runner, pair_id, go, TABS, name="pair", about="Bagian pasangan")
