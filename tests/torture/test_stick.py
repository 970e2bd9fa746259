"""The stick is pulled, or the folder goes, while a backup is written there."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from torture.audit import require
from torture.programs import build_shim, run
from torture.test_versions import an_office

from asn_desktop.domain.errors import UserError
from asn_desktop.services import backups


@pytest.mark.parametrize("passphrase", ["", "kuda laut merah"])
def test_the_stick_is_pulled(
    compiler: str,
    tmp_path: Path,
    rounds: Callable[[int], int],
    told: Callable[[str], None],
    passphrase: str,
) -> None:
    path, stick = an_office(tmp_path / "asn.db"), tmp_path / "stik"
    stick.mkdir()
    done = run(
        "pulled", path, stick, tmp_path / "sisa", min(rounds(0), 200), passphrase,
        LD_PRELOAD=str(build_shim(compiler, tmp_path)), TORTURE_ROOT=str(stick),
        TORTURE_ROOM=str(tmp_path / "sisa"), TORTURE_FAULT=str(errno.EIO),
    )  # fmt: skip
    require(done.returncode == 0, done.stderr)
    told(f"stick{' with a passphrase' if passphrase else ''}: {done.stdout.strip()}; no half backup ever")


def test_the_folder_goes_while_it_is_written_to(tmp_path: Path) -> None:
    path, stick = an_office(tmp_path / "asn.db"), tmp_path / "stik"
    stick.mkdir()
    backups.second.choose(path, stick)
    made = backups.make(path, backups.MANUAL, datetime.now())

    def gone(folder: Path) -> Callable[[int, int, str], bool]:
        def pull(_done: int, _total: int, _text: str) -> bool:
            shutil.rmtree(folder, ignore_errors=True)
            return True

        return pull

    words = backups.second.mirror(path, made, gone(stick))
    assert words
    assert not stick.exists()
    assert "tidak terpasang" in backups.second.mirror(path, made)
    stick.mkdir()
    assert backups.second.mirror(path, made) == ""
    assert backups.verified(backups.second.listed(path)[0]).ok
    with pytest.raises(UserError):
        backups.make(path, backups.MANUAL, datetime.now(), gone(backups.folder_of(path)))
    assert backups.verified(backups.make(path, backups.MANUAL, datetime.now())).ok
