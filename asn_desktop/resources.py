"""Finds the files that ship with the program: from a checkout, an installed wheel or a frozen program."""

from __future__ import annotations

import sys
from pathlib import Path

_PACKAGE = Path(__file__).parent


def folder() -> Path:
    frozen = getattr(sys, "_MEIPASS", None)
    candidates = [_PACKAGE / "_resources", _PACKAGE.parent / "resources"]
    if frozen:
        candidates.insert(0, Path(frozen) / "resources")
    return next(c for c in candidates if c.is_dir())


def path(name: str) -> Path:
    """`name` relative to the resources folder, for example `fonts/DejaVuSans.ttf`."""
    return folder() / name
