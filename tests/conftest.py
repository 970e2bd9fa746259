"""What many tests need."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from asn_desktop.db.session import open_engine
from asn_desktop.db.tables import Base
from asn_desktop.services.database import open_database

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before any window is made


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--torture", type=int, default=0, metavar="N", help="tests/torture: so many rounds")


SHARED = Path(__file__).parents[2] / "shared" / "data"


@pytest.fixture(scope="session", autouse=True)
def own_data(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Nothing is written among the data of whoever runs the tests."""
    os.environ["ASN_DESKTOP_DATA"] = str(tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of full sample lists that lies beside the checkout of the developers."""
    if not SHARED.is_dir():
        pytest.skip("the full sample lists are not beside this checkout")
    return SHARED


@pytest.fixture
def engine() -> Iterator[Engine]:
    """An empty database in memory."""
    engine = open_engine("sqlite://")
    Base.metadata.create_all(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def program_engine(tmp_path: Path) -> Iterator[Engine]:
    """A database on the disk as the program makes it, with its word index and first data."""
    engine = open_database(f"sqlite:///{tmp_path}/asn.db")
    yield engine
    engine.dispose()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """Mounts a disk of so many bytes ("1m"); only root on Linux can, so the test is skipped elsewhere."""
    folder = tmp_path / "kecil"

    def mount(size: str) -> Path:
        if sys.platform != "linux" or os.geteuid() != 0:
            pytest.skip("only root on Linux can mount a small disk")
        folder.mkdir()
        if os.system(f"mount -t tmpfs -o size={size} tmpfs {folder} 2>/dev/null"):
            pytest.skip("mounting is not allowed here")
        return folder

    yield mount
    if folder.is_mount():
        os.system(f"umount {folder}")
