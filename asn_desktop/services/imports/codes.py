"""Finds the code of the reference tables that people mean."""

from __future__ import annotations

import re
from collections.abc import Mapping

from asn_desktop.services.imports.cells import Reading, Trouble, plain
from asn_desktop.spreadsheets.cells import Cell

_LEVEL = re.compile(
    r"(S\W?[123]|(?:D\W?|DIPLOMA )(?:IV|I{1,3}|[1-4])|SMA|SMU|SMK|STM|SLTA|SMP|SLTP|SD|PROFESI|SARJANA|"
    r"MAGISTER|DOKTOR)\b",
    re.IGNORECASE,
)


def folded(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.casefold())


# Other words for a code, folded.
_ALIASES = {
    "jenis_jabatan": {
        "1": "jabatanstruktural manajerial jptpratama administrator pengawas "
        + " ".join(f"{level}{step}" for level in ("i", "ii", "iii", "iv", "v") for step in "ab"),  # eselon
        "2": "jft jf fungsional jabatanfungsional jabatanfungsionaltertentu",
        "4": "jfu pelaksana fungsionalumum jabatanpelaksana jabatanfungsionalumum",
    },
    "agama": {"2": "protestan kristenprotestan", "3": "katolik kristenkatolik", "5": "buddha"},
    "kawin": {"1": "kawin", "2": "ceraihidup", "3": "janda duda ceraimati", "4": "belummenikah"},
    "kedudukan": {"01": "aktifbekerja", "02": "cutidiluartanggungannegara", "98": "bup"},
    "pendidikan": {
        "10": "smp mts",
        "15": "sma smu ma",
        "17": "smk stm smea",
        "18": "spg",
        "20": "di d1 diploma1",
        "25": "dii d2 diploma2",
        "30": "diii d3 diploma3 diplomaiii",
        "35": "div d4 diploma4",
        "40": "s1 sarjana",
        "45": "s2 magister",
        "50": "s3 doktor",
    },
}


def codes_of(kind: str, items: Mapping[str, str]) -> dict[str, str]:
    """Folded code, name or usual other word -> code, from the reference table of this office."""
    aliases = _ALIASES.get(kind, {}).items()
    found = {word: code for code, words in aliases if code in items for word in words.split()}
    found |= {folded(text): code for code, text in items.items()}
    return found | {folded(code): code for code in items}


def coded(cell: Cell, kind: str, codes: Mapping[str, str]) -> Reading:
    given = plain(cell)
    if not given:
        return None, None
    code = codes.get(folded(given))
    if code is None and given.isdigit():  # 1 for 01, as a number in Excel
        code = codes.get(given.zfill(2))
    if code is not None:
        return code, None
    return None, Trouble(
        f"{kind}_unknown",
        f"“{given[:40]}” tidak ada dalam tabel acuan, jadi tidak diambil. Pilih istilah yang ada di tabel "
        "acuan, atau tambahkan di Pengaturan.",
        False,
    )


def education(cell: Cell, codes: Mapping[str, str]) -> Reading:
    """`S-1 Hukum` is level S-1 and its own name; what has no level known to us is kept as text."""
    given = plain(cell)
    code, trouble = coded(cell, "pendidikan", codes)
    if code is not None or trouble is None:
        return code, trouble
    level = _LEVEL.match(given)
    code = codes.get(folded(level[1])) if level else None
    if code is not None:
        return {"pendidikan": code, "pendidikan_nama": given}, None
    return {"pendidikan_nama": given}, trouble._replace(
        text=f"tingkat “{given[:40]}” tidak dikenal, jadi disimpan sebagai nama pendidikan saja. "
        "Tulis seperti S-1, D-III, atau SLTA."
    )
