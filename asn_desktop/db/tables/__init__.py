"""Mapped classes, one file for each noun; no behaviour."""
