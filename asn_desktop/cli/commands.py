"""What each command does, and what it tells."""

from __future__ import annotations

import hashlib
import json
import sys
import tempfile
from argparse import Namespace
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from asn_desktop.db.session import reading, writing
from asn_desktop.domain import files
from asn_desktop.domain.errors import UserError
from asn_desktop.services import (
    backups,
    calendar,
    certificates,
    database,
    from_list,
    imports,
    participants,
    places,
    printing,
    register,
    sample,
    training,
    verification,
)
from asn_desktop.services.from_list import NothingIssued, Outcome, Request
from asn_desktop.services.papers import pack, templates
from asn_desktop.services.printing import Options
from asn_desktop.services.proofs import KeyStore


@contextmanager
def opened(options: Namespace) -> Iterator[Engine]:
    """The database of --db, else the user's own."""
    engine = database.open_database(places.url(options.db or str(places.database_file())))
    try:
        yield engine
    finally:
        database.close_database(engine, datetime.now())


def import_staff(options: Namespace) -> int:
    _spare(options, options.tolak, ".xlsx")
    source = imports.open_list(options.list)
    today = datetime.now().date()
    with opened(options) as engine, ExitStack() as stack:
        with reading(engine) as s:
            checked = imports.check(s, source, source.fields, today)
        if options.tolak and checked.counts.rejected:  # written first: a full disk imports nothing
            imports.rejected_list(checked, source, stack.enter_context(files.replacing(options.tolak)))
        if file := engine.url.get_backend_name() == "sqlite" and engine.url.database:
            backups.make(Path(file), backups.IMPORT, datetime.now())
        with writing(engine, f"Impor pegawai dari {options.list.name}", places.actor()) as s:
            summary = imports.apply(s, checked)
    if options.json:
        print_json(summary._asdict())
    else:
        print(
            f"{summary.rows} baris: {summary.new} baru, {summary.changed} berubah, {summary.same} sama, "
            f"{summary.rejected} ditolak."
        )
        for row in checked.rows:
            if row.action == imports.DITOLAK:
                print("  " + " ".join(p.message for p in row.problems if p.is_error))
        if options.tolak and summary.rejected:
            print(f"Baris yang ditolak: {options.tolak}")
    return 1 if summary.rejected else 0


def _spare(options: Namespace, out: Path | None, suffix: str) -> None:
    """Refuse an output that would take the place of the list or of the database."""
    if out is None:
        return
    database = Path(options.db or places.database_file())
    for read, what in ((options.list, "daftar yang dibaca"), (database, "basis data")):
        if out.resolve() == read.resolve() or (out.exists() and read.exists() and out.samefile(read)):
            raise UserError(f"“{out}” adalah {what}, jadi tidak ditimpa. Pilih nama berkas lain.")
    if out.suffix.lower() != suffix:
        raise UserError(f"“{out.name}” harus berakhiran {suffix}. Ubah nama berkasnya.")


def issue_from_list(options: Namespace) -> int:
    _spare(options, options.keluaran, ".pdf")
    source = participants.read_list(options.list)
    wanted = Request(
        name=options.nama,
        starts_on=options.mulai,
        ends_on=options.selesai,
        jp=options.jp,
        place=options.tempat,
        template=options.template,
        signatory=options.penandatangan,
    )
    now, out = datetime.now(), options.keluaran
    with opened(options) as engine:
        try:
            # All files are written before the numbers are kept, and shown after: a full disk takes no
            # number, and no file bears a number that was not kept.
            with ExitStack() as stack:
                draft = stack.enter_context(files.replacing(out))
                folder = options.per_orang and stack.enter_context(files.filling(options.per_orang))
                s = stack.enter_context(
                    writing(engine, f"Terbitkan dari {options.list.name}", places.actor())
                )
                outcome = from_list.issue(s, source, wanted, now, places.keys())
                sheets = certificates.sheets(s, outcome.certificate_ids)
                printing.merged(sheets, draft, Options())
                if folder:
                    printing.one_each(sheets, folder)
                sha256 = hashlib.sha256(draft.read_bytes()).hexdigest()
        except NothingIssued as error:
            _tell_issued(options, error.outcome, "")
            print(f"asn-desktop: {error}", file=sys.stderr)
            return 1
    _tell_issued(options, outcome, sha256)
    return 1 if outcome.left_out else 0


NO_NAME = (
    "Penanda tangan belum tercatat, jadi tempat namanya dibiarkan kosong untuk diisi tangan. "
    "Catat di Pengaturan, atau beri --penandatangan 'Nama|Jabatan|NIP'."
)


