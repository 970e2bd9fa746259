"""The trail: its chain, what was noted of it elsewhere, and the rows against it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import partial

from sqlalchemy.orm import Session

from asn_desktop.db import chain, images, replay
from asn_desktop.db.chain import Fault
from asn_desktop.db.replay import Difference
from asn_desktop.db.session import file_of
from asn_desktop.services import anchors, backups
from asn_desktop.services.anchors import Lost
from asn_desktop.services.checks.findings import DAMAGED, Finding, Found, Meter
from asn_desktop.services.trail import words
from asn_desktop.services.trail.naming import Key, Names
from asn_desktop.services.trail.values import Values

CHAIN, ENDS, ROWS = "Rantai riwayat", "Jangkar riwayat", "Isi data"
FROM_BACKUP = (
    "Bandingkan dengan cadangan sebelum tanggal itu (Pengaturan, Cadangan, Lihat isi) dan cari tahu siapa "
    "yang membuka berkas basis data dengan program lain."
)
AGAIN = "Periksa mana yang benar, lalu isi lagi lewat program agar tercatat."
NOT_BY_HAND = (
    "Data ini tidak diisi dengan tangan. Bandingkan dengan cadangan (Pengaturan, Cadangan, Lihat isi) dan "
    "pulihkan cadangan yang masih benar."
)
BY_HAND = frozenset(images.TABLES) - {"certificate", "register_number", "number_counter", "template", "asset"}
PARTS, LONGEST = 3, 120  # parts of a value that are told, and letters of each
WHYS = {
    anchors.OPENED: "saat basis data dibuka",
    anchors.CLOSED: "saat basis data ditutup",
    anchors.BACKUP: "saat dicadangkan",
    anchors.REGISTER: "saat buku register dicetak",
    anchors.GOOD: "saat diperiksa",
    anchors.RESTORED: "saat cadangan dipulihkan",
}


def links(session: Session, meter: Meter) -> Found:
    for fault in chain.faults(session, meter.tick):
        yield partial(_link, fault)


def _link(fault: Fault) -> Finding:
    number = words.counted(fault.action_id)
    action = f"Tindakan ke-{number}"
    if fault.label and fault.at:
        action += f" “{fault.label}” ({fault.at:%d-%m-%Y %H.%M})"
    missing = words.counted(fault.missing)
    what = {
        chain.CONTENT: f"{action} tidak lagi seperti saat dicatat: catatannya diubah di luar program.",
        chain.GAP: f"{missing} tindakan sebelum tindakan ke-{number} hilang dari riwayat.",
        chain.LOOSE: f"Ada perubahan data yang menunjuk tindakan ke-{number}, tetapi tindakan itu tidak ada.",
        chain.TALLY: f"{action} punya hitungan yang tidak sama dengan perubahannya.",
    }[fault.reason]
    return Finding(CHAIN, DAMAGED, what, FROM_BACKUP, f"Tindakan ke-{number}")


def ends(session: Session, meter: Meter, now: datetime) -> Found:
    """What was noted outside the database, and in the backups of this branch."""
    reached = chain.head(session).length
    gone: dict[str, Callable[[], Finding]] = {}
    for lost in anchors.lost(session, now):
        when = f"{WHYS.get(lost.anchor.why, 'tercatat')} pada {lost.anchor.at:%d-%m-%Y %H.%M}"
        gone.setdefault(lost.anchor.hash, partial(_end, lost, when, reached))
    file = file_of(session)
    restore = chain.newest_restore(session)
    for backup in backups.listed(file) if file else ():
        meter.tick(0)
        # one from before the newest restore may hold what was given up by it
        if backup.ok and backup.length and backup.branch == (restore.hash if restore else ""):
            there = chain.hash_of(session, backup.length) or ""
            if there != backup.head:
                anchor = anchors.Anchor(backup.at, backup.length, backup.head, anchors.BACKUP, "")
                when = f"dalam cadangan “{backup.path.name}”"
                gone.setdefault(anchor.hash, partial(_end, Lost(anchor, there), when, reached))
    yield from gone.values()


def _end(lost: Lost, when: str, reached: int) -> Finding:
    number = words.counted(lost.anchor.length)
    if lost.found:
        what = (
            f"Tindakan ke-{number} bukan lagi tindakan yang tercatat {when}: riwayat diganti di luar program."
        )
    else:
        what = (
            f"Riwayat berakhir di tindakan ke-{words.counted(reached)}, padahal {when} sudah sampai tindakan "
            f"ke-{number}: bagian akhirnya hilang."
        )
    todo = (
        "Bila berkas basis data memang diganti dengan salinan lama, pulihkan cadangan terbaru dari dalam "
        "program (Pengaturan, Cadangan). Bila tidak, cari tahu siapa yang mengubah berkasnya."
    )
    return Finding(ENDS, DAMAGED, what, todo, f"Tindakan ke-{number}", detail=lost.anchor.hash)


def rows(session: Session, meter: Meter) -> Found:
    names = Names(session)
    values = Values(session, names)
    for cls in replay.tables():
        for difference in replay.differences(session, cls, meter.tick):
            yield partial(_row, names, values, difference)


def _row(names: Names, values: Values, found: Difference) -> Finding:
    key = (found.table_name, found.row_id)
    noun = words.noun(found.table_name)
    if found.state == replay.MISSING:
        whole = images.load(images.TABLES[found.table_name], images.dump(found.by_trail))
        names.learn([], {key: whole})
        return Finding(
            ROWS,
            DAMAGED,
            f"{noun.capitalize()} ini hilang, padahal tidak pernah dihapus lewat program.",
            "Ambil datanya dari cadangan (Pengaturan, Cadangan, Lihat isi).",
            named(names, key),
            key,
        )
    if found.state == replay.UNTRACKED:
        return Finding(
            ROWS,
            DAMAGED,
            f"{noun.capitalize()} ini ada, padahal tidak pernah dimasukkan lewat program.",
            "Periksa apakah datanya benar. Bila tidak, hapus lewat program agar tercatat.",
            named(names, key),
            key,
        )
    return Finding(
        ROWS,
        DAMAGED,
        f"{noun.capitalize()} ini diubah di luar program. {_values(values, found)}.",
        AGAIN if found.table_name in BY_HAND else NOT_BY_HAND,
        named(names, key),
        key,
    )


def named(names: Names, key: Key) -> str:
    """What a record is called, even where nonsense stands in it."""
    try:
        return names.of(key)
    except (ValueError, TypeError, LookupError):
        return f"{words.noun(key[0]).capitalize()} nomor {key[1]}"


def _values(values: Values, found: Difference) -> str:
    """Field by field where the value has parts."""
    name, column = found.table_name, found.column
    new = bool(found.found) if isinstance(found.by_trail, bool) else found.found
    title = words.column(name, column)
    told = [(title, str(found.by_trail), str(new))]
    with suppress(ValueError, TypeError, LookupError, AttributeError):
        cls = images.TABLES[name]
        old, now = (images.load(cls, images.dump({column: value})) for value in (found.by_trail, new))
        told = [(f.title, f.old, f.new) for f in values.fields(name, old, now)] or told
    return "; ".join(
        f"{title}: menurut riwayat “{_short(was)}”, sekarang “{_short(is_)}”"
        for title, was, is_ in told[:PARTS]
    )


def _short(text: str) -> str:
    return (text if len(text) <= LONGEST else f"{text[:LONGEST]}…") or "kosong"
