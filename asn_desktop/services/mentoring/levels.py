"""The levels of mentees at the beginning, the middle and the end, as mentor, mentee and superior see them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple, TypeAlias

from sqlalchemy import select
from sqlalchemy.orm import Session

from asn_desktop.db.tables import Mentee, MentoringPair, ProgrammeCompetence, SeenLevel
from asn_desktop.domain.errors import InvalidInput
from asn_desktop.domain.mentoring import words
from asn_desktop.domain.mentoring.progress import compared, decided, spread
from asn_desktop.services import reference
from asn_desktop.services.mentoring.progress import mentees

Where: TypeAlias = tuple[int, str, str, str]  # mentee_id, competence, stage, seen_by


class LevelRow(NamedTuple):
    """One competence of one mentee. `seen` has a level by (stage, seen_by)."""

    pair_id: int
    mentee_id: int
    mentee: str
    competence: str
    name: str
    standard: int | None
    present: int | None  # as the programme supposes
    seen: dict[tuple[str, str], int]

    @property
    def id(self) -> tuple[int, str]:
        return self.mentee_id, self.competence

    def of(self, stage: str) -> dict[str, int]:
        """Level by who saw it."""
        return {who: level for (at, who), level in self.seen.items() if at == stage}

    def decided(self, stage: str) -> tuple[int, str] | None:
        """The level that counts, and whose it is: of the superior, else the mentor, else the mentee."""
        return decided(self.of(stage))

    def spread(self, stage: str) -> int:
        return spread(self.of(stage))

    def compared(self, stage: str) -> str:
        return compared(self.of(stage))

    @property
    def way(self) -> tuple[int | None, ...]:
        """The levels that count at the beginning, the middle and the end."""
        return tuple(found[0] if (found := self.decided(stage)) else None for stage in words.STAGES)

    @property
    def gained(self) -> int | None:
        """Levels from the beginning to the end; None while one of them is unknown."""
        first, last = self.way[0], self.way[-1]
        return None if first is None or last is None else last - first


def rows(session: Session, pair_ids: Sequence[int]) -> list[LevelRow]:
    """For each mentee the competences the programme aims at, and others that have a level."""
    titles = {i.code: i.name for i in reference.items(session, "kompetensi", archived=True)}
    aimed = defaultdict(list)
    for pair_id, one in session.execute(
        select(MentoringPair.id, ProgrammeCompetence)
        .join(ProgrammeCompetence, ProgrammeCompetence.programme_id == MentoringPair.programme_id)
        .where(MentoringPair.id.in_(pair_ids))
        .order_by(ProgrammeCompetence.position, ProgrammeCompetence.id)
    ):
        aimed[pair_id].append(one)
    seen: dict[int, dict[str, dict[tuple[str, str], int]]] = defaultdict(lambda: defaultdict(dict))
    kept = SeenLevel
    for mentee_id, competence, stage, who, level in session.execute(
        select(kept.mentee_id, kept.competence, kept.stage, kept.seen_by, kept.level)
        .join(Mentee, Mentee.id == kept.mentee_id)
        .where(Mentee.pair_id.in_(pair_ids))
    ):
        seen[mentee_id][competence][stage, who] = level
    pair_of: dict[int, int] = {}
    for mentee_id, pair_id in session.execute(
        select(Mentee.id, Mentee.pair_id).where(Mentee.pair_id.in_(pair_ids))
    ):
        pair_of[mentee_id] = pair_id
    found = []
    for mentee_id, name in mentees(session, pair_ids).items():
        pair_id = pair_of[mentee_id]
        wanted = {c.competence: (c.standard, c.present) for c in aimed[pair_id]}
        for code in [*wanted, *(c for c in titles if c in seen[mentee_id] and c not in wanted)]:
            standard, present = wanted.get(code, (None, None))
            title = titles.get(code, code)
            at = dict(seen[mentee_id][code])
            found.append(LevelRow(pair_id, mentee_id, name, code, title, standard, present, at))
    return found


def save(session: Session, cells: Mapping[Where, int | None], today: date) -> int:
    """One action of the grid; None takes a level away. Raises InvalidInput by competence.

    Returns how many levels are other than before.
    """
    for (_mentee, competence, stage, who), level in cells.items():
        if level is not None and level not in words.LEVELS:
            raise InvalidInput({competence: f"Tingkat {level} tidak ada. Isi 1 sampai 5, atau kosongkan."})
        if stage not in words.STAGES or who not in words.SEEN_BY:
            raise ValueError((stage, who))
    ids = {where[0] for where in cells}
    there = {
        (row.mentee_id, row.competence, row.stage, row.seen_by): row
        for row in session.scalars(select(SeenLevel).where(SeenLevel.mentee_id.in_(ids)))
    }
    changed = 0
    for where, level in cells.items():
        row = there.get(where)
        if level is None:
            if row is not None:
                session.delete(row)
                changed += 1
        elif row is None:
            mentee_id, competence, stage, who = where
            session.add(
                SeenLevel(
                    mentee_id=mentee_id,
                    competence=competence,
                    stage=stage,
                    seen_by=who,
                    level=level,
                    noted_on=today,
                )
            )
            changed += 1
        elif row.level != level:
            row.level, row.noted_on = level, today
            changed += 1
    session.flush()
    return changed
