from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import openpyxl
import pytest
from terminal import LISTED, STAFF, Out

from asn_desktop.reports import rendering
from asn_desktop.services import database, printing


def test_a_staff_list(terminal: Out, tmp_path: Path) -> None:
    assert terminal.run("impor-pegawai", STAFF, "--tolak", str(tmp_path / "tolak.xlsx"), "--json") == 1
    told = json.loads(terminal.out)
    assert told == {
        "rows": 300,
        "imported": 289,
        "new": 289,
        "changed": 0,
        "same": 0,
        "rejected": 11,
        "errors": told["errors"],
        "warnings": told["warnings"],
    }
    assert sum(told["errors"].values()) == 11
    assert set(told["errors"]) == {
        "nip_sex",
        "nip_length",
        "nip_number_precision_lost",
        "nip_duplicate_in_file",
        "nip_birth_date",
    }
    book = openpyxl.load_workbook(tmp_path / "tolak.xlsx")
    assert book.worksheets[0].max_row >= 12
    book.close()
    assert terminal.run("impor-pegawai", STAFF) == 1
    assert "0 baru, 0 berubah, 289 sama, 11 ditolak" in terminal.out
    assert len(terminal.out.splitlines()) == 12


def test_from_a_list_to_certificates(terminal: Out, tmp_path: Path) -> None:
    terminal.run("impor-pegawai", STAFF)
    out = tmp_path / "s.pdf"
    assert terminal.issue(LISTED, out, "--per-orang", str(tmp_path / "satu")) == 1
    told = json.loads(terminal.out)
    assert (told["listed"], told["people"], told["issued"]) == (42, 41, 40)
    assert [left["row"] for left in told["left_out"]] == [11, 46]
    assert "baris 8" in told["left_out"][1]["reason"]
    assert told["numbers"] == [f"800.1.4/{n}/BKPSDM-III/2026" for n in ("0001", "0040")]
    assert told["pdf"] == str(out)
    assert told["sha256"] == hashlib.sha256(out.read_bytes()).hexdigest()
    assert printing.page_count(out) == 80
    assert len(list((tmp_path / "satu").iterdir())) == 40
    assert "Nomor: 800.1.4/0001/BKPSDM-III/2026" in rendering.page_text(out, 0)

    assert terminal.issue(LISTED, tmp_path / "lagi.pdf") == 1
    told = json.loads(terminal.out)
    assert (told["issued"], told["numbers"], told["pdf"]) == (0, [], None)
    assert len(told["left_out"]) == 42
    assert not (tmp_path / "lagi.pdf").exists()
    assert "Tidak ada sertifikat yang dapat diterbitkan" in terminal.err


def test_strangers_only_and_all_done(terminal: Out, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (
        ("No", "Nama", "NIP", "Unit Kerja", "Nilai", "Keterangan"),
        (1, "<S.H.> A'yun", "198001172008012003", "Dinas Contoh", "", ""),
        (2, "Orang Luar", "-", "Masyarakat", "", ""),
    ):
        sheet.append(row)
    book.save(tmp_path / "kecil.xlsx")
    book.close()
    args = ["--nama", "Uji", "--mulai", "03-11-2026", "--selesai", "03-11-2026", "--jp", "4"]
    args += [
        "--template",
        "STTP",
        "--penandatangan",
        "Nama Contoh|Kepala",
        "--keluaran",
        str(tmp_path / "k.pdf"),
    ]
    assert terminal.run("terbitkan-dari", str(tmp_path / "kecil.xlsx"), *args) == 0
    assert terminal.out.startswith("2 sertifikat terbit, nomor 800.1.4/0001/BKPSDM-III/2026 s.d.")
    text = rendering.page_text(tmp_path / "k.pdf", 0)
    assert "SURAT TANDA TAMAT PELATIHAN" in text
    assert "<S.H.> A'yun" in text


def test_an_office_without_signatory_gets_a_line_to_fill_in(terminal: Out, tmp_path: Path) -> None:
    """A new database and the options of the help, nothing else: the usual first try."""
    out = tmp_path / "s.pdf"
    args = ["--nama", "Uji", "--mulai", "2026-11-03", "--selesai", "2026-11-06", "--jp", "32"]
    assert terminal.run("terbitkan-dari", LISTED, *args, "--keluaran", str(out), "--json") == 1
    assert json.loads(terminal.out)["issued"] == 40
    assert "diisi tangan" in terminal.err
    page = rendering.page_text(out, 0)
    assert "Kepala Badan," in page
    assert "............" in page
    assert terminal.run("terbitkan-dari", LISTED, *args, "--keluaran", str(out), "--json") == 1
    assert json.loads(terminal.out)["issued"] == 0


@pytest.mark.parametrize(
    ("option", "value", "words"),
    [
        ("--jp", "0", "JP harus antara 1 dan 900"),
        ("--jp", "1000", "JP harus antara 1 dan 900"),
        ("--selesai", "02-11-2026", "Tanggal selesai tidak boleh sebelum"),
        ("--nama", " ", "Nama pelatihan harus diisi"),
        ("--template", "piagam", "Pilih salah satu: sertifikat, sttp"),
        ("--penandatangan", "", "Penanda tangan belum dipilih"),
        ("--penandatangan", "Siti", "Jabatan penanda tangan harus diisi"),
        ("--keluaran", "/tidak/ada/s.pdf", "Pilih folder lain"),
    ],
)
def test_nothing_half_done(terminal: Out, tmp_path: Path, option: str, value: str, words: str) -> None:
    assert terminal.issue(LISTED, tmp_path / "s.pdf", option, value) == 1
    assert words in terminal.err
    assert terminal.err.count("\n") == 1
    assert terminal.out == ""
    assert not (tmp_path / "s.pdf").exists()
    assert terminal.run("register", "--tahun", "2026", "--keluaran", str(tmp_path / "r.pdf")) == 0
    assert "0 baris" in terminal.out


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("kosong.xlsx", b""),
        ("bukan.xlsx", b"\xd0\xcf\x11\xe0 bukan"),
        ("tanpa-kepala.csv", b"satu;dua\n1;2\n"),
        ("daftar.txt", b"Nama;NIP\n"),
    ],
)
@pytest.mark.parametrize("command", ["impor-pegawai", "terbitkan-dari"])
def test_lists_that_are_none(terminal: Out, tmp_path: Path, command: str, name: str, content: bytes) -> None:
    listed = tmp_path / name
    listed.write_bytes(content)
    code = (
        terminal.run(command, str(listed))
        if command[0] == "i"
        else terminal.issue(str(listed), tmp_path / "o.pdf")
    )
    assert code == 1
    assert name in terminal.err
    assert "Traceback" not in terminal.err


