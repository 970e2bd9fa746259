"""One person: reading, checking, saving."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from asn_desktop.db import history
from asn_desktop.db.tables import Event, FormerNip, IssuedCertificate, Participant, Person, Training, Unit
from asn_desktop.domain import dates, golongan, names, nik, nip
from asn_desktop.domain.errors import InvalidInput, UserError
from asn_desktop.services import reference

LONGEST_NAME = 120


@dataclass(frozen=True)
class EmployeeForm:
    """All that can be edited of a person; names are those of the table `person`."""

    id: int | None = None
    name: str = ""
    gelar_depan: str = ""
    gelar_belakang: str = ""
    nip: str | None = None
    nip_lama: str = ""
    nik: str = ""
    siasn_id: str = ""
    sex: str = ""
    birth_place: str = ""
    birth_date: date | None = None
    agama: str = ""
    kawin: str = ""
    status: str = "PNS"
    kedudukan: str = "01"
    golongan: str = ""
    tmt_golongan: date | None = None
    jenis_jabatan: str = ""
    jabatan: str = ""
    tmt_jabatan: date | None = None
    unit_id: int | None = None
    instansi: str = ""
    pendidikan: str = ""
    pendidikan_nama: str = ""
    tahun_lulus: str = ""
    tmt_cpns: date | None = None
    tmt_pns: date | None = None
    phone: str = ""
    email: str = ""
    address: str = ""
    note: str = ""
    version: int = 1
    former_nips: tuple[str, ...] = ()


_COLUMNS = [f.name for f in fields(EmployeeForm) if f.name not in {"id", "version", "former_nips"}]


class EmployeeDetail(NamedTuple):
    printed_name: str
    pairs: list[tuple[str, str]]
    trainings: list[tuple[str, str, int, str]]  # training, period, JP, certificate number


def blank() -> EmployeeForm:
    return EmployeeForm()


def _person(session: Session, person_id: int) -> Person:
    person = session.get(Person, person_id)
    if person is None:
        raise UserError("Data pegawai ini sudah tidak ada lagi. Muat ulang daftarnya.")
    return person


def get(session: Session, person_id: int) -> EmployeeForm:
    """Raises UserError when the person is gone, as after an import was taken back."""
    person = _person(session, person_id)
    former = session.scalars(
        select(FormerNip.nip).where(FormerNip.person_id == person_id).order_by(FormerNip.id)
    )
    values = {name: getattr(person, name) for name in _COLUMNS}
    return EmployeeForm(id=person.id, version=person.version, former_nips=tuple(former), **values)


def warnings(_session: Session | None, form: EmployeeForm, today: date) -> dict[str, list[str]]:
    """What looks wrong but may be kept, by field; nothing that `save` would refuse."""
    found: dict[str, list[str]] = {}
    try:
        read = nip.parse(form.nip, today) if form.nip else None
    except nip.NipError:
        read = None
    if read:
        told = nip.warnings(
            read,
            birth_date=form.birth_date,
            sex=form.sex,
            status=form.status,
            tmt_cpns=form.tmt_cpns,
            today=today,
        )
        fields_of = {"birth": "birth_date", "sex": "sex", "status": "status", "tmt": "tmt_cpns"}
        for kind, sentence in told:
            found.setdefault(fields_of.get(kind.partition("_")[0], "nip"), []).append(sentence)
    if not form.nip and form.status != "NON" and form.name:
        found.setdefault("nip", []).append("ASN tanpa NIP; sertifikatnya akan dicetak tanpa NIP.")
    if form.birth_date and (digits := _nik(form.nik)):
        told = nik.warnings(digits, birth_date=form.birth_date)
        found.setdefault("nik", []).extend(sentence for _kind, sentence in told)
    if form.golongan and form.status in {"PNS", "CPNS"} and "/" not in form.golongan:
        found.setdefault("golongan", []).append(f"Golongan {form.golongan} adalah golongan PPPK.")
    if form.golongan and form.status == "PPPK" and "/" in form.golongan:
        found.setdefault("golongan", []).append(f"Golongan {form.golongan} adalah golongan PNS.")
    if form.name and (form.name.isupper() or form.name.islower()):
        found.setdefault("name", []).append(f"Mungkin maksudnya {names.title_case(form.name)}.")
    return {field: told for field, told in found.items() if told}


def _nik(text: str) -> str:
    """The digits, empty when it is none."""
    try:
        return nik.parse(text) if text else ""
    except UserError:
        return ""


def faults(form: EmployeeForm, today: date) -> dict[str, str]:
    """What can never be right, by field, as far as one record tells."""
    problems = {}
    if not names.has_name(form.name):
        problems["name"] = "Isi nama tanpa gelar."
    elif len(form.name) > LONGEST_NAME:
        problems["name"] = f"Nama paling banyak {LONGEST_NAME} huruf; yang ini {len(form.name)}."
    if form.nip:
        try:
            nip.parse(form.nip, today)
        except nip.NipError as error:
            problems["nip"] = str(error)
    if form.nik and not _nik(form.nik):
        problems["nik"] = "NIK harus terdiri dari 16 angka. Kosongkan bila belum ada."
    return problems


def _problems(session: Session, form: EmployeeForm, today: date) -> dict[str, str]:
    problems = faults(form, today)
    if form.nip:
        other = session.scalar(select(Person).where(Person.nip == form.nip, Person.id != (form.id or 0)))
        if other:
            who = names.printed(other.name, other.gelar_depan, other.gelar_belakang)
            problems["nip"] = f"NIP ini sudah dimiliki {who}. Cari namanya, lalu perbaiki di sana."
    return problems


def tidied(form: EmployeeForm) -> EmployeeForm:
    """As it is kept: without stray blanks, numbers as digits."""
    return replace(
        form,
        name=" ".join(form.name.split()),
        gelar_depan=" ".join(form.gelar_depan.split()),
        gelar_belakang=" ".join(form.gelar_belakang.split()),
        jabatan=" ".join(form.jabatan.split()),
        nip=(nip.clean(form.nip) or None) if form.nip else None,
        nik=_nik(form.nik) or form.nik.strip(),
    )


def save(session: Session, form: EmployeeForm, today: date) -> int:
    """Add or change a person; a NIP that changes is kept among the former ones.

    Raises InvalidInput by field, UserError when somebody else changed the record since the form was opened.
    """
    form = tidied(form)
    if problems := _problems(session, form, today):
        raise InvalidInput(problems)
    person = session.get(Person, form.id) if form.id else Person(version=1)
    if person is None or (form.id and person.version != form.version):
        raise UserError(
            "Data pegawai ini baru saja diubah orang lain. Tutup formulir, buka lagi, lalu ulangi."
        )
    if form.id and person.nip and person.nip != form.nip:
        session.add(FormerNip(person_id=person.id, nip=person.nip, until=today))
    for name in _COLUMNS:
        setattr(person, name, getattr(form, name))
    person.name_key = names.key(person.name)
    session.add(person)
    session.flush()
    return person.id


def archive(session: Session, ids: Sequence[int], *, archived: bool = True) -> int:
    """Put people aside (they stay in all records) or bring them back; returns how many changed."""
    return history.update_rows(session, Person, ((i, {"archived": archived}) for i in ids))


def detail(session: Session, person_id: int) -> EmployeeDetail:
    """One person in words, with the trainings attended; NIK is left out, it is nobody's business here."""
    person = _person(session, person_id)
    unit = session.get(Unit, person.unit_id) if person.unit_id else None
    known = {k: reference.names(session, k) for k in ("jenis_jabatan", "pendidikan", "kedudukan")}
    former = session.scalars(select(FormerNip.nip).where(FormerNip.person_id == person_id))
    born = ", ".join(
        filter(None, [person.birth_place, dates.long(person.birth_date) if person.birth_date else ""])
    )
    since = f", TMT {dates.long(person.tmt_jabatan)}" if person.tmt_jabatan else ""
    pairs = [
        ("NIP", nip.spaced(person.nip or "")),
        ("NIP sebelumnya", ", ".join(nip.spaced(n) for n in former)),
        ("Status", person.status if person.status != "NON" else "Bukan ASN"),
        ("Kedudukan", known["kedudukan"].get(person.kedudukan, person.kedudukan)),
        ("Pangkat/golongan", golongan.printed(person.golongan) or person.golongan),
        ("Jenis jabatan", known["jenis_jabatan"].get(person.jenis_jabatan, person.jenis_jabatan)),
        ("Jabatan", f"{person.jabatan}{since}" if person.jabatan else ""),
        ("Unit kerja", unit.name if unit else ""),
        ("Instansi", person.instansi),
        ("Tempat, tanggal lahir", born),
        ("Jenis kelamin", {"L": "Laki-laki", "P": "Perempuan"}.get(person.sex, "")),
        ("Pendidikan", known["pendidikan"].get(person.pendidikan, person.pendidikan_nama)),
        ("Nomor HP", person.phone),
        ("Email", person.email),
        ("Catatan", person.note),
    ]
    printed = names.printed(person.name, person.gelar_depan, person.gelar_belakang)
    return EmployeeDetail(printed, [p for p in pairs if p[1]], _trainings(session, person_id))


def _trainings(session: Session, person_id: int) -> list[tuple[str, str, int, str]]:
    found = session.execute(
        select(Training.name, Event.starts_on, Event.ends_on, Event.jp, IssuedCertificate.number)
        .select_from(Participant)
        .join(Event, Event.id == Participant.event_id)
        .join(Training, Training.id == Event.training_id)
        .outerjoin(
            IssuedCertificate,
            (IssuedCertificate.participant_id == Participant.id) & (IssuedCertificate.state == "berlaku"),
        )
        .where(Participant.person_id == person_id)
        .order_by(Event.starts_on.desc())
    )
    return [(name, dates.span(start, end), jp, number or "") for name, start, end, jp, number in found]
