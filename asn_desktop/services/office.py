"""The office: its name and words on certificates, its arms, and who signs."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from asn_desktop import resources
from asn_desktop.db import history
from asn_desktop.db.tables import Asset, Event, Setting, Signatory
from asn_desktop.domain import honorarium
from asn_desktop.domain import nip as nips
from asn_desktop.domain.errors import InvalidInput, UserError
from asn_desktop.domain.papers import Font

PREFIXES = ("", "Plt.", "Plh.", "a.n.")
ZONES = ("WIB", "WITA", "WIT")
FONTS = {"serif": "Berkait (serif)", "sans": "Tanpa kait (sans)"}
MAX_ARMS = 5_000_000  # bytes
_LISTS = ("letterhead", "taxes")
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


@dataclass(frozen=True)
class Office:
    """`basis` is the sentence above the identity; `{instansi_penerbit}` in it becomes `name`.

    `font` is that of letters as PDF, `zone` stands behind hours, `taxes` are rates of PPh 21 a line each.
    """

    name: str
    short_name: str
    government: str
    letterhead: tuple[str, ...]
    address: str
    place: str
    basis: str
    organiser: str
    font: Font
    zone: str
    taxes: tuple[str, ...]
    arms_id: int | None = None


def defaults() -> dict[str, Any]:
    """The tables of resources/office.toml."""
    return tomllib.loads(resources.path("office.toml").read_text(encoding="utf-8"))


def get(session: Session) -> Office:
    stored = session.scalar(select(Setting.value).where(Setting.name == "office"))
    values = defaults()["office"] | (stored["value"] if stored else {})
    return Office(**values | {name: tuple(values[name]) for name in _LISTS})


def save(session: Session, office: Office) -> None:
    """The arms are kept: they are set by `set_arms`."""
    labels = {"name": "Nama instansi", "place": "Tempat", "basis": "Kalimat dasar"}
    problems = {k: f"{label} harus diisi." for k, label in labels.items() if not getattr(office, k).strip()}
    if office.font not in FONTS:
        problems["font"] = "Pilih huruf surat dari daftar."
    if office.zone not in ZONES:
        problems["zone"] = "Pilih WIB, WITA, atau WIT."
    try:
        honorarium.tax_rules(office.taxes)
    except InvalidInput as error:
        problems["taxes"] = error.problems["pajak"]
    if problems:
        raise InvalidInput(problems)
    kept = {name: tuple(filter(None, map(str.strip, getattr(office, name)))) for name in _LISTS}
    _store(
        session,
        replace(office, letterhead=kept["letterhead"], taxes=kept["taxes"], arms_id=get(session).arms_id),
    )


def _store(session: Session, office: Office) -> None:
    value = {"value": asdict(office) | {name: list(getattr(office, name)) for name in _LISTS}}
    row = session.scalar(select(Setting).where(Setting.name == "office"))
    if row is None:
        session.add(Setting(name="office", value=value))
    elif row.value != value:
        row.value = value
    session.flush()


def set_arms(session: Session, picture: bytes | None) -> None:
    """`picture` is a PNG or JPEG; None goes back to the neutral placeholder.

    It is kept plain and small, since it goes into every file, and so that its bytes depend on no library.
    """
    if picture is not None and not picture.startswith(_PICTURES):
        raise UserError("Gambar lambang harus berupa berkas PNG atau JPEG. Pilih berkas lain.")
    if picture is not None and len(picture) > MAX_ARMS:
        raise UserError("Gambar lambang lebih besar dari 5 MB. Perkecil dahulu, lalu pilih lagi.")
    arms_id = None if picture is None else store_asset(session, _plain(picture))
    _store(session, replace(get(session), arms_id=arms_id))


def _plain(picture: bytes) -> bytes:
    from asn_desktop.reports.picture import plain  # noqa: PLC0415 - the picture library is slow to import

    return plain(picture)


def store_asset(session: Session, data: bytes) -> int:
    """Id of the picture; the same picture is stored once."""
    sha = hashlib.sha256(data).hexdigest()
    found = session.scalar(select(Asset.id).where(Asset.sha256 == sha))
    return found or history.insert_rows(session, Asset, [{"sha256": sha, "data": data}])[0]


def arms(session: Session, arms_id: int | None = None) -> bytes | None:
    """The office's picture (or that of `arms_id`); None means the placeholder that ships."""
    wanted = arms_id or get(session).arms_id
    return None if wanted is None else session.scalar(select(Asset.data).where(Asset.id == wanted))


