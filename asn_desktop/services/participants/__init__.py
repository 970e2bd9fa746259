"""Participants from a list: who they are, and into the event."""

from __future__ import annotations

from functools import partial

from asn_desktop.services.imports import PESERTA, open_list
from asn_desktop.services.participants.adding import add_from_matches
from asn_desktop.services.participants.matching import match
from asn_desktop.services.participants.rows import (
    KINDS,
    AddedSummary,
    Candidate,
    Decision,
    Match,
    propose,
)

read_list = partial(open_list, purpose=PESERTA)

__all__ = [
    "KINDS",
    "AddedSummary",
    "Candidate",
    "Decision",
    "Match",
    "add_from_matches",
    "match",
    "propose",
    "read_list",
]
