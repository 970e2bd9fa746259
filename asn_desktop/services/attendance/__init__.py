"""Who was there: marks of participants and sessions, badges, and the least attendance."""

from asn_desktop.services.attendance.codes import badge_code, read_badge

__all__ = ["badge_code", "read_badge"]
