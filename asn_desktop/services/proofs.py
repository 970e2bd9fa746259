"""The application's own proof in the QR code: what a certificate says in essence, signed with Ed25519.

`ASN1:` and base45 (QR's alphanumeric mode, the smaller symbol) over a fixed head, the texts deflated with a
fixed dictionary, and the signature. A text too long for the code is cut; eight bytes of its SHA-256 stand in
for the rest. This is not an electronic signature in the sense of the law (BSrE).
"""

from __future__ import annotations

import hashlib
import os
import struct
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import NamedTuple

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from asn_desktop.domain.errors import UserError
from asn_desktop.domain.files import explained, settle

MAX_LENGTH = 300
PREFIX = "ASN1:"
MARK = "…"
_ROOM = 132  # bytes for head and texts, so that all fits in MAX_LENGTH
_HEAD = struct.Struct(">B4sHHHHB")
_VERSION = 1
_EPOCH = date(1970, 1, 1)
_HAS_NIP = 0x80
_TEXTS = ("number", "name", "training", "office")
# How many bytes of each text are kept; the first row that fits is taken, the last one always does.
_LADDER = (
    (999, 999, 999, 999),
    (64, 120, 999, 40),
    (64, 120, 120, 24),
    (64, 90, 90, 24),
    (48, 72, 64, 16),
    (48, 56, 48, 12),
    (40, 48, 32, 12),
    (40, 36, 24, 8),
    (34, 28, 14, 6),
    (32, 22, 8, 4),
)
# Part of the format ASN1: a changed dictionary would make old codes unreadable.
_DICTIONARY = (
    b"Jabatan Fungsional Calon Pegawai Negeri Sipil Pemerintah Provinsi Kabupaten Sekretariat Daerah Dinas "
    b"Universitas Politeknik Lembaga Puskesmas Pendidikan Kesehatan Sosialisasi Workshop Seminar Lokakarya "
    b"Penyusunan Perencanaan Pengadaan Barang/Jasa Keuangan Pelayanan Publik Kinerja Digital Pembangunan "
    b"Muhammad Abdul Siti Nur Raden Kiagus Nyimas Masagus Ahmad Hj. H. Ir. Drs. Dra. dr. drg. Prof. Dr. A.Md."
    b", S.Kom., S.STP., S.Sos., S.E., S.T., S.H., M.H., S.Pd., M.Pd., M.Kes., M.Kom., M.M., M.Si. 800.1.4/000"
    b"/SDM/BKD/BKPSDM-II/2027/BKPSDM-III/2026\0Bimbingan Teknis Kepemimpinan Administrator Pengawas Dasar "
    b"Pelatihan Teknis Manajemen Proyek \0Badan Kepegawaian dan Pengembangan Sumber Daya Manusia Kota "
)
_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_DIGITS = {c: i for i, c in enumerate(_ALPHABET)}
_PAIRS = [a + b for b in _ALPHABET for a in _ALPHABET]


@dataclass(frozen=True)
class Essentials:
    """What is signed. `nip` is 18 digits or empty. A cut text ends in MARK and has its digest in `cut`."""

    number: str
    name: str
    nip: str
    training: str
    starts_on: date
    ends_on: date
    jp: int
    issued_on: date
    office: str
    cut: Mapping[str, bytes] = field(default_factory=dict)

    def is_full(self, key: str, text: str) -> bool:
        """Whether `text` is what stood in the field `key` before it was cut."""
        text = tidy(text)
        if key in self.cut:
            return text.startswith(getattr(self, key)[: -len(MARK)]) and digest(text) == self.cut[key]
        return bool(text == getattr(self, key))


Signer = Callable[[Essentials], str]


class Verified(NamedTuple):
    """`kind` is sah, berubah, kunci_tidak_dikenal or bukan_kode; `fields` what the code says."""

    kind: str
    fields: Essentials | None
    key_id: str = ""


def tidy(text: str) -> str:
    """As it goes into a proof: no control characters, single spaces."""
    text = text.encode("utf-8", "replace").decode()
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def digest(text: str) -> bytes:
    return hashlib.sha256(tidy(text).encode()).digest()[:8]


