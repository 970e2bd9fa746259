"""A certificate template: what stands where, as data (TOML) that an office can change."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import lru_cache

from asn_desktop.domain.errors import UserError
from asn_desktop.reports.ink import Style
from asn_desktop.reports.patterns import Pattern
from asn_desktop.reports.template_reader import Reader


@dataclass(frozen=True)
class Box:
    """Points; `top` is counted from the lower edge of the page, as PDF does."""

    x: float
    top: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        return self.top - self.height


@dataclass(frozen=True)
class Text:
    """One text in its box. `vertical` is atas, tengah or bawah."""

    label: str
    pattern: Pattern
    box: Box
    style: Style
    size: float
    floor: float
    lines: int
    leading: float
    vertical: str
    paragraph: bool
    preprinted: bool  # already stands on the office's blanks: left out when only text is printed


@dataclass(frozen=True)
class Identity:
    """Rows 'label : value'; a row without a value is dropped. `pitch` is the widest step of the rows."""

    box: Box
    labels: tuple[str, ...]
    patterns: tuple[Pattern, ...]
    strong: tuple[bool, ...]
    label_style: Style
    value_style: Style
    strong_style: Style
    size: float
    floor: float
    label_width: float
    pitch: float


@dataclass(frozen=True)
class Signature:
    """Place and date, post, room for signature and stamp, name, rank, NIP."""

    label: str
    box: Box
    patterns: tuple[Pattern, ...]
    style: Style
    name_style: Style
    size: float
    floor: float


@dataclass(frozen=True)
class Code:
    """The QR symbol with its small print below."""

    box: Box
    patterns: tuple[Pattern, ...]
    style: Style
    size: float


@dataclass(frozen=True)
class Photo:
    box: Box
    text: str
    style: Style
    size: float
    line: bytes


@dataclass(frozen=True)
class Rule:
    start: tuple[float, float]
    end: tuple[float, float]
    colour: bytes
    width: float


@dataclass(frozen=True)
class Table:
    """The curriculum. `last_bottom` is how far it may reach where the second signature stands."""

    box: Box
    last_bottom: float
    heads: tuple[str, str, str]
    total: str
    continued: Text | None
    style: Style
    strong_style: Style
    head_style: Style
    head_fill: bytes
    group_fill: bytes
    line: bytes
    size: float
    floor: float
    number_width: float
    hours_width: float
    pitch: tuple[float, float]


Item = Text | Identity | Signature | Code | Photo | Rule


@dataclass(frozen=True)
class Side:
    frame: str
    items: tuple[Item, ...]
    arms: Box | None = None
    table: Table | None = None


@dataclass(frozen=True)
class Template:
    """Equal when their data are equal: `text` is what is kept with an issued certificate."""

    text: str
    name: str = field(compare=False)
    colours: dict[str, bytes] = field(compare=False)
    front: Side = field(compare=False)
    back: Side | None = field(compare=False)

    @property
    def keys(self) -> tuple[str, ...]:
        """The fonts used, in a fixed order."""
        return _fonts(self)


@lru_cache(maxsize=64)
def load(text: str) -> Template:
    """UserError naming the line or the element when `text` is not a usable template."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))  # a number of its own only from Python 3.14 on
        place = f"baris {line.group(1)}" if line else "baris terakhir"
        raise UserError(
            f"Template tidak terbaca pada {place}: tulisannya tidak sesuai TOML. "
            "Perbaiki baris itu lalu muat lagi."
        ) from error
    reader = Reader(data, "template")
    name = reader.text("nama")
    colours = reader.colours("warna")
    for needed in ("tinta", "utama", "emas", "pucat"):
        if needed not in colours:
            reader.wrong("warna", f"warna '{needed}' belum ada")
    front = _side(reader.section("depan"), colours)
    back = _side(reader.section("belakang"), colours) if "belakang" in data else None
    reader.done("versi", "keterangan")
    return Template(text, name, colours, front, back)


def _side(r: Reader, colours: dict[str, bytes]) -> Side:
    r.palette = colours
    items: list[Item] = [_rule(s) for s in r.sections("garis")]
    items += [_photo(s) for s in r.sections("foto")]
    items += [_text(s) for s in r.sections("teks")]
    items += [_identity(s) for s in r.sections("identitas")]
    items += [_signature(s) for s in r.sections("tanda_tangan")]
    items += [_code(s) for s in r.sections("kode")]
    arms = [s.box("kotak") for s in r.sections("lambang")]
    tables = [_table(s) for s in r.sections("tabel")]
    frame = r.choice("bingkai", ("guilloche", "garis", "tanpa"), "tanpa")
    r.done()
    return Side(frame, tuple(items), Box(*arms[0]) if arms else None, tables[0] if tables else None)


