from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QFontInfo, QPalette
from PySide6.QtWidgets import QPushButton, QWidget

from asn_desktop import resources
from asn_desktop.ui import theme

UI = Path(theme.__file__).parent


def luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(ink: str | QColor, ground: str | QColor) -> float:
    low, high = sorted((luminance(QColor(ink)), luminance(QColor(ground))))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("dark", [False, True])
def test_letters_can_be_read(dark):
    c = theme.colours(dark)
    pairs = {(c.text, ground) for ground in (c.window, c.base, c.alternate, c.accent_soft, *fills(c))} | {
        (c.quiet, ground) for ground in (c.window, c.base, c.alternate)
    }
    pairs |= {(c.accent, ground) for ground in (c.window, c.base, c.accent_soft)}
    pairs |= {(c.on_accent, c.accent_fill)}
    for tone in ("bad", "warn", "good", "news"):
        pairs |= {(getattr(c, tone), g) for g in (getattr(c, f"{tone}_fill"), c.base, c.window)}
    assert {pair: round(contrast(*pair), 2) for pair in pairs if contrast(*pair) < 4.5} == {}


def fills(c):
    return (c.bad_fill, c.warn_fill, c.good_fill, c.news_fill)


@pytest.mark.parametrize("dark", [False, True])
def test_every_shade_lets_its_letters_be_read(qapp, dark):
    theme.wear(qapp, dark=dark)
    text = theme.colours(dark).text
    for hue in range(360):
        shade = theme.shade(hue)
        assert min(contrast(shade.edge, shade.ground), contrast(text, shade.ground)) >= 4.5, hue
    theme.wear(qapp, dark=False)


@pytest.mark.parametrize("dark", [False, True])
def test_the_selection_can_be_read(qapp, dark):
    palette, role = theme.palette(dark), QPalette.ColorRole
    for ink, ground in (
        (role.HighlightedText, role.Highlight),
        (role.Text, role.Base),
        (role.ButtonText, role.Button),
        (role.Link, role.Base),
        (role.PlaceholderText, role.Base),
        (role.ToolTipText, role.ToolTipBase),
    ):
        assert contrast(palette.color(ink), palette.color(ground)) >= 4.5


@pytest.mark.parametrize("dark", [False, True])
def test_the_style_sheet_names_only_colours_there_are(dark):
    text = theme.style_sheet(dark)
    assert "@" not in text
    assert "{" in text


def test_no_colour_stands_anywhere_else():
    found = re.compile(r"#[0-9a-fA-F]{3,8}\b|QColor\(|rgb\(")
    strays = [
        f"{path.relative_to(UI)}: {hit[0]}"
        for path in UI.rglob("*.py")
        if path.name != "theme.py" and (hit := found.search(path.read_text(encoding="utf-8")))
    ]
    assert strays == []
    template = resources.path("style.qss").read_text(encoding="utf-8")
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b(?!\w*\s*[\{:,])", template) == []


def test_the_font_is_the_bundled_one(dressed):
    assert QFontInfo(dressed.font()).family() == "Noto Sans"


def test_icons_take_the_colours_of_the_theme(qtbot, dressed):
    window = QWidget()
    qtbot.addWidget(window)
    button = QPushButton("Cari", window)
    theme.set_icon(button, "search")

    def brightest():
        image = button.icon().pixmap(24, 24).toImage()
        dots = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
        return max(luminance(dot) for dot in dots if dot.alpha() > 200)

    light = brightest()
    theme.wear(dressed, dark=True)
    dark = brightest()
    theme.wear(dressed, dark=False)
    assert light < 0.2 < dark


def test_every_icon_that_is_named_is_there():
    named = re.compile(r'(?:theme\.icon\(|icon=|set_icon\([^,]+, )"([a-z0-9-]+)"')
    there = {path.stem for path in resources.path("icons").glob("*.svg")}
    used = {name for path in UI.rglob("*.py") for name in named.findall(path.read_text(encoding="utf-8"))}
    assert "search" in used
    assert used - there == set()
