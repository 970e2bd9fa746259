"""Compares what stands at the foot of a printed register with the trail as it is."""

from __future__ import annotations

import re
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from asn_desktop.db import chain
from asn_desktop.db.tables import Action
from asn_desktop.domain.errors import InvalidInput
from asn_desktop.services.anchors import LETTERS, spaced
from asn_desktop.services.trail.words import counted


class Comparison(NamedTuple):
    matches: bool
    message: str


def compare(session: Session, number: str, code: str) -> Comparison:
    """Both as typed from the print: `1.234` and `3f9a 07c2 5b1e 88d0`. InvalidInput for what is neither."""
    length, wanted = _number(number), _code(code)
    row = session.execute(select(Action.hash, Action.label, Action.at).where(Action.id == length)).first()
    told = f"tindakan ke-{counted(length)}"
    if row is None:
        reached = counted(chain.head(session).length)
        return Comparison(
            False,
            f"Tidak cocok: pada cetakan sudah ada {told}, sedangkan riwayat di sini berakhir di tindakan "
            f"ke-{reached}. Pastikan basis datanya benar; bila benar, bagian akhir riwayatnya hilang.",
        )
    digest, label, at = row
    if digest[:LETTERS] != wanted:
        return Comparison(
            False,
            f"Tidak cocok: kode {told} di sini {spaced(digest)}, pada cetakan {spaced(wanted)}. Baca lagi "
            "kodenya; bila memang berbeda, riwayat sampai tindakan itu bukan lagi yang tercetak.",
        )
    return Comparison(
        True,
        f"Cocok: {told} adalah “{label}” ({at:%d-%m-%Y %H.%M}), dan riwayat sampai di sana sama dengan saat "
        "dicetak. Jalankan juga pemeriksaan lengkap.",
    )


def _number(text: str) -> int:
    digits = re.sub(r"[.\s]", "", text.casefold().replace("ke-", ""))
    if not (digits.isascii() and digits.isdigit() and 0 < int(digits[:12]) < 10**11):
        raise InvalidInput({"number": "Isi nomor tindakan pada kaki cetakan, misalnya 1.234."})
    return int(digits)


def _code(text: str) -> str:
    letters = re.sub(r"[\s.-]", "", text.casefold())
    if len(letters) != LETTERS or not re.fullmatch(r"[0-9a-f]+", letters):
        raise InvalidInput(
            {"code": "Kode terdiri atas 16 angka dan huruf a–f, misalnya 3f9a 07c2 5b1e 88d0."}
        )
    return letters
