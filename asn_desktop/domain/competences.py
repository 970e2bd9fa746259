"""Which level of competence a position asks for, by its name (PermenPANRB 38/2017), and who fits it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

LEVELS = range(1, 6)
FUNCTIONAL, STAFF = "2", "4"  # codes of jenis_jabatan
SOURCES = {"asesmen": "Asesmen", "mentoring": "Mentoring", "ketik": "Ketikan", "impor": "Impor"}
MANNERS = {
    "ahli utama": "AHLI_UTAMA",
    "ahli madya": "AHLI_MADYA",
    "ahli muda": "AHLI_MUDA",
    "ahli pertama": "AHLI_PERTAMA",
    "penyelia": "PENYELIA",
    "mahir": "MAHIR",
    "terampil": "TERAMPIL",
    "pemula": "PEMULA",
}
# The older names of the same grades, as lists still write them.
_OLD = {"pelaksana lanjutan": "MAHIR", "pelaksana pemula": "PEMULA", "utama": "AHLI_UTAMA"} | {
    "madya": "AHLI_MADYA",
    "muda": "AHLI_MUDA",
    "pertama": "AHLI_PERTAMA",
    "pelaksana": "TERAMPIL",
}
_PRATAMA = re.compile(
    r"(sekretaris daerah|asisten|staf ahli|inspektur( daerah| kota)?$|sekretaris d\.?p\.?r\.?d|"
    r"kepala (dinas|badan)( |$)|kepala satuan polisi|direktur rsud)"
)
_ADMINISTRATOR = re.compile(
    r"(camat( |$)|sekretaris ?(dinas|badan|inspektorat|satuan|camat|kecamatan)|sekretaris$|sekcam|"
    r"inspektur pembantu|kepala (bidang|bagian)( |$)|(kabid|kabag)( |$))"
)
_PENGAWAS = re.compile(
    r"(lurah( |$)|sekretaris ?(lurah|kelurahan)|kepala ?(sub|seksi|upt|tata usaha|subbag)|"
    r"(kasi|kasubbag|kasubag|kasubbid|kasubid|ka\.? ?upt)( |$))"
)


# Klerek, operator and teknisi of PermenPANRB 45/2022, and the older names.
_PELAKSANA = re.compile(
    r"(pengadministrasi|pengelola|pengolah|operator|petugas|penelaah|penata (kelola|layanan|laksana)|"
    r"pengemudi|pramu|teknisi|klerek|staf( |$)|pelaksana( |$)|caraka|penjaga|sekretaris pimpinan)"
)


@lru_cache(maxsize=4096)  # thousands of people share few positions
def kind_of_position(jenis_jabatan: str, jabatan: str) -> str:
    """A code of the reference table standar_kompetensi; empty when the name does not tell.

    The name goes before the code `jenis_jabatan`: lists often carry a wrong one.
    """
    name = " ".join(jabatan.casefold().split())
    name = re.sub(r"^(plt|plh|pj|pjs)\.? ", "", name)
    found = next((code for ending, code in MANNERS.items() if name.endswith(ending)), "")
    if not found and jenis_jabatan == FUNCTIONAL:
        found = next((code for ending, code in _OLD.items() if name.endswith(ending)), "")
    if found:
        return found
    patterns = {
        "JPT_PRATAMA": _PRATAMA,
        "ADMINISTRATOR": _ADMINISTRATOR,
        "PENGAWAS": _PENGAWAS,
        "PELAKSANA": _PELAKSANA,
    }
    found = next((code for code, pattern in patterns.items() if pattern.match(name)), "")
    return found or ("PELAKSANA" if jenis_jabatan == STAFF else "")


def standard_of(jenis_jabatan: str, jabatan: str, table: Mapping[str, int]) -> int | None:
    """The level, 1 to 5, that the position asks for; None when its kind is not known or not in `table`.

    `table` has the level by code of standar_kompetensi.
    """
    return table.get(kind_of_position(jenis_jabatan, jabatan))


def gap(standard: int | None, level: int | None) -> int:
    """Levels that are missing; nothing where either is not known."""
    return 0 if standard is None or level is None else max(0, standard - level)


def fit(levels: Mapping[str, int], standard: int | None, codes: list[str]) -> float | None:
    """Job person match in per cent: levels capped at the standard; None when not all of `codes` are known."""
    if not standard or not codes or any(code not in levels for code in codes):
        return None
    return 100 * sum(min(levels[code], standard) for code in codes) / (standard * len(codes))
