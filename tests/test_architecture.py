"""The rules of the house that no linter knows."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCES = sorted(p for p in (*ROOT.glob("asn_desktop/**/*.py"), *ROOT.glob("tests/**/*.py")))
KIT = sorted(ROOT.glob("asn_desktop/ui/kit/*.py"))


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_no_file_is_long() -> None:
    assert [f"{p.relative_to(ROOT)}: {lines(p)}" for p in SOURCES if lines(p) > 400] == []


def test_the_kit_stays_a_small_library() -> None:
    assert [f"{p.name}: {lines(p)}" for p in KIT if lines(p) > 250] == []
    assert sum(map(lines, KIT)) <= 3200


def test_nothing_else_lies_at_the_top() -> None:
    allowed = {"asn_desktop", "resources", "tests", "pyproject.toml", "build_installer.spec", "README.md"}
    made = {"build", "dist"}
    assert {p.name for p in ROOT.iterdir() if not p.name.startswith(".")} - made == allowed


@pytest.mark.parametrize("floor", ["domain", "services", "reports", "spreadsheets", "db"])
def test_every_module_has_its_test(floor: str) -> None:
    modules = {p.stem for p in ROOT.glob(f"asn_desktop/{floor}/*.py")} - {"__init__"}
    tests = "\n".join(p.read_text(encoding="utf-8") for p in ROOT.glob("tests/**/test_*.py"))
    assert sorted(m for m in modules if m not in tests) == []
