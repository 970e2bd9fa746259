"""How a certificate number is made from a pattern with tokens."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from asn_desktop.domain.dates import roman
from asn_desktop.domain.errors import InvalidInput

DEFAULT_PATTERN = "800.1.4/{urut:04}/{kode_unit}-{bidang}/{tahun}"
LONGEST = 80
_TOKEN = re.compile(r"\{([^{}]*)\}")
# What may end or begin with a digit, so that it must not touch {urut}: 1 and 12 would read as 11 and 2.
_DIGITS = r"(?:\d|\{(?!angkatan_romawi\}|bulan_romawi\})[^}]*\})"
_TOUCHES_AFTER = re.compile(r"\{urut[^}]*\}\s*" + _DIGITS)
_TOUCHES_BEFORE = re.compile(_DIGITS + r"\s*\{urut[:}]")
_WIDTH = re.compile(r"0?([1-9])")


@dataclass(frozen=True)
class NumberValues:
    """`sequence` counts within scheme and year; `month` and `year` are those of the day of issue."""

    sequence: int
    year: int
    month: int
    klasifikasi: str = ""
    kode_unit: str = ""
    bidang: str = ""
    kode_pelatihan: str = ""
    angkatan: int = 1


TOKENS: dict[str, tuple[str, Callable[[NumberValues], str]]] = {
    "urut": ("nomor urut, {urut:04} menjadi 0007", lambda v: str(v.sequence)),
    "klasifikasi": ("kode klasifikasi arsip", lambda v: v.klasifikasi),
    "kode_unit": ("kode unit penerbit", lambda v: v.kode_unit),
    "bidang": ("kode bidang", lambda v: v.bidang),
    "kode_pelatihan": ("kode pelatihan dari katalog", lambda v: v.kode_pelatihan),
    "angkatan": ("angkatan dengan angka", lambda v: str(v.angkatan)),
    "angkatan_romawi": ("angkatan dengan angka Romawi", lambda v: roman(v.angkatan)),
    "bulan": ("bulan terbit, 01 sampai 12", lambda v: f"{v.month:02d}"),
    "bulan_romawi": ("bulan terbit dengan angka Romawi", lambda v: roman(v.month)),
    "tahun": ("tahun terbit", lambda v: str(v.year)),
}


def _problem(text: str) -> InvalidInput:
    return InvalidInput({"pattern": text})


def check(pattern: str) -> None:
    """Raises InvalidInput on `pattern`, naming what is wrong and how it should be."""
    if not pattern.strip():
        raise _problem("Isi pola nomor, misalnya " + DEFAULT_PATTERN)
    if any(not c.isprintable() for c in pattern):
        raise _problem("Pola nomor tidak boleh memuat ganti baris atau karakter yang tidak tampak.")
    if "{" in _TOKEN.sub("", pattern) or "}" in _TOKEN.sub("", pattern):
        raise _problem("Ada kurung kurawal yang tidak berpasangan. Tulis token seperti {urut:04}.")
    names = []
    for inner in _TOKEN.findall(pattern):
        name, colon, width = inner.partition(":")
        if name not in TOKENS:
            raise _problem(f"Token {{{inner}}} tidak dikenal. Yang ada: {', '.join(TOKENS)}.")
        if colon and (name != "urut" or not _WIDTH.fullmatch(width)):
            raise _problem(f"{{{inner}}}: lebar hanya untuk urut, misalnya {{urut:04}}.")
        names.append(name)
    if "urut" not in names:
        raise _problem("Pola harus memuat {urut}, agar tiap sertifikat bernomor berbeda.")
    if "tahun" not in names:
        raise _problem("Pola harus memuat {tahun}, karena nomor urut mulai lagi tiap tahun.")
    if _TOUCHES_AFTER.search(pattern):
        raise _problem("Beri pemisah (misalnya /) sesudah {urut}, agar dua nomor tidak pernah sama.")
    if _TOUCHES_BEFORE.search(pattern):
        raise _problem("Beri pemisah (misalnya /) sebelum {urut}, agar dua nomor tidak pernah sama.")


def render(pattern: str, values: NumberValues) -> str:
    """The number as printed. Raises InvalidInput for a wrong pattern and for a number that gets too long."""
    check(pattern)
    if "{angkatan_romawi}" in pattern and not 1 <= values.angkatan <= 3999:
        raise _problem(f"Angkatan {values.angkatan} tidak dapat ditulis Romawi. Ubah angkatan atau polanya.")

    def token(found: re.Match[str]) -> str:
        name, _, width = found[1].partition(":")
        text = TOKENS[name][1](values)
        return text.zfill(int(width)) if width else text

    number = _TOKEN.sub(token, pattern)
    if len(number) > LONGEST:
        raise _problem(f"Nomor menjadi {len(number)} huruf, paling banyak {LONGEST}. Pendekkan polanya.")
    return number
