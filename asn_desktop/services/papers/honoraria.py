"""What the trainers of an event are to be paid, by what they taught in it."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from asn_desktop.db.tables import Trainer
from asn_desktop.domain.honorarium import Honorarium, tax_of, tax_rules
from asn_desktop.services import trainers
from asn_desktop.services.papers.facts import Facts


def lines(session: Session, event_id: int, facts: Facts, texts: Mapping[str, str]) -> tuple[Honorarium, ...]:
    """One for each trainer, in the order of `facts`; 0 for hours and rates that are not known."""
    rules = tax_rules(texts["pajak"].splitlines())
    taught = trainers.taught(session, event_id)
    rates = session.execute(
        select(Trainer.id, Trainer.rate, Trainer.rate_unit).where(
            Trainer.id.in_([key for key in facts.trainer_ids if key])
        )
    )
    paid = {key: (rate, unit) for key, rate, unit in rates}
    found = []
    for who, key in zip(facts.event.trainers, facts.trainer_ids, strict=True):
        rate, unit = paid.get(key, (0, "JP")) if key else (0, "JP")
        jp, oj = taught.get(key, (0, 0)) if key else (0, 0)
        found.append(
            Honorarium(who, oj if unit == "OJ" else jp, rate, tax_of(who, rules) if rules else 0.0, unit)
        )
    return tuple(found)


def lacks(made: tuple[Honorarium, ...]) -> list[str]:
    """In words, what has to be known before anybody can be paid."""
    counts = (
        ("jam mengajar", sum(not line.hours for line in made)),
        ("tarif honorarium", sum(not line.rate for line in made)),
        ("tarif pajak", sum(line.tax is None for line in made)),
    )
    return [f"{what} {count} narasumber" for what, count in counts if count]
