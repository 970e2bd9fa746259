"""Small staff lists for the tests, written as clerks write them."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
from sqlalchemy import Engine

from asn_desktop import resources
from asn_desktop.db.history import insert_rows
from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import ReferenceItem
from asn_desktop.domain.reference import read_csv
from asn_desktop.services import imports
from asn_desktop.services.imports import Checked, ImportSource, Summary

TODAY = date(2026, 11, 24)
HEADER = (
    "NIP",
    "NAMA",
    "GELAR DEPAN",
    "GELAR BELAKANG",
    "TANGGAL LAHIR",
    "JK",
    "GOL",
    "JABATAN",
    "UNIT KERJA",
)
ANA = {
    "NIP": "198001172008012003",
    "NAMA": "Ana Sari",
    "GELAR DEPAN": "",
    "GELAR BELAKANG": "S.E.",
    "TANGGAL LAHIR": "17-01-1980",
    "JK": "P",
    "GOL": "III/d",
    "JABATAN": "Lurah",
    "UNIT KERJA": "Kecamatan Sako",
}
BUDI = ANA | {
    "NIP": "198202022005011001",
    "NAMA": "Budi Hartono",
    "TANGGAL LAHIR": "02-02-1982",
    "JK": "L",
    "UNIT KERJA": "Dinas Sosial",
}


def seed(engine: Engine) -> None:
    """The reference tables an office has."""
    items = [
        item
        for kind in ("agama", "kawin", "kedudukan", "jenis_jabatan", "pendidikan")
        for item in read_csv(resources.path(f"reference/{kind}.csv").read_text(encoding="utf-8"))
    ]
    with writing(engine, "Tabel acuan") as session:
        insert_rows(session, ReferenceItem, [asdict(item) for item in items])


def write(path: Path, *rows: dict[str, Any], header: tuple[str, ...] = HEADER) -> Path:
    """Cells keep their type: what is a number in the test is one in the file."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(header)
    for row in rows:
        sheet.append([row.get(title, "") for title in header])
    book.save(path)
    book.close()
    return path


def opened(tmp_path: Path, *rows: dict[str, Any], **options: Any) -> ImportSource:
    return imports.open_list(write(tmp_path / "daftar.xlsx", *rows, **options))


def checked(engine: Engine, source: ImportSource, **options: Any) -> Checked:
    with reading(engine) as session:
        return imports.check(session, source, source.fields, TODAY, **options)


def imported(engine: Engine, source: ImportSource) -> Summary:
    found = checked(engine, source)
    with writing(engine, "Impor pegawai") as session:
        return imports.apply(session, found)