def key_id(key: Ed25519PublicKey) -> bytes:
    return hashlib.sha256(key.public_bytes(Encoding.Raw, PublicFormat.Raw)).digest()[:4]


def make(essentials: Essentials, key: Ed25519PrivateKey) -> str:
    """The text of the QR code, at most MAX_LENGTH characters of QR's alphanumeric set."""
    payload = _pack(essentials, key_id(key.public_key()))
    return PREFIX + b45encode(payload + key.sign(payload))


def verify(text: str, keys: Iterable[Ed25519PublicKey]) -> Verified:
    text = text.strip("\r\n\t ")
    if not text.startswith(PREFIX):
        return Verified("bukan_kode", None)
    data = b45decode(text[len(PREFIX) :])
    if data is None or len(data) < _HEAD.size + 64:
        return Verified("berubah", None)
    payload, signature = data[:-64], data[-64:]
    key = next((k for k in keys if key_id(k) == payload[1:5]), None)
    if key is None:
        return Verified("kunci_tidak_dikenal", _unpack(payload), payload[1:5].hex())
    try:
        key.verify(signature, payload)
    except InvalidSignature:
        return Verified("berubah", None, payload[1:5].hex())
    fields = _unpack(payload)
    return Verified("berubah" if fields is None else "sah", fields, payload[1:5].hex())


def _pack(e: Essentials, key: bytes) -> bytes:
    texts = [tidy(getattr(e, name)).encode() for name in _TEXTS]
    nip = struct.pack(">Q", int(e.nip)) if e.nip else b""
    days = [(day - _EPOCH).days for day in (e.issued_on, e.starts_on, e.ends_on)]
    for limits in _LADDER:
        kept = [_cut(text, limit) for text, limit in zip(texts, limits, strict=True)]
        cut = [i for i, text in enumerate(texts) if len(kept[i]) < len(text)]
        flags = sum(1 << i for i in cut) | (_HAS_NIP if nip else 0)
        digests = b"".join(hashlib.sha256(texts[i]).digest()[:8] for i in cut)
        deflate = zlib.compressobj(9, zlib.DEFLATED, -15, zdict=_DICTIONARY)
        packed = deflate.compress(b"\0".join(kept)) + deflate.flush()
        payload = _HEAD.pack(_VERSION, key, *days, e.jp, flags) + nip + digests + packed
        if len(payload) <= _ROOM:
            return payload
    raise ValueError("the last rung of the ladder is too wide")


def _cut(text: bytes, limit: int) -> bytes:
    """At most `limit` bytes, never half a character."""
    return text if len(text) <= limit else text[:limit].decode(errors="ignore").rstrip().encode()


def _unpack(payload: bytes) -> Essentials | None:
    """What a payload says; None when it is not one."""
    try:
        version, _, issued, starts, ends, jp, flags = _HEAD.unpack_from(payload)
        rest, nip, cut = payload[_HEAD.size :], "", {}
        if flags & _HAS_NIP:
            nip, rest = f"{struct.unpack_from('>Q', rest)[0]:018d}", rest[8:]
        for i, name in enumerate(_TEXTS):
            if flags >> i & 1:
                cut[name], rest = rest[:8], rest[8:]
        plain = zlib.decompressobj(-15, zdict=_DICTIONARY).decompress(rest, 4096)
        texts = dict(zip(_TEXTS, plain.decode().split("\0"), strict=True))
    except (struct.error, zlib.error, ValueError):
        return None
    shown = {name: text + MARK if name in cut else text for name, text in texts.items()}
    start, end, issue = (_EPOCH + timedelta(n) for n in (starts, ends, issued))
    if version != _VERSION:
        return None
    return Essentials(**shown, nip=nip, starts_on=start, ends_on=end, jp=jp, issued_on=issue, cut=cut)


def b45encode(data: bytes) -> str:
    """RFC 9285."""
    out = []
    for i in range(0, len(data) - 1, 2):
        high, low = divmod(data[i] << 8 | data[i + 1], 2025)
        out.append(_PAIRS[low] + _ALPHABET[high])
    if len(data) % 2:
        out.append(_PAIRS[data[-1]])
    return "".join(out)


