"""What the columns of a list of competence levels mean: one column a competence, or one row a competence."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from asn_desktop.domain import headers

PEOPLE = {"nip": "NIP", "name": "Nama pegawai"}
OTHERS = {"noted_on": "Tanggal penilaian", "competence": "Nama kompetensi", "level": "Tingkat"}
_WORDS = {
    "noted_on": "TANGGAL PENILAIAN|TGL PENILAIAN|TANGGAL ASESMEN|TGL ASESMEN|TANGGAL|TGL|TANGGAL UJI",
    "competence": "KOMPETENSI|NAMA KOMPETENSI|JENIS KOMPETENSI",
    "level": "TINGKAT|LEVEL|NILAI|TINGKAT KOMPETENSI|LEVEL KOMPETENSI|CAPAIAN|HASIL",
}
_BY_HEADER = {word: field for field, words in _WORDS.items() for word in words.split("|")}


def fields(names: Mapping[str, str]) -> dict[str, str]:
    """What a column may mean, in the order of a choice; `names` of competences by code."""
    return {**PEOPLE, **names, **OTHERS}


def code_of(words: str, names: Mapping[str, str]) -> str | None:
    """The code of the competence that is meant by its name or code, however it is spaced."""
    wanted = _squeezed(words)
    found = (code for code, name in names.items() if wanted in (_squeezed(name), _squeezed(code)))
    return next(found, None) if wanted else None


def assign(names: Mapping[str, str]) -> Callable[[Sequence[str]], list[str | None]]:
    """A field for each column, no field twice: the first one has it."""

    def of(given: Sequence[str]) -> list[str | None]:
        taken: set[str] = set()
        found: list[str | None] = []
        for header in given:
            field = _field(header, names)
            found.append(None if field in taken else field)
            taken.add(field or "")
        return found

    return of


def _field(header: str, names: Mapping[str, str]) -> str | None:
    word = headers.normalise(header)
    if code := code_of(word, names):
        return code
    if word in _BY_HEADER:
        return _BY_HEADER[word]
    person = headers.match(word)
    return person if person in PEOPLE else None


def _squeezed(words: str) -> str:
    """`1. KERJA-SAMA` as `KERJASAMA`."""
    text = headers.normalise(words)
    return re.sub(r"^\d+(?=\D{2})", "", text.replace(" ", ""))
