"""What participants gave a trainer, typed in from their sheets, over the years."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from asn_desktop.db.tables import Event, Trainer, TrainerScore, Training
from asn_desktop.domain import dates
from asn_desktop.domain.errors import InvalidInput


@dataclass(frozen=True)
class ScoreForm:
    """The mean of `respondents` on a scale up to `most`."""

    trainer_id: int
    event_id: int | None = None
    given_on: date | None = None
    subject: str = ""
    score: float | None = None
    most: float | None = 5.0
    respondents: int | None = None
    note: str = ""
    id: int | None = None


class ScoreRow(NamedTuple):
    id: int
    given_on: date
    event: str
    subject: str
    score: float
    most: float
    respondents: int

    @property
    def percent(self) -> float:
        return 100 * self.score / self.most

    @property
    def weight(self) -> int:
        """One whose number of respondents is not known counts once."""
        return max(1, self.respondents)


class YearOfScores(NamedTuple):
    year: int
    percent: float
    times: int
    respondents: int


def save_score(session: Session, form: ScoreForm) -> int:
    """Raises InvalidInput by field."""
    found = {}
    if form.given_on is None:
        found["given_on"] = "Isi tanggal penilaian."
    if form.most is None or not 1 <= form.most <= 100:
        found["most"] = "Nilai tertinggi skala harus antara 1 dan 100, misalnya 5."
    if form.score is None:
        found["score"] = "Isi nilai rata-ratanya, misalnya 4,25."
    elif form.most is not None and not 0 <= form.score <= form.most:
        found["score"] = f"Nilai harus antara 0 dan {form.most:g}. Periksa nilai atau skalanya."
    if form.respondents is not None and not 0 <= form.respondents <= 100_000:
        found["respondents"] = "Jumlah penilai harus antara 0 dan 100.000, atau kosong."
    if found:
        raise InvalidInput(found)
    session.get_one(Trainer, form.trainer_id)
    row = TrainerScore() if form.id is None else session.get_one(TrainerScore, form.id)
    for name in ("trainer_id", "event_id", "given_on", "score", "most"):
        setattr(row, name, getattr(form, name))
    row.subject, row.note, row.respondents = form.subject.strip(), form.note.strip(), form.respondents or 0
    session.add(row)
    session.flush()
    return row.id


def get_score(session: Session, score_id: int) -> ScoreForm:
    row = session.get_one(TrainerScore, score_id)
    form = {name: getattr(row, name) for name in ScoreForm.__dataclass_fields__}
    return ScoreForm(**form | {"respondents": row.respondents or None})


def scores(session: Session, trainer_id: int) -> list[ScoreRow]:
    """Newest first."""
    query = (
        select(TrainerScore, Training.name, Event.angkatan)
        .outerjoin(Event, Event.id == TrainerScore.event_id)
        .outerjoin(Training, Training.id == Event.training_id)
        .where(TrainerScore.trainer_id == trainer_id)
        .order_by(TrainerScore.given_on.desc(), TrainerScore.id.desc())
    )
    return [
        ScoreRow(
            s.id,
            s.given_on,
            f"{training} angkatan {dates.roman(number)}" if training else "",
            s.subject,
            s.score,
            s.most,
            s.respondents,
        )
        for s, training, number in session.execute(query)
    ]


def years(rows: list[ScoreRow]) -> list[YearOfScores]:
    """`rows` newest first; the mean of a year weighed by respondents."""
    found = []
    for year, group in groupby(rows, key=lambda row: row.given_on.year):
        of_year = list(group)
        weight = sum(row.weight for row in of_year)
        mean = sum(row.percent * row.weight for row in of_year) / weight
        found.append(YearOfScores(year, mean, len(of_year), sum(row.respondents for row in of_year)))
    return found
