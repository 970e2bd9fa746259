"""Runs the program in processes of its own, with the shim between it and the disk where wished."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).parent


def build_shim(compiler: str, folder: Path) -> Path:
    made = folder / "shim.so"
    command = [
        compiler,
        "-shared",
        "-fPIC",
        "-O1",
        "-o",
        str(made),
        str(HERE / "shim.c"),
        "-ldl",
        "-lpthread",
    ]
    subprocess.run(command, check=True)
    return made


def environment(**more: str) -> dict[str, str]:
    return os.environ | {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p)} | more


def run(
    module: str, *arguments: object, before: Sequence[str] = (), **more: str
) -> subprocess.CompletedProcess[str]:
    """`python -m torture.MODULE`, by the command `before`; variables of the environment by name."""
    command = [*before, sys.executable, "-m", f"torture.{module}", *map(str, arguments)]
    return subprocess.run(command, env=environment(**more), capture_output=True, text=True, check=False)


def start(module: str, *arguments: object, **more: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", f"torture.{module}", *map(str, arguments)]
    return subprocess.Popen(command, env=environment(**more), stderr=subprocess.PIPE, text=True)
