"""Trainings that others held: typed with their proof, JP by the conversion table or by the certificate."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from sqlalchemy.orm import Session

from asn_desktop.db.tables import OutsideTraining, Person
from asn_desktop.domain import conversion
from asn_desktop.domain.conversion import Attended, Suggested
from asn_desktop.domain.errors import InvalidInput, UserError
from asn_desktop.services import conversions, files, office, reference, rulings

KINDS = {"kursus": "Kursus", "diklat": "Diklat"}
LEVELS = {"nasional": "Nasional", "internasional": "Internasional"}
FORMAL = "PEND"  # tugas belajar and izin belajar: in the conversion table, not a form of training
STRUCTURAL = "KL01"  # what SIASN calls diklat; all else is a kursus there
MOST_JP, MOST_MINUTES, OLDEST = 9_999, 1_000_000, 1950


class Proof(NamedTuple):
    """A file picked by the clerk and not kept yet."""

    name: str
    data: bytes


@dataclass(frozen=True)
class OutsideForm:
    """`jp` None means: as the certificate says, else as the table gives. `file_id` None: without proof."""

    person_id: int | None = None
    name: str = ""
    kind: str = "kursus"
    form: str = ""
    level: str = "nasional"
    organiser: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    certificate_number: str = ""
    certificate_date: date | None = None
    amount: int | None = None
    minutes: int | None = None
    certificate_jp: int | None = None
    jp: int | None = None
    jp_reason: str = ""
    file_id: int | None = None
    note: str = ""
    id: int | None = None
    version: int = 1


_COPIED = (
    "person_id", "name", "kind", "form", "level", "organiser", "starts_on", "ends_on", "certificate_number",
    "certificate_date", "amount", "minutes", "certificate_jp", "jp_reason", "file_id", "note",
)  # fmt: skip


def forms(session: Session) -> dict[str, str]:
    """Code and name of what JP can be given for: the forms of training, then formal education."""
    rules = reference.names(session, "konversi_jp")
    formal = {FORMAL: rules[FORMAL]} if FORMAL in rules else {}
    return reference.names(session, "bentuk_pelatihan") | formal


def suggest(session: Session, form: OutsideForm) -> Suggested:
    """What the conversion table gives for what is filled in so far."""
    if not form.form:
        return Suggested(None, "Pilih bentuknya agar JP dapat dihitung.")
    attended = Attended(form.level, form.starts_on, form.ends_on, form.amount, form.minutes)
    if form.starts_on and form.ends_on and form.starts_on > form.ends_on:
        return Suggested(None, "Betulkan tanggalnya dahulu.")
    minutes = max(1, round(rulings.number(session, "menit_jp")))
    ruled = conversions.rule(session, form.form)
    found = conversion.suggest(ruled, attended, minutes)
    basis = ruled.basis
    return found._replace(words=f"{found.words} ({basis})" if found.jp is not None and basis else found.words)


def expected(form: OutsideForm, suggested: Suggested) -> int | None:
    """The JP on the certificate wins."""
    return form.certificate_jp if form.certificate_jp is not None else suggested.jp


def save(
    session: Session,
    form: OutsideForm,
    today: date,
    proof: Proof | None = None,
    folder: Path | None = None,
) -> int:
    """Returns the id. `proof` takes the place of the file there was. Raises InvalidInput by field,
    and UserError when somebody else changed it since.
    """
    suggested = suggest(session, form)
    wanted = expected(form, suggested)
    jp = wanted if form.jp is None else form.jp
    problems = _problems(session, form, today)
    if jp is None:
        problems.setdefault("jp", f"JP belum dapat dihitung. {suggested.words} Atau isi JP dan alasannya.")
    elif jp != wanted and not form.jp_reason.strip():
        told = f"{wanted} JP" if wanted is not None else "tabel konversi"
        problems["jp_reason"] = f"JP berbeda dari {told}. Tulis alasannya, atau kosongkan JP."
    if problems:
        raise InvalidInput(problems)
    if proof is not None and folder is not None:
        form = replace(form, file_id=_kept(session, folder, proof))
    row = session.get_one(OutsideTraining, form.id) if form.id else OutsideTraining(source="ketik")
    office.check_version(form.version, row.version if form.id else form.version)
    for name in _COPIED:
        value = getattr(form, name)
        setattr(row, name, " ".join(value.split()) if isinstance(value, str) else value)
    assert form.ends_on is not None
    assert jp is not None
    row.year, row.jp, row.ruled_jp = form.ends_on.year, jp, suggested.jp
    if jp == wanted:
        row.jp_reason = ""
    session.add(row)
    session.flush()
    return row.id


def picked(path: Path) -> Proof:
    """A file the clerk has chosen. InvalidInput on proof when it cannot be read or is far too large."""
    try:
        if path.stat().st_size > files.LARGEST:
            return Proof(path.name, b" " * (files.LARGEST + 1))  # refused with the remedy, unread
        return Proof(path.name, path.read_bytes())
    except OSError as error:
        words = f"Berkas “{path}” tidak dapat dibaca. Periksa apakah masih ada, lalu pilih lagi."
        raise InvalidInput({"proof": words}) from error


def _kept(session: Session, folder: Path, proof: Proof) -> int:
    try:
        return files.keep(session, folder, proof.name, proof.data).id
    except UserError as error:
        raise InvalidInput({"proof": str(error)}) from error


def get(session: Session, outside_id: int) -> OutsideForm:
    row = session.get_one(OutsideTraining, outside_id)
    values = {name: getattr(row, name) for name in _COPIED}
    said = row.certificate_jp if row.certificate_jp is not None else row.ruled_jp
    jp = None if row.jp == said else row.jp
    return OutsideForm(**values, jp=jp, id=row.id, version=row.version)


def delete(session: Session, ids: Iterable[int]) -> int:
    """Their proofs stay on the disk: undo brings the row back, and it must find them."""
    count = 0
    for outside_id in ids:
        session.delete(session.get_one(OutsideTraining, outside_id))
        count += 1
    return count


def kind_of(form: str) -> str:
    """In which list of SIASN a form belongs."""
    return "diklat" if form == STRUCTURAL else "kursus"


def _problems(session: Session, form: OutsideForm, today: date) -> dict[str, str]:
    found = {}
    if form.person_id is None or session.get(Person, form.person_id) is None:
        found["person_id"] = "Pegawainya sudah tidak ada. Muat ulang daftarnya (F5)."
    if not form.name.strip():
        found["name"] = "Isi nama pelatihan seperti di sertifikatnya."
    if form.form and form.form not in forms(session):
        found["form"] = "Bentuk ini tidak ada dalam tabel rujukan. Pilih yang lain."
    elif not form.form:
        found["form"] = "Pilih bentuk pelatihannya."
    found |= _date_problems(form, today)
    for name, most, what in (
        ("certificate_jp", MOST_JP, "JP"),
        ("jp", MOST_JP, "JP"),
        ("amount", MOST_JP, "Banyaknya"),
        ("minutes", MOST_MINUTES, "Lama belajar"),
    ):
        value = getattr(form, name)
        if value is not None and not 0 <= value <= most:
            found[name] = f"{what} antara 0 dan {most}."
    if form.kind not in KINDS:
        found["kind"] = "Pilih Kursus atau Diklat."
    if form.level not in LEVELS:
        found["level"] = "Pilih Nasional atau Internasional."
    return found


def _date_problems(form: OutsideForm, today: date) -> dict[str, str]:
    if form.ends_on is None:
        return {"ends_on": "Isi tanggal selesai; tahunnya menentukan tahun JP."}
    if form.ends_on.year < OLDEST:
        return {"ends_on": f"Tanggal selesai sebelum tahun {OLDEST}. Periksa tahunnya."}
    if form.ends_on > today:
        return {"ends_on": "Pelatihan ini belum selesai. Catat setelah selesai, atau betulkan tanggalnya."}
    if form.starts_on and form.starts_on > form.ends_on:
        return {"starts_on": "Tanggal mulai sesudah tanggal selesai. Betulkan salah satunya."}
    return {}
