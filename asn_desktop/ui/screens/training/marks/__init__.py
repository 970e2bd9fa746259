"""The part Nilai of an event: marks, the final mark, and who passes."""

from asn_desktop.ui.screens.training.marks.page import MarksPage

__all__ = ["MarksPage"]
