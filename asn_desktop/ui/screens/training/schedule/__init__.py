"""The schedule of an event: its days and sessions, held against the curriculum."""

from asn_desktop.ui.screens.training.schedule.page import SchedulePage

__all__ = ["SchedulePage"]
