"""Deletes records with what hangs on them; what certificates or taken numbers stand on stays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from asn_desktop.db import history, images, references, reversal
from asn_desktop.db.history import Recorded
from asn_desktop.db.references import Reference
from asn_desktop.db.tables import (
    Base,
    Event,
    EventPaper,
    IssuedCertificate,
    Mentee,
    MentoringPair,
    MentoringProgramme,
)
from asn_desktop.domain.errors import UserError
from asn_desktop.services import reference as reference_tables
from asn_desktop.services.trail import words
from asn_desktop.services.trail.naming import Names

Progress = Callable[[int, int, str], bool]
Doomed = dict[str, dict[int, int]]  # by table and id, the record chosen that it hangs on

TABLES = frozenset(
    ["person", "training", "event", "participant", "unit", "signatory", "number_scheme", "reference_item"]
    + [
        "room",
        "trainer",
        "trainer_score",
        "event_series",
        "class_session",
        "mark_component",
        "outside_training",
    ]
    + ["event_photo", "letter_template", "nomination"]
    + ["mentoring_programme", "mentoring_pair", "mentoring_meeting", "mentoring_aim", "action_point"]
    + ["meeting_file", "confidential_note"]
)
# What goes along. So does whatever the database itself would take along (ON DELETE CASCADE).
ALONG = {("participant", "person_id"), ("participant", "event_id"), ("event", "training_id")}
ALONG |= {("outside_training", "person_id"), ("event_series", "training_id")}
ALONG |= {("mentoring_pair", "programme_id")}
# What nothing may be taken away under: it is told in the second word how it is counted.
STANDS = {
    "certificate": "sertifikat",
    "register_number": "nomor yang sudah dipakai",
    "number_counter": "nomor yang diatur atau dipakai",
}
MOST_NAMES = 3


class Deleted(NamedTuple):
    """`along` and `emptied` count by noun what went too, and what has lost its reference."""

    table_name: str
    names: tuple[str, ...]  # the first ones
    total: int
    along: dict[str, int]
    emptied: dict[str, int]

    @property
    def sentence(self) -> str:
        what = (
            self.names[0] if self.total == 1 else f"{words.counted(self.total)} {words.noun(self.table_name)}"
        )
        told = f"{what} dihapus"
        if self.along:
            told += f" beserta {_listed(self.along)}"
        if self.emptied:
            told += f"; {_listed(self.emptied)} kini tanpa {words.noun(self.table_name)}"
        return told + ". Ctrl+Z mengembalikannya."


def delete(
    session: Session, table_name: str, ids: Iterable[int], progress: Progress | None = None
) -> Deleted:
    """All of them or, with a UserError that says why, none. Raises Cancelled."""
    if table_name not in TABLES:
        raise ValueError(table_name)
    wanted = set(ids)
    there = {row["id"] for row in history.rows_by_id(session, images.TABLES[table_name], wanted)}
    if not wanted or wanted - there:
        raise UserError("Data ini sudah tidak ada lagi. Muat ulang daftarnya.")
    doomed, loose = _all_that_goes(session, table_name, wanted)
    named = Names(session)
    first = tuple(named.of((table_name, key)) for key in sorted(wanted)[:MOST_NAMES])
    emptied = _let_go(session, doomed, loose)
    _take_away(session, doomed, progress)
    along = {words.noun(name): len(rows) for name, rows in doomed.items() if name != table_name and rows}
    return Deleted(table_name, first, len(wanted), along, emptied)


def label(table_name: str, count: int, name: str = "") -> str:
    """What the action is called in the trail."""
    noun = words.noun(table_name)
    return f"Hapus {noun} {name}" if count == 1 and name else f"Hapus {words.counted(count)} {noun}"


def _all_that_goes(
    session: Session, table_name: str, wanted: set[int]
) -> tuple[Doomed, list[tuple[Reference, set[int]]]]:
    """Ids by table, and which rows lose a reference. Raises UserError for what must stay."""
    doomed: Doomed = defaultdict(dict)
    doomed[table_name] = {key: key for key in wanted}
    loose: list[tuple[Reference, set[int]]] = []
    newest = [table_name]
    while newest:
        parent = newest.pop()
        if parent == "mentoring_pair":
            _refuse_attested(session, table_name, len(wanted), doomed[parent])
        if parent == "reference_item":
            _refuse_codes_in_use(session, wanted)
        for ref in references.pointing_to(parent):
            found = references.rows(session, ref, doomed[parent].keys())
            rows = {row["id"]: doomed[parent][row[ref.column]] for row in found}
            rows = {key: head for key, head in rows.items() if key not in doomed[ref.table_name]}
            if not rows:
                continue
            if _goes_along(ref):
                if ref.cls is EventPaper:
                    _refuse_numbered(session, table_name, len(wanted), rows)
                doomed[ref.table_name] |= rows
                newest.append(ref.table_name)
                continue
            if ref.table_name in STANDS or ref.table_name == parent or not ref.nullable:
                raise _refusal(session, table_name, len(wanted), ref, rows)
            if ref.cls in (Event, MentoringProgramme):
                _refuse_issued(session, parent, ref.cls, rows)
            loose.append((ref, set(rows)))
    return doomed, loose


def _goes_along(ref: Reference) -> bool:
    key = next(iter(images.table_of(ref.cls).c[ref.column].foreign_keys))
    return (ref.table_name, ref.column) in ALONG or key.ondelete == "CASCADE"


def _refusal(
    session: Session, table_name: str, wanted: int, ref: Reference, rows: Mapping[int, int]
) -> UserError:
    """What stands in the way of whom; `rows` names for each of those the record that was to go."""
    heads = set(rows.values())
    who, many = _names(session, table_name, heads), words.counted(len(rows))
    if ref.table_name == table_name:  # a unit below: its people would stand nowhere
        return UserError(
            f"Masih ada {many} unit di bawah {who}. Pindahkan atau hapus unit itu dahulu. "
            "Tidak ada yang dihapus."
        )
    what = STANDS.get(ref.table_name, words.noun(ref.table_name))
    many = "" if ref.table_name == "number_counter" else f"{many} "
    remedy = "arsipkan saja" if "archived" in images.table_of(images.TABLES[table_name]).c else "biarkan saja"
    rest = " dan keluarkan dari pilihan" if wanted > len(heads) else ""
    return UserError(f"Sudah ada {many}{what} pada {who}; {remedy}{rest}. Tidak ada yang dihapus.")


def _refuse_numbered(session: Session, table_name: str, wanted: int, papers: Mapping[int, int]) -> None:
    """A number that was taken keeps its letter; `papers` as `rows` of `_refusal`."""
    taken = session.scalars(
        select(EventPaper.id).where(EventPaper.id.in_(papers), EventPaper.number_id.is_not(None))
    ).all()
    if taken:
        who = _names(session, table_name, {papers[key] for key in taken})
        rest = " dan keluarkan dari pilihan" if wanted > 1 else ""
        raise UserError(
            f"Sudah ada {words.counted(len(taken))} surat bernomor pada {who}; arsipkan saja{rest}, atau "
            "batalkan dahulu nomornya (Berkas, Batalkan nomor). Tidak ada yang dihapus."
        )


def _refuse_issued(session: Session, parent: str, occasion: type[Base], ids: Iterable[int]) -> None:
    """Who signed certificates, or whose numbers they bear, stays: they are corrected with that."""
    issuing = images.table_of(IssuedCertificate).c
    column, noun = (issuing.event_id, "kegiatan") if occasion is Event else (issuing.programme_id, "program")
    issued = sum(
        session.scalar(select(func.count(IssuedCertificate.id)).where(chosen)) or 0
        for chosen in history.chunks(column, ids)
    )
    if issued:
        raise UserError(
            f"Sudah ada {words.counted(issued)} sertifikat pada {noun} yang memakai {words.noun(parent)} "
            "ini; arsipkan saja. Tidak ada yang dihapus."
        )


def _refuse_attested(session: Session, table_name: str, wanted: int, pairs: Mapping[int, int]) -> None:
    """Certificates of a programme say who was whose mentor: that stays; `pairs` as `rows` of `_refusal`."""
    attested: dict[int, int] = {}
    certificate, pair = IssuedCertificate, MentoringPair
    same = certificate.programme_id == pair.programme_id
    as_mentee = (certificate.role == "mentee") & (certificate.person_id == Mentee.person_id)
    as_mentor = (certificate.role == "mentor") & (certificate.person_id == pair.mentor_id)
    for chosen in history.chunks(images.table_of(pair).c.id, pairs):
        query = (
            select(certificate.id, pair.id)
            .join(pair, same & chosen)
            .outerjoin(Mentee, Mentee.pair_id == pair.id)
            .where(as_mentee | as_mentor)
        )
        attested |= {key: pairs[pair_id] for key, pair_id in session.execute(query)}
    if attested:
        heads = set(attested.values())
        rest = " dan keluarkan dari pilihan" if wanted > len(heads) else ""
        raise UserError(
            f"Sudah ada {words.counted(len(attested))} sertifikat pada "
            f"{_names(session, table_name, heads)}; biarkan saja{rest}. Tidak ada yang dihapus."
        )


def _refuse_codes_in_use(session: Session, ids: set[int]) -> None:
    for row in history.rows_by_id(session, images.TABLES["reference_item"], ids):
        if used := reference_tables.uses(session, row["kind"], row["code"]):
            raise UserError(
                f"“{row['name']}” masih dipakai pada {words.counted(used)} data; arsipkan saja. "
                "Tidak ada yang dihapus."
            )


def _names(session: Session, table_name: str, ids: set[int]) -> str:
    named = Names(session)
    chosen = sorted(ids)[:MOST_NAMES]
    told = ", ".join(named.of((table_name, key)) for key in chosen)
    more = len(ids) - len(chosen)
    return f"{told} dan {words.counted(more)} lainnya" if more else told


def _let_go(session: Session, doomed: Doomed, loose: Sequence[tuple[Reference, set[int]]]) -> dict[str, int]:
    """Recorded, so that an undo or the trash puts the references back."""
    touched: dict[str, set[int]] = defaultdict(set)
    for ref, ids in loose:
        kept = ids - doomed.get(ref.table_name, {}).keys()
        history.update_rows(session, ref.cls, ((key, {ref.column: None}) for key in kept))
        touched[words.noun(ref.table_name)] |= kept
    return {noun: len(rows) for noun, rows in touched.items() if rows}


def _take_away(session: Session, doomed: Doomed, progress: Progress | None) -> None:
    """What hangs on others goes first, so that they come back first."""
    order = [table.name for table in reversed(Base.metadata.sorted_tables) if doomed.get(table.name)]
    gone = [
        Recorded(name, key, "{}", None)
        for name in order
        for key in _deepest_first(session, name, doomed[name])
    ]
    reversal.apply(session, gone, progress)


def _deepest_first(session: Session, table_name: str, ids: Collection[int]) -> list[int]:
    """Rows of a tree: nobody goes before those below."""
    own = [ref for ref in references.pointing_to(table_name) if ref.table_name == table_name]
    if not own or len(ids) < 2:
        return sorted(ids)
    cls, column = own[0].cls, own[0].column
    above = {row["id"]: row[column] for row in history.rows_by_id(session, cls, ids)}

    def depth(key: int | None) -> int:
        return 0 if key not in above else 1 + depth(above[key])

    return sorted(ids, key=lambda key: (-depth(key), key))


def _listed(counts: dict[str, int]) -> str:
    told = [f"{words.counted(count)} {noun}" for noun, count in counts.items()]
    return " dan ".join(filter(None, [", ".join(told[:-1]), told[-1]]))
