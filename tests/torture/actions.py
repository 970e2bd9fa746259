"""Random things a clerk does, each through the services as the window would."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session
from torture.desk import Desk, Do, Write, in_session
from torture.mentoring_actions import MENTORING
from torture.year_actions import YEAR

from asn_desktop.db.session import reading
from asn_desktop.db.tables import Action, Event, IssuedCertificate, Participant, Person, Training, Unit
from asn_desktop.domain.errors import UserError
from asn_desktop.services import (
    backups,
    certificates,
    deletion,
    employees,
    history,
    imports,
    marks,
    merging,
    numbers,
    office,
    passing,
    results,
    training,
    trash,
    units,
)
from asn_desktop.services.employees import EmployeeForm
from asn_desktop.services.marks import ComponentForm
from asn_desktop.services.numbers import PaperForm
from asn_desktop.services.office import SignatoryForm
from asn_desktop.services.training import EventForm, SubjectForm, TrainingForm


def add_person(s: Session, desk: Desk) -> None:
    born, start, serial = desk.rng.randint(60, 99), desk.rng.randint(2000, 2020), desk.rng.randrange(1000)
    number = f"19{born}0117{start}01{desk.rng.randint(1, 2)}{serial:03d}"
    employees.save(s, EmployeeForm(name=f"{desk.word()} {desk.word()}", nip=number), date.today())


def edit_person(s: Session, desk: Desk) -> None:
    for key in desk.some(s, Person):
        form = employees.get(s, key)
        change = desk.rng.choice(["note", "name", "jabatan", "address"])
        employees.save(s, replace(form, **{change: f"{desk.word()} {desk.word()}"}), date.today())


def archive_people(s: Session, desk: Desk) -> None:
    employees.archive(s, desk.some(s, Person, 20), archived=desk.rng.random() < 0.5)


def save_unit(s: Session, desk: Desk) -> None:
    key = desk.one(s, Unit) if desk.rng.random() < 0.5 else None
    units.save(s, key, f"Kecamatan {desk.word()}")


def save_settings(s: Session, desk: Desk) -> None:
    office.save(s, replace(office.get(s), address=f"Jalan {desk.word()} {desk.rng.randrange(99)}"))


def save_signatory(s: Session, desk: Desk) -> None:
    office.save_signatory(s, SignatoryForm(name=f"Dr. {desk.word()}", jabatan="Kepala Badan"))


def take_paper_number(s: Session, desk: Desk) -> None:
    day = date.today()
    form = PaperForm(1, day.year, desk.rng.randint(1, 99_999), desk.word())
    if desk.rng.random() < 0.5:
        numbers.register_paper(s, form, day)
    else:
        numbers.void(s, form, day, "Blangko rusak")


def plan_training(s: Session, desk: Desk) -> None:
    subjects = tuple(SubjectForm("Inti", f"{desk.word()} {n}", n + 1) for n in range(desk.rng.randint(1, 5)))
    training.save(s, TrainingForm(name=f"Pelatihan {desk.word()}", subjects=subjects))


def plan_event(s: Session, desk: Desk) -> None:
    last = training.get_event(s, desk.one(s, Event))
    form = EventForm(
        training_id=desk.one(s, Training),
        angkatan=desk.rng.randint(1, 99),
        starts_on=date(2026, 11, 3),
        ends_on=date(2026, 11, 9),
        place="Palembang",
        organiser="Badan Contoh",
        signatory_id=last.signatory_id,
        scheme_id=last.scheme_id,
    )
    training.save_event(s, form)


def add_participants(s: Session, desk: Desk) -> None:
    event_id = desk.one(s, Event)
    results.add_people(s, event_id, desk.some(s, Person, 5))
    results.set_result(s, [row.id for row in results.rows(s, event_id)], "lulus")


def change_participants(s: Session, desk: Desk) -> None:
    if desk.rng.random() < 0.5:
        results.remove(s, desk.some(s, Participant, 2))
    else:
        results.set_result(s, desk.some(s, Participant, 3), desk.rng.choice(["lulus", "tidak_lulus"]))


def give_marks(s: Session, desk: Desk) -> None:
    event_id = desk.one(s, Event)
    here = marks.components(s, event_id)
    if not here or desk.rng.random() < 0.2:
        kept = desk.rng.sample(here, min(len(here), 2))
        marks.save_components(s, event_id, [*kept, ComponentForm(f"Ujian {desk.rng.random():.6f}", weight=1)])
        here = marks.components(s, event_id)
    mine = [row.id for row in results.rows(s, event_id)]
    few = desk.rng.sample(mine, min(len(mine), 4))
    wanted = {(c.id or 0, who): desk.rng.choice([None, 55.5, 70.01, 91]) for c in here for who in few}
    marks.set_marks(s, event_id, wanted)
    passing.apply(s, event_id, dict.fromkeys(few[:2], desk.rng.choice(["lulus", "tidak_lulus"])), "Remedial")


def issue(s: Session, desk: Desk) -> None:
    now = datetime.now()
    event_id = desk.one(s, Event)
    ready = [row.key for row in certificates.preflight(s, event_id, now.date()).ready]
    few = desk.rng.sample(ready, min(len(ready), desk.rng.randint(1, 3)))
    certificates.issue(s, event_id, now, desk.keys, only=few)


def correct_certificate(s: Session, desk: Desk) -> None:
    for key in desk.some(s, IssuedCertificate):
        if desk.rng.random() < 0.5:
            certificates.revoke(s, key, "Salah nama")
        else:
            certificates.replace(s, key, datetime.now(), desk.keys, "Salah nama")


def import_list(engine: Engine, desk: Desk) -> Write:
    source = desk.rng.choice(desk.lists)
    with reading(engine) as session:
        checked = imports.check(session, source, source.fields, date.today())
    return lambda s: imports.apply(s, checked)


def undo(s: Session, desk: Desk) -> None:
    history.undo(s, date.today(), desk.actor)


def redo(s: Session, desk: Desk) -> None:
    history.redo(s, date.today(), desk.actor)


def take_back(s: Session, desk: Desk) -> None:
    mine = s.scalars(select(Action.id).where(Action.actor == desk.actor)).all() or [1]
    history.take_back(s, desk.rng.choice(mine), date.today(), free_only=desk.rng.random() < 0.5)


def delete(s: Session, desk: Desk) -> None:
    cls = desk.rng.choice([Person, Person, Unit, Participant, Event, Training])
    deletion.delete(s, cls.__tablename__, desk.some(s, cls, 3))


def restore_from_trash(s: Session, desk: Desk) -> None:
    if not (gone := trash.ids(s)):
        raise UserError("Sampah kosong, jadi tidak ada yang dikembalikan.")
    trash.restore(s, desk.rng.sample(gone, min(len(gone), desk.rng.randint(1, 3))), date.today())


def merge(s: Session, desk: Desk) -> None:
    keep, drop = desk.one(s, Person), desk.one(s, Person)
    if keep == drop:
        raise UserError("Itu orang yang sama, jadi tidak ada yang digabungkan.")
    merging.merge(s, keep, drop, {}, date.today())


def back_up(engine: Engine, desk: Desk) -> str:
    return backups.make(database_of(engine), backups.MANUAL, desk.some_day()).path.name


def restore_backup(engine: Engine, desk: Desk) -> str:
    engine.dispose()  # as the window does: nobody has it open
    good = [b for b in backups.listed(database_of(engine)) if b.ok]
    if not good:
        raise UserError("Belum ada cadangan yang dapat dipulihkan.")
    done = backups.restore(database_of(engine), desk.rng.choice(good).path, datetime.now(), desk.actor)
    return done.backup.path.name if done.backup else ""


def database_of(engine: Engine) -> Path:
    return Path(engine.url.database or "")


BACKUP = "Cadangkan"
RESTORE = "Pulihkan cadangan"
ACTIONS: Mapping[str, tuple[int, Do]] = {
    "Tambah pegawai": (10, in_session(add_person)),
    "Ubah pegawai": (15, in_session(edit_person)),
    "Arsipkan": (5, in_session(archive_people)),
    "Simpan unit": (4, in_session(save_unit)),
    "Simpan pengaturan": (4, in_session(save_settings)),
    "Tambah penanda tangan": (2, in_session(save_signatory)),
    "Catat nomor kertas": (4, in_session(take_paper_number)),
    "Tambah pelatihan": (3, in_session(plan_training)),
    "Tambah kegiatan": (2, in_session(plan_event)),
    "Tambah peserta": (6, in_session(add_participants)),
    "Ubah peserta": (4, in_session(change_participants)),
    "Beri nilai": (5, in_session(give_marks)),
    "Terbitkan sertifikat": (8, in_session(issue)),
    "Perbaiki sertifikat": (4, in_session(correct_certificate)),
    "Impor pegawai": (6, import_list),
    **YEAR,
    **MENTORING,
    "Hapus": (6, in_session(delete)),
    "Kembalikan dari Sampah": (3, in_session(restore_from_trash)),
    "Gabungkan": (3, in_session(merge)),
    BACKUP: (3, back_up),
    RESTORE: (2, restore_backup),
    "Batalkan": (14, in_session(undo)),
    "Ulangi": (7, in_session(redo)),
    "Batalkan tindakan lama": (4, in_session(take_back)),
}
