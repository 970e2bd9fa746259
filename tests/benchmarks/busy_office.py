"""A database as an office has it after many years: 16,000 people, certificates, a million actions.

Actions are written past the program, for speed, but exactly as it writes them: the check must find nothing.
"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path

from asn_desktop.db import history
from asn_desktop.db.history import Recorded, Recorder
from asn_desktop.db.session import writing
from asn_desktop.db.tables import Person, Unit
from asn_desktop.services import certificates, database, numbers, office, results, training
from asn_desktop.services.office import SignatoryForm
from asn_desktop.services.proofs import KeyStore
from asn_desktop.services.training import EventForm, SubjectForm, TrainingForm

START = datetime(2018, 1, 2, 7, 30)
NAMES = "ahmad siti budi dewi rina joko sri nur indah hendra kiagus nyimas masayu tri eka putri".split()
ACTORS = ("rina", "budi", "siti", "joko")


def build(path: Path, people: int, actions: int, issued: int, keys: KeyStore) -> None:
    engine = database.open_database(f"sqlite:///{path}", START)
    dice = random.Random(7)
    with writing(engine, "Impor pegawai.xlsx", "rina", START) as s:
        s.add(Unit(name="Kecamatan Contoh", name_key="kecamatan contoh"))
        s.flush()
        ids = history.insert_rows(s, Person, [_person(n, dice) for n in range(1, people + 1)])
    with writing(engine, "Siapkan kegiatan", "rina", START) as s:
        head = office.save_signatory(s, SignatoryForm(name="Contoh Pejabat", jabatan="Kepala Badan"))
        subjects = tuple(SubjectForm("Inti", f"Mata Pelatihan {n}", 2) for n in range(1, 11))
        held = training.save(s, TrainingForm(name="Pelatihan Manajemen Proyek", subjects=subjects))
        event = training.save_event(
            s,
            EventForm(
                training_id=held,
                starts_on=date(2018, 1, 3),
                ends_on=date(2018, 1, 9),
                place="Palembang",
                organiser="Badan Contoh",
                signatory_id=head,
                scheme_id=numbers.schemes(s)[0].id,
            ),
        )
        results.add_people(s, event, ids[:issued])
        results.set_result(s, [row.id for row in results.rows(s, event)], "lulus")
    with writing(engine, "Terbitkan sertifikat", "rina", START) as s:
        certificates.issue(s, event, START, keys)
    engine.dispose()
    with closing(sqlite3.connect(path)) as db, db:
        _many_actions(db, people, actions, dice)


def _person(n: int, dice: random.Random) -> dict[str, object]:
    name = f"{dice.choice(NAMES)} {dice.choice(NAMES)} {n}"
    return {
        "name": name.title(),
        "name_key": name,
        "gelar_belakang": "S.T.",
        "nip": f"19800117{2008 + n // 1998}01{1 + n % 2}{n // 2 % 999 + 1:03d}",
        "birth_place": "Palembang",
        "birth_date": date(1980, 1, 17),
        "status": "PNS",
        "golongan": "III/d",
        "jabatan": "Analis SDM Aparatur Ahli Muda",
        "unit_id": 1,
    }


def _many_actions(db: sqlite3.Connection, people: int, actions: int, dice: random.Random) -> None:
    """Single edits of people, up to `actions` in all."""
    last, head = db.execute("SELECT id, hash FROM action ORDER BY id DESC LIMIT 1").fetchone()
    change = db.execute("SELECT max(id) FROM change").fetchone()[0]
    phones = dict.fromkeys(range(1, people + 1), "")
    pile: list[tuple[tuple[object, ...], tuple[object, ...]]] = []

    def edits() -> Iterator[tuple[tuple[object, ...], tuple[object, ...]]]:
        nonlocal head
        for n in range(last + 1, actions + 1):
            at = START + timedelta(minutes=2 * n, microseconds=n)
            row_id, new = dice.randint(1, people), f"0812{dice.randint(0, 99_999_999):08d}"
            name = dice.choice(NAMES)
            made = Recorder(f"Ubah data {name.title()} {row_id}", dice.choice(ACTORS))
            line = Recorded("person", row_id, f'{{"phone":"{phones[row_id]}"}}', f'{{"phone":"{new}"}}')
            phones[row_id] = new
            head = history.digest(head, at, made, [line])
            yield (
                (n, at.isoformat(" ", "microseconds"), made.actor, made.label, made.kind, head),
                (change + n, n, *line),
            )

    for pair in edits():
        pile.append(pair)
        if len(pile) == 20_000:
            _put(db, pile)
            pile.clear()
    _put(db, pile)
    db.executemany("UPDATE person SET phone = ? WHERE id = ?", [(v, k) for k, v in phones.items()])


def _put(db: sqlite3.Connection, pile: list[tuple[tuple[object, ...], tuple[object, ...]]]) -> None:
    db.executemany(
        "INSERT INTO action (id, at, actor, label, kind, hash) VALUES (?, ?, ?, ?, ?, ?)",
        [action for action, _ in pile],
    )
    db.executemany(
        'INSERT INTO change (id, action_id, table_name, row_id, "before", "after") VALUES (?, ?, ?, ?, ?, ?)',
        [c for _, c in pile],
    )
    db.executemany(
        "INSERT INTO touched (action_id, table_name, added, changed, removed) VALUES (?, 'person', 0, 1, 0)",
        [(a[0],) for a, _ in pile],
    )
