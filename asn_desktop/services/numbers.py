"""Certificate numbers: schemes, counters for each scheme and year, and the numbers once taken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from asn_desktop.db import history
from asn_desktop.db.history import CHUNK
from asn_desktop.db.tables import NumberCounter, NumberScheme, RegisterNumber
from asn_desktop.domain import numbering
from asn_desktop.domain.errors import InvalidInput, UserError
from asn_desktop.domain.numbering import NumberValues
from asn_desktop.services import office

LARGEST = 9_999_999


@dataclass(frozen=True)
class SchemeForm:
    name: str = ""
    pattern: str = numbering.DEFAULT_PATTERN
    klasifikasi: str = ""
    kode_unit: str = ""
    bidang: str = ""
    id: int | None = None
    version: int = 1


class SchemeRow(NamedTuple):
    id: int
    name: str
    pattern: str
    archived: bool


class Taken(NamedTuple):
    id: int
    sequence: int
    number: str


@dataclass(frozen=True)
class PaperForm:
    """A number written by hand before. `number` empty means: as the scheme would write it."""

    scheme_id: int
    year: int
    sequence: int
    holder: str
    number: str = ""
    training: str = ""
    taken_on: date | None = None


def seed(session: Session) -> None:
    """The scheme a new database starts with, once."""
    if session.scalar(select(func.count(NumberScheme.id))) == 0:
        save_scheme(session, SchemeForm(**office.defaults()["numbering"]))


def schemes(session: Session, archived: bool = False) -> list[SchemeRow]:
    found = session.scalars(
        select(NumberScheme).where(NumberScheme.archived == archived).order_by(NumberScheme.id)
    )
    return [SchemeRow(s.id, s.name, s.pattern, s.archived) for s in found]


def get_scheme(session: Session, scheme_id: int) -> SchemeForm:
    s = session.get_one(NumberScheme, scheme_id)
    return SchemeForm(**{name: getattr(s, name) for name in SchemeForm.__dataclass_fields__})


def save_scheme(session: Session, form: SchemeForm) -> int:
    problems: dict[str, str] = {}
    try:
        numbering.check(form.pattern)
    except InvalidInput as error:
        problems |= error.problems
    if not form.name.strip():
        problems["name"] = "Nama skema harus diisi."
    for other in session.scalars(select(NumberScheme).where(NumberScheme.id != (form.id or 0))):
        if other.name.casefold() == form.name.strip().casefold():
            problems["name"] = "Skema dengan nama ini sudah ada. Pilih nama lain."
        elif not problems and _alike(form, other):
            problems["pattern"] = (
                f"Skema “{other.name}” sudah menghasilkan nomor yang sama. Bedakan polanya, "
                "atau pakai skema itu."
            )
    if problems:
        raise InvalidInput(problems)
    row = NumberScheme() if form.id is None else session.get_one(NumberScheme, form.id)
    office.check_version(form.version, row.version if form.id else form.version)
    for name in ("name", "pattern", "klasifikasi", "kode_unit", "bidang"):
        setattr(row, name, getattr(form, name).strip())
    session.add(row)
    session.flush()
    return row.id


def _alike(form: SchemeForm, other: NumberScheme) -> bool:
    """Whether both write the same numbers."""
    day = date(2001, 1, 1)
    return render(form, values(form, 1, day)) == render(other, values(other, 1, day))


def archive_scheme(session: Session, scheme_id: int, archived: bool = True) -> None:
    session.get_one(NumberScheme, scheme_id).archived = archived


def values(
    scheme: SchemeForm | NumberScheme, sequence: int, day: date, kode_pelatihan: str = "", angkatan: int = 1
) -> NumberValues:
    """What a number of `scheme` issued on `day` is made of."""
    return NumberValues(
        sequence=sequence,
        year=day.year,
        month=day.month,
        klasifikasi=scheme.klasifikasi.strip(),
        kode_unit=scheme.kode_unit.strip(),
        bidang=scheme.bidang.strip(),
        kode_pelatihan=kode_pelatihan,
        angkatan=angkatan,
    )


def render(scheme: SchemeForm | NumberScheme, given: NumberValues) -> str:
    return numbering.render(scheme.pattern.strip(), given)


def sample(form: SchemeForm, today: date, kode_pelatihan: str = "", angkatan: int = 1) -> str:
    """How the seventh number of today would look, while the clerk types; InvalidInput as save_scheme."""
    return render(form, values(form, 7, today, kode_pelatihan, angkatan))


def next_free(session: Session, scheme_id: int, year: int) -> int:
    """Where the counter stands; registered paper numbers are skipped when taking."""
    counter = _counter(session, scheme_id, year)
    return counter.next if counter else 1


def _counter(session: Session, scheme_id: int, year: int, lock: bool = False) -> NumberCounter | None:
    wanted = select(NumberCounter).where(NumberCounter.scheme_id == scheme_id, NumberCounter.year == year)
    return session.scalar(wanted.with_for_update() if lock else wanted)


def upcoming(session: Session, scheme_id: int, count: int, first: NumberValues) -> list[tuple[int, str]]:
    """The next `count` numbers (sequence and text) that are free; nothing is taken.

    `first` says all but the sequence.
    """
    scheme = session.get_one(NumberScheme, scheme_id)
    there = set(
        session.scalars(
            select(RegisterNumber.sequence).where(
                RegisterNumber.scheme_id == scheme_id, RegisterNumber.year == first.year
            )
        )
    )
    free = _free(next_free(session, scheme_id, first.year), there)
    found: list[tuple[int, str]] = []
    while len(found) < count:
        sequences = [next(free) for _ in range(min(CHUNK, count - len(found)))]
        texts = {n: render(scheme, replace(first, sequence=n)) for n in sequences}
        used = set(
            session.scalars(select(RegisterNumber.number).where(RegisterNumber.number.in_(texts.values())))
        )
        found += [(n, text) for n, text in texts.items() if text not in used]
    return found


def _free(start: int, there: set[int]) -> Iterator[int]:
    for sequence in range(start, LARGEST):
        if sequence not in there:
            yield sequence
    raise UserError("Nomor urut tahun ini sudah habis. Buat skema nomor yang baru.")


def take(
    session: Session,
    scheme_id: int,
    first: NumberValues,
    *,
    taken_on: date,
    holders: Sequence[str],
    training: str,
) -> list[Taken]:
    """One number for each holder, in order, for ever. `first` says all but the sequence."""
    if not holders:
        return []
    counter = _counter(session, scheme_id, first.year, lock=True)
    if counter is None:
        counter = NumberCounter(scheme_id=scheme_id, year=first.year, next=1)
        session.add(counter)
        session.flush()
    fresh = upcoming(session, scheme_id, len(holders), first)
    counter.next = fresh[-1][0] + 1
    common = {"scheme_id": scheme_id, "year": first.year, "taken_on": taken_on, "training": training}
    lines = [
        {**common, "sequence": sequence, "number": number, "state": "terpakai", "holder": holder}
        for (sequence, number), holder in zip(fresh, holders, strict=True)
    ]
    ids = history.insert_rows(session, RegisterNumber, lines)
    return [Taken(key, sequence, number) for key, (sequence, number) in zip(ids, fresh, strict=True)]


def set_start(session: Session, scheme_id: int, year: int, start: int) -> None:
    """Let the next number of the year be `start`; back only over numbers that nobody took, as after a slip.

    Numbers on paper do not count: they are skipped anyhow.
    """
    _check_year(year)
    last = session.scalar(
        select(func.max(RegisterNumber.sequence)).where(
            RegisterNumber.scheme_id == scheme_id,
            RegisterNumber.year == year,
            RegisterNumber.state != "kertas",
        )
    )
    current = (last or 0) + 1
    if not current <= start < LARGEST:
        raise InvalidInput(
            {
                "start": f"Nomor awal tidak boleh di bawah {current}, karena nomor sebelumnya sudah "
                "terpakai dan tidak dipakai ulang. Isi angka yang sama atau lebih besar."
                if start < current
                else f"Nomor awal paling besar {LARGEST - 1}."
            }
        )
    counter = _counter(session, scheme_id, year)
    if counter is None:
        session.add(NumberCounter(scheme_id=scheme_id, year=year, next=start))
    else:
        counter.next = start
    session.flush()


def _check_year(year: int) -> None:
    if not 1990 <= year <= 2100:
        raise InvalidInput({"year": f"Tahun {year} tidak mungkin. Periksa tahunnya."})


def register_paper(session: Session, form: PaperForm, today: date) -> int:
    """Note a number already used on paper; the counter will skip it."""
    if not form.holder.strip():
        raise InvalidInput({"holder": "Nama penerima pada kertas harus diisi."})
    return _register(session, form, today, "kertas")


def void(session: Session, form: PaperForm, today: date, reason: str) -> int:
    """Note a number that must not be used (a spoilt blank); it stays in the register with its reason."""
    if not reason.strip():
        raise InvalidInput({"reason": "Alasan pembatalan nomor harus diisi."})
    return _register(session, form, today, "batal", reason.strip())


def _register(session: Session, form: PaperForm, today: date, state: str, reason: str = "") -> int:
    if not 1 <= form.sequence < LARGEST:
        raise InvalidInput({"sequence": f"Nomor urut harus antara 1 dan {LARGEST - 1}."})
    _check_year(form.year)
    scheme = session.get_one(NumberScheme, form.scheme_id)
    day = form.taken_on or (today if today.year == form.year else date(form.year, 1, 1))
    number = form.number.strip() or render(
        scheme, values(scheme, form.sequence, date(form.year, day.month, 1))
    )
    same = session.scalar(
        select(RegisterNumber).where(
            (RegisterNumber.number == number)
            | (
                (RegisterNumber.scheme_id == form.scheme_id)
                & (RegisterNumber.year == form.year)
                & (RegisterNumber.sequence == form.sequence)
            )
        )
    )
    if same is not None:
        holder = f" atas nama {same.holder}" if same.holder else ""
        raise InvalidInput(
            {"sequence": f"Nomor {same.number} sudah ada di buku register{holder}. Periksa nomor urutnya."}
        )
    line = {
        "scheme_id": form.scheme_id,
        "year": form.year,
        "sequence": form.sequence,
        "number": number,
        "taken_on": day,
        "state": state,
        "reason": reason,
        "holder": form.holder.strip(),
        "training": form.training.strip(),
    }
    return history.insert_rows(session, RegisterNumber, [line])[0]
