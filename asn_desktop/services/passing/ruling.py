"""Results beside the rule: what it says of each participant, following it, and overruling it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from asn_desktop.db import history, images
from asn_desktop.db.tables import Overruling
from asn_desktop.domain.errors import InvalidInput, UserError
from asn_desktop.domain.passing import Attended, Ruling, ruled
from asn_desktop.services import results
from asn_desktop.services.passing import rules
from asn_desktop.services.results import ParticipantRow

MOST_NAMES = 3


class Standing(NamedTuple):
    """`ruling` is None where no rule decides; `reason` is why the rule was overruled, empty for never."""

    row: ParticipantRow
    attended: Attended | None
    ruling: Ruling | None
    reason: str

    @property
    def id(self) -> int:
        return self.row.id

    @property
    def differs(self) -> bool:
        """The result is another one than the rule's; one that is still open does not differ."""
        return self.ruling is not None and self.row.result not in ("", self.ruling.result)

    @property
    def due(self) -> bool:
        """The rule has a result that is not yet written down, and nobody decided otherwise."""
        return (
            bool(self.ruling)
            and not self.reason
            and self.row.result != (self.ruling or Ruling("", ())).result
        )


class Against(NamedTuple):
    """Somebody whose wanted result is not the rule's."""

    participant_id: int
    name: str
    ruled: str  # a key of results.RESULTS
    words: str  # why the rule says so


class NeedsReason(UserError):  # noqa: N818 - it names what is missing
    """These results are not the rule's and no reason was given; nothing was written."""

    def __init__(self, against: tuple[Against, ...], wanted: Mapping[int, str]) -> None:
        named = "; ".join(
            f"{a.name} ({results.RESULTS[a.ruled].lower()}: {a.words})" for a in against[:MOST_NAMES]
        )
        more = f"; dan {len(against) - MOST_NAMES} orang lain" if len(against) > MOST_NAMES else ""
        super().__init__(
            f"Hasil ini berbeda dari aturan: {named}{more}. Tulis alasannya. Tidak ada yang berubah."
        )
        self.against, self.wanted = against, wanted


class Applied(NamedTuple):
    changed: int
    overruled: int


def standing(session: Session, event_id: int) -> list[Standing]:
    """Everybody in the event, in the order of the list; the rule speaks of peserta only."""
    found, there = rules.of_event(session, event_id), rules.attended(session, event_id)
    rows = results.rows(session, event_id)
    why = _overrulings(session, [row.id for row in rows])
    standings = []
    for row in rows:
        seen, ruling = None, None
        if row.role == results.MAIN_ROLE:
            seen = there.get(row.id) or (_nothing_marked(there) if there else None)
            ruling = ruled(found.rule, row.score, seen, found.band_failed(row.score))
        overruled = why.get(row.id)
        standings.append(Standing(row, seen, ruling, overruled.reason if overruled else ""))
    return standings


def _nothing_marked(there: Mapping[int, Attended]) -> Attended:
    """Of somebody of whom nothing is written down although it is of others."""
    return Attended(0, 0, next(iter(there.values())).total)


def apply(
    session: Session,
    event_id: int,
    wanted: Mapping[int, str],
    reasons: Mapping[int, str] | str = "",
) -> Applied:
    """Set results; `reasons` by participant, or one for all who need one.

    Raises NeedsReason where a result is not what the rule says and no reason is given or kept from before.
    """
    if not set(wanted.values()) <= results.RESULTS.keys():
        raise InvalidInput({"result": "Pilih Lulus, Tidak lulus, atau Belum ditetapkan."})
    mine = [s for s in standing(session, event_id) if s.id in wanted]
    if len(mine) < len(wanted):
        raise UserError("Peserta ini sudah tidak ada dalam daftar. Muat ulang daftarnya, lalu ulangi.")
    kept = _overrulings(session, wanted)
    against, made, gone = [], {}, []
    for person in mine:
        result, old = wanted[person.id], kept.get(person.id)
        if person.ruling is None or result in ("", person.ruling.result):
            if old is not None:
                gone.append(old)
            continue
        reason = (reasons if isinstance(reasons, str) else reasons.get(person.id, "")).strip()
        if not reason and old is not None and old.result == result:
            continue  # decided before, and nothing new is said
        if not reason:
            against.append(Against(person.id, person.row.name, person.ruling.result, person.ruling.words))
        made[person.id] = {"ruled": person.ruling.result, "result": result, "reason": reason}
    if against:
        raise NeedsReason(tuple(against), dict(wanted))
    _keep(session, made, kept, gone)
    return Applied(_set(session, wanted), len(made))


def _keep(
    session: Session,
    made: Mapping[int, Mapping[str, str]],
    kept: Mapping[int, Overruling],
    gone: Iterable[Overruling],
) -> None:
    for row in gone:
        session.delete(row)
    session.flush()
    again = [(kept[key].id, values) for key, values in made.items() if key in kept]
    new = [{"participant_id": key, **values} for key, values in made.items() if key not in kept]
    history.insert_rows(session, Overruling, new)
    history.update_rows(session, Overruling, again)


def follow(session: Session, event_id: int, participant_ids: Collection[int]) -> int:
    """Where marks decide: results as the rule says, but those it was overruled for. Returns rows changed."""
    if not participant_ids or rules.of_event(session, event_id).rule.pass_mark is None:
        return 0
    wanted = set(participant_ids)
    ruled_now = {s.id: s.ruling.result for s in standing(session, event_id) if s.ruling and not s.reason}
    return _set(session, {key: result for key, result in ruled_now.items() if key in wanted})


def apply_rule(session: Session, event_id: int) -> int:
    """Results as the rule says for everybody it was not overruled for; returns how many changed.

    One on whom it cannot tell yet keeps the result there is.
    """
    due = [s for s in standing(session, event_id) if s.due and s.ruling and s.ruling.result]
    return _set(session, {s.id: s.ruling.result for s in due if s.ruling})


def _set(session: Session, wanted: Mapping[int, str]) -> int:
    by_result: dict[str, list[int]] = defaultdict(list)
    for key, result in wanted.items():
        by_result[result].append(key)
    return sum(results.set_result(session, ids, result) for result, ids in by_result.items())


def _overrulings(session: Session, participant_ids: Iterable[int]) -> dict[int, Overruling]:
    table = images.table_of(Overruling)
    return {
        row.participant_id: row
        for chosen in history.chunks(table.c.participant_id, participant_ids)
        for row in session.scalars(select(Overruling).where(chosen))
    }
