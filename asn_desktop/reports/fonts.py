"""The bundled fonts: widths, coverage, and the small cuts of them that are embedded in a PDF."""

from __future__ import annotations

import codecs
import unicodedata
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from threading import Lock

from reportlab.pdfbase.ttfonts import TTFontFile

from asn_desktop import resources

FILES = {
    "serif": "NotoSerif-Regular.ttf",
    "serif-bold": "NotoSerif-Bold.ttf",
    "serif-italic": "NotoSerif-Italic.ttf",
    "display": "NotoSerifDisplay-Bold.ttf",
    "sans": "NotoSans-Regular.ttf",
    "sans-bold": "NotoSans-Bold.ttf",
}

# The base cut of a font: ASCII and the usual typographic signs, one byte each. It is the same in every
# file and lies ready and deflated in resources/fonts/cuts (see write_cuts), so that a file drawn again is
# equal byte for byte whatever zlib there is. Any other character goes into a second cut made for the file.
_ASCII = "".join(map(chr, range(0x20, 0x7F)))
_SIGNS = "–—‘’“”…•·°§×\u00a0"
_CODES = "\ufffe" * 0x20 + _ASCII + "\ufffe" + _SIGNS
_ENCODING = codecs.charmap_build(_CODES)
BASE = tuple(0 if c == "\ufffe" else ord(c) for c in _CODES)
_BASE_TAG = "BASEAA"
_READING = Lock()  # a font file in memory has one reading position for all threads
_FIRST_EXTRA = 0x21
_EXTRA_ROOM = 256 - _FIRST_EXTRA


def encode(text: str) -> bytes:
    """Codes of the base cut; UnicodeEncodeError when `text` needs more."""
    return codecs.charmap_encode(text, "strict", _ENCODING)[0]


@dataclass(frozen=True)
class Cut:
    """A part of a font, ready to embed: code n of the PDF shows character `characters[n]`.

    `entries` say how `program` is packed.
    """

    name: str
    characters: tuple[int, ...]
    widths: tuple[int, ...]
    program: bytes
    entries: bytes
    descriptor: bytes


@dataclass(frozen=True, eq=False)
class Face:
    """One font file. Widths are in thousandths of the size."""

    key: str
    file: TTFontFile
    base_widths: tuple[int, ...]
    resource: bytes  # the name under which a page's content refers to the base cut

    def has(self, character: str) -> bool:
        return ord(character) in self.file.charToGlyph

    def width(self, text: str) -> int:
        """`text` must be clean()."""
        try:
            return sum(map(self.base_widths.__getitem__, encode(text)))
        except UnicodeEncodeError:
            default = self.file.defaultWidth
            return sum(round(self.file.charWidths.get(ord(c), default)) for c in text)

    def base_cut(self) -> Cut:
        return _base_cut(self.key)

    def cut(self, characters: Iterable[int], tag: str, ready: bytes = b"") -> Cut:
        """`tag` is the six capitals before the font's name that PDF asks of a partial font.

        `ready` is its program, deflated, when that was made before.
        """
        codes = tuple(characters)
        f = self.file
        widths = tuple(round(f.charWidths.get(c, f.defaultWidth)) if c else 0 for c in codes)
        box = " ".join(str(round(n)) for n in f.bbox)
        name = f.name.decode("latin-1")
        descriptor = (
            f"/FontName /{tag}+{name} /Flags 4 /FontBBox [{box}] /ItalicAngle {round(f.italicAngle)} "
            f"/Ascent {round(f.ascent)} /Descent {round(f.descent)} /CapHeight {round(f.capHeight)} "
            f"/StemV {round(f.stemV)}"
        )
        if ready:
            program, entries = ready, b"/Filter/FlateDecode/Length1 %d" % len(zlib.decompress(ready))
        else:
            with _READING:
                program = bytes(f.makeSubset(list(codes)))
            entries = b"/Length1 %d" % len(program)
        return Cut(f"{tag}+{name}", codes, widths, program, entries, descriptor.encode())


@cache
def face(key: str) -> Face:
    """One of FILES."""
    file = TTFontFile(str(resources.path("fonts") / FILES[key]))
    widths = tuple(round(file.charWidths.get(c, file.defaultWidth)) if c else 0 for c in BASE)
    return Face(key, file, widths, b"F%d" % list(FILES).index(key))


@cache
def _base_cut(key: str) -> Cut:
    return face(key).cut(BASE, _BASE_TAG, resources.path(f"fonts/cuts/{key}.z").read_bytes())


def write_cuts(folder: Path) -> None:
    """For developers, when a font file or BASE has changed: old certificates then get new fingerprints."""
    for key in FILES:
        program = face(key).cut(BASE, _BASE_TAG).program
        (folder / f"{key}.z").write_bytes(zlib.compress(program, 9))


def clean(text: str) -> str:
    """Composed characters, and line breaks and control characters turned into spaces."""
    if text.isascii() and text.isprintable():
        return text
    composed = unicodedata.normalize("NFC", text)
    return "".join(" " if unicodedata.category(c) in ("Cc", "Zl", "Zp", "Cs") else c for c in composed)


def unprintable(text: str, key: str) -> list[str]:
    """The characters of `text` that would not show, in order, each once."""
    shown = face(key)
    return [
        c
        for c in dict.fromkeys(unicodedata.normalize("NFC", text))
        if c not in "\n\r\t" and (not shown.has(c) or unicodedata.category(c)[0] == "C")
    ]


@dataclass
class Extras:
    """Which characters outside the base cuts one file uses, by font, in order of first use."""

    codes: dict[str, dict[str, int]] = field(default_factory=dict)
    uses: int = 0

    def runs(self, face: Face, text: str) -> list[tuple[bytes, bytes]]:
        """`text` (clean) as pieces of (font resource, codes). More than 223 extras show as missing."""
        known = self.codes.setdefault(face.key, {})
        self.uses += 1
        runs: list[tuple[bytes, bytes]] = []
        for c in text:
            try:
                name, code = face.resource, encode(c)
            except UnicodeEncodeError:
                name = face.resource + b"x"
                room = len(known) < _EXTRA_ROOM
                number = known.setdefault(c, _FIRST_EXTRA + len(known)) if room else known.get(c, 0)
                code = bytes([number])
            if runs and runs[-1][0] == name:
                runs[-1] = (name, runs[-1][1] + code)
            else:
                runs.append((name, code))
        return runs

    def cuts(self) -> list[tuple[bytes, Cut]]:
        """(font resource, cut) for all that was used."""
        return [
            (face(key).resource + b"x", face(key).cut([0] * _FIRST_EXTRA + [ord(c) for c in known], "EXTRAA"))
            for key, known in self.codes.items()
        ]
