"""What stands in the QR of a badge: which event, and who of its list."""

from __future__ import annotations

import re

# K, P, C and digits lie on the same keys of QWERTY, QWERTZ and AZERTY (there with Caps Lock): a scanner is a
# keyboard. All of it is in the alphanumeric set of QR, so the code stays small.
_BADGE = re.compile(r"K([1-9]\d{0,8})P([1-9]\d{0,8})C(\d{2})")


def badge_code(event_id: int, participant_id: int) -> str:
    """K12P345C67; the last two digits are a check (as ISO 7064 mod 97-10)."""
    return f"K{event_id}P{participant_id}C{_check(event_id, participant_id):02d}"


def read_badge(text: str) -> tuple[int, int] | None:
    """Event and participant; None for what is no badge of ours or was read wrongly."""
    found = _BADGE.fullmatch("".join(text.split()).upper())
    if not found:
        return None
    event_id, participant_id, check = map(int, found.groups())
    return (event_id, participant_id) if check == _check(event_id, participant_id) else None


def _check(event_id: int, participant_id: int) -> int:
    return 98 - int(f"{event_id}{participant_id:09d}00") % 97
