"""Usulan peserta of an event: who needs it most, the waiting list, quotas, and what was decided."""

from asn_desktop.ui.screens.training.nominations.page import NominationsPage

__all__ = ["NominationsPage"]
