"""Pegawai: the list, the form of one person, the import of staff lists."""

from asn_desktop.ui.screens.employees.screen import employees_screen

__all__ = ["employees_screen"]
