"""The reference data that ships with the program, as lines of CSV."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from typing import Any

# What each kind is called on screen.
KINDS = {
    "golongan": "Golongan",
    "status": "Status kepegawaian",
    "jenis_jabatan": "Jenis jabatan",
    "pendidikan": "Tingkat pendidikan",
    "kedudukan": "Kedudukan hukum",
    "agama": "Agama",
    "kawin": "Status perkawinan",
    "bentuk_pelatihan": "Bentuk pengembangan kompetensi",
    "predikat": "Predikat kelulusan",
    "peran": "Peran dalam kegiatan",
    "kecamatan": "Kecamatan",
    "hari_libur": "Hari libur dan cuti bersama",
    "pola_hari": "Pola hari pelatihan",
    "konversi_jp": "Konversi JP",
    "ketentuan": "Ketentuan pelatihan",
    "kompetensi": "Kompetensi",
    "standar_kompetensi": "Standar kompetensi jabatan",
    "aspek_mentoring": "Aspek penilaian mentoring",
}


@dataclass(frozen=True)
class Item:
    """`basis` is the rule a line rests on; unverified ones say so, and all may be edited."""

    kind: str
    code: str
    name: str
    position: int
    attributes: dict[str, Any]
    basis: str


def read_csv(text: str) -> list[Item]:
    """Columns kind, code, name, position, attributes (JSON or empty), basis."""
    return [
        Item(
            row["kind"],
            row["code"],
            row["name"],
            int(row["position"]),
            json.loads(row["attributes"] or "{}"),
            row["basis"],
        )
        for row in csv.DictReader(io.StringIO(text))
    ]
