"""Reads single cells of a staff list: text, dates, codes, names, NIP."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any, NamedTuple, TypeAlias

from asn_desktop.domain import dates, golongan, names, nip
from asn_desktop.spreadsheets.cells import Cell

LONGEST_NAME = 100  # the longest real ones known have 80 letters
OLDEST_YEAR = 1930
NO_PRECISION = 1e15  # Excel keeps 15 digits of a number
_SCIENTIFIC = re.compile(r"\d+(?:[.,]\d+)?E\+?1\d", re.IGNORECASE)
_NIP_IN_TEXT = re.compile(
    r"[\s/,;(]*(?:\bNI[P. ]*(?:PPPK|P3K|BARU)?[\s.:/]*)?('?\d(?:[\s.\-]*\d){8,})\)?\s*$", re.IGNORECASE
)
_YEAR = re.compile(r"(?:19|20)\d\d")


class Trouble(NamedTuple):
    kind: str
    text: str  # what is wrong and what to do
    is_error: bool = True


Reading: TypeAlias = tuple[Any, Trouble | None]  # a dict as value holds several columns
Convert: TypeAlias = Callable[[Cell], Reading]


def plain(cell: Cell | None) -> str:
    """One line of text; a lone dash is nothing. Numbers too long for Excel stay recognisably damaged."""
    if isinstance(cell, str):
        if cell.isalnum():  # numbers and codes, at once
            return cell
        if not cell.isprintable():
            cell = "".join(c for c in cell if c.isprintable() or c.isspace())
        text = " ".join(cell.split())
        if text[:1] == "'":
            text = text.lstrip("' ")
        return "" if text in {"-", "–", "—"} else text
    if cell is None or isinstance(cell, bool):
        return ""
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        return dates.short(cell)
    if not abs(cell) < NO_PRECISION:  # what is no number at all as well
        return f"{cell:.5E}"
    return str(int(cell)) if cell == int(cell) else str(cell)


def is_damaged(cell: Cell | None) -> bool:
    """A long number that Excel kept as a number, so that its last digits are lost."""
    if isinstance(cell, str):
        return not cell.isdigit() and _SCIENTIFIC.fullmatch(cell.strip()) is not None
    return isinstance(cell, int | float) and not abs(cell) < NO_PRECISION


def split_name_nip(cell: Cell | None) -> tuple[Cell, Cell]:
    """Name and NIP of a cell that holds both, one below the other."""
    if not isinstance(cell, str):
        return ("", cell or "") if is_damaged(cell) else (plain(cell), "")
    found = _NIP_IN_TEXT.search(cell)
    return (cell[: found.start()], found[1]) if found else (cell, "")


def text(cell: Cell) -> Reading:
    return plain(cell) or None, None


def name(cell: Cell, with_titles: bool) -> Reading:
    """`with_titles`: the list has no columns for them, so they stand in the name. Capitals are repaired."""
    given = plain(cell)
    if not given:
        return None, None
    parts = names.split(given) if with_titles else names.NameParts("", given, "")
    if len(parts.name) > LONGEST_NAME:
        return parts.name, Trouble(
            "name_too_long",
            f"nama sepanjang {len(parts.name)} huruf (paling panjang {LONGEST_NAME}). "
            "Periksa apakah beberapa isian tergabung dalam satu sel.",
        )
    if _only_titles(parts.name):
        return given, Trouble("name_only_titles", f"“{given[:40]}” hanya gelar. Isikan juga namanya.")
    fixed = names.title_case(parts.name)
    if not with_titles:
        return fixed, None
    value = {"name": fixed}
    if parts.gelar_depan:
        value["gelar_depan"] = parts.gelar_depan
    if parts.gelar_belakang:
        value["gelar_belakang"] = names.degrees_case(parts.gelar_belakang)
    return value, None


def _only_titles(name: str) -> bool:
    """`Drs. Ir.` is no name. A bare `Ir` may be one, since nobody writes that title without its dot."""
    return ("." in name or len(name) < 12) and not names.has_name(name) and not name.isalpha()


def front_titles(cell: Cell) -> Reading:
    given = plain(cell)
    parts = names.split(f"{given} X")
    return (parts.gelar_depan if parts.name == "X" else given) or None, None


def back_titles(cell: Cell) -> Reading:
    return names.degrees_case(plain(cell).lstrip(", ")) or None, None


def day(cell: Cell, latest: date, what: str) -> Reading:
    """A date not after `latest`."""
    try:
        found = dates.parse(plain(cell) if isinstance(cell, str) or is_damaged(cell) else cell)
    except dates.DateError as error:
        return None, Trouble("date_invalid", str(error))
    if found and not OLDEST_YEAR <= found.year <= latest.year:
        return None, Trouble(
            "date_impossible", f"{dates.short(found)} tidak mungkin sebagai {what}. Periksa tahunnya."
        )
    return found, None


def place_and_day(cell: Cell, latest: date) -> Reading:
    """`Palembang, 17 April 1998`"""
    given = plain(cell)
    place, _, rest = given.rpartition(",") if "," in given else given.rpartition("/")
    if not place and not any(c.isdigit() for c in given):
        return {"birth_place": given}, None
    born, trouble = day(rest, latest, "tanggal lahir")
    value = {"birth_place": place.strip(), "birth_date": born}
    return {k: v for k, v in value.items() if v}, trouble


def sex(cell: Cell) -> Reading:
    given = plain(cell)
    word = given.casefold()
    if word in {"l", "m", "1", "pria", "laki-laki", "laki laki", "lk", "male"}:
        return "L", None
    if word in {"p", "f", "w", "2", "wanita", "perempuan", "pr", "female"}:
        return "P", None
    trouble = Trouble("sex_unknown", f"“{given[:30]}” tidak dikenal. Tulis L atau P.", False)
    return None, trouble if given else None


def rank(cell: Cell) -> Reading:
    given = plain(cell)
    code = golongan.parse(given) if given else None
    if given and code is None:
        return None, Trouble(
            "golongan_unknown", f"“{given[:30]}” tidak dikenal. Tulis seperti III/d (PNS) atau IX (PPPK)."
        )
    return code, None


def pangkat(cell: Cell) -> Reading:
    """Only a help where there is no golongan, so never wrong by itself."""
    given = plain(cell)
    return golongan.parse(given) if given else None, None


def status(cell: Cell) -> Reading:
    given = plain(cell)
    word = given.upper()
    if not word:
        return None, None
    if "PPPK" in word or "P3K" in word or "PERJANJIAN" in word:
        return "PPPK", None
    if "CPNS" in word or "CALON" in word:
        return "CPNS", None
    if word in {"NON", "NON ASN", "NON PNS", "HONORER", "THL", "TKS"}:
        return "NON", None
    if "PNS" in word or "NEGERI SIPIL" in word:
        return "PNS", None
    trouble = Trouble("status_unknown", f"“{given[:30]}” tidak dikenal. Tulis PNS, CPNS, atau PPPK.", False)
    return None, trouble


def cpns_flag(cell: Cell) -> Reading:
    return {"C": "CPNS", "CPNS": "CPNS", "P": "PNS", "PNS": "PNS"}.get(plain(cell).upper()), None


def digits(cell: Cell, length: int, label: str) -> Reading:
    """A number of fixed length that is good to have but not needed."""
    given = plain(cell)
    if not given:
        return None, None
    if len(given) != length and is_damaged(cell):
        return None, Trouble(
            f"{label.lower().replace(' ', '_')}_number_precision_lost",
            f"{label} tersimpan sebagai angka sehingga digit akhirnya hilang, jadi tidak diambil. "
            "Isikan kembali sebagai teks.",
            False,
        )
    found = given if given.isdigit() else re.sub(r"\D", "", given)
    if len(found) != length or not found.isascii():
        return None, Trouble(
            f"{label.lower().replace(' ', '_')}_length",
            f"“{given[:30]}” tidak terdiri dari {length} angka, jadi tidak diambil. Isikan yang benar.",
            False,
        )
    return found, None


def phone(cell: Cell) -> Reading:
    """As a number it lost the zero in front."""
    given = plain(cell)
    return (f"0{given}" if not isinstance(cell, str) and given[:1] == "8" else given) or None, None


def email(cell: Cell) -> Reading:
    given = plain(cell)
    if given and ("@" not in given or " " in given):
        return None, Trouble(
            "email_invalid",
            f"“{given[:40]}” bukan alamat email, jadi tidak diambil. Isikan yang benar.",
            False,
        )
    return given or None, None


def year(cell: Cell) -> Reading:
    given = plain(cell)
    found = _YEAR.search(given)
    if given and not found:
        return None, Trouble("year_unknown", f"“{given[:20]}” bukan tahun. Tulis empat angka.", False)
    return found[0] if found else None, None


def read_nip(cell: Cell | None, today: date) -> tuple[nip.Nip | None, Trouble | None]:
    """An error says all by itself: it begins with the NIP."""
    if is_damaged(cell):
        return None, Trouble(
            "nip_number_precision_lost",
            "NIP tersimpan sebagai angka sehingga tiga digit terakhirnya hilang. "
            "Isikan kembali NIP lengkap sebagai teks; jangan menebak digitnya.",
        )
    given = cell if isinstance(cell, str) else plain(cell)
    if not given or not plain(given):
        return None, Trouble(
            "nip_missing",
            "NIP kosong. Isikan NIP-nya; yang tanpa NIP ditambahkan lewat layar Pegawai atau daftar peserta.",
        )
    try:
        return nip.parse(given, today), None
    except nip.NipError as error:
        return None, Trouble(error.kind, str(error))
