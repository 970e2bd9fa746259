"""An office with one event, as a window finds it."""

from __future__ import annotations

from pathlib import Path

import pytest
from desks import Desk, make_desk
from sqlalchemy import Engine


@pytest.fixture
def desk(engine: Engine, tmp_path: Path) -> Desk:
    return make_desk(engine, tmp_path)
