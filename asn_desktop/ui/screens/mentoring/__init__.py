"""Mentoring: programmes, their pairs, and the way of each pair."""

from asn_desktop.ui.screens.mentoring.screen import mentoring_screen

__all__ = ["mentoring_screen"]
