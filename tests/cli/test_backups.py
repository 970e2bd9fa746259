from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QLockFile
from terminal import STAFF, Out

from asn_desktop.services.backups import second


def test_before_an_import_a_backup_that_can_be_taken_up_again(terminal: Out, tmp_path: Path) -> None:
    terminal.run("impor-pegawai", STAFF)
    assert terminal.run("pulihkan", "--daftar") == 0
    (line,) = terminal.out.splitlines()
    assert "Sebelum impor" in line
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


def test_by_its_number_and_with_a_copy_elsewhere(terminal: Out, tmp_path: Path) -> None:
    terminal.run("impor-pegawai", STAFF)
    (tmp_path / "stik").mkdir()
    assert terminal.run("cadangkan", "--ke", str(tmp_path / "stik")) == 0
    (copy,) = (tmp_path / "stik").iterdir()
    assert f"Salinannya: {copy}" in terminal.out
    assert terminal.run("pulihkan", "1") == 0
    assert terminal.run("pulihkan", "--daftar") == 0
    assert [line.split()[0] for line in terminal.out.splitlines()] == ["3", "2", "1"]
    assert "Sebelum pemulihan" in terminal.out.splitlines()[0]
    assert terminal.run("pulihkan", str(copy)) == 0
    assert terminal.run("pulihkan", "77") == 1
    assert "--daftar" in terminal.err
    assert terminal.run("cadangkan", "--ke", str(tmp_path / "tiada")) == 1
    assert "tidak ada" in terminal.err


def test_a_database_open_in_a_window_is_not_restored_under_it(terminal: Out, tmp_path: Path) -> None:
    terminal.run("impor-pegawai", STAFF)
    lock = QLockFile(str(tmp_path / "asn.db.lock"))
    assert lock.tryLock(0)
    assert terminal.run("pulihkan", "1") == 1
    assert "sedang dibuka" in terminal.err
    lock.unlock()
    assert terminal.run("pulihkan", "1") == 0
    gone = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True
    )
    (tmp_path / "asn.db.lock").write_bytes(gone.stdout + b"asn-desktop\nkantor\n")  # left by a crash
    assert terminal.run("pulihkan", "1") == 0


def test_a_sealed_backup_asks_for_its_words(
    terminal: Out, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal.run("impor-pegawai", STAFF)
    (tmp_path / "stik").mkdir()
    second.choose(tmp_path / "asn.db", tmp_path / "stik", "kuda baterai staples benar")
    assert terminal.run("cadangkan") == 0
    (sealed,) = (tmp_path / "stik").glob("asn-*.db.age")
    monkeypatch.setattr("getpass.getpass", lambda _ask: "yang lain sama sekali")
    assert terminal.run("pulihkan", str(sealed)) == 1
    assert "Kata sandi" in terminal.err
    monkeypatch.setattr("getpass.getpass", lambda _ask: "kuda baterai staples benar")
    assert terminal.run("pulihkan", str(sealed)) == 0
    (tmp_path / "stik").rename(tmp_path / "laci")
    assert terminal.run("cadangkan") == 1
    assert "tidak terpasang" in terminal.err
    assert "Cadangan dibuat" in terminal.out


def test_commands_refuse_a_damaged_database_in_the_words_of_the_window(terminal: Out, tmp_path: Path) -> None:
    terminal.run("impor-pegawai", STAFF)
    database = tmp_path / "asn.db"
    damaged = b"\0" * 100 + database.read_bytes()[100:]
    database.write_bytes(damaged)
    assert terminal.run("register", "--tahun", "2026", "--keluaran", str(tmp_path / "r.xlsx")) == 1
    assert "awal berkasnya tertimpa. Berkas itu tidak diubah." in terminal.err
    assert "asn-desktop pulihkan --daftar" in terminal.err
    assert database.read_bytes() == damaged
