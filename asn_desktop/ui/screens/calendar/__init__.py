"""The training year as a calendar."""

from asn_desktop.ui.screens.calendar.screen import calendar_screen

__all__ = ["calendar_screen"]
