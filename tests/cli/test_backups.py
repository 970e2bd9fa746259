from __future__ import annotations

import re
from pathlib import Path

from terminal import STAFF, Out


def test_before_an_import_a_backup_that_can_be_taken_up_again(terminal: Out, tmp_path: Path) -> None:
    terminal.run("impor-pegawai", STAFF)
    assert terminal.run("pulihkan", "--daftar") == 0
    (line,) = terminal.out.splitlines()
    assert "impor" in line
    assert " 0 pegawai" in line
    backup = re.search(r"\S+\.db$", line)
    assert backup
    assert terminal.run("pulihkan", backup[0]) == 0
    assert "Keadaan sebelumnya:" in terminal.out
    before = re.search(r"Keadaan sebelumnya: (\S+)", terminal.out)
    assert before
    assert terminal.run("pulihkan", before[1]) == 0
    assert terminal.run("cadangkan") == 0
    assert terminal.run("pulihkan", "--daftar") == 0
    assert "0 pegawai" not in terminal.out.splitlines()[0]


def test_what_is_no_backup_is_refused(terminal: Out, tmp_path: Path) -> None:
    assert terminal.run("cadangkan") == 1
    assert "tidak ada" in terminal.err
    terminal.run("impor-pegawai", STAFF)
    wrong = tmp_path / "catatan.txt"
    wrong.write_text("bukan cadangan")
    assert terminal.run("pulihkan", str(wrong)) == 1
    assert terminal.run("pulihkan", str(tmp_path / "tiada.db")) == 1
    assert "--daftar" in terminal.err
