"""The practice office: bundled lists become people, one training and its certificates."""

from __future__ import annotations

import shutil
import tomllib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from asn_desktop import resources
from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import Person
from asn_desktop.domain.errors import UserError
from asn_desktop.services import (
    certificates,
    database,
    from_list,
    imports,
    numbers,
    office,
    participants,
    places,
    printing,
    register,
    results,
    sample_mentoring,
    sample_year,
    training,
)
from asn_desktop.services.from_list import LeftOut
from asn_desktop.services.office import SignatoryForm
from asn_desktop.services.printing import Options
from asn_desktop.services.proofs import KeyStore
from asn_desktop.services.training import EventForm, SubjectForm, TrainingForm


@dataclass(frozen=True)
class Practice:
    """Where things lie in the folder of `contoh`."""

    database: Path
    merged: Path
    one_each: Path
    register_pdf: Path
    register_excel: Path
    rejected: Path


@dataclass(frozen=True)
class Built:
    people: int
    rejected: int
    issued: int
    first_number: str
    last_number: str
    left_out: tuple[LeftOut, ...]


def places_in(folder: Path) -> Practice:
    return Practice(
        folder / "latihan.db",
        folder / "sertifikat.pdf",
        folder / "per-orang",
        folder / "register.pdf",
        folder / "register.xlsx",
        folder / "pegawai-ditolak.xlsx",
    )


def build(folder: Path, keys: KeyStore, now: datetime, actor: str) -> Built:
    """Made aside and put in place at the end, so that a broken run is begun anew.

    UserError when the folder cannot be written, or holds something that would have to give way.
    """
    folder = folder.absolute()
    if not folder.name:
        raise UserError(f"{folder} bukan folder untuk latihan. Pilih folder lain, lalu ulangi.")
    _require_room(folder)
    draft = folder.with_name(f".{folder.name}-sedang-dibuat")
    shutil.rmtree(draft, ignore_errors=True)
    try:
        draft.mkdir(parents=True)
        made = places_in(draft)
        engine = database.open_database(places.url(str(made.database)))
        try:
            told = _fill(engine, made, keys, now, actor)
        finally:
            engine.dispose()
        if folder.exists():
            for part in draft.iterdir():
                part.rename(folder / part.name)
        else:
            draft.rename(folder)
    except OSError as error:
        raise UserError(
            f"Folder {folder} tidak dapat ditulisi ({error.strerror}). Pilih folder lain, lalu ulangi."
        ) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return told


def _require_room(folder: Path) -> None:
    for part in vars(places_in(folder)).values():
        if part.exists():
            raise UserError(
                f"Folder {folder} sudah berisi “{part.name}”, yang tidak ditimpa. "
                "Pilih folder lain, atau pindahkan dahulu isinya."
            )


def data() -> dict[str, Any]:
    """resources/samples/contoh.toml"""
    return tomllib.loads(resources.path("samples/contoh.toml").read_text(encoding="utf-8"))


def _fill(engine: Engine, made: Practice, keys: KeyStore, now: datetime, actor: str) -> Built:
    """Several actions of a clerk, each of which the window can take back."""
    today = now.date()
    staff = imports.open_list(resources.path("samples/pegawai.xlsx"))
    with reading(engine) as s:
        checked = imports.check(s, staff, staff.fields, today)
    with writing(engine, "Impor pegawai", actor, now) as s:
        summary = imports.apply(s, checked)
    imports.rejected_list(checked, staff, made.rejected)
    with writing(engine, "Tambah kegiatan", actor, now) as s:
        event_id = _event(s)
    listed = participants.read_list(resources.path("samples/peserta.xlsx"))
    with writing(engine, "Tambah peserta dari daftar", actor, now) as s:
        matches = participants.match(s, listed, listed.fields, today)
        proposed = [participants.propose(m) for m in matches]
        decided = [d._replace(result=d.match.result or "lulus") for d in proposed if d is not None]
        added = participants.add_from_matches(s, event_id, decided, today)
    left = [
        from_list.left_out(m.row_number, m.message)
        for m, d in zip(matches, proposed, strict=True)
        if d is None
    ]
    _hold(engine, event_id, now, actor)
    _guide(engine, now, actor)
    with writing(engine, "Terbitkan sertifikat", actor, now) as s:
        issued = certificates.issue(s, event_id, now, keys)
    with reading(engine) as s:
        sheets = certificates.sheets(s, issued.certificate_ids)
        printing.both(sheets, made.merged, made.one_each, Options())
        register.write_pdf(s, made.register_pdf, today.year)
        register.write_excel(s, made.register_excel, today.year)
    return Built(
        summary.new,
        summary.rejected,
        issued.count,
        issued.first_number,
        issued.last_number,
        tuple(sorted([*left, *(from_list.left_out(*skipped) for skipped in added.skipped)])),
    )


