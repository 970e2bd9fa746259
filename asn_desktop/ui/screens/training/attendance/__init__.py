"""The tab Kehadiran of an event."""

from asn_desktop.ui.screens.training.attendance.page import AttendancePage

__all__ = ["AttendancePage"]
