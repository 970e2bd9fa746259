"""Pelatihan: the events held, their participants and certificates, and the catalogue."""

from asn_desktop.ui.screens.training.screen import training_screen

__all__ = ["training_screen"]
