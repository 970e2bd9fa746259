"""Offline desktop program for developing the competence of civil servants (ASN)."""

__version__ = "0.1.0"
