"""The usual way to import a staff list: openpyxl, pydantic, and ORM objects; no history, no comparing."""

from __future__ import annotations

import time
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import openpyxl
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationError
from sqlalchemy.orm import Session

from asn_desktop.db.session import open_engine
from asn_desktop.db.tables import Base, Person, Unit

RANKS = {f"{level}/{room}" for level in ("I", "II", "III", "IV") for room in "abcde"}
RANKS |= {"I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI"}


def _day(value: Any) -> date | None:
    return datetime.strptime(value, "%d-%m-%Y").date() if isinstance(value, str) and value else None


def _text(value: Any) -> str:
    return "" if value is None else str(value).strip().lstrip("'")


def _nip(value: Any) -> str:
    text = _text(value).replace(" ", "")
    if not isinstance(value, str) or len(text) != 18 or not text.isdigit():
        raise ValueError("NIP harus 18 angka")
    datetime.strptime(text[:8], "%Y%m%d")
    if text[14] not in "12":
        raise ValueError("jenis kelamin dalam NIP")
    return text


def _rank(value: Any) -> str:
    text = _text(value)
    if text and text not in RANKS:
        raise ValueError("golongan tidak dikenal")
    return text


Text = Annotated[str, BeforeValidator(_text)]
Day = Annotated[date | None, BeforeValidator(_day)]


class Row(BaseModel):
    model_config = ConfigDict(populate_by_name=True)
    siasn_id: Text = Field(alias="PNS ID")
    nip: Annotated[str, BeforeValidator(_nip)] = Field(alias="NIP BARU")
    nip_lama: Text = Field(alias="NIP LAMA")
    nik: Text = Field(alias="NIK")
    name: Annotated[str, BeforeValidator(_text), StringConstraints(min_length=1)] = Field(alias="NAMA")
    gelar_depan: Text = Field(alias="GELAR DEPAN")
    gelar_belakang: Text = Field(alias="GELAR BELAKANG")
    birth_place: Text = Field(alias="TEMPAT LAHIR NAMA")
    birth_date: Day = Field(alias="TANGGAL LAHIR")
    sex: Text = Field(alias="JENIS KELAMIN")
    agama: Text = Field(alias="AGAMA ID")
    kawin: Text = Field(alias="JENIS KAWIN ID")
    kedudukan: Text = Field(alias="KEDUDUKAN HUKUM ID")
    status: Text = Field(alias="STATUS ASN")
    golongan: Annotated[str, BeforeValidator(_rank)] = Field(alias="GOL AKHIR NAMA")
    tmt_golongan: Day = Field(alias="TMT GOLONGAN")
    jenis_jabatan: Text = Field(alias="JENIS JABATAN NAMA")
    jabatan: Text = Field(alias="JABATAN NAMA")
    tmt_jabatan: Day = Field(alias="TMT JABATAN")
    pendidikan: Text = Field(alias="TINGKAT PENDIDIKAN ID")
    tahun_lulus: Text = Field(alias="TAHUN LULUS")
    address: Text = Field(alias="ALAMAT")
    phone: Text = Field(alias="NOMOR HP")
    email: Text = Field(alias="EMAIL")
    tmt_cpns: Day = Field(alias="TMT CPNS")
    tmt_pns: Day = Field(alias="TMT PNS")
    unit: Text = Field(alias="UNOR NAMA")


def run(path: Path, url: str) -> tuple[float, int]:
    """Seconds from the file to the commit, and how many people were stored."""
    engine = open_engine(url)
    Base.metadata.create_all(engine)
    started = time.perf_counter()
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    rows = book.worksheets[0].iter_rows(values_only=True)
    headers = next(rows)
    seen: set[str] = set()
    units: dict[str, Unit] = {}
    people = []
    for cells in rows:
        try:
            row = Row.model_validate(dict(zip(headers, cells, strict=True)))
        except ValidationError:
            continue
        if row.nip in seen:
            continue
        seen.add(row.nip)
        values = row.model_dump(exclude={"unit"})
        people.append((Person(**values, name_key=row.name.casefold()), row.unit))
        if row.unit not in units:
            units[row.unit] = Unit(name=row.unit, name_key=row.unit.casefold())
    with Session(engine) as session:
        session.add_all(units.values())
        session.flush()
        for person, unit in people:
            person.unit_id = units[unit].id
        session.add_all(person for person, _ in people)
        session.commit()
    return time.perf_counter() - started, len(people)
