"""How everything looks: the colours (light and dark), the font and the icons.

No colour stands anywhere else; `style.qss` names the ones below as `@name@`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontDatabase,
    QGuiApplication,
    QIcon,
    QPainter,
    QPalette,
    QPixmap,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication, QStyleFactory, QWidget

from asn_desktop import resources


class Colours(NamedTuple):
    window: str
    base: str
    alternate: str
    text: str
    quiet: str
    border: str
    disabled: str
    accent: str  # as ink
    accent_fill: str  # as ground of white letters
    accent_soft: str  # as ground of ordinary letters
    on_accent: str
    bad: str
    bad_fill: str
    warn: str
    warn_fill: str
    good: str
    good_fill: str
    news: str
    news_fill: str


LIGHT = Colours(
    window="#f3f6f6", base="#ffffff", alternate="#f7f9f9", text="#1b2426", quiet="#55636a", border="#c6d0d2",
    disabled="#98a4a8", accent="#0b5f66", accent_fill="#0f6a72", accent_soft="#dcebec", on_accent="#ffffff",
    bad="#a3201d", bad_fill="#fbe6e4", warn="#7a4b00", warn_fill="#fff1d6", good="#1a6434",
    good_fill="#e1f3e6", news="#1d4e7a", news_fill="#e2eef8",
)  # fmt: skip
DARK = Colours(
    window="#1b2224", base="#13191b", alternate="#181f21", text="#e4eaeb", quiet="#a3b1b5", border="#3a464a",
    disabled="#6d7b80", accent="#63c2cb", accent_fill="#1a6a72", accent_soft="#22393c", on_accent="#ffffff",
    bad="#ff9c94", bad_fill="#42201f", warn="#f2c069", warn_fill="#3d2f14", good="#8fd6a6",
    good_fill="#1b3a26", news="#9cc9f0", news_fill="#1d3348",
)  # fmt: skip
TONES = ("bad", "warn", "good", "news", "quiet")
ICON_SIZES = (16, 20, 40)  # the largest for screens at 150 and 200 %


def is_dark() -> bool:
    return QGuiApplication.palette().color(QPalette.ColorRole.Window).lightness() < 128


def colours(dark: bool) -> Colours:
    return DARK if dark else LIGHT


def ink(tone: str) -> QBrush | None:
    """Of letters with this tone; None for no tone."""
    return _brush(is_dark(), tone) if tone else None


def fill(tone: str) -> QBrush | None:
    """Of the ground behind them; None where the tone has none."""
    return _brush(is_dark(), f"{tone}_fill") if tone and tone != "quiet" else None


def colour(name: str) -> QColor:
    """One of Colours, for what is painted by hand."""
    return _brush(is_dark(), name).color()


@lru_cache(maxsize=64)
def _brush(dark: bool, name: str) -> QBrush:
    return QBrush(QColor(getattr(colours(dark), name)))


class Shade(NamedTuple):
    """Of one kind among many, as the forms of training: the ground of ordinary letters, and its edge."""

    ground: QColor
    edge: QColor


def shade(hue: int) -> Shade:
    """`hue` 0..359."""
    return _shade(is_dark(), hue)


@lru_cache(maxsize=128)
def _shade(dark: bool, hue: int) -> Shade:
    if dark:
        return Shade(QColor.fromHsl(hue, 90, 62), QColor.fromHsl(hue, 170, 200))
    return Shade(QColor.fromHsl(hue, 150, 222), QColor.fromHsl(hue, 170, 64))


def palette(dark: bool) -> QPalette:
    c, role = colours(dark), QPalette.ColorRole
    made = QPalette()
    for where, colour in {
        role.Window: c.window, role.WindowText: c.text, role.Base: c.base, role.AlternateBase: c.alternate,
        role.Text: c.text, role.PlaceholderText: c.quiet, role.Button: c.window, role.ButtonText: c.text,
        role.Highlight: c.accent_fill, role.HighlightedText: c.on_accent, role.Link: c.accent,
        role.LinkVisited: c.accent, role.ToolTipBase: c.base, role.ToolTipText: c.text,
        role.BrightText: c.bad, role.Accent: c.accent_fill, role.Mid: c.border,
    }.items():  # fmt: skip
        made.setColor(where, QColor(colour))
    for where in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, where, QColor(c.disabled))
    made.setColor(QPalette.ColorGroup.Disabled, role.Highlight, QColor(c.border))
    return made


def style_sheet(dark: bool) -> str:
    template = resources.path("style.qss").read_text(encoding="utf-8")
    return re.sub(r"@(\w+)@", lambda found: getattr(colours(dark), found[1]), template)


def apply(app: QApplication) -> None:
    """Dress the program and follow the system when it turns dark or light."""
    app.setStyle(QStyleFactory.create("Fusion"))
    for weight in ("Regular", "Bold"):
        QFontDatabase.addApplicationFont(str(resources.path(f"fonts/NotoSans-{weight}.ttf")))
    app.setFont(font(10))
    hints = QGuiApplication.styleHints()
    wear(app, dark=hints.colorScheme() == Qt.ColorScheme.Dark)
    hints.colorSchemeChanged.connect(lambda scheme: wear(app, dark=scheme == Qt.ColorScheme.Dark))


def wear(app: QApplication, *, dark: bool) -> None:
    app.setPalette(palette(dark))
    app.setStyleSheet(style_sheet(dark))
    for window in app.topLevelWidgets():
        retint(window)


def font(points: int, *, bold: bool = False) -> QFont:
    made = QFont("Noto Sans", points)
    made.setBold(bold)
    return made


def icon(name: str) -> QIcon:
    """A line icon of `resources/icons` in the colours of the present palette."""
    c, made = colours(is_dark()), QIcon()
    for mode, colour in {QIcon.Mode.Normal: c.text, QIcon.Mode.Selected: c.accent}.items():
        for size in ICON_SIZES:
            made.addPixmap(_pixmap(name, colour, size), mode)
    return made


@lru_cache(maxsize=512)
def _pixmap(name: str, colour: str, size: int) -> QPixmap:
    svg = resources.path(f"icons/{name}.svg").read_bytes().replace(b"currentColor", colour.encode())
    pixmap = QPixmap(QSize(size, size))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(svg)).render(painter)
    painter.end()
    return pixmap


def set_icon(button: QAbstractButton, name: str) -> None:
    """Remembers the name, so that the icon can change its colour with the theme."""
    button.setProperty("icon_name", name)
    button.setIcon(icon(name))


def retint(root: QWidget) -> None:
    for button in root.findChildren(QAbstractButton):
        name = button.property("icon_name")
        if isinstance(name, str) and name:
            button.setIcon(icon(name))
