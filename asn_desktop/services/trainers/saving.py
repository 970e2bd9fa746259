"""Registers trainers: employees, or outsiders who come with the form."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from asn_desktop.db.tables import Person, Trainer
from asn_desktop.domain import names
from asn_desktop.domain.errors import InvalidInput
from asn_desktop.services import employees, office
from asn_desktop.services.employees import EmployeeForm

RATE_UNITS = {"JP": "per JP (45 menit)", "OJ": "per orang-jam (60 menit)"}
MOST_RATE = 100_000_000  # rupiah
NPWP_DIGITS = (15, 16)


@dataclass(frozen=True)
class TrainerForm:
    """`rate` is rupiah for one `rate_unit`; `subjects` one a line."""

    person_id: int | None = None
    subjects: str = ""
    npwp: str = ""
    bank: str = ""
    account: str = ""
    account_name: str = ""
    rate: int | None = None
    rate_unit: str = "JP"
    note: str = ""
    id: int | None = None
    version: int = 1


@dataclass(frozen=True)
class Outsider:
    """`name` with titles, as it shall be printed."""

    name: str = ""
    instansi: str = ""
    phone: str = ""
    email: str = ""


def problems(form: TrainerForm) -> dict[str, str]:
    """By field; the same while typing."""
    found = {}
    if form.npwp.strip() and len(re.sub(r"\D", "", form.npwp)) not in NPWP_DIGITS:
        found["npwp"] = "NPWP terdiri atas 15 atau 16 angka. Periksa kembali, atau kosongkan."
    if form.account.strip() and not re.fullmatch(r"[\d\s.\-]{5,30}", form.account.strip()):
        found["account"] = "Nomor rekening hanya berisi angka. Periksa kembali, atau kosongkan."
    if form.rate is not None and not 0 <= form.rate <= MOST_RATE:
        found["rate"] = "Honorarium harus antara 0 dan 100.000.000 rupiah."
    if form.rate_unit not in RATE_UNITS:
        found["rate_unit"] = "Pilih satuan honorarium: JP atau OJ."
    return found


def get(session: Session, trainer_id: int) -> TrainerForm:
    t = session.get_one(Trainer, trainer_id)
    form = {name: getattr(t, name) for name in TrainerForm.__dataclass_fields__}
    return TrainerForm(**form | {"rate": t.rate or None})


def find(session: Session, person_id: int) -> TrainerForm | None:
    """The form of a person who is registered, archived or not."""
    key = session.scalar(select(Trainer.id).where(Trainer.person_id == person_id))
    return None if key is None else get(session, key)


def save(session: Session, form: TrainerForm) -> int:
    """Raises InvalidInput by field, UserError when somebody else changed the trainer meanwhile."""
    found = problems(form)
    same = session.scalar(select(Trainer.id).where(Trainer.person_id == form.person_id))
    if form.person_id is None or session.get(Person, form.person_id) is None:
        found["person_id"] = "Pilih orangnya dari daftar pegawai, atau isi sebagai narasumber dari luar."
    elif same is not None and same != form.id:
        found["person_id"] = "Orang ini sudah terdaftar sebagai narasumber (mungkin diarsipkan)."
    if found:
        raise InvalidInput(found)
    row = Trainer() if form.id is None else session.get_one(Trainer, form.id)
    office.check_version(form.version, row.version if form.id else form.version)
    for name in ("npwp", "bank", "account", "account_name", "note"):
        setattr(row, name, getattr(form, name).strip())
    lines = (" ".join(line.split()) for line in form.subjects.splitlines())
    row.subjects = "\n".join(dict.fromkeys(filter(None, lines)))
    row.rate, row.rate_unit = form.rate or 0, form.rate_unit
    assert form.person_id is not None
    row.person_id = form.person_id
    session.add(row)
    session.flush()
    return row.id


def save_outsider(session: Session, outsider: Outsider, form: TrainerForm, today: date) -> int:
    """A new person and the trainer they are, in one. The id of the trainer; raises InvalidInput by field."""
    parts = names.split(outsider.name)
    if not parts.name.strip():
        raise InvalidInput(problems(form) | {"name": "Isi nama narasumber, beserta gelarnya."})
    person = employees.save(
        session,
        EmployeeForm(
            name=parts.name,
            gelar_depan=parts.gelar_depan,
            gelar_belakang=parts.gelar_belakang,
            status="NON",
            kedudukan="",
            instansi=outsider.instansi.strip(),
            phone=outsider.phone.strip(),
            email=outsider.email.strip(),
        ),
        today,
    )
    return save(session, TrainerForm(**{**form.__dict__, "person_id": person}))


def archive(session: Session, trainer_id: int, archived: bool = True) -> None:
    session.get_one(Trainer, trainer_id).archived = archived
