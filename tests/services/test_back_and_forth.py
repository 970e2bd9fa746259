"""Random work through the services, as the window would do it: taken back all the way, and done again."""

from __future__ import annotations

import random
import shutil
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from desks import NOW, a_person, make_desk
from dumps import Dump, dump
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, func, select
from torture.actions import ACTIONS
from torture.audit import audit
from torture.desk import Desk
from torture.mentoring_actions import MENTORING, begin
from torture.year_actions import YEAR

from asn_desktop.db import images
from asn_desktop.db.history import insert_rows
from asn_desktop.db.session import open_engine, reading, writing
from asn_desktop.db.tables import Action, Person, Room, Unit
from asn_desktop.domain.errors import UserError
from asn_desktop.services import attendance, history, schedule, trainers
from asn_desktop.services.database import open_database
from asn_desktop.services.proofs import KeyStore
from asn_desktop.services.schedule import Filling
from asn_desktop.services.trainers import TrainerForm

PLAIN = ["Tambah pegawai", "Ubah peserta", "Beri nilai", "Tambah peserta", "Hapus", "Gabungkan"]
LABELS = [*YEAR, *PLAIN]
GUIDING = [*MENTORING, *PLAIN]
SEED = st.integers(0, 10_000)
WORK = st.lists(st.tuples(st.sampled_from(LABELS), SEED), min_size=1, max_size=12)
MENTORED = st.lists(st.tuples(st.sampled_from(GUIDING), SEED), min_size=1, max_size=12)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office with one event of a week, its schedule and marks, and some who could come to it."""
    path = tmp_path_factory.mktemp("kantor") / "asn.db"
    engine = open_database(f"sqlite:///{path}", NOW)
    desk = make_desk(engine, path.parent, 4)
    with writing(engine, "Isi") as s:
        s.add(Unit(name="Dinas Contoh", name_key="dinas contoh"))
        s.flush()
        insert_rows(s, Person, [a_person(n, unit_id=1 + n % 2) for n in range(10, 18)])
        taught = [trainers.save(s, TrainerForm(person_id=desk.people[0]))]
        s.add(Room(name="Aula", capacity=20))
        schedule.fill(s, desk.event_id, Filling("KANTOR", trainer_ids=tuple(taught)))
        shown = attendance.grid(s, desk.event_id)
        marks = {(one.id, held.id): "H" for one in shown.people[:2] for held in shown.sessions}
        attendance.set_status(s, desk.event_id, marks)
    with writing(engine, "Mulai mentoring") as s:
        free = s.scalars(select(Person.id).order_by(Person.id.desc()).limit(6)).all()
        begin(s, free[0], free[1])
        begin(s, free[3], free[4])
    engine.dispose()
    return path


def undoable(engine: Engine) -> Dump:
    """Numbers and files stay whatever is taken back."""
    return {name: rows for name, rows in dump(engine).items() if images.TABLES[name].undoable}


def work(engine: Engine, desk: Desk, actions: list[tuple[str, int]]) -> list[Dump]:
    """What there was before the first action, and after each that changed something."""
    seen = [undoable(engine)]
    for label, seed in actions:
        desk.rng.seed(seed)
        count = actions_of(engine)
        prepared = ACTIONS[label][1](engine, desk)
        assert not isinstance(prepared, str)
        try:
            with writing(engine, label, now=NOW) as session:
                prepared(session)
        except UserError:
            assert undoable(engine) == seen[-1], label
            continue
        if actions_of(engine) > count:
            seen.append(undoable(engine))
    return seen


def actions_of(engine: Engine) -> int:
    with reading(engine) as session:
        return session.scalar(select(func.count(Action.id))) or 0


def back_and_forth(office: Path, actions: list[tuple[str, int]]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "asn.db"
        shutil.copy(office, path)
        engine = open_engine(f"sqlite:///{path}")
        seen = work(engine, Desk(random.Random(), KeyStore(Path(folder) / "kunci")), actions)
        for before in reversed(seen[:-1]):
            with writing(engine, "Batalkan") as session:
                history.undo(session, date.today())
            assert undoable(engine) == before
        ledger = audit(engine)
        for after in seen[1:]:
            with writing(engine, "Ulangi") as session:
                history.redo(session, date.today())
            assert undoable(engine) == after
        audit(engine, ledger)
        engine.dispose()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(WORK)
@example([(label, seed) for seed, label in enumerate(YEAR)])
def test_a_year_goes_all_the_way_back_and_forth(office: Path, actions: list[tuple[str, int]]) -> None:
    back_and_forth(office, actions)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(MENTORED)
@example([(label, seed) for seed, label in enumerate([*MENTORING, *MENTORING])])
def test_mentoring_goes_all_the_way_back_and_forth(office: Path, actions: list[tuple[str, int]]) -> None:
    back_and_forth(office, actions)
