"""Short in every test run, long with `pytest tests/torture --torture=1000`. Tells what it counted."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE not in item.path.parents:
            continue
        if not sys.platform.startswith("linux"):
            item.add_marker(pytest.mark.skip(reason="SIGKILL, fork and preloading are those of Linux"))
        if item.config.getoption("torture", 0):
            item.add_marker(pytest.mark.timeout(0))


@pytest.fixture
def rounds(request: pytest.FixtureRequest) -> Callable[[int], int]:
    """How often: the given count in short, that of `--torture` in long."""

    def many(short: int) -> int:
        return int(request.config.getoption("torture", 0)) or short

    return many


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Callable[[str], None]:
    """Prints a figure past the capture."""

    def tell(line: str) -> None:
        with capsys.disabled():
            sys.stdout.write(f"\n  {line}")

    return tell


@pytest.fixture(scope="session")
def compiler() -> str:
    found = shutil.which("cc") or shutil.which("gcc")
    if not found:
        if os.environ.get("CI"):
            pytest.fail("no C compiler: .ci/run must install gcc and libc6-dev")
        pytest.skip("no C compiler here")
    return found
