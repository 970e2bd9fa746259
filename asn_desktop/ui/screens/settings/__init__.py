"""Pengaturan: the office, who signs, numbers, tables, templates, printers, keys."""

from asn_desktop.ui.screens.settings.screen import settings_screen

__all__ = ["settings_screen"]
