"""Certificates drawn again and compared with their fingerprints, and what they are drawn with."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from asn_desktop.db.chain import stream
from asn_desktop.db.tables import Asset, IssuedCertificate, Template
from asn_desktop.domain.errors import Cancelled, UserError
from asn_desktop.services import certificates
from asn_desktop.services.certificates.issuing import fingerprints
from asn_desktop.services.checks.findings import DAMAGED, Finding, Found, Meter
from asn_desktop.services.checks.history import named
from asn_desktop.services.trail import words
from asn_desktop.services.trail.naming import Key, Names

FILES, PICTURES = "Berkas sertifikat", "Templat dan gambar"
WEIGHT = 100  # rows of the trail that are read while one certificate is drawn
AT_ONCE = 250
COMPARE = (
    "Bandingkan isinya dengan PDF atau cetakan yang sudah diterima orangnya. Bila berbeda, ambil datanya "
    "dari cadangan (Pengaturan, Cadangan, Lihat isi)."
)


def files(session: Session, meter: Meter) -> Found:
    """In pieces, so that ten thousand need no more memory than these."""
    names = Names(session)
    issued = IssuedCertificate
    stored = [
        (key, told) for key, told in session.execute(select(issued.id, issued.sha256).order_by(issued.id))
    ]
    for start in range(0, len(stored), AT_ONCE):
        part = dict(stored[start : start + AT_ONCE])
        for key, now in zip(part, _drawn(session, list(part)), strict=True):
            if now != part[key]:
                yield partial(_certificate, names, key, bool(now))
        meter.tick(WEIGHT * len(part))


def _drawn(session: Session, ids: Sequence[int]) -> list[str]:
    """The fingerprint of each as it is drawn now, empty for one that cannot be drawn."""
    try:
        return fingerprints(certificates.sheets(session, ids))
    except Cancelled:
        raise
    except (UserError, NoResultFound, LookupError, ValueError, TypeError, AttributeError):
        if len(ids) == 1:
            return [""]
    middle = len(ids) // 2
    return [*_drawn(session, ids[:middle]), *_drawn(session, ids[middle:])]


def _certificate(names: Names, row_id: int, could_be_drawn: bool) -> Finding:
    key = (IssuedCertificate.__tablename__, row_id)
    what = (
        "Sertifikat ini, bila digambar lagi, tidak sama dengan berkas saat diterbitkan: isi, templat, atau "
        "gambarnya berubah."
        if could_be_drawn
        else "Sertifikat ini tidak dapat digambar lagi: isi, templat, atau gambarnya rusak."
    )
    return Finding(FILES, DAMAGED, what, COMPARE, named(names, key), key)


def pictures(session: Session, meter: Meter) -> Found:
    """Their own fingerprints: pictures are not in the trail, and all certificates rest on both."""
    names = Names(session)
    for table, column in ((Template, Template.content), (Asset, Asset.data)):
        for row_id, stored, content in stream(session, select(table.id, table.sha256, column)):
            meter.tick(0)
            whole = content if isinstance(content, bytes) else str(content).encode()
            if sha256(whole).hexdigest() != stored:
                yield partial(_picture, names, (table.__tablename__, row_id))


def _picture(names: Names, key: Key) -> Finding:
    noun = words.noun(key[0]).capitalize()
    return Finding(
        PICTURES,
        DAMAGED,
        f"{noun} ini berubah sejak disimpan, jadi sertifikat yang memakainya tidak tergambar seperti semula.",
        "Pulihkan cadangan terakhir yang baik (Pengaturan, Cadangan).",
        named(names, key),
        key,
    )
