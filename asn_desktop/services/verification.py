"""Checks a certificate – PDF, picture or the text of its code – without a network."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from asn_desktop.db.tables import IssuedCertificate, RegisterNumber
from asn_desktop.domain import dates, nip
from asn_desktop.domain.errors import UserError
from asn_desktop.reports import rendering
from asn_desktop.services import office, proofs
from asn_desktop.services.proofs import Essentials

# From best to worst; a file with several codes is as good as its worst.
KINDS = {
    "sah": "Sah",
    "diganti": "Diganti",
    "dicabut": "Dicabut",
    "kunci_tidak_dikenal": "Kunci tidak dikenal",
    "tidak_ada_kode": "Tidak ada kode",
    "berubah": "Berubah",
}
Progress = Callable[[int, int, str], bool]
_PLACE = re.compile(r"(\.{0,2}[/\\]|~|[A-Za-z]:[/\\])")
_FILE = re.compile(r"\.(pdf|png|jpe?g|bmp|tiff?|gif|webp)$", re.IGNORECASE)
_WRAPPED = 5  # lines a name may fill
_LONGEST = 400  # characters a cut text may go on for


@dataclass(frozen=True)
class Verdict:
    """`message` is for the clerk; `page` counts from 1, None where there are no pages."""

    kind: str
    message: str
    fields: Essentials | None = None
    page: int | None = None
    parts: tuple[Verdict, ...] = ()


def verify_file_or_text(
    target: str | Path,
    keys: Sequence[Ed25519PublicKey],
    session: Session | None = None,
    progress: Progress | None = None,
) -> Verdict:
    """With a session, revoked and replaced ones are known too.

    UserError when a file cannot be read, and when `progress` stops it: half a file has no verdict.
    """
    path = Path(target)
    if isinstance(target, Path) or _is_file(path):
        return _file(path, keys, session, progress)
    if _FILE.search(str(target).strip()) or _names_a_place(str(target)[:1000]):
        raise UserError(f"Berkas {target} tidak ada. Periksa nama dan foldernya.")
    return _text(str(target), keys, session)


def _names_a_place(target: str) -> bool:
    """A folder, or a file somewhere else; certificate numbers have slashes too."""
    return bool(target) and (_PLACE.match(target) is not None or Path(target).is_dir())


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a code is no possible file name
        return False


def _file(
    path: Path, keys: Sequence[Ed25519PublicKey], session: Session | None, progress: Progress | None
) -> Verdict:
    if not rendering.is_pdf(path):
        found = [_code(text, keys, session) for text in rendering.read_codes(path)]
        return _together(found, path)
    parts: list[Verdict] = []
    total = rendering.page_count(path)
    for page in range(total):
        if progress and not progress(page, total, "Memeriksa halaman"):
            raise UserError(f"Pemeriksaan {path.name} dihentikan di halaman {page + 1} dari {total}.")
        codes = rendering.page_codes(path, page)
        printed = rendering.page_text(path, page) if codes else ""
        parts += [
            replace(_printed(_code(text, keys, session), printed, page + 1), page=page + 1) for text in codes
        ]
    return _together(parts, path)


def _together(parts: Sequence[Verdict], path: Path) -> Verdict:
    ours = [p for p in parts if p.kind != "tidak_ada_kode"]
    if not ours:
        return Verdict(
            "tidak_ada_kode",
            f"Tidak ada kode sertifikat yang terbaca di {path.name}. "
            "Pindai lebih tajam, atau tempel isi kodenya.",
        )
    if len(ours) == 1:
        return ours[0]
    worst = max(ours, key=lambda p: list(KINDS).index(p.kind))
    good = sum(p.kind == "sah" for p in ours)
    head = f"{good} dari {len(ours)} sertifikat dalam berkas ini sah."
    if worst.kind == "sah":
        return replace(worst, message=head, parts=tuple(ours))
    bad = [f"Halaman {p.page}: {p.message}" for p in ours if p.kind != "sah"]
    return replace(worst, message="\n".join([head, *bad]), parts=tuple(ours))


def _text(text: str, keys: Sequence[Ed25519PublicKey], session: Session | None) -> Verdict:
    """The text of a code; with a database the short code or the number will do."""
    text = text.encode(errors="replace").decode().strip()  # a terminal hands over any bytes
    if session is not None and text and not text.startswith(proofs.PREFIX):
        row = session.scalar(
            select(IssuedCertificate).where(
                or_(IssuedCertificate.number == text, IssuedCertificate.code == text.upper())
            )
        )
        if row is not None:
            text = str(row.snapshot["proof"])
    return _code(text, keys, session)


def _code(text: str, keys: Iterable[Ed25519PublicKey], session: Session | None) -> Verdict:
    kind, fields, _ = proofs.verify(text, keys)
    if kind == "bukan_kode":
        return Verdict("tidak_ada_kode", "Teks ini bukan kode sertifikat. Salin seluruh isi kodenya.")
    if kind == "kunci_tidak_dikenal":
        message = (
            "Kunci tidak dikenal: kode ini dibuat dengan kunci lain. Minta berkas kunci publik (.pem) dari "
            "penerbitnya, lalu periksa lagi dengan kunci itu."
        )
        return Verdict(kind, message, fields)
    if kind != "sah" or fields is None:
        return Verdict(
            "berubah",
            "Berubah: isi kode tidak cocok dengan tanda buktinya. Jangan diterima; tanyakan penerbitnya.",
        )
    return _known(Verdict("sah", f"Sah. {describe(fields)}", fields), fields, text, session)


def _known(verdict: Verdict, fields: Essentials, text: str, session: Session | None) -> Verdict:
    """What the database knows beyond the signature."""
    if session is None:
        return verdict
    row = session.scalar(select(IssuedCertificate).where(IssuedCertificate.code == proofs.code(text)))
    if row is None:
        return _unlisted(verdict, fields, session)
    if row.state == "dicabut":
        return replace(verdict, kind="dicabut", message=f"Dicabut: {row.reason}. {describe(fields)}")
    if row.state == "diganti":
        new = session.scalar(select(IssuedCertificate.number).where(IssuedCertificate.replaces_id == row.id))
        message = f"Diganti oleh sertifikat nomor {new}: {row.reason}. {describe(fields)}"
        return replace(verdict, kind="diganti", message=message)
    return verdict


def _unlisted(verdict: Verdict, fields: Essentials, session: Session) -> Verdict:
    """A good code that the database does not have: of another office, or its number went another way."""
    line = session.scalar(select(RegisterNumber).where(RegisterNumber.number == fields.number))
    is_ours = line is not None and (
        fields.is_full("office", office.get(session).name) or fields.is_full("name", line.holder)
    )
    if line is None or not is_ours:
        return verdict
    if line.state == "batal":
        message = f"Dicabut: nomor {line.number} batal. {line.reason}. {describe(fields)}"
        return replace(verdict, kind="dicabut", message=message)
    message = (
        f"Berubah: di buku register, nomor {line.number} tercatat untuk sertifikat lain atas nama "
        f"{line.holder}. Menurut kode: {describe(fields)}"
    )
    return replace(verdict, kind="berubah", message=message)


def describe(fields: Essentials) -> str:
    """What the code says, in one sentence."""
    holder = f"{fields.name} (NIP {nip.spaced(fields.nip)})" if fields.nip else fields.name
    return (
        f"Nomor {fields.number}, atas nama {holder}, {fields.training}, "
        f"{dates.span(fields.starts_on, fields.ends_on)}, {f'{fields.jp} JP' if fields.jp else 'tanpa JP'}, "
        "diterbitkan "
        f"{dates.long(fields.issued_on)} oleh {fields.office}."
    )


def _printed(verdict: Verdict, text: str, page: int) -> Verdict:
    """A good code on a page that says something else belongs to another certificate."""
    fields = verdict.fields
    if verdict.kind not in ("sah", "diganti", "dicabut") or fields is None or not text.strip():
        return verdict
    if different := differences(fields, text):
        message = (
            f"Berubah: yang tercetak di halaman {page} berbeda dari isi kodenya ({', '.join(different)}). "
            f"Menurut kode: {describe(fields)}"
        )
        return replace(verdict, kind="berubah", message=message)
    return verdict


def differences(fields: Essentials, text: str) -> list[str]:
    """Which essentials do not stand on the page, by their Indonesian names."""
    squeezed = _squeezed(text)
    wrong = [
        label
        for key, label in (("number", "nomor"), ("name", "nama"), ("training", "pelatihan"))
        if not _stands(fields, key, text, squeezed)
    ]
    if fields.nip and fields.nip not in squeezed:
        wrong.append("NIP")
    claimed = rf"(?<!\d){fields.jp}(\(|jp|jam)" if fields.jp else r"\d\([a-z]+\)(jp|jampelajaran)"
    if bool(re.search(claimed, squeezed)) != bool(fields.jp):
        wrong.append("JP")
    if _squeezed(dates.span(fields.starts_on, fields.ends_on)) not in squeezed:
        wrong.append("tanggal")
    return wrong


def _squeezed(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()


def _stands(fields: Essentials, key: str, text: str, squeezed: str) -> bool:
    wanted: str = getattr(fields, key)
    if key not in fields.cut:
        whole = _squeezed(wanted)
        return whole in squeezed if key == "training" else _alone(whole, text)
    flat, start = proofs.tidy(text), wanted[: -len(proofs.MARK)]
    at = flat.find(start)
    while at >= 0:
        end = at + len(start)
        if any(fields.is_full(key, flat[at:stop]) for stop in range(end, min(len(flat), end + _LONGEST) + 1)):
            return True
        at = flat.find(start, at + 1)
    return False


def _alone(wanted: str, text: str) -> bool:
    """Whether `wanted` stands by itself, in one line or wrapped: Siti is not Siti Aminah."""
    lines = [_squeezed(line) for line in text.splitlines()]
    for start in range(len(lines)):
        for end in range(start + 1, min(start + _WRAPPED, len(lines)) + 1):
            head, found, rest = "".join(lines[start:end]).rpartition(wanted)
            if found and not rest and (head == "" or head.endswith((":", "–")) or head in ("nomor", "no.")):
                return True
    return False
