"""A picture of the way travelled: the level of each competence from awal to akhir, and the aims as bars."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from asn_desktop.domain.mentoring import words
from asn_desktop.services.mentoring.levels import LevelRow
from asn_desktop.services.mentoring.progress import AimRow
from asn_desktop.ui import theme

NAME, LINE, AIM, HEAD, EDGE, DOT = 20, 54, 44, 26, 14, 6  # pixels
SMALL, BOLD = theme.font(9), theme.font(9, bold=True)
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter
LEGEND = "○ awal   ◐ tengah   ● akhir   ┃ standar   ▒ pandangan berbeda"


def told(row: LevelRow) -> str:
    """`Komunikasi: 2 → – → 4 (naik 2), standar 3`"""
    way = " → ".join("–" if level is None else str(level) for level in row.way)
    return f"{way}{gain(row)}"


def gain(row: LevelRow) -> str:
    if row.gained is None:
        return ""
    return (
        f" (naik {row.gained})" if row.gained > 0 else f" (turun {-row.gained})" if row.gained else " (tetap)"
    )


def percent(row: AimRow) -> str:
    if row.percent is None:
        return "belum ada capaian" if row.value is None else "tanpa target"
    return "✓ tercapai" if row.is_reached else f"{row.percent:.0f}%"


class Picture(QWidget):
    """As high as what is in it; put it into a scroll area."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("way_picture")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._levels: list[tuple[str, list[LevelRow]]] = []
        self._aims: Sequence[AimRow] = ()
        self.show_way((), ())

    def show_way(self, levels: Sequence[LevelRow], aims: Sequence[AimRow]) -> None:
        """Competences nobody has looked at yet are left out."""
        seen = [row for row in levels if row.seen]
        names = list(dict.fromkeys(row.mentee for row in seen))
        several = len({row.mentee for row in levels}) > 1
        self._levels = [
            (name if several else "", [row for row in seen if row.mentee == name]) for name in names
        ]
        self._aims = aims
        self.setAccessibleName("Gambar perjalanan")
        self.setAccessibleDescription(
            "; ".join(
                [f"{row.mentee}, {row.name}: {told(row)}" for row in seen]
                + [f"{row.form.text}: {percent(row)}" for row in aims]
            )
            or "Belum ada yang dapat digambar."
        )
        self.setFixedHeight(self._high())
        self.update()

    def _high(self) -> int:
        levels = sum(NAME * bool(name) + LINE * len(rows) for name, rows in self._levels)
        parts = (HEAD + levels + NAME + 8 if levels else 0) + (
            HEAD + AIM * len(self._aims) if self._aims else 0
        )
        return max(parts, 2 * HEAD) + EDGE

    def sizeHint(self) -> QSize:
        return QSize(360, self._high())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        y, wide = 0.0, float(self.width())
        if not self._levels and not self._aims:
            self._say(
                painter,
                QRectF(EDGE, 0, wide - 2 * EDGE, 2 * HEAD),
                "Isi tingkat atau sasaran: jalannya tampak di sini.",
                "quiet",
            )
        if self._levels:
            self._say(painter, QRectF(0, y, wide, HEAD), "Tingkat kompetensi", "text", bold=True)
            y += HEAD
        for name, rows in self._levels:
            if name:
                self._say(painter, QRectF(0, y, wide, NAME), name, "accent", bold=True)
                y += NAME
            for row in rows:
                self._level(painter, QRectF(0, y, wide, LINE), row)
                y += LINE
        if self._levels:
            self._say(painter, QRectF(0, y, wide, NAME), LEGEND, "quiet")
            y += NAME + 8
        if self._aims:
            self._say(painter, QRectF(0, y, wide, HEAD), "Sasaran", "text", bold=True)
            y += HEAD
        for aim in self._aims:
            self._aim(painter, QRectF(0, y, wide, AIM), aim)
            y += AIM
        painter.end()

    def _level(self, painter: QPainter, at: QRectF, row: LevelRow) -> None:
        top = QRectF(at.left(), at.top(), at.width(), NAME)
        self._two(painter, top, row.name, told(row))
        left, right, middle = at.left() + EDGE, at.right() - EDGE, at.top() + NAME + 11
        step = (right - left) / (len(words.LEVELS) - 1)

        def x(level: float) -> float:
            return left + (level - 1) * step

        painter.setPen(QPen(theme.colour("border"), 2))
        painter.drawLine(QPointF(left, middle), QPointF(right, middle))
        seen = row.of("akhir")
        if row.spread("akhir"):
            band = QRectF(x(min(seen.values())) - DOT, middle - DOT - 2, 0, 2 * DOT + 4)
            band.setRight(x(max(seen.values())) + DOT)
            painter.setPen(QPen(theme.colour("warn"), 1, Qt.PenStyle.DotLine))
            painter.setBrush(theme.colour("warn_fill"))
            painter.drawRoundedRect(band, DOT, DOT)
        painter.setFont(SMALL)
        for level in words.LEVELS:
            painter.setPen(QPen(theme.colour("border"), 2))
            painter.drawLine(QPointF(x(level), middle - 3), QPointF(x(level), middle + 3))
            painter.setPen(theme.colour("quiet"))
            painter.drawText(QRectF(x(level) - 10, middle + 7, 20, 14), CENTRE, str(level))
        if row.standard:
            painter.setPen(QPen(theme.colour("text"), 3))
            painter.drawLine(
                QPointF(x(row.standard), middle - DOT - 5), QPointF(x(row.standard), middle + DOT + 2)
            )
        self._dots(painter, [x(level) if level else None for level in row.way], middle)

    def _dots(self, painter: QPainter, way: Sequence[float | None], y: float) -> None:
        """Stages on the same place are drawn inside each other: the end is the smallest."""
        there = [place for place in way if place is not None]
        painter.setPen(QPen(theme.colour("accent"), 3))
        for one, other in pairwise(there):
            painter.drawLine(QPointF(one, y), QPointF(other, y))
        painter.setPen(QPen(theme.colour("accent"), 2))
        for stage, place in enumerate(way):
            if place is None:
                continue
            size = DOT + 2 - 2 * stage if len(set(there)) < len(there) else DOT
            ring = QRectF(place - size, y - size, 2 * size, 2 * size)
            painter.setBrush(theme.colour("accent") if stage == len(way) - 1 else theme.colour("base"))
            painter.drawEllipse(ring)
            if stage == 1:
                painter.setBrush(theme.colour("accent"))
                painter.drawChord(ring, 90 * 16, 180 * 16)

    def _aim(self, painter: QPainter, at: QRectF, row: AimRow) -> None:
        self._two(painter, QRectF(at.left(), at.top(), at.width(), NAME), row.form.text, percent(row))
        bar = QRectF(at.left(), at.top() + NAME + 2, at.width(), 10)
        painter.setPen(QPen(theme.colour("border"), 1))
        painter.setBrush(theme.colour("base"))
        painter.drawRoundedRect(bar, 4, 4)
        if row.percent:
            done = QRectF(bar)
            done.setWidth(bar.width() * row.percent / 100)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("good" if row.is_reached else "accent"))
            painter.drawRoundedRect(done, 4, 4)

    def _two(self, painter: QPainter, at: QRectF, name: str, end: str) -> None:
        """The name is cut where what stands at the end of the line begins."""
        room = QFontMetricsF(BOLD).horizontalAdvance(end) + 12
        self._say(painter, at.adjusted(0, 0, -room, 0), name, "text")
        self._say(painter, at, end, "text", bold=True, flags=RIGHT)

    def _say(
        self,
        painter: QPainter,
        at: QRectF,
        text: str,
        colour: str,
        *,
        bold: bool = False,
        flags: Qt.AlignmentFlag = LEFT,
    ) -> None:
        painter.setFont(BOLD if bold else SMALL)
        painter.setPen(theme.colour(colour))
        cut = QFontMetricsF(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, at.width())
        painter.drawText(at, flags | Qt.TextFlag.TextSingleLine, cut)
