"""Random things a clerk does in a training year, each through the services as the window would."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path

from PIL import Image
from sqlalchemy.orm import Session
from torture.desk import Desk, Do, in_session

from asn_desktop.db.tables import (
    ClassSession,
    Event,
    EventPhoto,
    Nomination,
    NumberScheme,
    OutsideTraining,
    Person,
    Room,
    Trainer,
    TrainerScore,
    Training,
    Unit,
)
from asn_desktop.domain.errors import UserError
from asn_desktop.domain.recurrence import MONTHLY, WEEKLY, Rule
from asn_desktop.services import (
    attendance,
    calendar,
    deletion,
    holidays,
    ledger,
    nominations,
    passing,
    places,
    results,
    rooms,
    schedule,
    series,
    trainers,
    training,
)
from asn_desktop.services.attendance import WalkInForm
from asn_desktop.services.holidays import HolidayForm
from asn_desktop.services.ledger import OutsideForm, Proof
from asn_desktop.services.nominations import gaps
from asn_desktop.services.papers import kinds, letters, numbering, photos
from asn_desktop.services.rooms import RoomForm
from asn_desktop.services.schedule import Filling, Plan, SessionForm
from asn_desktop.services.series import Changes, SeriesForm
from asn_desktop.services.trainers import Outsider, ScoreForm, TrainerForm


def a_day(s: Session, desk: Desk, event_id: int) -> date:
    first, last = schedule.span(s, event_id)
    return first + timedelta(desk.rng.randint(0, (last - first).days))


def taught(s: Session, desk: Desk) -> int:
    """An event with sessions, if there is one."""
    mine = desk.some(s, ClassSession)
    return schedule.event_of(s, mine[0]) if mine else desk.one(s, Event)


def some_trainers(s: Session, desk: Desk) -> tuple[int, ...]:
    return tuple(desk.some(s, Trainer, 2))


def save_room(s: Session, desk: Desk) -> None:
    key = desk.one(s, Room) if desk.rng.random() < 0.3 else None
    form = rooms.get(s, key) if key else RoomForm()
    rooms.save(s, replace(form, name=f"Ruang {desk.word()}", capacity=desk.rng.choice([None, 2, 40])))


def save_trainer(s: Session, desk: Desk) -> None:
    form = TrainerForm(subjects=f"{desk.word()}\n{desk.word()}", rate=desk.rng.choice([None, 300_000]))
    if desk.rng.random() < 0.5:
        trainers.save(s, replace(form, person_id=desk.one(s, Person)))
    else:
        trainers.save_outsider(s, Outsider(f"Dr. {desk.word()}, M.Si."), form, date.today())


def score_trainer(s: Session, desk: Desk) -> None:
    key = desk.one(s, TrainerScore) if desk.rng.random() < 0.3 else None
    held = desk.one(s, Event) if desk.rng.random() < 0.7 else None
    form = ScoreForm(desk.one(s, Trainer), held, date(2026, 11, 9), desk.word(), 4.25, 5.0, 30, id=key)
    trainers.save_score(s, form)


def plan_event(s: Session, desk: Desk) -> None:
    room = desk.one(s, Room) if desk.rng.random() < 0.5 else None
    known = schedule.plan(s, event_id := desk.one(s, Event))
    seats, mark = desk.rng.choice([None, 2, 30]), desk.rng.choice([None, 60.0, 75.0])
    schedule.save_plan(s, event_id, replace(known, capacity=seats, room_id=room, pass_mark=mark))


def save_session(s: Session, desk: Desk) -> None:
    if desk.rng.random() < 0.4 and (mine := desk.some(s, ClassSession)):
        event_id, form = schedule.event_of(s, mine[0]), schedule.get(s, mine[0])
    else:
        event_id, form = desk.one(s, Event), SessionForm()
    hour = desk.rng.randint(7, 15)
    room = desk.one(s, Room) if desk.rng.random() < 0.5 else None
    times = {"day": a_day(s, desk, event_id), "starts": f"{hour}.00", "ends": f"{hour + 1}.30"}
    form = replace(form, **times, title=desk.word(), room_id=room, trainer_ids=some_trainers(s, desk))
    schedule.save(s, event_id, form)


def fill_days(s: Session, desk: Desk) -> None:
    pattern = desk.rng.choice([*schedule.patterns(s)] or ["KANTOR"])
    again = desk.rng.random() < 0.5
    schedule.fill(s, desk.one(s, Event), Filling(pattern, trainer_ids=some_trainers(s, desk), replace=again))


def copy_day(s: Session, desk: Desk) -> None:
    there = schedule.sessions(s, [event_id := taught(s, desk)])
    day = desk.rng.choice(there).day if there else a_day(s, desk, event_id)
    schedule.copy_day(s, event_id, day, [a_day(s, desk, event_id)])


def change_curriculum(s: Session, desk: Desk) -> None:
    """Sessions and marks hang on its rows."""
    form = training.get(s, desk.one(s, Training))
    kept = desk.rng.sample(form.subjects, desk.rng.randint(1, len(form.subjects)))
    training.save(s, replace(form, subjects=tuple(kept)))


def mark_attendance(s: Session, desk: Desk) -> None:
    shown = attendance.grid(s, event_id := taught(s, desk))
    places_ = [(person.id, held.id) for person in shown.people for held in shown.sessions]
    few = desk.rng.sample(places_, min(len(places_), desk.rng.randint(1, 30)))
    source = desk.rng.choice([attendance.TYPED, attendance.SCANNED, attendance.LISTED])
    attendance.set_status(s, event_id, {place: desk.rng.choice("HHHIST") for place in few}, source, now())
    wiped = desk.rng.sample(places_, min(len(places_), 3))
    attendance.set_status(s, event_id, dict.fromkeys(wiped, ""))


def walk_in(s: Session, desk: Desk) -> None:
    shown = attendance.grid(s, event_id := taught(s, desk))
    held = shown.sessions[0].id if shown.sessions else None
    who = WalkInForm(f"{desk.word()} {desk.word()}", unit=f"Kecamatan {desk.word()}")
    attendance.add_walk_in(s, event_id, desk.rng.choice([who, desk.one(s, Person)]), held, now())


def apply_rule(s: Session, desk: Desk) -> None:
    event_id = taught(s, desk)
    passing.apply_rule(s, event_id)
    mine = [row.id for row in results.rows(s, event_id) if row.role == results.MAIN_ROLE]
    few = desk.rng.sample(mine, min(len(mine), 2))
    passing.apply(s, event_id, dict.fromkeys(few, desk.rng.choice(["lulus", "tidak_lulus", ""])), "Sakit")


def nominate(s: Session, desk: Desk) -> None:
    event_id = desk.one(s, Event)
    chosen = [p.person_id for p in nominations.propose(s, event_id, date.today())]
    few = desk.rng.sample(chosen, min(len(chosen), desk.rng.randint(1, 4)))
    if desk.rng.random() < 0.3:
        nominations.pass_over(s, event_id, few, f"Sedang {desk.word()}", now())
    else:
        nominations.choose(s, event_id, few, now(), considered=chosen, note=desk.word(), why_not="Tugas lain")


def tend_waiting_list(s: Session, desk: Desk) -> None:
    key = desk.one(s, Nomination)
    event_id = s.get_one(Nomination, key).event_id
    what = desk.rng.randrange(3)
    if what == 0:
        nominations.promote(s, event_id, [key], now())
    elif what == 1:
        nominations.move(s, event_id, key, desk.rng.choice([-1, 1]))
    else:
        nominations.forget(s, [key])


def set_quotas(s: Session, desk: Desk) -> None:
    wanted = {unit: desk.rng.choice([None, 0, 1, 5]) for unit in desk.some(s, Unit, 3)}
    nominations.save_quotas(s, desk.one(s, Event), wanted)


def note_gaps(s: Session, desk: Desk) -> None:
    known = [s.get_one(Person, key).nip for key in desk.some(s, Person, 4)]
    lines = [gaps.GapLine(n, number, desk.rng.randint(1, 6)) for n, number in enumerate(known, 2)]
    gaps.take(s, desk.one(s, Event), lines, desk.word(), date.today())


def make_series(s: Session, desk: Desk) -> None:
    monthly = Rule(MONTHLY, weekdays=(desk.rng.randrange(5),), nth=desk.rng.choice([1, 2, -1]), count=3)
    weekly = Rule(WEEKLY, weekdays=(desk.rng.randrange(5),), count=desk.rng.randint(1, 4))
    if desk.rng.random() < 0.3:
        form = series.like(s, desk.one(s, Event))
    else:
        form = SeriesForm(training_id=desk.one(s, Training), starts_on=date(2027, desk.rng.randint(1, 6), 1))
        how = [{"pattern": "KANTOR"}, {"starts": "8.00", "ends": "10.15"}, {}]
        form = replace(form, jp=3, plan=Plan(capacity=30), **desk.rng.choice(how))
    named = {"name": f"Seri {desk.word()}", "trainer_ids": some_trainers(s, desk)}
    series.create(s, replace(form, rule=desk.rng.choice([monthly, weekly]), **named))


def change_series(s: Session, desk: Desk) -> None:
    changes = Changes(
        days=desk.rng.choice([0, 1, 7, -3]),
        minutes=desk.rng.choice([0, 30, -45]),
        place=desk.rng.choice([None, desk.word()]),
        room_id=desk.rng.choice([None, 0, *desk.some(s, Room)]),
        trainer_ids=desk.rng.choice([None, some_trainers(s, desk)]),
        capacity=desk.rng.choice([None, 12]),
    )
    series.change(s, desk.one(s, Event), desk.rng.choice([*series.SCOPES]), changes)


def copy_angkatan(s: Session, desk: Desk) -> None:
    series.copy_event(s, desk.one(s, Event), date(2027, 2, desk.rng.randint(1, 28)), desk.rng.random() < 0.5)


def move_event(s: Session, desk: Desk) -> None:
    first, last = schedule.span(s, event_id := taught(s, desk))
    by, longer = timedelta(desk.rng.randint(-9, 9)), timedelta(desk.rng.choice([0, 0, 1]))
    calendar.move(s, event_id, first + by, last + by + longer, desk.rng.choice([*series.SCOPES]))


def word_paper(s: Session, desk: Desk) -> None:
    kind = kinds.KINDS[desk.rng.choice(kinds.WORDED)]
    form = letters.form(s, event_id := desk.one(s, Event), kind.code, date.today())
    told = {f.name: desk.word() for f in desk.rng.sample(kind.fields, 2) if f.name != "kepada"}
    letters.save(s, event_id, replace(form, texts={**form.texts, **told}, dated=date.today()), date.today())


def number_paper(s: Session, desk: Desk) -> None:
    kind = desk.rng.choice([kind for kind in kinds.WORDED if kinds.KINDS[kind].numbered])
    event_id = desk.one(s, Event)
    if desk.rng.random() < 0.3:
        numbering.give_back(s, event_id, kind, "Salah ketik")
    else:
        numbering.take(s, event_id, kind, desk.one(s, NumberScheme), date.today())


def tend_photos(s: Session, desk: Desk) -> None:
    if desk.rng.random() < 0.4 and (mine := desk.some(s, EventPhoto)):
        what = desk.rng.randrange(3)
        if what == 0:
            photos.set_caption(s, mine[0], desk.word())
        elif what == 1:
            photos.move(s, mine[0], desk.rng.choice([-1, 1]))
        else:
            photos.remove(s, mine[0])
        return
    few = [(f"{desk.word()}.png", picture(desk)) for _ in range(desk.rng.randint(1, 2))]
    photos.add(s, desk.one(s, Event), folder(s), few)


def note_outside_training(s: Session, desk: Desk) -> None:
    if desk.rng.random() < 0.3 and (mine := desk.some(s, OutsideTraining)):
        form = ledger.get(s, mine[0])
    else:
        form = OutsideForm(desk.one(s, Person), form="KL06", certificate_jp=desk.rng.choice([None, 7]))
    day = date(2026, desk.rng.randint(1, 10), 3)
    form = replace(form, name=f"Seminar {desk.word()}", starts_on=day, ends_on=day, amount=2)
    proof = Proof("bukti.png", picture(desk)) if desk.rng.random() < 0.5 else None
    ledger.save(s, form, date.today(), proof, folder(s))


def note_holiday(s: Session, desk: Desk) -> None:
    day = date(2026, 11, desk.rng.randint(1, 30))
    if (there := holidays.between(s, day, day)) and desk.rng.random() < 0.5:
        row = next(row for row in holidays.rows(s, day.year) if row.day == day)
        assert there[day].name == row.name
        holidays.delete(s, [row.id])
    elif desk.rng.random() < 0.5:
        holidays.import_csv(s, f"{day:%d-%m-%Y};Hari {desk.word()};lokal\n")
    else:
        holidays.save(s, HolidayForm(day, f"Hari {desk.word()}", "lokal"))


def delete_of_year(s: Session, desk: Desk) -> None:
    cls = desk.rng.choice([ClassSession, ClassSession, Room, Trainer, TrainerScore, OutsideTraining, Event])
    if cls is Event and desk.rng.random() < 0.7:
        series.delete(s, desk.one(s, Event), desk.rng.choice([*series.SCOPES]))
    elif cls is OutsideTraining:
        ledger.delete(s, desk.some(s, cls, 2))
    else:
        deletion.delete(s, cls.__tablename__, desk.some(s, cls, 3))


def now() -> datetime:
    return datetime.now().replace(microsecond=0)


def folder(s: Session) -> Path:
    """That of the proofs, beside the database."""
    engine = s.get_bind().engine
    if not engine.url.database:
        raise UserError("Basis data ini tidak berada pada sebuah berkas.")
    return places.files_folder(Path(engine.url.database))


def picture(desk: Desk) -> bytes:
    out = BytesIO()
    Image.new("RGB", (4, 3), desk.rng.randrange(1 << 24)).save(out, "PNG")
    return out.getvalue()


YEAR: Mapping[str, tuple[int, Do]] = {
    "Simpan ruang": (2, in_session(save_room)),
    "Simpan narasumber": (3, in_session(save_trainer)),
    "Nilai narasumber": (1, in_session(score_trainer)),
    "Rencana kegiatan": (2, in_session(plan_event)),
    "Simpan sesi": (5, in_session(save_session)),
    "Isi jadwal": (4, in_session(fill_days)),
    "Salin hari": (1, in_session(copy_day)),
    "Ubah kurikulum": (2, in_session(change_curriculum)),
    "Catat kehadiran": (6, in_session(mark_attendance)),
    "Peserta tambahan": (2, in_session(walk_in)),
    "Terapkan aturan": (3, in_session(apply_rule)),
    "Pilih usulan": (4, in_session(nominate)),
    "Atur daftar tunggu": (2, in_session(tend_waiting_list)),
    "Atur kuota": (2, in_session(set_quotas)),
    "Catat kesenjangan": (1, in_session(note_gaps)),
    "Buat seri": (2, in_session(make_series)),
    "Ubah seri": (3, in_session(change_series)),
    "Salin angkatan": (2, in_session(copy_angkatan)),
    "Geser kegiatan": (3, in_session(move_event)),
    "Tulis berkas": (4, in_session(word_paper)),
    "Nomori berkas": (2, in_session(number_paper)),
    "Atur foto": (2, in_session(tend_photos)),
    "Catat pelatihan luar": (4, in_session(note_outside_training)),
    "Catat hari libur": (1, in_session(note_holiday)),
    "Hapus dari tahun ini": (4, in_session(delete_of_year)),
}
