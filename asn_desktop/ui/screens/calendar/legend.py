"""Which letter and colour stands for which form of training."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from asn_desktop.domain import calendar as days
from asn_desktop.services.calendar import Form
from asn_desktop.ui import theme
from asn_desktop.ui.screens.calendar import paint

LINE, SWATCH, BETWEEN = 20, 18, 16


class Legend(QWidget):
    """The forms that are on the screen, in as many lines as they need."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("calendar_legend")
        self._forms: list[Form] = []
        self._places: list[QRectF] = []
        self.show_forms(())

    def show_forms(self, forms: Sequence[Form]) -> None:
        self._forms = sorted(set(forms), key=lambda form: form.place)
        named = (f"{days.letter(f.place)} {f.name}" for f in self._forms)
        self.setAccessibleName(f"Keterangan warna: {', '.join(named)}" if self._forms else "Keterangan warna")
        self._lay_out()

    def _lay_out(self) -> None:
        metrics, x, y = QFontMetricsF(paint.SMALL), 0.0, 0.0
        self._places = []
        for form in self._forms:
            wide = SWATCH + 4 + metrics.horizontalAdvance(form.name) + 2
            if x and x + wide > self.width():
                x, y = 0.0, y + LINE
            self._places.append(QRectF(x, y, wide, LINE))
            x += wide + BETWEEN
        self.setFixedHeight(int(y) + LINE)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        for form, place in zip(self._forms, self._places, strict=True):
            shade = theme.shade(days.hue(form.place))
            swatch = QRectF(place.left(), place.top() + 2, SWATCH, LINE - 4)
            painter.fillRect(swatch, shade.ground)
            painter.setFont(paint.BOLD)
            painter.setPen(shade.edge)
            painter.drawText(swatch, Qt.AlignmentFlag.AlignCenter, days.letter(form.place))
            painter.setFont(paint.SMALL)
            painter.setPen(paint.tint("text"))
            paint.words(painter, place.adjusted(SWATCH + 4, 0, 2, 0), form.name)
        painter.end()
