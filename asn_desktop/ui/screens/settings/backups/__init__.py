"""Backups: made, looked into, tried out, restored, and kept in a second place."""

from asn_desktop.ui.screens.settings.backups.listing import backup_list

__all__ = ["backup_list"]
