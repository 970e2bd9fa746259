from __future__ import annotations

from pathlib import Path

from terminal import STAFF, Out


def test_everything_out_and_in_again(terminal: Out, tmp_path: Path) -> None:
    assert terminal.run("impor-pegawai", STAFF) in (0, 1)
    path, new = tmp_path / "semua.zip", tmp_path / "baru.db"
    assert terminal.run("ekspor-semua", str(path)) == 0
    assert "tabel" in terminal.out
    again = Out(terminal._captured, new)
    assert again.run("impor-arsip", str(path)) == 0
    assert "riwayatnya utuh" in again.out
    assert again.run("impor-arsip", str(path)) == 1
    assert "tidak ditimpa" in again.err
    assert terminal.run("ekspor-semua", str(tmp_path / "semua.rar")) == 1
    assert "harus berakhiran .zip" in terminal.err


def test_the_database_may_be_named_after_the_command(terminal: Out, tmp_path: Path) -> None:
    """As the text inside every archive says it."""
    path, new = str(tmp_path / "semua.zip"), tmp_path / "baru.db"
    assert terminal.run("impor-pegawai", STAFF) in (0, 1)
    assert terminal.run("ekspor-semua", path) == 0
    assert terminal.run("impor-arsip", path, "--db", str(new)) == 0
    assert new.is_file()


def test_confidential_notes_go_along_only_for_administrators(terminal: Out, tmp_path: Path) -> None:
    path = tmp_path / "semua.zip"
    assert terminal.run("impor-pegawai", STAFF) in (0, 1)
    assert terminal.run("ekspor-semua", str(path), "--sertakan-catatan-rahasia") == 1
    assert "administrator mentoring" in terminal.err
    assert not path.exists()
