"""Tests and marks of an event, and the final mark they make."""

from asn_desktop.services.marks.components import (
    KINDS,
    MAX_WEIGHT,
    ComponentForm,
    components,
    problems,
    save_components,
    share,
    usual,
)
from asn_desktop.services.marks.finals import set_finals
from asn_desktop.services.marks.pasting import HEAD, SURE, PastedLine, read_pasted
from asn_desktop.services.marks.reading import MarkGrid, grid
from asn_desktop.services.marks.setting import set_marks

__all__ = [
    "HEAD",
    "KINDS",
    "MAX_WEIGHT",
    "SURE",
    "ComponentForm",
    "MarkGrid",
    "PastedLine",
    "components",
    "grid",
    "problems",
    "read_pasted",
    "save_components",
    "set_finals",
    "set_marks",
    "share",
    "usual",
]