@dataclass(frozen=True)
class SignatoryForm:
    """`prefix` is one of PREFIXES; `on_behalf` names the office after a.n., for example Wali Kota."""

    name: str = ""
    nip: str = ""
    pangkat: str = ""
    jabatan: str = ""
    prefix: str = ""
    on_behalf: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    id: int | None = None
    version: int = 1


class SignatoryRow(NamedTuple):
    id: int
    name: str
    nip: str
    pangkat: str
    title: str  # with Plt., Plh. or a.n., on one line
    valid_from: date | None
    valid_to: date | None
    archived: bool


def title_lines(form: SignatoryForm | Signatory) -> str:
    """The lines above the signature, for example `a.n. Wali Kota Palembang` over `Sekretaris Daerah,`."""
    jabatan = form.jabatan.strip().rstrip(",")
    if form.prefix == "a.n.":
        return f"a.n. {form.on_behalf.strip()}\n{jabatan},"
    return f"{form.prefix} {jabatan},".strip()


def signatories(session: Session, archived: bool = False) -> list[SignatoryRow]:
    found = session.scalars(
        select(Signatory).where(Signatory.archived == archived).order_by(Signatory.name, Signatory.id)
    )
    return [
        SignatoryRow(
            s.id,
            s.name,
            s.nip,
            s.pangkat,
            title_lines(s).replace("\n", " ").rstrip(","),
            s.valid_from,
            s.valid_to,
            s.archived,
        )
        for s in found
    ]


def get_signatory(session: Session, signatory_id: int) -> SignatoryForm:
    s = session.get_one(Signatory, signatory_id)
    return SignatoryForm(**{name: getattr(s, name) for name in SignatoryForm.__dataclass_fields__})


def save_signatory(session: Session, form: SignatoryForm) -> int:
    problems = {}
    if not form.name.strip():
        problems["name"] = "Nama penanda tangan harus diisi."
    if not form.jabatan.strip():
        problems["jabatan"] = "Jabatan penanda tangan harus diisi."
    if form.prefix not in PREFIXES:
        problems["prefix"] = "Pilih kosong, Plt., Plh., atau a.n."
    if form.prefix == "a.n." and not form.on_behalf.strip():
        problems["on_behalf"] = "Isi jabatan yang diwakili, misalnya Wali Kota."
    digits = nips.clean(form.nip)
    if digits and not nips.looks_like_nip(digits):
        problems["nip"] = "NIP harus 18 digit; kosongkan bila penanda tangan tidak ber-NIP."
    if form.valid_from and form.valid_to and form.valid_to < form.valid_from:
        problems["valid_to"] = "Berlaku sampai tidak boleh sebelum berlaku mulai."
    if problems:
        raise InvalidInput(problems)
    row = Signatory() if form.id is None else session.get_one(Signatory, form.id)
    check_version(form.version, row.version if form.id else form.version)
    for name in ("name", "pangkat", "jabatan", "prefix", "on_behalf"):
        setattr(row, name, getattr(form, name).strip())
    row.nip, row.valid_from, row.valid_to = digits, form.valid_from, form.valid_to
    session.add(row)
    session.flush()
    return row.id


def check_version(form: int, stored: int) -> None:
    """Refuse to save over somebody else's newer change."""
    if form != stored:
        raise UserError(
            "Data ini baru saja diubah orang lain. Muat ulang datanya, lalu ulangi perubahan Anda."
        )


def archive_signatory(session: Session, signatory_id: int, archived: bool = True) -> None:
    session.get_one(Signatory, signatory_id).archived = archived


def valid_signatories(session: Session, day: date) -> list[int]:
    """Who may sign on `day`, the most lately appointed first."""
    valid = [s for s in signatories(session) if (s.valid_from or date.min) <= day <= (s.valid_to or date.max)]
    return [s.id for s in sorted(valid, key=lambda s: (s.valid_from or date.min, -s.id), reverse=True)]


def free_line(session: Session) -> int:
    """Who signs where the office has named nobody: a line to be filled in by hand. Not offered in lists."""
    form = SignatoryForm(**defaults()["free_line"])
    found = session.scalar(select(Signatory.id).where(Signatory.name == form.name, Signatory.archived))
    if found is not None:
        return found
    made = save_signatory(session, form)
    archive_signatory(session, made)
    return made


def is_free_line(session: Session, signatory_id: int | None) -> bool:
    if signatory_id is None:
        return False
    return session.get_one(Signatory, signatory_id).name == str(defaults()["free_line"]["name"])


def signatory_for(session: Session, day: date) -> int | None:
    """Who signed the last event if still in office, else the most lately appointed; None without any."""
    valid = valid_signatories(session, day)
    last = session.scalar(select(Event.signatory_id).order_by(Event.id.desc()).limit(1))
    return last if last in valid else next(iter(valid), None)
