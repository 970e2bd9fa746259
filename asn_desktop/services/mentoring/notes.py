"""Confidential notes of a pair: sealed, for its clerk and the administrators, and every opening is noted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from asn_desktop.db import history
from asn_desktop.db.tables import (
    ConfidentialAccess,
    ConfidentialKey,
    ConfidentialNote,
    MentoringPair,
    Setting,
)
from asn_desktop.domain.errors import InvalidInput, UserError
from asn_desktop.domain.typed import clean
from asn_desktop.services import office

READ, PRINTED, EXPORTED = "dibaca", "cetak", "ekspor"
SETTING = "administrator_mentoring"
LONGEST = 20_000  # letters of one note
KEYLESS = (
    "(Tidak dapat dibuka: kunci catatan rahasia tidak ada di basis data ini. Buka di basis data asalnya, "
    "atau muat arsip yang dibuat dengan catatan rahasia.)"
)


class Note(NamedTuple):
    id: int
    written_at: datetime
    author: str
    text: str
    version: int


class Access(NamedTuple):
    """`purpose` is dibaca, cetak or ekspor; `about` what was opened, in words."""

    id: int
    at: datetime
    actor: str
    purpose: str
    about: str


def administrators(session: Session) -> tuple[str, ...]:
    """Names of accounts that may open the notes of every pair."""
    stored = session.scalar(select(Setting.value).where(Setting.name == SETTING))
    return tuple(stored["value"]) if stored else ()


def save_administrators(session: Session, accounts: Iterable[str], actor: str) -> None:
    """Only who is on it changes the list; the first one is made by a clerk whose pairs have notes, or by
    anybody while there are none. Raises UserError.
    """
    if (allowed := administrators(session) or _clerks(session)) and not _is_among(actor, allowed):
        raise UserError(
            f"Daftar administrator mentoring hanya dapat diubah oleh {', '.join(allowed)}. Minta bantuan "
            "salah satunya; tidak ada yang berubah."
        )
    kept = list(dict.fromkeys(filter(None, (" ".join(clean(a).split()) for a in accounts))))
    value: dict[str, Any] = {"value": kept}
    row = session.scalar(select(Setting).where(Setting.name == SETTING))
    if row is None:
        session.add(Setting(name=SETTING, value=value))
    elif row.value != value:
        row.value = value
    session.flush()


def _clerks(session: Session) -> tuple[str, ...]:
    """Of the pairs that have notes."""
    query = (
        select(MentoringPair.clerk)
        .join(ConfidentialNote, ConfidentialNote.pair_id == MentoringPair.id)
        .where(MentoringPair.clerk != "")
        .order_by(MentoringPair.clerk)
    )
    return tuple(dict.fromkeys(session.scalars(query)))


def may_hand_over(session: Session, pair_id: int, clerk: str) -> None:
    """Else anybody could read the notes of a pair by becoming its clerk. Raises InvalidInput."""
    if clerk.strip() == session.get_one(MentoringPair, pair_id).clerk or not count(session, pair_id):
        return
    if not may_open(session, pair_id, history.recorder(session).actor):
        allowed = ", ".join(readers(session, pair_id))
        raise InvalidInput(
            {
                "clerk": "Pasangan ini mempunyai catatan rahasia, jadi petugasnya hanya dapat diganti oleh "
                f"{allowed}. Minta bantuan salah satunya."
            }
        )


def readers(session: Session, pair_id: int) -> tuple[str, ...]:
    """The accounts that may open the notes of a pair: its clerk first."""
    clerk = session.get_one(MentoringPair, pair_id).clerk.strip()
    return tuple(dict.fromkeys(filter(None, (clerk, *administrators(session)))))


def may_open(session: Session, pair_id: int, actor: str) -> bool:
    return _is_among(actor, readers(session, pair_id))


def _is_among(actor: str, accounts: Iterable[str]) -> bool:
    mine = actor.strip().casefold()
    return bool(mine) and mine in {name.casefold() for name in accounts}


def _guard(session: Session, pair_id: int, actor: str) -> None:
    if may_open(session, pair_id, actor):
        return
    allowed = readers(session, pair_id)
    if not allowed:
        raise UserError(
            "Pasangan ini belum mempunyai petugas, jadi belum ada yang boleh membuka catatan rahasianya. "
            "Isi kolom Petugas pada pasangan ini, lalu ulangi."
        )
    raise UserError(
        f"Catatan rahasia pasangan ini hanya dapat dibuka oleh {', '.join(allowed)}. Anda masuk sebagai "
        f"{actor.strip() or 'akun tanpa nama'}. Minta bantuan salah satunya; tidak ada yang berubah."
    )


def count(session: Session, pair_id: int) -> int:
    query = select(func.count()).select_from(ConfidentialNote).where(ConfidentialNote.pair_id == pair_id)
    return session.scalar(query) or 0


def write(
    session: Session,
    pair_id: int,
    text: str,
    actor: str,
    now: datetime,
    *,
    note_id: int | None = None,
    version: int = 1,
) -> int:
    """A new note, or another text for one. Raises UserError for who may not, and InvalidInput."""
    _guard(session, pair_id, actor)
    text = clean(text).strip()
    if not text:
        raise InvalidInput({"text": "Isi catatannya."})
    if len(text) > LONGEST:
        raise InvalidInput({"text": f"Catatan paling panjang {LONGEST} huruf. Pecah menjadi beberapa."})
    sealed = _seal(session, text)
    if note_id is None:
        row = ConfidentialNote(pair_id=pair_id, written_at=now, author=actor, sealed=sealed)
        session.add(row)
    else:
        row = _note(session, pair_id, note_id)
        office.check_version(version, row.version)
        if _opened(_keys(session), row.sealed) == KEYLESS:
            raise UserError(
                "Catatan ini tidak dapat dibuka di sini, jadi tidak dapat diubah: isinya akan hilang. Tulis "
                "sebagai catatan baru. Tidak ada yang berubah."
            )
        row.sealed, row.written_at, row.author = sealed, now, actor
    session.flush()
    return row.id


def delete(session: Session, pair_id: int, ids: Iterable[int], actor: str) -> None:
    """Raises UserError for who may not."""
    _guard(session, pair_id, actor)
    for note_id in ids:
        session.delete(_note(session, pair_id, note_id))


def _note(session: Session, pair_id: int, note_id: int) -> ConfidentialNote:
    return session.scalars(
        select(ConfidentialNote).where(ConfidentialNote.id == note_id, ConfidentialNote.pair_id == pair_id)
    ).one()


def read(
    session: Session, pair_id: int, actor: str, now: datetime, *, purpose: str = READ, about: str = ""
) -> tuple[Note, ...]:
    """Oldest first. Writes who asked, when and for what: so it is an action. Raises UserError."""
    _guard(session, pair_id, actor)
    log(session, pair_id, actor, now, purpose=purpose, about=about)
    rows = session.scalars(
        select(ConfidentialNote)
        .where(ConfidentialNote.pair_id == pair_id)
        .order_by(ConfidentialNote.written_at, ConfidentialNote.id)
    ).all()
    keys = _keys(session)
    return tuple(Note(n.id, n.written_at, n.author, _opened(keys, n.sealed), n.version) for n in rows)


def ask_export(session: Session, actor: str, now: datetime, about: str) -> None:
    """Noted before everything is exported with the key. Raises UserError for who is no administrator."""
    allowed = administrators(session)
    if not _is_among(actor, allowed):
        who = f"hanya oleh {', '.join(allowed)}" if allowed else "setelah ada administrator mentoring"
        raise UserError(
            f"Catatan rahasia dapat ikut diekspor {who}. Isi daftarnya di Pengaturan, bagian Kunci dan data, "
            "atau ekspor tanpa catatan rahasia. Tidak ada yang ditulis."
        )
    log(session, None, actor, now, purpose=EXPORTED, about=about)


def log(
    session: Session, pair_id: int | None, actor: str, now: datetime, *, purpose: str, about: str = ""
) -> None:
    """That somebody asked; `pair_id` None for all pairs, as when everything is exported."""
    session.add(ConfidentialAccess(pair_id=pair_id, at=now, actor=actor, purpose=purpose, about=about))
    session.flush()


def accesses(session: Session, pair_id: int) -> list[Access]:
    """Newest first, with those that concern all pairs."""
    table = ConfidentialAccess
    found = session.scalars(
        select(table)
        .where((table.pair_id == pair_id) | table.pair_id.is_(None))
        .order_by(table.at.desc(), table.id.desc())
    )
    return [Access(a.id, a.at, a.actor, a.purpose, a.about) for a in found]


def _keys(session: Session) -> list[Fernet]:
    """The newest first: it seals, all of them open."""
    found = session.scalars(select(ConfidentialKey.key).order_by(ConfidentialKey.id.desc()))
    return [Fernet(key) for key in found]


def _seal(session: Session, text: str) -> str:
    """The first note makes the key, in its own transaction."""
    if not (keys := _keys(session)):
        made = Fernet.generate_key()
        session.add(ConfidentialKey(key=made.decode()))
        keys = [Fernet(made)]
    return keys[0].encrypt(text.encode()).decode()


def _opened(keys: list[Fernet], sealed: str) -> str:
    try:
        return MultiFernet(keys).decrypt(sealed.encode()).decode() if keys else KEYLESS
    except InvalidToken:
        return KEYLESS
