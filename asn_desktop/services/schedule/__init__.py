"""Days and sessions of an event."""

from asn_desktop.services.schedule.rows import SessionRow, sessions

__all__ = ["SessionRow", "sessions"]
