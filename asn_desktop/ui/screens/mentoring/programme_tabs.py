"""The parts of a programme beside its pairs. Each is made when it is first shown."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.navigation import Go
from asn_desktop.ui.part_tabs import PartTabs, Tab
from asn_desktop.ui.screens.mentoring.matching import MatchingPage
from asn_desktop.ui.screens.mentoring.outputs import Source
from asn_desktop.ui.screens.mentoring.papers import PapersPart

TABS: tuple[Tab, ...] = (
    # in the order of the work: proposals, papers and reports
    Tab("matching", "&Usulan pasangan", MatchingPage),
    Tab("papers", "Be&rkas dan laporan", lambda runner, key, _go: PapersPart(runner, Source(key))),
)


class ProgrammeTabs(PartTabs):
    """`pairs` is the first tab and always there."""

    def __init__(self, runner: Runner, programme_id: int, go: Go, pairs: QWidget) -> None:
        first = ("&Pasangan", pairs)
        about = "Bagian program"
        super().__init__(runner, programme_id, go, TABS, name="programme", about=about, first=first)