def test_no_output_takes_the_place_of_what_is_read(terminal: Out, tmp_path: Path) -> None:
    listed, base = tmp_path / "daftar.xlsx", tmp_path / "asn.db"
    shutil.copy(STAFF, listed)
    database.open_database(f"sqlite:///{base}").dispose()
    before = listed.read_bytes(), base.read_bytes()
    (tmp_path / "sama.xlsx").hardlink_to(listed)
    for out in (listed, tmp_path / "x" / ".." / "daftar.xlsx", tmp_path / "sama.xlsx"):
        assert terminal.run("impor-pegawai", str(listed), "--tolak", str(out)) == 1
        assert "adalah daftar yang dibaca, jadi tidak ditimpa" in terminal.err
        assert terminal.issue(str(listed), out) == 1
        assert "adalah daftar yang dibaca" in terminal.err
    assert terminal.issue(str(listed), base) == 1
    assert "adalah basis data" in terminal.err
    assert terminal.issue(str(listed), tmp_path / "s.docx") == 1
    assert "harus berakhiran .pdf" in terminal.err
    assert (listed.read_bytes(), base.read_bytes()) == before
    assert terminal.run("impor-pegawai", STAFF) == 1
    assert "289 baru" in terminal.out


def test_no_import_without_the_list_of_what_was_rejected(terminal: Out, tmp_path: Path) -> None:
    assert terminal.run("impor-pegawai", STAFF, "--tolak", str(tmp_path / "tidak-ada" / "t.xlsx")) == 1
    assert "Pilih folder lain" in terminal.err
    assert terminal.out == ""
    assert terminal.run("impor-pegawai", STAFF) == 1
    assert "289 baru" in terminal.out


def test_no_file_bears_a_number_that_was_not_kept(
    terminal: Out, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stopped when all is drawn, just before the commit."""
    folder = tmp_path / "satu"

    def interrupt(*_: object, **__: object) -> None:
        assert len(list(folder.rglob("*.pdf"))) == 40
        raise KeyboardInterrupt

    terminal.run("impor-pegawai", STAFF)
    with monkeypatch.context() as patch:
        patch.setattr("asn_desktop.db.history.close", interrupt)
        assert terminal.issue(LISTED, tmp_path / "s.pdf", "--per-orang", str(folder)) == 1
    assert "dihentikan" in terminal.err
    assert not folder.exists()
    assert not (tmp_path / "s.pdf").exists()
    (tmp_path / "berkas").write_text("")
    assert terminal.issue(LISTED, tmp_path / "s.pdf", "--per-orang", str(tmp_path / "berkas")) == 1
    assert "adalah berkas, bukan folder" in terminal.err
    assert terminal.issue(LISTED, tmp_path / "s.pdf", "--per-orang", str(folder)) == 1
    assert json.loads(terminal.out)["numbers"][0] == "800.1.4/0001/BKPSDM-III/2026"
    assert len(list(folder.iterdir())) == 40


def test_a_missing_list(terminal: Out, tmp_path: Path) -> None:
    assert terminal.run("impor-pegawai", str(tmp_path / "tidak-ada.xlsx")) == 1
    assert "tidak-ada.xlsx" in terminal.err