def _tell_issued(options: Namespace, outcome: Outcome, sha256: str) -> None:
    count = len(outcome.certificate_ids)
    if outcome.unsigned:
        print(f"asn-desktop: {NO_NAME}", file=sys.stderr)
    if options.json:
        print_json(
            {
                "listed": outcome.listed,
                "people": outcome.people,
                "issued": count,
                "left_out": [left._asdict() for left in outcome.left_out],
                "numbers": list(outcome.numbers),
                "pdf": str(options.keluaran) if count else None,
                "sha256": sha256 or None,
            }
        )
        return
    if count:
        print(f"{count} sertifikat terbit, nomor {outcome.numbers[0]} s.d. {outcome.numbers[1]}.")
        print(f"PDF untuk dicetak: {options.keluaran}")
        if options.per_orang:
            print(f"Satu berkas per orang: {options.per_orang}")
    if outcome.left_out:
        print(f"Tidak diterbitkan ({len(outcome.left_out)}):")
        for left in outcome.left_out:
            print(f"  baris {left.row}: {left.reason}")


def verify(options: Namespace) -> int:
    keys = places.keys().known(options.kunci)
    has_database = options.db or places.database_file().is_file()
    require_database(options)
    if has_database:
        with opened(options) as engine, reading(engine) as s:
            verdict = verification.verify_file_or_text(options.target, keys, s)
    else:
        verdict = verification.verify_file_or_text(options.target, keys)
    print(verdict.message)
    return 0 if verdict.kind == "sah" else 1


def require_database(options: Namespace) -> None:
    """A mistyped name must not quietly become a new, empty database that answers."""
    if options.db and "://" not in options.db and not Path(options.db).is_file():
        raise UserError(f"Basis data {options.db} tidak ada. Periksa nama dan foldernya.")


def write_register(options: Namespace) -> int:
    writers = {".pdf": register.write_pdf, ".xlsx": register.write_excel}
    write = writers.get(options.keluaran.suffix.lower())
    if write is None:
        raise UserError(f"“{options.keluaran.name}” harus berakhiran .pdf atau .xlsx. Ubah nama berkasnya.")
    require_database(options)
    with opened(options) as engine, reading(engine) as s:
        count = write(s, options.keluaran, options.tahun)
    print(f"Buku register {options.tahun}, {count} baris: {options.keluaran}")
    return 0


def practice(folder: Path) -> sample.Practice:
    return sample.places_in(folder)


def build_practice(options: Namespace) -> int:
    made = practice(options.folder)
    if made.database.is_file():
        print(f"Basis data latihan sudah ada dan dipakai lagi: {made.database}")
        print(f"Hapus folder {options.folder} bila ingin mulai dari awal.")
        return 0
    print("Membuat basis data latihan …", flush=True)
    told = sample.build(options.folder, places.keys(), datetime.now(), places.actor())
    print(
        f"{told.people} pegawai dimasukkan, {told.rejected} baris daftar contoh ditolak (memang disengaja)."
    )
    print(f"{told.issued} sertifikat terbit, nomor {told.first_number} s.d. {told.last_number}.")
    for label, place in (
        ("Basis data latihan", made.database),
        ("PDF untuk dicetak", made.merged),
        ("Satu berkas per orang", made.one_each),
        ("Buku register (PDF)", made.register_pdf),
        ("Buku register (Excel)", made.register_excel),
        ("Baris yang ditolak", made.rejected),
    ):
        print(f"  {label}: {place}")
    for left in told.left_out:
        print(f"  Belum diterbitkan, baris {left.row}: {left.reason}")
    return 0


def selftest(_options: Namespace) -> int:
    """A fresh database, one certificate, its code read back from the page; letter, Word and calendar."""
    with tempfile.TemporaryDirectory(prefix="asn-uji-") as name:
        folder, now = Path(name), datetime.now()
        keys = KeyStore(folder / "kunci")
        engine = database.open_database(places.url(str(folder / "uji.db")), is_scratch=True)
        try:
            with writing(engine, "Uji diri") as s:
                key = sample.one(s, now, keys)
                sheets = certificates.sheets(s, [key])
            (path,) = printing.one_each(sheets, folder)
            with reading(engine) as s:
                verdict = verification.verify_file_or_text(path, keys.known(), s)
                stored, again = certificates.redraw_hash(s, key)
                papers_work = _papers_work(s, folder, now)
        finally:
            engine.dispose()
    if verdict.kind != "sah" or stored != again:
        raise UserError(f"Uji diri gagal: {verdict.message} Pasang ulang program ini.")
    if not papers_work:
        raise UserError("Uji diri gagal: surat atau kalender tidak dapat dibuat. Pasang ulang program ini.")
    print("Uji diri berhasil: basis data, sertifikat, kode QR, surat, Word, dan kalender bekerja.")
    return 0


def _papers_work(session: Session, folder: Path, now: datetime) -> bool:
    """The libraries behind them are found only when they are used."""
    (event,) = training.events(session)
    pdf = pack.draw(pack.build(session, event.id, ["undangan"], today=now.date()))
    filled = templates.filled(session, event.id, "undangan", folder, today=now.date())
    days = calendar.ics(session, event.starts_on, event.ends_on, now)
    return (
        pdf.startswith(b"%PDF") and templates.document(filled).startswith(b"PK") and b"BEGIN:VEVENT" in days
    )


def print_json(data: dict[str, Any]) -> None:
    is_unicode = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    print(json.dumps(data, ensure_ascii=not is_unicode, indent=1))
