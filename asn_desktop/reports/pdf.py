"""A PDF file written object by object, so that memory does not grow with the number of pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from asn_desktop.reports.fonts import Cut

HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_KIDS = 64  # pages in one branch of the page tree


class Objects:
    """Numbers the objects of one file and hands their bytes to `write`.

    `at` and `offsets` let a file go on after bytes that were written before (see `resume`).
    """

    def __init__(self, write: Callable[[bytes], object]) -> None:
        self._write = write
        self._at = 0
        self._offsets: list[int] = [0]
        self._free: list[int] = []
        self._raw(HEADER)

    def _raw(self, data: bytes) -> None:
        self._write(data)
        self._at += len(data)

    def mark(self) -> tuple[int, list[int]]:
        return self._at, list(self._offsets)

    @classmethod
    def resume(cls, write: Callable[[bytes], object], mark: tuple[int, list[int]]) -> Objects:
        """Goes on after what had been written when `mark` was taken; those bytes are the caller's."""
        objects = cls.__new__(cls)
        objects._write, (objects._at, offsets) = write, mark
        objects._offsets = list(offsets)
        return objects

    def reserve(self) -> int:
        """A number for an object that is put later; 0 stands for 'not yet'."""
        self._offsets.append(0)
        return len(self._offsets) - 1

    def put(self, number: int, body: bytes) -> int:
        self._offsets[number] = self._at
        self._raw(b"%d 0 obj\n%b\nendobj\n" % (number, body))
        return number

    def add(self, body: bytes) -> int:
        return self.put(self.reserve(), body)

    def stream(self, data: bytes, entries: bytes = b"") -> int:
        return self.add(b"<<%b/Length %d>>stream\n%b\nendstream" % (entries, len(data), data))

    def finish(self, catalog: int, info: int) -> None:
        start, count = self._at, len(self._offsets)
        lines = [b"%010d 00000 n \n" % offset for offset in self._offsets[1:]]
        self._raw(b"xref\n0 %d\n0000000000 65535 f \n%b" % (count, b"".join(lines)))
        self._raw(
            b"trailer\n<</Size %d/Root %d 0 R/Info %d 0 R>>\nstartxref\n%d\n%%%%EOF\n"
            % (count, catalog, info, start)
        )


def text_string(text: str) -> bytes:
    """For titles and the like: any character, as UTF-16."""
    return b"<FEFF%b>" % text.encode("utf-16-be", "replace").hex().upper().encode()


def add_font(objects: Objects, cut: Cut, number: int | None = None) -> int:
    program = objects.stream(cut.program, cut.entries)
    descriptor = objects.add(b"<</Type/FontDescriptor %b/FontFile2 %d 0 R>>" % (cut.descriptor, program))
    unicode = objects.stream(_to_unicode(cut))
    widths = " ".join(map(str, cut.widths)).encode()
    body = b"<</Type/Font/Subtype/TrueType/BaseFont/%b/FirstChar 0/LastChar %d/Widths[%b]" % (
        cut.name.encode(),
        len(cut.widths) - 1,
        widths,
    )
    body += b"/FontDescriptor %d 0 R/ToUnicode %d 0 R>>" % (descriptor, unicode)
    return objects.put(objects.reserve() if number is None else number, body)


def _to_unicode(cut: Cut) -> bytes:
    """So that a reader can copy and search the text: code → UTF-16."""
    pairs = [
        b"<%02X><%b>" % (code, chr(c).encode("utf-16-be").hex().upper().encode())
        for code, c in enumerate(cut.characters)
        if c
    ]
    blocks = [pairs[i : i + 100] for i in range(0, len(pairs), 100)]  # a block may hold no more
    body = b"".join(b"%d beginbfchar\n%b\nendbfchar\n" % (len(b), b"\n".join(b)) for b in blocks)
    return (
        b"/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
        b"/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n"
        b"1 begincodespacerange\n<00><FF>\nendcodespacerange\n" + body + b"endcmap\n"
        b"CMapName currentdict/CMap defineresource pop\nend\nend"
    )


class Pages:
    """The page tree of one file: branches of 64, so that no list of pages is kept."""

    def __init__(self, objects: Objects, size: tuple[float, float]) -> None:
        self.objects, self.size = objects, size
        self._root = objects.reserve()
        self._branch = 0
        self._kids: list[int] = []
        self._branches: list[int] = []
        self.count = 0

    def add(
        self,
        resources: int,
        contents: Sequence[int],
        size: tuple[float, float] | None = None,
        place: int | None = None,
        entries: bytes = b"",
    ) -> int:
        """`size` when it is not that of the file, `place` a number reserved for the page before."""
        width, height = size or self.size
        if not self._kids:
            self._branch = self.objects.reserve()
        refs = b" ".join(b"%d 0 R" % n for n in contents)
        page = self.objects.put(
            self.objects.reserve() if place is None else place,
            b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 %b %b]/Resources %d 0 R/Contents[%b]%b>>"
            % (self._branch, number(width), number(height), resources, refs, entries),
        )
        self._kids.append(page)
        self.count += 1
        if len(self._kids) == _KIDS:
            self._close_branch()
        return page

    def _close_branch(self) -> None:
        refs = b" ".join(b"%d 0 R" % n for n in self._kids)
        self.objects.put(
            self._branch,
            b"<</Type/Pages/Parent %d 0 R/Count %d/Kids[%b]>>" % (self._root, len(self._kids), refs),
        )
        self._branches.append(self._branch)
        self._kids = []

    def finish(self, title: str, view: bytes = b"", entries: bytes = b"") -> None:
        """`view` and `entries` go into the preferences of the reader and into the catalogue.

        Closes the file. No date goes in: a file drawn again must be equal byte for byte."""
        if self._kids:
            self._close_branch()
        refs = b" ".join(b"%d 0 R" % n for n in self._branches)
        self.objects.put(self._root, b"<</Type/Pages/Count %d/Kids[%b]>>" % (self.count, refs))
        catalog = self.objects.add(
            b"<</Type/Catalog/Pages %d 0 R/Lang(id-ID)/ViewerPreferences<</DisplayDocTitle true%b>>%b>>"
            % (self._root, view, entries)
        )
        info = self.objects.add(b"<</Title %b/Producer(asn-desktop)>>" % text_string(title))
        self.objects.finish(catalog, info)


@lru_cache(maxsize=4096)
def number(value: float) -> bytes:
    """A coordinate: hundredths of a point are finer than any printer.

    Adding zero takes the sign from a rounded-off -0, which machines do not agree on.
    """
    return f"{round(value, 2) + 0.0:.2f}".rstrip("0").rstrip(".").encode() or b"0"
