"""Everything of the program that writes a file, each called as the window calls it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TypeAlias

from sqlalchemy import Engine, select
from torture.actions import database_of
from torture.desk import Desk

from asn_desktop.db.session import reading
from asn_desktop.db.tables import IssuedCertificate
from asn_desktop.domain.files import replacing
from asn_desktop.reports.certificate import Sheet
from asn_desktop.services import (
    archive,
    backups,
    certificates,
    drafts,
    employees,
    imports,
    printing,
    proofs,
    register,
)
from asn_desktop.services.drafts import Draft
from asn_desktop.services.employees import Filter
from asn_desktop.services.printing import Options
from asn_desktop.spreadsheets import writing as sheets_out

Writer: TypeAlias = Callable[[Engine, Desk, Path], object]


def staff_excel(engine: Engine, desk: Desk, folder: Path) -> None:
    with reading(engine) as s:
        employees.export(s, Filter(), folder / "pegawai.xlsx")


def staff_csv(engine: Engine, desk: Desk, folder: Path) -> None:
    with reading(engine) as s:
        rows = [(row.printed_name, row.nip) for row in employees.page(s, employees.ids(s, Filter()))]
    sheets_out.write_csv(folder / "pegawai.csv", ["Nama", "NIP"], rows)


def rejected_list(engine: Engine, desk: Desk, folder: Path) -> None:
    source = desk.lists[0]
    with reading(engine) as s:
        checked = imports.check(s, source, source.fields, date.today())
    imports.rejected_list(checked, source, folder / "ditolak.xlsx")


def register_pdf(engine: Engine, desk: Desk, folder: Path) -> None:
    with reading(engine) as s:
        register.write_pdf(s, folder / "register.pdf", date.today().year)


def register_excel(engine: Engine, desk: Desk, folder: Path) -> None:
    with reading(engine) as s:
        register.write_excel(s, folder / "register.xlsx", date.today().year)


def _sheets(engine: Engine, desk: Desk) -> list[Sheet]:
    with reading(engine) as s:
        ids = list(s.scalars(select(IssuedCertificate.id)))
        return certificates.sheets(s, desk.rng.sample(ids, min(len(ids), 5)))


def certificates_pdf(engine: Engine, desk: Desk, folder: Path) -> None:
    printing.merged(_sheets(engine, desk), folder / "sertifikat.pdf", Options())


def one_pdf_each(engine: Engine, desk: Desk, folder: Path) -> None:
    printing.one_each(_sheets(engine, desk), folder / "per-orang")


def test_page(engine: Engine, desk: Desk, folder: Path) -> None:
    printing.ruler_page(folder / "penggaris.pdf", desk.rng.choice(["A4", "F4"]))


def public_key(engine: Engine, desk: Desk, folder: Path) -> None:
    with replacing(folder / "kunci.pub.pem") as draft:
        draft.write_bytes(desk.keys.public_pem())


def new_key(engine: Engine, desk: Desk, folder: Path) -> None:
    proofs.KeyStore(folder / f"kunci-{desk.word()}").public()


def draft(engine: Engine, desk: Desk, folder: Path) -> None:
    shelf = drafts.shelf_of(folder / "draf", str(engine.url.database))
    typed = {"name": desk.word(), "note": desk.word() * desk.rng.randint(1, 2000)}
    told = Draft("0123456789abcdef", "employees", "form", 1, "Ubah pegawai", datetime.now(), typed, {})
    drafts.keep(shelf, told)


def everything(engine: Engine, desk: Desk, folder: Path) -> None:
    with reading(engine) as s:
        archive.write(s, folder / "semua.zip", datetime.now())


def backup(engine: Engine, desk: Desk, folder: Path) -> None:
    backups.make(database_of(engine), backups.DAILY, desk.some_day())


WRITERS: Mapping[str, Writer] = {
    "daftar pegawai, Excel": staff_excel,
    "daftar pegawai, CSV": staff_csv,
    "daftar yang ditolak": rejected_list,
    "register, PDF": register_pdf,
    "register, Excel": register_excel,
    "sertifikat, PDF": certificates_pdf,
    "sertifikat, satu berkas per orang": one_pdf_each,
    "halaman penggaris": test_page,
    "kunci publik": public_key,
    "kunci baru": new_key,
    "isian sementara": draft,
    "semua data, zip": everything,
    "cadangan": backup,
}
