"""Who was there: marks of participants and sessions, badges, and the least attendance."""

from asn_desktop.services.attendance.codes import badge_code, read_badge
from asn_desktop.services.attendance.listed import Kept, ListedLine, keep_list, read_list
from asn_desktop.services.attendance.rows import (
    AttendanceGrid,
    AttendanceOf,
    PersonRow,
    grid,
    least_percent,
    session_at,
    standing,
    title,
)
from asn_desktop.services.attendance.saving import LISTED, SCANNED, TYPED, set_status
from asn_desktop.services.attendance.scanning import Scanned, scan
from asn_desktop.services.attendance.walk_ins import WalkInForm, add_walk_in, walk_in_problems

__all__ = [
    "LISTED",
    "SCANNED",
    "TYPED",
    "AttendanceGrid",
    "AttendanceOf",
    "Kept",
    "ListedLine",
    "PersonRow",
    "Scanned",
    "WalkInForm",
    "add_walk_in",
    "badge_code",
    "grid",
    "keep_list",
    "least_percent",
    "read_badge",
    "read_list",
    "scan",
    "session_at",
    "set_status",
    "standing",
    "title",
    "walk_in_problems",
]
