from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from terminal import LISTED, Out

from asn_desktop import cli
from asn_desktop.reports import rendering


def test_good_and_not_good(terminal: Out, tmp_path: Path) -> None:
    terminal.issue(LISTED, tmp_path / "s.pdf")
    assert terminal.run("periksa") == 0
    assert "Semua data baik." in terminal.out
    assert terminal.err == "", "nobody is looking"
    with closing(sqlite3.connect(tmp_path / "asn.db")) as db, db:
        db.execute("UPDATE certificate SET name = 'Orang Lain' WHERE id = 1")
    assert terminal.run("periksa", "--laporan", str(tmp_path / "laporan.xlsx")) == 1
    assert "Nama: menurut riwayat “" in terminal.out
    assert "sekarang “Orang Lain”" in terminal.out
    assert (tmp_path / "laporan.xlsx").is_file()
    assert terminal.run("periksa", "--json") == 1
    told = json.loads(terminal.out)
    assert told["good"] is False
    assert told["findings"][0]["table"] == "certificate"


def test_the_foot_of_the_register_is_compared(terminal: Out, tmp_path: Path) -> None:
    terminal.issue(LISTED, tmp_path / "s.pdf")
    assert terminal.run("register", "--tahun", "2026", "--keluaran", str(tmp_path / "r.pdf")) == 0
    foot = rendering.page_text(tmp_path / "r.pdf", 0).partition("tindakan ke-")[2]
    number, _, rest = foot.partition(", kode ")
    assert terminal.run("periksa", "--jejak", number, rest[:19]) == 0
    assert terminal.out.startswith("Cocok: ")
    assert terminal.run("periksa", "--jejak", number, rest[:18] + "x") == 1
    assert "16 angka dan huruf" in terminal.err
    assert terminal.run("periksa", "--json", "--jejak", "9.999", rest[:19]) == 1
    assert json.loads(terminal.out)["matches"] is False


def test_there_must_be_something_to_check(
    terminal: Out, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert terminal.run("periksa") == 1
    assert "tidak ada" in terminal.err
    assert not (tmp_path / "asn.db").exists()
    assert cli.main(["periksa"]) == 1
    assert "Belum ada basis data" in capsys.readouterr().err
