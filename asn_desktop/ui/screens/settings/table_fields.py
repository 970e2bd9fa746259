"""What some reference tables hold beside code, name and basis: scale, numbers, conversion, roles."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from asn_desktop.domain import day_pattern
from asn_desktop.domain.conversion import UNITS
from asn_desktop.domain.day_pattern import PatternError
from asn_desktop.ui.kit.form import Field
from asn_desktop.ui.kit.kinds import DECIMAL, NUMBER, Kind, check, choice, note
from asn_desktop.ui.kit.table import shown

TEMPLATE = "templat"
LABELS = {
    "minimum": "mulai nilai",
    "lulus": "lulus",
    "jp_nasional": "JP nasional",
    "jp_internasional": "JP internasional",
    "nilai": "nilai",
    "satuan": "per",
    "nasional": "JP nasional",
    "internasional": "JP internasional",
    "tambah_persen_internasional": "tambahan internasional %",
    "paling_banyak_sebulan": "paling banyak sebulan",
    "templat": "templat",
    "putusan": "putusan",
    "jenis": "",
    "sesi": "sesi",
}
_LINES = note(9)


def _fault_of_pattern(editor: Any) -> str:
    try:
        day_pattern.read(_LINES.get(editor))
    except PatternError as error:
        return str(error)
    return ""


def _pattern_of(editor: Any) -> list[list[str]]:
    try:
        return day_pattern.stored(day_pattern.read(_LINES.get(editor)))
    except PatternError:
        return []


def _put_pattern(editor: Any, kept: Any) -> None:
    try:
        _LINES.put(editor, day_pattern.text(day_pattern.load(kept or [])))
    except PatternError:
        _LINES.put(editor, "")


PATTERN = Kind(_LINES.make, _pattern_of, _put_pattern, _LINES.changes, _fault_of_pattern)
FIELDS: Mapping[str, tuple[Field, ...]] = {
    "predikat": (
        Field("minimum", "Mulai nilai", DECIMAL, group="Skala"),
        Field("lulus", "Kelulusan", check("Lulus &dengan predikat ini")),
    ),
    "ketentuan": (Field("nilai", "Nilai", DECIMAL, group="Ketentuan"),),
    "pola_hari": (Field("sesi", "Sesi, satu per baris", PATTERN, group="Hari", hint=day_pattern.EXAMPLE),),
    "konversi_jp": (
        Field("satuan", "JP dihitung per", choice({unit: unit for unit in UNITS}), group="Konversi"),
        Field("nasional", "JP nasional", NUMBER, hint="kosong: menurut kurikulum"),
        Field("internasional", "JP internasional", NUMBER, hint="kosong: nasional dengan tambahan"),
        Field("tambah_persen_internasional", "Tambahan bila internasional (%)", NUMBER),
        Field("paling_banyak_sebulan", "Paling banyak sebulan", NUMBER, hint="kosong: tidak dibatasi"),
    ),
    "peran": (
        Field(TEMPLATE, "Templat", choice({"": "Sertifikat"}), group="Sertifikat untuk peran ini"),
        Field("putusan", "Kalimat putusan", hint="TELAH MENGIKUTI"),
    ),
}


def of(kind: str, code: str) -> tuple[Field, ...]:
    """The template of a peserta is chosen in the event, so that role has no fields."""
    return () if (kind, code) == ("peran", "peserta") else FIELDS.get(kind, ())


def attributes(kind: str, code: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Of what was typed; an emptied field of a scale counts as 0."""
    given = {field.name: values[field.name] for field in of(kind, code)}
    if kind == "predikat":
        given["minimum"] = given["minimum"] or 0
    return {name: value.strip() if isinstance(value, str) else value for name, value in given.items()}


def words(values: Mapping[str, Any]) -> str:
    """In words, for the list."""
    return " · ".join(_words(name, value) for name, value in values.items() if value not in ("", None))


def _words(name: str, value: Any) -> str:
    if isinstance(value, list):
        return f"{len(value)} {LABELS.get(name, name)}"
    said = value if name == "putusan" else shown(value).lower()
    return f"{LABELS.get(name, name)} {said}".strip()
