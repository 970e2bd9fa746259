"""Riwayat and Sampah: everything that was ever done, and everything that was deleted."""

from asn_desktop.ui.screens.history.screen import history_screen

__all__ = ["history_screen"]
