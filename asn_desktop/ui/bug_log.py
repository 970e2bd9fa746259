"""Writes errors nobody expected to a file that cannot grow without end."""

from __future__ import annotations

import logging
import platform
import traceback
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path

import asn_desktop


def record(path: Path, error: BaseException) -> str:
    """What was written: versions and the trace, for the clerk to copy, also where it cannot be written."""
    versions = f"asn-desktop {asn_desktop.__version__}, Python {platform.python_version()}"
    details = f"{versions}\n\n{''.join(traceback.format_exception(error))}"
    with suppress(OSError):  # a full disk or a read-only folder; this is no place to fail in
        handler = RotatingFileHandler(path, maxBytes=500_000, backupCount=3, encoding="utf-8")
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        handler.emit(logging.LogRecord("asn_desktop", logging.ERROR, "", 0, details, None, None))
        handler.close()
    return details
