"""What mentoring makes of two people who are one: nobody is his own mentor or superior."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from asn_desktop.db import history
from asn_desktop.db.tables import Mentee, MentoringPair, MentoringProgramme


def own_mentor(session: Session, one_id: int, other_id: int) -> str:
    """The programme in which one of them is the mentor of the other; empty if there is none."""
    both = (one_id, other_id)
    query = (
        select(MentoringProgramme.name)
        .join(MentoringPair, MentoringPair.programme_id == MentoringProgramme.id)
        .join(Mentee, Mentee.pair_id == MentoringPair.id)
        .where(MentoringPair.mentor_id.in_(both), Mentee.person_id.in_(both))
    )
    return session.scalar(query.limit(1)) or ""


def leave_out_own_superior(session: Session, person_id: int) -> list[str]:
    """Names of the programmes where this person had become his own superior; nobody is named there now."""
    query = (
        select(Mentee.id, MentoringProgramme.name)
        .join(MentoringPair, MentoringPair.id == Mentee.pair_id)
        .join(MentoringProgramme, MentoringProgramme.id == MentoringPair.programme_id)
        .where(Mentee.person_id == person_id, Mentee.superior_id == person_id)
        .order_by(MentoringProgramme.name)
    )
    found = session.execute(query).all()
    history.update_rows(session, Mentee, [(row_id, {"superior_id": None}) for row_id, _name in found])
    return list(dict.fromkeys(name for _row_id, name in found))
