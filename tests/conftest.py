"""What many tests need."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from asn_desktop.db.session import open_engine
from asn_desktop.db.tables import Base

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
