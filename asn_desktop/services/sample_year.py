"""The training year of the practice office: schedule, attendance, marks, a series, outside trainings."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from asn_desktop.domain.recurrence import MONTHLY, Rule
from asn_desktop.services import (
    attendance,
    ledger,
    marks,
    results,
    rooms,
    schedule,
    series,
    trainers,
    training,
)
from asn_desktop.services.ledger import OutsideForm
from asn_desktop.services.rooms import RoomForm
from asn_desktop.services.schedule import Filling, Plan
from asn_desktop.services.series import SeriesForm
from asn_desktop.services.trainers import Outsider, TrainerForm
from asn_desktop.services.training import SubjectForm, TrainingForm

TUESDAY = 1
FIRST_WITH_HISTORY = 12  # participants who were trained elsewhere too


def teach(session: Session, event_id: int, given: Mapping[str, Any], today: date) -> None:
    """A room, trainers, and each day of the event filled by the usual pattern."""
    room = given["ruang"]
    room_id = rooms.save(session, RoomForm(name=room["nama"], place=room["letak"], capacity=room["kursi"]))
    made = [
        trainers.save_outsider(
            session,
            Outsider(name=who["nama"], instansi=who["instansi"]),
            TrainerForm(subjects=who["mata"], rate=who["honor"]),
            today,
        )
        for who in given["narasumber"]
    ]
    schedule.save_plan(session, event_id, Plan(capacity=room["kursi"], room_id=room_id))
    days = schedule.working_days(session, event_id)
    for n, day in enumerate(days):
        one = Filling("KANTOR", days=[day], room_id=room_id, trainer_ids=(made[n % len(made)],))
        schedule.fill(session, event_id, one)


def attend(session: Session, event_id: int, now: datetime) -> None:
    """Everybody was there, but for a few who were ill or excused for one session."""
    held = [row.id for row in schedule.sessions(session, [event_id]) if row.kind != "istirahat"]
    people = results.rows(session, event_id)
    there = {(p.id, session_id): "H" for p in people for session_id in held}
    for n, person in enumerate(people[3::7]):
        there[person.id, held[n % len(held)]] = "SI"[n % 2]
    attendance.set_status(session, event_id, there, now=now)


def examine(session: Session, event_id: int) -> None:
    """A test before and after; the marks do not decide here."""
    kinds = (("Pretes", "pre", 0.0), ("Postes", "post", 0.0))
    marks.save_components(session, event_id, [marks.ComponentForm(*kind) for kind in kinds])
    first, second = (form.id for form in marks.components(session, event_id))
    wanted: dict[tuple[int, int], float | None] = {}
    for n, person in enumerate(results.rows(session, event_id)):
        assert first is not None
        assert second is not None
        wanted[first, person.id] = 48.0 + n * 7 % 31
        wanted[second, person.id] = 71.0 + n * 11 % 27
    marks.set_marks(session, event_id, wanted)


def repeat(session: Session, given: Mapping[str, Any], event_id: int) -> None:
    """A workshop on every first Tuesday of a month, days off left out."""
    held = given["seri"]
    training_id = training.save(
        session,
        TrainingForm(
            name=held["nama"], form=held["bentuk"], subjects=(SubjectForm(name=held["mata"], jp=held["jp"]),)
        ),
    )
    organiser = training.get_event(session, event_id).organiser
    form = SeriesForm(
        name=held["nama"],
        training_id=training_id,
        rule=Rule(MONTHLY, weekdays=(TUESDAY,), nth=1, until=held["sampai"]),
        starts_on=held["mulai"],
        pattern="SETENGAH",
        place=held["tempat"],
        organiser=organiser,
        plan=Plan(capacity=40),
    )
    series.create(session, form)


def outside(session: Session, given: Mapping[str, Any], event_id: int, today: date) -> None:
    """Some participants were trained elsewhere too."""
    held = given["luar"]
    people = [row.person_id for row in results.rows(session, event_id)]
    for person_id in people[:FIRST_WITH_HISTORY]:
        ledger.save(
            session,
            OutsideForm(
                person_id=person_id,
                name=held["nama"],
                form=held["bentuk"],
                organiser=held["penyelenggara"],
                starts_on=held["mulai"],
                ends_on=held["selesai"],
                certificate_jp=held["jp"],
                jp=held["jp"],
            ),
            today,
        )
