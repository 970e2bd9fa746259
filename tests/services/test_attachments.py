"""Archive and Periksa data know the scanned proofs: taken along, read back, and missed when they are gone."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from desks import NOW
from sqlalchemy import Engine

from asn_desktop.db.session import reading, writing
from asn_desktop.domain.errors import UserError
from asn_desktop.services import archive, checks, files, places
from asn_desktop.services.checks.attachments import ATTACHED
from asn_desktop.services.database import open_database
from tests.proofs import PDF, PNG


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Engine]:
    """A database with two attached files."""
    engine = open_database(f"sqlite:///{tmp_path}/asn.db", NOW)
    with writing(engine, "Lampirkan", now=NOW) as s:
        for name, data in (("piagam.pdf", PDF), ("foto.png", PNG)):
            files.keep(s, tmp_path / "asn.berkas", name, data)
    yield engine
    engine.dispose()


def spot(folder: Path, data: bytes) -> Path:
    return next(path for path in folder.glob("??/*") if path.read_bytes() == data)


def found(engine: Engine) -> list[checks.Finding]:
    with reading(engine) as s:
        return [one for one in checks.run(s, NOW).findings if one.part == ATTACHED]


def test_an_archive_takes_them_along_and_brings_them_back(office: Engine, tmp_path: Path) -> None:
    out, fresh = tmp_path / "semua.zip", tmp_path / "baru" / "lain.db"
    fresh.parent.mkdir()
    with reading(office) as s:
        assert archive.write(s, out, NOW).missing == ()
    with zipfile.ZipFile(out) as zip_file:
        inside = {zip_file.read(name) for name in zip_file.namelist() if name.startswith("berkas/")}
    assert {PDF, PNG} <= inside
    assert archive.read_back(out, fresh).missing == 0
    engine = open_database(f"sqlite:///{fresh}", NOW)
    with reading(engine) as s:
        kept = [files.read(s, places.files_folder(fresh), row.id) for row in files.rows(s)]
    assert kept == [PDF, PNG]
    assert found(engine) == []
    engine.dispose()


def test_an_archive_tells_which_are_missing(office: Engine, tmp_path: Path) -> None:
    spot(tmp_path / "asn.berkas", PDF).unlink()
    out, fresh = tmp_path / "semua.zip", tmp_path / "lain.db"
    with reading(office) as s:
        assert archive.write(s, out, NOW).missing == ("piagam.pdf",)
    assert archive.read_back(out, fresh).missing == 1
    engine = open_database(f"sqlite:///{fresh}", NOW)
    with reading(engine) as s, pytest.raises(UserError, match=r"piagam\.pdf"):
        files.read(s, places.files_folder(fresh), 1)
    engine.dispose()


def test_the_check_tells_what_is_missing_and_what_was_changed(office: Engine, tmp_path: Path) -> None:
    assert found(office) == []
    spot(tmp_path / "asn.berkas", PDF).unlink()
    spot(tmp_path / "asn.berkas", PNG).write_bytes(PNG[::-1])
    assert [one.what for one in found(office)] == [
        "Berkas “piagam.pdf” hilang dari foldernya.",
        "Berkas “foto.png” tidak lagi seperti ketika disimpan.",
    ]
