from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from terminal import LISTED, STAFF, Out

from asn_desktop import cli
from asn_desktop.reports import rendering

ENGLISH = ("usage", "options", "positional", "show this", "error:", "required", "invalid", "argument")


def test_verify(terminal: Out, tmp_path: Path) -> None:
    terminal.issue(LISTED, tmp_path / "s.pdf", "--per-orang", str(tmp_path / "satu"))
    one = sorted((tmp_path / "satu").iterdir())[0]
    assert terminal.run("verifikasi", str(one)) == 0
    assert terminal.out.startswith("Sah. Nomor 800.1.4/0001/")
    text = rendering.read_codes(one)[0]
    assert terminal.run("verifikasi", text) == 0
    assert terminal.run("verifikasi", text[:-3] + "000") == 1
    assert terminal.out.startswith("Berubah")
    assert terminal.run("verifikasi", "halo") == 1
    assert terminal.run("verifikasi", text, "--kunci", str(one)) == 1
    assert "bukan kunci publik" in terminal.err


def test_verify_without_a_database(
    terminal: Out, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal.issue(LISTED, tmp_path / "s.pdf")
    text = rendering.read_codes(tmp_path / "s.pdf")[0]
    assert cli.main(["verifikasi", text]) == 0
    monkeypatch.setenv("ASN_DESKTOP_DATA", str(tmp_path / "kantor-lain"))
    assert cli.main(["verifikasi", text]) == 1
    assert "Kunci tidak dikenal" in capsys.readouterr().out
    assert cli.main(["--db", str(tmp_path / "x.db"), "verifikasi", text]) == 1
    assert not (tmp_path / "x.db").exists()


def test_bytes_that_are_no_text(terminal: Out, tmp_path: Path) -> None:
    terminal.issue(LISTED, tmp_path / "s.pdf")
    assert terminal.run("verifikasi", "x\udcff") == 1
    assert "bukan kode sertifikat" in terminal.out
    if os.name == "posix":
        listed = tmp_path / "daftar\udcff.xlsx"
        shutil.copy(STAFF, listed)
        assert terminal.run("impor-pegawai", str(listed)) == 1
        assert "252 baru, 37 berubah, 0 sama, 11 ditolak" in terminal.out


@pytest.mark.parametrize("url", ["mysql://x/y", "aneh://x/y", "://", "apa?.db", "postgresql://x:port/y"])
def test_databases_that_are_none(url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--db", url, "register", "--tahun", "2026", "--keluaran", str(tmp_path / "r.pdf")]) == 1
    told = capsys.readouterr().err
    assert told.startswith("asn-desktop: ")
    assert told.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_a_mistyped_place_is_said(terminal: Out, tmp_path: Path) -> None:
    assert terminal.run("register", "--tahun", "2026", "--keluaran", str(tmp_path / "r.pdf")) == 1
    assert "asn.db tidak ada" in terminal.err
    assert [*tmp_path.glob("*.db")] == []
    for target in (str(tmp_path / "lupa"), str(tmp_path), "./x"):
        assert terminal.run("verifikasi", target) == 1
        assert "tidak ada" in terminal.err


def test_the_register(terminal: Out, tmp_path: Path) -> None:
    terminal.run("impor-pegawai", STAFF)
    terminal.issue(LISTED, tmp_path / "s.pdf")
    for name in ("r.pdf", "R.XLSX"):
        assert terminal.run("register", "--tahun", "2026", "--keluaran", str(tmp_path / name)) == 0
        assert "baris:" in terminal.out
        assert (tmp_path / name).stat().st_size > 1000
    assert terminal.run("register", "--tahun", "2026", "--keluaran", str(tmp_path / "r.doc")) == 1
    assert "berakhiran .pdf atau .xlsx" in terminal.err


@pytest.mark.parametrize(
    "argv",
    [
        [],
        ["terbitkan"],
        ["impor-pegawai"],
        ["verifikasi"],
        ["verifikasi", "--kunci"],
        ["register", "--tahun", "x", "--keluaran", "y"],
        ["terbitkan-dari", "x", "--mulai", "31-02-2026"],
        ["terbitkan-dari", "x", "--mulai", "-"],
        ["terbitkan-dari", "x", "--nama", "a\udcff"],
        ["register", "--tahun", "99999999999999999999", "--keluaran", "y.pdf"],
        ["register", "--tahun", "-5", "--keluaran", "y.pdf"],
        ["selftest", "--json"],
        ["selftest", "lebih"],
        ["impor-pegawai", "x", "--json=ya"],
    ],
)
def test_misuse_is_told_in_indonesian(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(argv) == 2
    told = capsys.readouterr().err
    assert told.startswith("Pemakaian: asn-desktop")
    assert [word for word in ENGLISH if word in told.lower()] == []


@pytest.mark.parametrize(
    "command",
    ["", "contoh", "impor-pegawai", "terbitkan-dari", "verifikasi", "register", "selftest"],
)
def test_help_is_indonesian(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([*command.split(), "--help"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("Pemakaian: asn-desktop")
    assert [word for word in ENGLISH if word in told.lower()] == []


def test_selftest(terminal: Out) -> None:
    assert terminal.run("selftest") == 0
    assert "berhasil" in terminal.out


def test_the_practice_office(terminal: Out, tmp_path: Path) -> None:
    folder = tmp_path / "latihan"
    assert terminal.run("contoh", str(folder)) == 0
    assert "40 sertifikat terbit" in terminal.out
    for name in ("latihan.db", "sertifikat.pdf", "register.pdf", "register.xlsx", "pegawai-ditolak.xlsx"):
        assert str(folder / name) in terminal.out
        assert (folder / name).is_file()
    assert len(list((folder / "per-orang").iterdir())) == 40
    assert cli.practice_database([str(folder)]) == str(folder / "latihan.db")
    with closing(sqlite3.connect(folder / "latihan.db")) as made:
        assert "" not in {actor for (actor,) in made.execute("SELECT actor FROM action")}
    assert sorted(p.name for p in tmp_path.iterdir()) == ["data", "latihan"]
    assert terminal.run("contoh", str(folder)) == 0
    assert "dipakai lagi" in terminal.out
    (tmp_path / "berkas").write_text("")
    assert terminal.run("contoh", str(tmp_path / "berkas" / "dalam")) == 1
    assert "Pilih folder lain" in terminal.err


def test_the_practice_office_takes_nobodys_place(
    terminal: Out, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = tmp_path / "milik"
    (mine / "per-orang").mkdir(parents=True)
    (mine / "per-orang" / "penting.pdf").write_text("asli")
    assert terminal.run("contoh", str(mine)) == 1
    assert "sudah berisi “per-orang”" in terminal.err
    assert (mine / "per-orang" / "penting.pdf").read_text() == "asli"
    assert terminal.run("contoh", "/") == 1
    assert "Pilih folder lain" in terminal.err
    here = tmp_path / "sini"
    here.mkdir()
    (here / "catatan.txt").write_text("tetap")
    monkeypatch.chdir(here)
    assert terminal.run("contoh", ".") == 0
    assert (here / "latihan.db").is_file()
    assert (here / "catatan.txt").read_text() == "tetap"


def test_qt_is_never_imported(tmp_path: Path) -> None:
    program = (
        "import sys; from asn_desktop import cli; code = cli.main(['selftest'])\n"
        "assert not [m for m in sys.modules if m.startswith('PySide6')]; sys.exit(code)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_stopped_by_hand(terminal: Out, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("asn_desktop.cli.commands.selftest", interrupt)
    assert terminal.run("selftest") == 1
    assert terminal.err == "asn-desktop: dihentikan.\n"


def test_stopped_by_hand_while_loading() -> None:
    program = (
        "import sys\n"
        "class Stop:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name == 'asn_desktop.cli': raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Stop())\n"
        "sys.argv = ['asn-desktop', 'selftest']\n"
        "from asn_desktop.__main__ import main\n"
        "sys.exit(main())"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "asn-desktop: dihentikan.\n")
