"""What a NIP (PNS) or NI PPPK says about its holder.

`YYYYMMDD` birth, then `YYYYMM` appointment as CPNS (PNS) or `YYYY` and number of the agreement (PPPK),
sex 1/2, serial. Perka BKN 22/2007 and 43/2007; there is no check digit.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from asn_desktop.domain.errors import UserError

OLDEST_BIRTH_YEAR = 1940
YOUNGEST_AGE = 15
# What people put between the digits: spaces, dots, dashes and apostrophes of every kind, and the invisible.
_JUNK = dict.fromkeys(
    [*map(ord, " .-'’`‘_/:\t\r\n\u00a0\u00ad\u202f\u2212\u2060\ufeff")]
    + [*range(0x2000, 0x2016), *range(0x202A, 0x202F)]
)
# In front of the digits, junk removed and longest first: `NIP/NI PPPK`, `NIP PPPK`, `NI PPPK`, `N.I.P.`.
_PREFIXES = ("NIPNIPPPPK", "NIPNIPPPK", "NIPPPPK", "NIPPPK", "NIPP3K", "NIP3K", "NIPBARU", "NIP", "NI")


class NipError(UserError):
    """`kind` is one of nip_length, nip_birth_date, nip_month, nip_sex."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind


@dataclass(frozen=True, slots=True)
class Nip:
    """`start_month` is None for PPPK, `agreement` None for PNS."""

    digits: str
    kind: str  # PNS or PPPK
    birth_date: date
    start_year: int
    start_month: int | None
    agreement: int | None
    sex: str  # L or P
    serial: str


def clean(text: str) -> str:
    """Only the digits of a NIP as people write it; a text that is no number comes back stripped."""
    if len(text) == 18 and _is_number(text):
        return text
    bare = text.translate(_JUNK)
    if not _is_number(bare):
        upper = bare.upper()
        prefix = next((p for p in _PREFIXES if upper.startswith(p)), "")
        bare = bare[len(prefix) :]
    return bare if _is_number(bare) else text.strip()


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit()


def parse(text: str, today: date) -> Nip:
    """Read a NIP; raises NipError. Only what can never be right is an error (the rest: `warnings`)."""
    d = clean(text)
    if len(d) != 18 or not _is_number(d):
        raise NipError("nip_length", _length_message(d))
    try:
        born = date.fromisoformat(d[:8])
    except ValueError:
        born = date.min
    youngest = today.year - YOUNGEST_AGE
    if not OLDEST_BIRTH_YEAR <= born.year <= youngest or (
        born.year == youngest and (born.month, born.day) > (today.month, today.day)
    ):
        raise NipError(
            "nip_birth_date",
            f"NIP {d}: delapan angka pertama ({d[:8]}) bukan tanggal lahir yang mungkin. "
            "Cocokkan dengan SK atau kartu pegawai.",
        )
    year, month = int(d[8:12]), int(d[12:14])
    if month == 0:
        raise NipError("nip_month", f"NIP {d}: angka ke-13 dan 14 tidak boleh 00. Cocokkan dengan SK.")
    if d[14] not in "12":
        raise NipError(
            "nip_sex", f"NIP {d}: angka ke-15 harus 1 (laki-laki) atau 2 (perempuan). Cocokkan dengan SK."
        )
    is_pns = month <= 12
    return Nip(
        d,
        "PNS" if is_pns else "PPPK",
        born,
        year,
        month if is_pns else None,
        None if is_pns else month,
        "L" if d[14] == "1" else "P",
        d[15:],
    )


def _length_message(d: str) -> str:
    if not _is_number(d):
        return f"NIP “{d[:30]}” harus terdiri dari 18 angka saja. Cocokkan dengan SK."
    if len(d) == 9:
        return f"NIP {d} adalah NIP lama (9 angka). Isikan NIP baru yang 18 angka."
    return f"NIP {d[:30]} terdiri dari {len(d)} angka, seharusnya 18. Cocokkan dengan SK."


def warnings(
    nip: Nip,
    *,
    birth_date: date | None = None,
    sex: str = "",
    status: str = "",
    tmt_cpns: date | None = None,
    today: date,
) -> list[tuple[str, str]]:
    """Where other fields differ from the NIP: (kind, sentence). A court may have corrected a birth date while
    the NIP stayed, so these never block."""
    found = []
    if birth_date and birth_date != nip.birth_date:
        found.append(
            (
                "birth_date_differs_from_nip",
                f"Tanggal lahir {birth_date:%d-%m-%Y} berbeda dengan NIP ({nip.birth_date:%d-%m-%Y}).",
            )
        )
    if sex and sex != nip.sex:
        words = {"L": "laki-laki", "P": "perempuan"}
        found.append(
            (
                "sex_differs_from_nip",
                f"Jenis kelamin {words.get(sex, sex)} berbeda dengan NIP ({words[nip.sex]}).",
            )
        )
    if status and (status == "PPPK") != (nip.kind == "PPPK"):
        found.append(("status_differs_from_nip", f"Status {status} berbeda dengan bentuk NIP ({nip.kind})."))
    if tmt_cpns and nip.start_month and (tmt_cpns.year, tmt_cpns.month) != (nip.start_year, nip.start_month):
        found.append(
            (
                "tmt_differs_from_nip",
                f"TMT CPNS {tmt_cpns:%d-%m-%Y} berbeda dengan NIP ({nip.start_month:02d}-{nip.start_year}).",
            )
        )
    if nip.serial == "000":
        found.append(("nip_serial_zero", "Tiga angka terakhir NIP 000, mungkin rusak oleh Excel."))
    if nip.start_year < nip.birth_date.year + 16:
        found.append(("nip_young", "Menurut NIP diangkat sebelum berumur 16 tahun."))
    if nip.start_year > today.year + 1:
        found.append(("nip_future", f"Menurut NIP baru diangkat pada tahun {nip.start_year}."))
    return found


def spaced(digits: str) -> str:
    """`198001172008012003` as printed: `19800117 200801 2 003`."""
    if len(digits) != 18:
        return digits
    return f"{digits[:8]} {digits[8:14]} {digits[14]} {digits[15:]}"


def looks_like_nip(text: str) -> bool:
    digits = clean(text)
    return len(digits) == 18 and _is_number(digits)