def _text(r: Reader) -> Text:
    size = r.number("ukuran", 11)
    lines = int(r.number("baris", 1))
    return r.finish(
        Text(
            label=r.label,
            pattern=r.pattern("isi"),
            box=Box(*r.box("kotak")),
            style=r.style("huruf", "warna", align=r.align("rata", "centre"), spacing=r.number("renggang", 0)),
            size=size,
            floor=r.number("terkecil", size * 0.7),
            lines=lines,
            leading=r.number("spasi", 1.35),
            vertical=r.choice("tegak", ("atas", "tengah", "bawah"), "tengah"),
            paragraph=r.flag("paragraf", lines > 2),
            preprinted=r.flag("tercetak", False),
        )
    )


def _identity(r: Reader) -> Identity:
    rows = r.sections("baris")
    size = r.number("ukuran", 11)
    return r.finish(
        Identity(
            box=Box(*r.box("kotak")),
            labels=tuple(row.text("label") for row in rows),
            patterns=tuple(row.pattern("isi") for row in rows),
            strong=tuple(row.finish(row.flag("tebal", False)) for row in rows),
            label_style=r.style("huruf", "warna"),
            value_style=r.style("huruf", "warna"),
            strong_style=r.style("huruf_tebal", "warna", font="serif-bold"),
            size=size,
            floor=r.number("terkecil", size * 0.7),
            label_width=r.length("lebar_label", 48),
            pitch=r.length("jarak", 6),
        )
    )


def _signature(r: Reader) -> Signature:
    size = r.number("ukuran", 11)
    return r.finish(
        Signature(
            label=r.label,
            box=Box(*r.box("kotak")),
            patterns=tuple(
                r.pattern(k, "") for k in ("tempat_tanggal", "jabatan", "isi_nama", "pangkat", "nip")
            ),
            style=r.style("huruf", "warna"),
            name_style=r.style("huruf_nama", "warna", font="serif-bold"),
            size=size,
            floor=r.number("terkecil", size * 0.7),
        )
    )


def _code(r: Reader) -> Code:
    return r.finish(
        Code(
            box=Box(*r.box("kotak")),
            patterns=tuple(r.patterns("keterangan")),
            style=r.style("huruf", "warna", font="serif"),
            size=r.number("ukuran", 6.5),
        )
    )


def _photo(r: Reader) -> Photo:
    return r.finish(
        Photo(
            box=Box(*r.box("kotak")),
            text=r.text("isi", ""),
            style=r.style("huruf", "warna", align="centre"),
            size=r.number("ukuran", 9),
            line=r.colour("warna", "tinta"),
        )
    )


def _rule(r: Reader) -> Rule:
    start, end = r.point("dari"), r.point("ke")
    return r.finish(Rule(start, end, r.colour("warna", "emas"), r.number("tebal", 0.75)))


def _table(r: Reader) -> Table:
    again = r.sections("lanjutan")
    size = r.number("ukuran", 10.5)
    box = Box(*r.box("kotak"))
    return r.finish(
        Table(
            box=box,
            last_bottom=box.top - r.length("tinggi_terakhir", box.height * 25.4 / 72),
            heads=(
                r.text("kepala_nomor", "No."),
                r.text("kepala_mata", "Mata Pelatihan"),
                r.text("kepala_jp", "JP"),
            ),
            total=r.text("jumlah", "Jumlah"),
            continued=_text(again[0]) if again else None,
            style=r.style("huruf", "warna"),
            strong_style=r.style("huruf_tebal", "warna", font="serif-bold"),
            head_style=r.style("huruf_tebal", "warna_kepala", font="serif-bold", colour="putih"),
            head_fill=r.colour("latar_kepala", "utama"),
            group_fill=r.colour("latar_kelompok", "pucat"),
            line=r.colour("warna_garis", "utama"),
            size=size,
            floor=r.number("terkecil", size * 0.75),
            number_width=r.length("lebar_nomor", 14),
            hours_width=r.length("lebar_jp", 22),
            pitch=(r.length("jarak_terkecil", 5.4), r.length("jarak", 7)),
        )
    )


@lru_cache(maxsize=64)
def _fonts(template: Template) -> tuple[str, ...]:
    styles: set[str] = set()
    for side in (template.front, template.back):
        if side is None:
            continue
        owners: list[object] = [*side.items, *([side.table] if side.table else [])]
        if side.table and side.table.continued:
            owners.append(side.table.continued)
        styles |= {v.font for owner in owners for v in vars(owner).values() if isinstance(v, Style)}
    return tuple(sorted(styles))
