"""The trainers as rows of a list, and as names to choose from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from asn_desktop.db.tables import (
    ClassSession,
    CurriculumSubject,
    Person,
    SessionTrainer,
    Trainer,
    TrainerScore,
    Unit,
)
from asn_desktop.domain import names as printing
from asn_desktop.domain.typed import sought
from asn_desktop.services.trainers.hours import jp_of_year


class TrainerRow(NamedTuple):
    """`score` is the mean of all years in percent of the scale, None without scores."""

    id: int
    person_id: int
    printed_name: str
    origin: str  # unit, or where an outsider comes from
    outsider: bool
    subjects: str  # one after the other
    jp: int  # of the year asked for
    score: float | None
    rate: int
    rate_unit: str
    archived: bool


def rows(session: Session, year: int, text: str = "", archived: bool = False) -> list[TrainerRow]:
    query = (
        select(Trainer, Person, func.coalesce(Unit.name, Person.instansi))
        .join(Person, Person.id == Trainer.person_id)
        .outerjoin(Unit, Unit.id == Person.unit_id)
        .where(Trainer.archived == archived)
        .order_by(Person.name_key, Trainer.id)
    )
    told = Person.name + " " + Trainer.subjects + " " + func.coalesce(Unit.name, Person.instansi, "")
    for word in sought(text):
        query = query.where(told.icontains(word, autoescape=True))
    jp, score = jp_of_year(session, year), _means(session)
    return [
        TrainerRow(
            t.id,
            p.id,
            printing.printed(p.name, p.gelar_depan, p.gelar_belakang),
            origin or "",
            p.status == "NON",
            ", ".join(t.subjects.splitlines()),
            jp.get(t.id, 0),
            score.get(t.id),
            t.rate,
            t.rate_unit,
            t.archived,
        )
        for t, p, origin in session.execute(query)
    ]


def _means(session: Session) -> dict[int, float]:
    """Weighed by how many gave them; one whose number is not known counts once."""
    weight = case((TrainerScore.respondents > 0, TrainerScore.respondents), else_=1)
    found = session.execute(
        select(
            TrainerScore.trainer_id,
            func.sum(100 * TrainerScore.score / TrainerScore.most * weight) / func.sum(weight),
        ).group_by(TrainerScore.trainer_id)
    )
    return {key: float(mean) for key, mean in found}


def names(session: Session, also: Iterable[int] = ()) -> dict[int, str]:
    """To choose from: the printed name by id; `also` those who were chosen and put aside since."""
    found = session.execute(
        select(Trainer.id, Person.name, Person.gelar_depan, Person.gelar_belakang)
        .join(Person, Person.id == Trainer.person_id)
        .where(Trainer.archived.is_(False) | Trainer.id.in_(also))
        .order_by(Person.name_key, Trainer.id)
    )
    return {key: printing.printed(*name) for key, *name in found}


def subjects(session: Session, trainer_id: int) -> list[str]:
    """What was really taught, most often first."""
    title = func.coalesce(func.nullif(ClassSession.title, ""), CurriculumSubject.name)
    found = session.execute(
        select(title, func.count())
        .select_from(ClassSession)
        .join(SessionTrainer, SessionTrainer.session_id == ClassSession.id)
        .outerjoin(CurriculumSubject, CurriculumSubject.id == ClassSession.subject_id)
        .where(SessionTrainer.trainer_id == trainer_id, ClassSession.kind == "materi")
        .group_by(title)
        .order_by(func.count().desc(), title)
    )
    return [name for name, _ in found if name]
