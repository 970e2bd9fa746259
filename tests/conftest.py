"""What many tests need."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED = Path(__file__).parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of full sample lists that lies beside the checkout of the developers."""
    if not SHARED.is_dir():
        pytest.skip("the full sample lists are not beside this checkout")
    return SHARED
