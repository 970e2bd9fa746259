"""Backups carry scanned proofs: to another PC, sealed, from a stick; what is lost in one place comes back."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from desks import NOW

from asn_desktop.db.session import reading, writing
from asn_desktop.domain.errors import UserError
from asn_desktop.services import backups, files, ledger, places
from asn_desktop.services.backups import attachments, second
from asn_desktop.services.database import open_database
from asn_desktop.services.ledger import OutsideForm, Proof
from tests.proofs import JPEG, PDF

PASSPHRASE = "empat kata yang mudah"


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASN_DESKTOP_DATA", str(tmp_path / "data"))


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stik"
    folder.mkdir()
    return folder


def attach(database: Path, *proofs: bytes) -> None:
    engine = open_database(f"sqlite:///{database}", NOW)
    with writing(engine, "Lampirkan", "siti", NOW) as s:
        for n, data in enumerate(proofs):
            form = OutsideForm(person_id=1, name=f"W{n}", form="KL06", ends_on=date(2026, 5, 4))
            proof = Proof(f"{n}.pdf", data)
            ledger.save(s, form, NOW.date(), proof, places.files_folder(database))
    engine.dispose()


def read(database: Path) -> list[bytes]:
    engine = open_database(f"sqlite:///{database}", NOW)
    with reading(engine) as s:
        found = [files.read(s, places.files_folder(database), row.id) for row in files.rows(s)]
    engine.dispose()
    return found


def burn(database: Path) -> None:
    """The PC is gone with everything on it."""
    database.unlink()
    lose(database)
    shutil.rmtree(backups.folder_of(database))


def lose(database: Path) -> None:
    shutil.rmtree(places.files_folder(database))


def test_a_backup_on_a_new_pc_has_its_proofs(office_file: Path, tmp_path: Path) -> None:
    attach(office_file, PDF, JPEG)
    made = backups.on_demand(office_file, NOW).backup
    assert made
    moved = tmp_path / "pc baru" / "cadangan"
    shutil.copytree(made.path.parent, moved)
    burn(office_file)
    fresh = tmp_path / "pc baru" / "asn.db"
    told = backups.restore(fresh, moved / made.path.name, NOW)
    assert told.missing == 0
    assert read(fresh) == [PDF, JPEG]


@pytest.mark.parametrize("passphrase", ["", PASSPHRASE])
def test_the_stick_alone_is_enough(office_file: Path, stick: Path, tmp_path: Path, passphrase: str) -> None:
    second.choose(office_file, stick, passphrase)
    attach(office_file, PDF)
    assert backups.on_demand(office_file, NOW).reminder == ""
    (there,) = second.listed(office_file)
    on_stick = b"".join(path.read_bytes() for path in stick.rglob("*") if path.is_file())
    assert (PDF in on_stick) == (not passphrase)
    burn(office_file)
    fresh = tmp_path / "baru" / "lain.db"
    fresh.parent.mkdir()
    with backups.opened(there.path, passphrase, fresh.parent) as plain:
        told = backups.restore(fresh, plain, NOW, came_from=there.path, passphrase=passphrase)
    assert told.missing == 0
    assert read(fresh) == [PDF]


def test_one_more_copy_takes_them_along(office_file: Path, tmp_path: Path) -> None:
    attach(office_file, PDF)
    made = backups.on_demand(office_file, NOW).backup
    assert made
    folder = tmp_path / "salinan"
    folder.mkdir()
    copy = backups.copy_to(made, folder)
    burn(office_file)
    fresh = tmp_path / "baru.db"
    assert backups.restore(fresh, copy, NOW).missing == 0
    assert read(fresh) == [PDF]


def test_what_is_lost_beside_the_database_comes_back_with_the_next_backup(office_file: Path) -> None:
    attach(office_file, PDF, JPEG)
    backups.on_demand(office_file, NOW)
    lose(office_file)
    with pytest.raises(UserError, match="tidak ada di folder"):
        read(office_file)
    backups.on_demand(office_file, NOW)
    assert read(office_file) == [PDF, JPEG]


def test_a_changed_file_is_never_taken_for_the_right_one(office_file: Path) -> None:
    attach(office_file, PDF)
    made = backups.on_demand(office_file, NOW).backup
    assert made
    (spot,) = places.files_folder(office_file).glob("??/*")
    (kept,) = attachments.pool(made.path.parent, office_file.stem).glob("??/*")
    kept.write_bytes(bytes(len(PDF)))
    backups.on_demand(office_file, NOW)
    assert kept.read_bytes() == PDF  # mended from the good one
    spot.write_bytes(bytes(len(PDF)))
    kept.write_bytes(bytes(len(PDF)))
    assert attachments.carry(office_file, thorough=True) == 1
    assert backups.restore(office_file, made.path, NOW).missing == 1


def test_a_backup_before_any_file_restores_as_ever(office_file: Path) -> None:
    made = backups.on_demand(office_file, NOW).backup
    assert made
    assert backups.restore(office_file, made.path, NOW).missing == 0
    assert not places.files_folder(office_file).exists()


def test_a_rehearsal_has_them_too(office_file: Path, tmp_path: Path) -> None:
    attach(office_file, PDF)
    made = backups.on_demand(office_file, NOW).backup
    assert made
    assert read(backups.rehearse(made.path, tmp_path, NOW)) == [PDF]


def test_who_is_taken_out_of_a_backup_has_the_outside_trainings_again(
    office_file: Path,
) -> None:
    attach(office_file, PDF)
    made = backups.on_demand(office_file, NOW).backup
    assert made
    engine = open_database(f"sqlite:///{office_file}", NOW)
    with writing(engine, "Hapus", "siti", NOW) as s:
        ledger.delete(s, [1])
    with writing(engine, "Ambil", "siti", NOW) as s, backups.look(made.path) as inside:
        assert backups.fetch(s, inside, backups.PERSON, [1]).came == 1
    with reading(engine) as s:
        entry = next(e for e in ledger.history(s, 1) if e.source == ledger.OUTSIDE)
        assert files.read(s, places.files_folder(office_file), entry.file_id or 0) == PDF
    engine.dispose()
