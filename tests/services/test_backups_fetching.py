"""Single records out of a backup, as one action, whatever has happened to their ids since."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from desks import NOW
from olds import as_version_one
from sqlalchemy import Engine, func, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from asn_desktop.db import chain
from asn_desktop.db.contents import DamagedError
from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import (
    Action,
    CurriculumSubject,
    Event,
    FormerNip,
    Participant,
    Person,
    Training,
    Unit,
)
from asn_desktop.domain.errors import UserError
from asn_desktop.services import backups, history
from asn_desktop.services.backups import Backup, Fetched
from asn_desktop.services.database import open_database


@pytest.fixture
def made(office_file: Path) -> Backup:
    """A backup in which the first person has a former NIP."""
    engine = open_database(f"sqlite:///{office_file}", NOW)
    with writing(engine, "NIP lama", "siti", NOW) as s:
        s.add(FormerNip(person_id=1, nip="197001012000031001", until=date(2020, 1, 1)))
    engine.dispose()
    return backups.make(office_file, backups.MANUAL, NOW)


@pytest.fixture
def engine(office_file: Path, made: Backup) -> Iterator[Engine]:
    engine = open_database(f"sqlite:///{office_file}", NOW)
    yield engine
    engine.dispose()


def change(engine: Engine, work: Callable[[Session], object]) -> None:
    with writing(engine, "Ubah", "siti", NOW) as s:
        work(s)


def fetch(engine: Engine, source: Path, kind: str, *keys: int) -> Fetched:
    with writing(engine, "Ambil", "siti", NOW) as s, backups.look(source) as inside:
        return backups.fetch(s, inside, kind, keys)


def everything(engine: Engine) -> dict[str, list[tuple[object, ...]]]:
    """All rows but for the count of their changes."""
    told = {}
    with reading(engine) as s:
        for cls in (Unit, Person, FormerNip, Training, CurriculumSubject, Event, Participant):
            columns = [c for c in cls.__table__.c if c.key != "version"]
            told[cls.__tablename__] = [tuple(r) for r in s.execute(select(*columns).order_by(cls.id))]
    return told


def forget(s: Session) -> None:
    """The first person goes, with all that hangs on him."""
    for row in (
        *s.scalars(select(Participant).where(Participant.person_id == 1)),
        *s.scalars(select(FormerNip)),
    ):
        s.delete(row)
    s.flush()
    s.delete(s.get_one(Person, 1))


def states(engine: Engine, source: Path, kind: str, text: str) -> list[tuple[str, str]]:
    with reading(engine) as s:
        return [(f.name, f.state) for f in backups.find(s, source, kind, text)]


def test_a_person_deleted_since_comes_again_with_all_that_hung_on_him(engine: Engine, made: Backup) -> None:
    before = everything(engine)
    change(engine, forget)
    assert states(engine, made.path, backups.PERSON, "nomor")[0] == ("Ir. Contoh Nomor 1, S.T.", "tidak ada")
    told = fetch(engine, made.path, backups.PERSON, 1)
    assert told == ("Ambil dari cadangan: Contoh Nomor 1", 3, 0)
    assert everything(engine) == before
    assert states(engine, made.path, backups.PERSON, "nomor")[0] == ("Ir. Contoh Nomor 1, S.T.", "sama")


def test_it_is_one_action_and_is_undone_as_one(engine: Engine, made: Backup) -> None:
    change(engine, forget)
    without = everything(engine)
    fetch(engine, made.path, backups.PERSON, 1)
    with reading(engine) as s:
        last = s.scalars(select(Action).order_by(Action.id.desc())).first()
        assert last is not None
        assert (last.label, last.kind, last.actor) == ("Ambil dari cadangan: Contoh Nomor 1", "do", "siti")
        assert list(chain.faults(s)) == []
    with writing(engine, "Batalkan", "siti", NOW) as s:
        history.undo(s, NOW.date(), "siti")
    assert everything(engine) == without


def test_what_was_changed_is_set_back_and_the_rest_left_alone(engine: Engine, made: Backup) -> None:
    before = everything(engine)

    def work(s: Session) -> None:
        person = s.get_one(Person, 1)
        person.name, person.golongan = "Salah Ketik", "IV/e"
        s.get_one(Person, 2).name = "Lain"
        s.scalars(select(Participant).where(Participant.person_id == 1)).one().result = "tidak_lulus"

    change(engine, work)
    assert states(engine, made.path, backups.PERSON, "contoh") == [
        ("Ir. Contoh Nomor 1, S.T.", "berbeda"),
        ("Ir. Contoh Nomor 2, S.T.", "berbeda"),
        ("Hasan Contoh", "sama"),
    ]
    assert fetch(engine, made.path, backups.PERSON, 1)[1:] == (0, 2)
    now = everything(engine)
    assert now["person"][0] == before["person"][0]
    assert now["participant"] == before["participant"]
    assert now["person"][1] != before["person"][1]
    assert fetch(engine, made.path, backups.PERSON, 2, 3)[1:] == (0, 1)
    assert everything(engine) == before


def test_what_is_the_same_makes_no_action(engine: Engine, made: Backup) -> None:
    with reading(engine) as s:
        before = chain.head(s)
    assert fetch(engine, made.path, backups.PERSON, 1)[1:] == (0, 0)
    with reading(engine) as s:
        assert chain.head(s) == before


def test_units_and_trainings_with_their_curriculum(engine: Engine, made: Backup) -> None:
    before = everything(engine)

    def work(s: Session) -> None:
        s.get_one(Unit, 1).name = "Kecamatan Lain"
        training = s.scalars(select(Training)).one()
        training.code = "X"
        for subject in s.scalars(select(CurriculumSubject).where(CurriculumSubject.position > 3)):
            s.delete(subject)

    change(engine, work)
    assert states(engine, made.path, backups.UNIT, "sako") == [("Kecamatan Sako", "berbeda")]
    assert states(engine, made.path, backups.TRAINING, "manajemen") == [
        ("Pelatihan Manajemen Proyek", "berbeda")
    ]
    fetch(engine, made.path, backups.UNIT, 1)
    fetch(engine, made.path, backups.TRAINING, 1)
    assert everything(engine) == before


def test_the_event_and_the_training_he_needs_come_too(engine: Engine, made: Backup) -> None:
    before = everything(engine)

    def work(s: Session) -> None:
        for cls in (Participant, FormerNip, Event, CurriculumSubject, Training, Person, Unit):
            for row in s.scalars(select(cls)):
                s.delete(row)
            s.flush()

    change(engine, work)
    fetch(engine, made.path, backups.PERSON, 1, 2, 3)
    now = everything(engine)
    assert {name: rows for name, rows in now.items() if name != "curriculum_subject"} == {
        name: rows for name, rows in before.items() if name != "curriculum_subject"
    }
    assert now["curriculum_subject"] == []
    fetch(engine, made.path, backups.TRAINING, 1)
    assert everything(engine) == before


def test_somebody_typed_in_again_is_known_by_his_nip(engine: Engine, made: Backup) -> None:
    with reading(engine) as s:
        nip = s.get_one(Person, 1).nip
    change(engine, forget)
    change(engine, lambda s: s.add(Person(name="Contoh Satu", name_key="contoh satu", nip=nip)))
    assert fetch(engine, made.path, backups.PERSON, 1)[1:] == (2, 1)
    with reading(engine) as s:
        (again,) = s.scalars(select(Person).where(Person.nip == nip))
        assert again.id > 3
        assert again.name == "Contoh Nomor 1"
        assert s.scalars(select(FormerNip.person_id)).one() == again.id
        assert s.scalar(select(func.count()).where(Participant.person_id == again.id)) == 1


def test_a_nip_that_somebody_else_has_now_is_told(engine: Engine, made: Backup) -> None:
    def work(s: Session) -> None:
        nip = s.get_one(Person, 1).nip
        s.get_one(Person, 1).nip = "199001012020011001"
        s.flush()
        s.get_one(Person, 3).nip = nip

    change(engine, work)
    before = everything(engine)
    with pytest.raises(UserError, match="kini dipakai Hasan Contoh"):
        fetch(engine, made.path, backups.PERSON, 1)
    assert everything(engine) == before


def test_the_same_id_of_another_branch_is_another_person(
    office_file: Path, made: Backup, engine: Engine
) -> None:
    """Ani came after the backup, the backup was restored, and Budi got the id that Ani had."""
    change(engine, lambda s: s.add(Person(name="Ani", name_key="ani", unit_id=1)))
    engine.dispose()
    before = backups.restore(office_file, made.path, NOW + timedelta(hours=1)).backup
    assert before is not None
    change(engine, lambda s: s.add(Person(name="Budi", name_key="budi")))
    with reading(engine) as s:
        budi = s.scalars(select(Person.id).where(Person.name == "Budi")).one()
        (ani,) = backups.find(s, before.path, backups.PERSON, "ani")
    assert ani.id == budi
    assert ani.state == "tidak ada"
    fetch(engine, before.path, backups.PERSON, ani.id)
    with reading(engine) as s:
        assert {p.name: p.unit_id for p in s.scalars(select(Person).where(Person.id > 3))} == {
            "Budi": None,
            "Ani": 1,
        }


def test_looking_changes_nothing(made: Backup) -> None:
    before = made.path.read_bytes()
    with backups.look(made.path) as inside:
        assert inside.scalar(select(func.count(Person.id))) == 3
        inside.add(Unit(name="x", name_key="x"))
        with pytest.raises(OperationalError, match="readonly"):
            inside.flush()
        inside.rollback()
    assert made.path.read_bytes() == before
    assert {p.suffix for p in made.path.parent.iterdir()} == {".db", ".json"}


def test_an_older_backup_is_looked_into_as_if_it_were_new(engine: Engine, made: Backup) -> None:
    as_version_one(made.path)
    made.path.with_name(f"{made.path.name}.json").unlink()
    before = made.path.read_bytes()
    assert states(engine, made.path, backups.PERSON, "nomor")[0] == ("Ir. Contoh Nomor 1, S.T.", "sama")
    assert made.path.read_bytes() == before


def test_a_spoilt_backup_cannot_be_looked_into(made: Backup) -> None:
    data = made.path.read_bytes()
    made.path.write_bytes(data[:5000])
    with pytest.raises(DamagedError), backups.look(made.path):
        pass
    with pytest.raises(UserError, match="tidak ada"), backups.look(made.path.with_name("hilang.db")):
        pass
