"""Sertifikat: what was issued, the register of numbers, and whether a certificate is genuine."""

from asn_desktop.ui.screens.certificates.screen import certificates_screen

__all__ = ["certificates_screen"]
