"""Every writer on a full, dying or read-only disk: the old is kept, the clerk is told, and it goes on."""

from __future__ import annotations

import errno
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from torture.audit import require
from torture.programs import build_shim, run
from torture.test_kill import staff_list


@pytest.mark.parametrize("fault", [errno.ENOSPC, errno.EIO])
def test_no_more_can_be_written(
    compiler: str,
    tmp_path: Path,
    rounds: Callable[[int], int],
    told: Callable[[str], None],
    fault: int,
) -> None:
    root, room = tmp_path / "tempat", tmp_path / "sisa"
    root.mkdir()
    lists = [staff_list(tmp_path / f"{n}.xlsx", 100 * n, 20) for n in range(2)]
    done = run(
        "faulty", root, room, 30 if rounds(0) else 0, *lists,
        LD_PRELOAD=str(build_shim(compiler, tmp_path)), TORTURE_ROOT=str(root), TORTURE_ROOM=str(room),
        TORTURE_FAULT=str(fault), ASN_DESKTOP_DATA=str(root / "data"),
    )  # fmt: skip
    require(done.returncode == 0, done.stderr)
    name = "full" if fault == errno.ENOSPC else "dying"
    told(f"{name} disk: {done.stdout.strip()}; nothing lost, all goes again")


def test_nothing_may_be_written(tmp_path: Path, told: Callable[[str], None]) -> None:
    root = tmp_path / "tempat"
    root.mkdir()
    lists = [staff_list(tmp_path / f"{n}.xlsx", 100 * n, 20) for n in range(2)]
    done = run("faulty", root, "locked", 0, *lists, ASN_DESKTOP_DATA=str(root / "data"))
    require(done.returncode == 0, done.stderr)
    told(f"read-only: {done.stdout.strip()}; nothing lost, all goes again")


def test_a_real_small_disk(tmp_path: Path, told: Callable[[str], None]) -> None:
    """Where mounting is allowed, as root or in a space of one's own; the full disk above is everywhere."""
    root = tmp_path / "tempat"
    root.mkdir()
    lists = [staff_list(tmp_path / f"{n}.xlsx", 100 * n, 20) for n in range(2)]
    mount = f"mount -t tmpfs -o size=24m none {root}"
    tried = ["unshare", "-rm", "sh", "-c", mount]
    if not shutil.which("unshare") or subprocess.run(tried, capture_output=True, check=False).returncode:
        pytest.skip("no small disk may be mounted here; the full disk is tried without")
    before = ("unshare", "-rm", "sh", "-c", f'{mount} && exec "$0" "$@"')
    done = run("faulty", root, "filled", 0, *lists, before=before, ASN_DESKTOP_DATA=str(root / "data"))
    require(done.returncode == 0, done.stderr)
    told(f"tmpfs of 24 MB: {done.stdout.strip()}; nothing lost, all goes again")
