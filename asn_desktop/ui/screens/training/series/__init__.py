"""Events that repeat, their changes by scope, and copies."""

from asn_desktop.ui.screens.training.series.change import ChangePage
from asn_desktop.ui.screens.training.series.entry import Entry, series_actions
from asn_desktop.ui.screens.training.series.page import SeriesPage

__all__ = ["ChangePage", "Entry", "SeriesPage", "series_actions"]
