"""A desk to issue at."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from desks import NOW, Desk, make_desk
from sqlalchemy import Engine

from asn_desktop.services.database import open_database


@pytest.fixture
def desk(engine: Engine, tmp_path: Path) -> Desk:
    return make_desk(engine, tmp_path)


@pytest.fixture(scope="session")
def closed_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a database in which an event is ready to issue; the key lies beside it."""
    path = tmp_path_factory.mktemp("office") / "asn.db"
    engine = open_database(f"sqlite:///{path}", NOW)
    make_desk(engine, path.parent)
    engine.dispose()
    return path


@pytest.fixture
def office_file(closed_office: Path, tmp_path: Path) -> Path:
    """A database of one's own."""
    path = tmp_path / "asn.db"
    shutil.copy(closed_office, path)
    return path
