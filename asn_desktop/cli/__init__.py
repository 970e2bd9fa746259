"""The same services without a window: `asn-desktop` with a command. Never imports Qt."""

from asn_desktop.cli.main import main, practice_database

__all__ = ["main", "practice_database"]