def b45decode(text: str) -> bytes | None:
    """None when it is not base45; only one text decodes to given bytes."""
    if len(text) % 3 == 1:
        return None
    out = bytearray()
    for i in range(0, len(text), 3):
        try:
            digits = [_DIGITS[c] for c in text[i : i + 3]]
            out += sum(d * 45**n for n, d in enumerate(digits)).to_bytes(len(digits) - 1, "big")
        except (KeyError, OverflowError):
            return None
    return bytes(out)


def code(proof: str) -> str:
    """The short code under the QR: ten characters without 0/O, 1/I/L, U, from the signed text."""
    alphabet = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
    number = int.from_bytes(hashlib.sha256(proof.encode()).digest()[:8], "big")
    letters = ""
    while len(letters) < 10:
        number, rest = divmod(number, len(alphabet))
        letters += alphabet[rest]
    return f"{letters[:5]}-{letters[5:]}"


@dataclass(frozen=True)
class KeyStore:
    """The key pair of this PC in `folder`, outside the database, made at first use."""

    folder: Path

    @property
    def _file(self) -> Path:
        return self.folder / "kunci-rahasia.pem"

    def private(self) -> Ed25519PrivateKey:
        try:
            if not self._file.exists():
                self._create()
        except OSError as error:
            raise explained(error, self._file) from error
        try:
            key = load_pem_private_key(self._file.read_bytes(), None)
        except OSError as error:
            raise UserError(
                f"Kunci tanda bukti di {self.folder} tidak dapat dibaca. Periksa izin foldernya."
            ) from error
        except (ValueError, TypeError, UnsupportedAlgorithm) as error:
            raise UserError(
                f"Kunci tanda bukti {self._file} rusak. Kembalikan dari cadangan; jangan dihapus, karena "
                "sertifikat lama diperiksa dengan pasangannya."
            ) from error
        if not isinstance(key, Ed25519PrivateKey):
            raise UserError(f"Berkas {self._file} bukan kunci program ini. Kembalikan dari cadangan.")
        return key

    def _create(self) -> None:
        """Whole or not at all, and never over an existing key."""
        self.folder.mkdir(parents=True, exist_ok=True)
        pem = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        draft = self.folder / f".kunci-{os.getpid()}-{os.urandom(4).hex()}"
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(pem)
                file.flush()
                os.fsync(file.fileno())
            try:
                os.link(draft, self._file)
            except FileExistsError:
                pass  # another window was quicker; its key counts
            except OSError:  # a file system without hard links
                draft.rename(self._file)
            for folder in (self.folder, self.folder.parent):  # or what it signs outlives it in a power cut
                settle(folder)
        finally:
            draft.unlink(missing_ok=True)

    def signer(self) -> Signer:
        """`make` with this key, read once for many certificates."""
        return partial(make, key=self.private())

    def public(self) -> Ed25519PublicKey:
        return self.private().public_key()

    def public_pem(self) -> bytes:
        """For other offices, to check with `--kunci`."""
        return self.public().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)

    def known(self, more: Iterable[Path] = ()) -> list[Ed25519PublicKey]:
        """Own key (if there is one yet), those kept in the folder as *.pub.pem, and `more`."""
        own = [self.public()] if self._file.exists() else []
        kept = sorted(self.folder.glob("*.pub.pem")) if self.folder.is_dir() else []
        return own + [read_public(path) for path in (*kept, *more)]


def read_public(path: Path) -> Ed25519PublicKey:
    """A public key as PEM; UserError when it is not one."""
    try:
        key = load_pem_public_key(path.read_bytes())
    except OSError as error:
        raise UserError(f"Berkas kunci {path} tidak dapat dibaca. Periksa letak dan izinnya.") from error
    except (ValueError, UnsupportedAlgorithm) as error:
        raise UserError(
            f"Berkas {path} bukan kunci publik program ini. Minta berkas .pem yang benar."
        ) from error
    if not isinstance(key, Ed25519PublicKey):
        raise UserError(f"Berkas {path} bukan kunci publik program ini. Minta berkas .pem yang benar.")
    return key
