"""Makes one person of two: nothing that hung on either is lost, and one undo gives both back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from asn_desktop.db import history
from asn_desktop.db.tables import FormerNip, Person
from asn_desktop.domain import likeness, names
from asn_desktop.domain.errors import Cancelled, UserError
from asn_desktop.services.merging import mentoring, moving
from asn_desktop.services.merging.sides import FIELDS, load, side_by_side

Progress = Callable[[int, int, str], bool]


class Merged(NamedTuple):
    """`person_id` stays. `notes` are sentences about what a clerk should look at."""

    person_id: int
    printed_name: str
    moved: int
    notes: tuple[str, ...] = ()


class Batch(NamedTuple):
    """`left` are the pairs that were not merged, with the reason."""

    merged: int
    left: tuple[tuple[int, int, str], ...]
    notes: tuple[str, ...]


def label(kept: str, dropped: str) -> str:
    """What the action is called in the trail."""
    return f"Gabungkan data ganda {kept}" if kept == dropped else f"Gabungkan {dropped} ke {kept}"


def merge(session: Session, keep_id: int, drop_id: int, values: Mapping[str, Any], today: date) -> Merged:
    """`values` are the fields chosen, each as one of the two has it; those not named stay as they are.

    A NIP that is not chosen becomes a former one. Raises UserError when one of the two is gone, or is the
    mentor of the other.
    """
    rows = load(session, keep_id, drop_id)
    keep, drop = rows[keep_id], rows[drop_id]
    if programme := mentoring.own_mentor(session, keep_id, drop_id):
        raise UserError(
            f"Pada program “{programme}” yang satu adalah mentor dari yang lain, jadi keduanya tidak "
            "digabungkan. Ganti dahulu mentor atau mentee pasangan itu, atau tandai keduanya bukan orang "
            "yang sama. Tidak ada yang berubah."
        )
    if strange := [k for k, v in values.items() if k not in FIELDS or v not in (keep[k], drop[k])]:
        raise ValueError(strange)
    wanted = {name: values.get(name, keep[name]) for name in FIELDS}
    moved = moving.move(session, Person.__tablename__, drop_id, keep_id)
    moving.delete(session, Person, drop_id)
    history.update_rows(session, Person, [(keep_id, wanted | {"name_key": names.key(wanted["name"])})])
    _remember_numbers(session, keep_id, wanted["nip"], {keep["nip"], drop["nip"]}, today)
    printed = names.printed(wanted["name"], wanted["gelar_depan"], wanted["gelar_belakang"])
    notes = []
    if twice := moving.twice_certified(session, keep_id):
        notes.append(
            f"{printed} mempunyai lebih dari satu sertifikat yang berlaku untuk kegiatan yang sama "
            f"(nomor {', '.join(twice)}). Semuanya disimpan; cabut yang keliru."
        )
    if without := mentoring.leave_out_own_superior(session, keep_id):
        notes.append(
            f"{printed} tercatat sebagai atasannya sendiri pada {', '.join(without)}; atasannya dikosongkan."
        )
    return Merged(keep_id, printed, moved, tuple(notes))


def _remember_numbers(
    session: Session, person_id: int, chosen: str | None, had: set[str | None], today: date
) -> None:
    query = select(FormerNip.id, FormerNip.nip).where(FormerNip.person_id == person_id)
    known = {nip: row_id for row_id, nip in session.execute(query)}
    if chosen in known:
        moving.delete(session, FormerNip, known[chosen])
    new = sorted(n for n in had if n and n != chosen and n not in known)
    if new:
        rows = [{"person_id": person_id, "nip": n, "until": today, "note": "Dari data ganda"} for n in new]
        history.insert_rows(session, FormerNip, rows)


def merge_sure(
    session: Session, pairs: Iterable[tuple[int, int]], today: date, progress: Progress | None = None
) -> Batch:
    """Each pair with the values suggested, as one action. Raises Cancelled.

    A third record of the same person goes the way of the second; what has become doubtful meanwhile is left.
    """
    wanted = list(pairs)
    gone: dict[int, int] = {}
    merged = 0
    left: list[tuple[int, int, str]] = []
    notes: list[str] = []

    def now(person: int) -> int:
        while person in gone:
            person = gone[person]
        return person

    for done, (first, second) in enumerate(wanted):
        if progress and not progress(done, len(wanted), "Menggabungkan"):
            raise Cancelled
        a_id, b_id = now(first), now(second)
        if a_id == b_id:
            continue
        if reason := _contradiction(session, a_id, b_id):
            left.append((a_id, b_id, reason))
            continue
        sides = side_by_side(session, a_id, b_id)
        keep, drop = (a_id, b_id) if sides.keep == "a" else (b_id, a_id)
        result = merge(session, keep, drop, sides.chosen({}), today)
        gone[drop] = keep
        merged += 1
        notes += result.notes
    return Batch(merged, tuple(left), tuple(notes))


def _contradiction(session: Session, a_id: int, b_id: int) -> str:
    """Why two records that were sure are so no longer, after one of them became another."""
    rows = {row["id"]: row for row in history.rows_by_id(session, Person, (a_id, b_id))}
    if len(rows) < 2:
        return "salah satunya sudah tidak ada lagi"
    a, b = rows[a_id], rows[b_id]
    born = [likeness.nip_birth(row["nip"] or "") for row in (a, b)]
    if all(born) and born[0] != born[1]:
        return "NIP keduanya menunjukkan tanggal lahir yang berbeda"
    if a["nik"] and b["nik"] and a["nik"] != b["nik"]:
        return "NIK keduanya berbeda"
    if programme := mentoring.own_mentor(session, a_id, b_id):
        return f"yang satu adalah mentor dari yang lain pada program “{programme}”"
    return ""
