"""Reads one section of a template file and says in plain words what is wrong in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NoReturn, TypeVar

from asn_desktop.domain.errors import UserError
from asn_desktop.reports.fonts import FILES
from asn_desktop.reports.ink import Align, Style, colour
from asn_desktop.reports.page import LANDSCAPE, MM
from asn_desktop.reports.patterns import Pattern, parse

T = TypeVar("T")
_ALIGN: dict[str, Align] = {"kiri": "left", "tengah": "centre", "kanan": "right"}
_HEIGHT = LANDSCAPE["A4"][1]


class Reader:
    """Hands out the values of one section, and knows which were never asked for."""

    def __init__(self, data: Mapping[str, Any], place: str, palette: dict[str, bytes] | None = None) -> None:
        self.data, self.place = data, place
        self.palette = palette or {}
        self._asked: set[str] = set()

    def wrong(self, key: str, what: str) -> NoReturn:
        raise UserError(f"Template, bagian {self.place}, isian '{key}': {what}. Perbaiki lalu muat lagi.")

    def get(self, key: str, default: Any = None) -> Any:
        self._asked.add(key)
        if key not in self.data and default is None:
            self.wrong(key, "harus ada")
        return self.data.get(key, default)

    @property
    def label(self) -> str:
        """What the clerk calls this element when something is wrong with its text."""
        return self.text("nama", self.place)

    def text(self, key: str, default: str | None = None) -> str:
        value = self.get(key, default)
        return value if isinstance(value, str) else self.wrong(key, "harus berupa teks")

    def number(self, key: str, default: float) -> float:
        value = self.get(key, default)
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= 1000:
            self.wrong(key, "harus berupa angka 0 sampai 1000")
        return float(value)

    def length(self, key: str, default: float) -> float:
        """Written in mm, given in points."""
        return self.number(key, default) * MM

    def flag(self, key: str, default: bool) -> bool:
        value = self.get(key, default)
        return value if isinstance(value, bool) else self.wrong(key, "harus true atau false")

    def choice(self, key: str, among: tuple[str, ...], default: str) -> str:
        value = self.get(key, default)
        return str(value) if value in among else self.wrong(key, "harus salah satu dari " + ", ".join(among))

    def align(self, key: str, default: Align) -> Align:
        if key not in self.data:
            return default
        return _ALIGN[self.choice(key, tuple(_ALIGN), "kiri")]

    def _numbers(self, key: str, count: int) -> list[float]:
        value = self.get(key)
        if (
            not isinstance(value, list)
            or len(value) != count
            or not all(type(n) in (int, float) for n in value)
        ):
            self.wrong(key, f"harus berupa {count} angka (mm)")
        return [n * MM for n in value]

    def box(self, key: str) -> tuple[float, float, float, float]:
        """[left, top, width, height] in mm from the upper left corner → x, top from below, width, height."""
        x, top, width, height = self._numbers(key, 4)
        page_width, page_height = (n * MM for n in LANDSCAPE["A4"])
        inside = min(x, top) >= 0 and x + width <= page_width + 0.1 and top + height <= page_height + 0.1
        if not inside or width <= 0 or height <= 0:
            self.wrong(key, "kotak keluar dari kertas 297 × 210 mm")
        return x, page_height - top, width, height

    def point(self, key: str) -> tuple[float, float]:
        x, top = self._numbers(key, 2)
        return x, _HEIGHT * MM - top

    def pattern(self, key: str, default: str | None = None) -> Pattern:
        return self._parsed(key, self.text(key, default))

    def patterns(self, key: str) -> list[Pattern]:
        value = self.get(key, [])
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            self.wrong(key, "harus berupa daftar teks")
        return [self._parsed(key, v) for v in value]

    def _parsed(self, key: str, text: str) -> Pattern:
        try:
            return parse(text)
        except ValueError as error:
            self.wrong(key, str(error))

    def colours(self, key: str) -> dict[str, bytes]:
        section = self.section(key)
        found = {"putih": colour("#ffffff")}
        for name, value in section.data.items():
            try:
                found[name] = colour(value)
            except (ValueError, AttributeError, TypeError):
                section.wrong(name, "harus warna seperti #0b5563")
        return found

    def colour(self, key: str, default: str) -> bytes:
        name = self.text(key, default)
        return self.palette.get(name) or self.wrong(key, f"warna '{name}' tidak ada di bagian warna")

    def style(
        self,
        font_key: str,
        colour_key: str,
        *,
        font: str = "serif",
        colour: str = "tinta",
        align: Align = "left",
        spacing: float = 0.0,
    ) -> Style:
        chosen = self.choice(font_key, tuple(FILES), font)
        return Style(chosen, self.colour(colour_key, colour), align, spacing)

    def section(self, key: str) -> Reader:
        value = self.get(key)
        if not isinstance(value, dict):
            self.wrong(key, "harus berupa bagian [" + key + "]")
        return Reader(value, f"{self.place}.{key}", self.palette)

    def sections(self, key: str) -> list[Reader]:
        """One [section] or several [[sections]]."""
        value = self.get(key, [])
        several = value if isinstance(value, list) else [value]
        if not all(isinstance(v, dict) for v in several):
            self.wrong(key, "harus berupa bagian [[" + key + "]]")
        return [Reader(v, f"{self.place}.{key} ke-{n}", self.palette) for n, v in enumerate(several, 1)]

    def done(self, *ignored: str) -> None:
        """UserError when the section holds something that nobody asked for: mostly a slip of the pen."""
        unknown = set(self.data) - self._asked - set(ignored)
        if unknown:
            self.wrong(min(unknown), "tidak dikenal")

    def finish(self, made: T) -> T:
        self.done()
        return made