def _hold(engine: Engine, event_id: int, now: datetime, actor: str) -> None:
    """What happens around the training, before its certificates."""
    given, today = data(), now.date()
    with writing(engine, "Isi jadwal", actor, now) as s:
        sample_year.teach(s, event_id, given, today)
    with writing(engine, "Isi kehadiran", actor, now) as s:
        sample_year.attend(s, event_id, now)
    with writing(engine, "Isi nilai", actor, now) as s:
        sample_year.examine(s, event_id)
    with writing(engine, "Buat seri workshop", actor, now) as s:
        sample_year.repeat(s, given, event_id)
    with writing(engine, "Catat pelatihan luar", actor, now) as s:
        sample_year.outside(s, given, event_id, today)


def _guide(engine: Engine, now: datetime, actor: str) -> None:
    """A programme of mentoring with a pair in every state."""
    given, today = data()["mentoring"], now.date()
    with writing(engine, "Buat program mentoring", actor, now) as s:
        made = sample_mentoring.pair_up(s, given, actor, today)
    for pair_id in (made.single, made.group, made.finished):
        with writing(engine, "Catat pertemuan mentoring", actor, now) as s:
            sample_mentoring.meet(s, given, pair_id, today)
        stages = ("awal", "tengah", "akhir")[: 3 if pair_id == made.finished else 2]
        with writing(engine, "Catat kemajuan mentoring", actor, now) as s:
            sample_mentoring.follow(s, given, pair_id, today, stages)
    with writing(engine, "Selesaikan pasangan mentoring", actor, now) as s:
        sample_mentoring.conclude(s, given, made.finished, today)


def _event(session: Session) -> int:
    given = data()
    held = given["pelatihan"]
    numbers.seed(session)
    training_id = training.save(
        session,
        TrainingForm(
            name=held["nama"],
            code=held["kode"],
            form=held["bentuk"],
            subjects=tuple(SubjectForm(m["kelompok"], m["nama"], m["jp"]) for m in held["mata"]),
        ),
    )
    return training.save_event(
        session,
        EventForm(
            training_id=training_id,
            angkatan=held["angkatan"],
            starts_on=held["mulai"],
            ends_on=held["selesai"],
            place=held["tempat"],
            organiser=office.get(session).organiser,
            signatory_id=_signatory(session, given["penanda_tangan"]),
            back_signatory_id=_signatory(session, given["penanda_tangan_belakang"]),
            scheme_id=numbers.schemes(session)[0].id,
            template_name=held["template"],
        ),
    )


def _signatory(session: Session, given: dict[str, str]) -> int:
    form = SignatoryForm(
        name=given["nama"], nip=given["nip"], pangkat=given["pangkat"], jabatan=given["jabatan"]
    )
    return office.save_signatory(session, form)


def one(session: Session, now: datetime, keys: KeyStore) -> int:
    """A certificate for one invented person in an empty database; its id."""
    event_id = _event(session)
    person = Person(name="Nama Uji Coba", name_key="nama uji coba", instansi="Contoh")
    session.add(person)
    session.flush()
    results.add_people(session, event_id, [person.id])
    results.set_result(session, [row.id for row in results.rows(session, event_id)], "lulus")
    return certificates.issue(session, event_id, now, keys).certificate_ids[0]
