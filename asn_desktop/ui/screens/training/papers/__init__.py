"""The papers of an event in one place."""

from asn_desktop.ui.screens.training.papers.page import PapersPage

__all__ = ["PapersPage"]
