"""How the parts of a calendar are painted; all colours come from the theme."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPen

from asn_desktop.domain import calendar as days
from asn_desktop.services.calendar import Form
from asn_desktop.ui import theme

SMALL, BOLD = theme.font(9), theme.font(9, bold=True)
NARROW = 34  # pixels of a bar that has room for its letter only
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter
EDGE = 4
tint = theme.colour


def words(painter: QPainter, rect: QRectF, text: str, flags: Qt.AlignmentFlag = LEFT) -> None:
    """On one line, cut where the room ends."""
    cut = QFontMetricsF(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, flags | Qt.TextFlag.TextSingleLine, cut)


def bar(
    painter: QPainter, rect: QRectF, form: Form, title: str, right: float, *, begins: bool, ends: bool
) -> None:
    """The colour and the letter of the form; an end that lies elsewhere is cut straight. The title may reach
    over the bar, up to `right`.
    """
    shade = theme.shade(days.hue(form.place))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.fillPath(_outline(rect, begins=begins, ends=ends), shade.ground)
    if begins:
        painter.fillRect(QRectF(rect.left(), rect.top() + 2, EDGE - 1, rect.height() - 4), shade.edge)
    left = rect.left() + (EDGE + 2 if begins else 4)
    letter = days.letter(form.place)
    painter.setPen(shade.edge)
    painter.setFont(BOLD)
    if right - rect.left() < NARROW:
        painter.drawText(rect.adjusted(EDGE, 0, 0, 0), CENTRE, letter)
        return
    painter.drawText(QRectF(left, rect.top(), 20, rect.height()), LEFT, letter)
    painter.setPen(tint("text"))
    painter.setFont(SMALL)
    left += 8 + 8 * len(letter)
    words(painter, QRectF(left, rect.top(), right - left - 3, rect.height()), title)


def _outline(rect: QRectF, *, begins: bool, ends: bool) -> QPainterPath:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    path.addRoundedRect(rect, 3, 3)
    if not begins:
        path.addRect(QRectF(rect.left(), rect.top(), 6, rect.height()))
    if not ends:
        path.addRect(QRectF(rect.right() - 6, rect.top(), 6, rect.height()))
    return path


def frame(painter: QPainter, rect: QRectF, *, strong: bool = True, dashed: bool = False) -> None:
    """Around what is chosen (strong), the day one is on, or where something would go (dashed)."""
    pen = QPen(tint("accent"), 2 if strong or dashed else 1)
    if dashed:
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 3, 3)


def tag(painter: QPainter, below: QRectF, text: str, right: float) -> None:
    """Words on a ground of their own, at the lower edge of something; not beyond `right`."""
    wide = QFontMetricsF(BOLD).horizontalAdvance(text) + 16
    place = QRectF(min(below.left(), right - wide), below.bottom() - 11, wide, 22)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tint("accent_fill"))
    painter.drawRoundedRect(place, 4, 4)
    painter.setFont(BOLD)
    painter.setPen(tint("on_accent"))
    painter.drawText(place, CENTRE, text)


def number(painter: QPainter, rect: QRectF, text: str, *, today: bool, free: bool) -> None:
    """The number of a day; today stands on a filled ground, days off in red."""
    if today:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tint("accent_fill"))
        width = max(20.0, QFontMetricsF(BOLD).horizontalAdvance(text) + 8)
        middle = QRectF(rect.center().x() - width / 2, rect.top() + 1, width, rect.height() - 2)
        painter.drawRoundedRect(middle, 4, 4)
    painter.setFont(BOLD if today or free else SMALL)
    painter.setPen(tint("on_accent") if today else tint("bad") if free else tint("text"))
    painter.drawText(rect, CENTRE, text)


def line(painter: QPainter, start: QPointF, end: QPointF, *, strong: bool = False) -> None:
    painter.setPen(QPen(tint("quiet" if strong else "border"), 1))
    painter.drawLine(start, end)
