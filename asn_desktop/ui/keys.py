"""F1: the keys of what is on the screen, read from the widgets themselves."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from asn_desktop.ui.kit.text import without_mnemonic

ALWAYS = {
    "Ctrl+K": "Cari di seluruh program",
    "Ctrl+F": "Cari di layar ini",
    "F5": "Muat ulang",
    "Ctrl+Z": "Batalkan tindakan terakhir",
    "Ctrl+Y": "Ulangi tindakan",
    "Esc": "Kembali",
    "F1": "Daftar tombol ini",
}

NAMES = {"Left": "←", "Right": "→", "Up": "↑", "Down": "↓", "Return": "Enter", "PgDown": "PgDn"}


def of(screen: QWidget, extra: Mapping[str, str] | None = None) -> list[tuple[str, str]]:
    """Key and what it does: the screen's own first, then what works everywhere."""
    found = dict(extra or {})
    for action in screen.findChildren(QAction):
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.PortableText)
        title = without_mnemonic(action.text()) or action.toolTip()
        if keys and title and not isinstance(action.parent(), QMenu):
            found.setdefault(keys, title)
    return [*found.items(), *((k, v) for k, v in ALWAYS.items() if k not in found)]


def as_text(pairs: list[tuple[str, str]]) -> str:
    """Keys that do the same (a step this way, a step that way) on one line."""
    lines: dict[str, list[str]] = {}
    for keys, title in pairs:
        lines.setdefault(title, []).append(named(keys))
    return "\n".join(f"{' / '.join(keys)}:  {title}" for title, keys in lines.items())


def named(keys: str) -> str:
    """Ctrl+Left as Ctrl+←: as the keyboards of the office say it."""
    return "+".join(NAMES.get(part, part) for part in keys.split("+"))
