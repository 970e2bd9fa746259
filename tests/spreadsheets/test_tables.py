from collections import Counter
from pathlib import Path

import pytest

from asn_desktop.spreadsheets.reading import read
from asn_desktop.spreadsheets.tables import find_table

PEOPLE = [["Ana", "198001172008012003", "III/d"], ["Budi", "198001172008011004", "III/c"]]


def test_header_below_a_letterhead() -> None:
    table = find_table([["DAFTAR PEGAWAI"], [], ["NAMA", "NIP", "GOL."], *PEOPLE])
    assert table is not None
    assert (table.header_row, table.columns) == (3, ["name", "nip", "golongan"])
    assert [r.number for r in table.body] == [4, 5]


def test_two_merged_header_rows_numbers_repeats_and_totals() -> None:
    top, low = ["NO", "NAMA / NIP", "PANGKAT", "", "JABATAN"], ["", "", "GOL", "TMT", ""]
    rows = [
        top,
        low,
        [1.0, 2.0, 3.0, 4.0, 5.0],
        ["DINAS SOSIAL", "", "", "", ""],
        [1.0, "Ana\nNIP. 1", "III/d", "", "Lurah"],
        top,
        low,
        [2.0, "Budi\nNIP. 2", "III/d", "", "Lurah"],
        ["", "JUMLAH: 2 ORANG", "", "", ""],
    ]
    table = find_table(rows)
    assert table is not None
    assert table.columns == [None, "name_nip", "golongan", "tmt_golongan", "jabatan"]
    assert [r.number for r in table.body] == [5, 8]
    assert [s.number for s in table.skipped] == [3, 4, 6, 7, 9]
    assert all(s.reason for s in table.skipped)


def test_signature_below_the_table_is_nobody() -> None:
    rows = [["NO", "NAMA", "NIP", "GOL"], ["1", "Ana", "-", ""], [], ["", "", "Palembang, 2 Mei 2026", ""]]
    rows += [["", "Kepala Bidang", "", ""]]
    table = find_table(rows)
    assert table is not None
    assert [r.number for r in table.body] == [2]
    assert [s.number for s in table.skipped] == [4, 5]


@pytest.mark.parametrize(
    "rows", [[], [["a", "b"]], [["NO", "KEGIATAN", "KET"]], [[]] * 20 + [["NAMA", "NIP", "GOL"]]]
)
def test_no_table(rows: list[list[str]]) -> None:
    assert find_table(rows) is None


@pytest.mark.parametrize(
    ("name", "header", "people", "skipped"),
    [
        ("pegawai_siasn.xlsx", 1, 15907, 0),
        ("duk.xlsx", 4, 400, 188),
        ("nominatif_lama.csv", 1, 500, 0),
        ("peserta_pelatihan.xlsx", 4, 42, 2),
        ("peserta_lama.xls", 1, 30, 0),
    ],
)
def test_the_sample_lists(shared_data: Path, name: str, header: int, people: int, skipped: int) -> None:
    table = find_table(read(shared_data / name)[0].rows)
    assert table is not None
    assert (table.header_row, len(table.body), len(table.skipped)) == (header, people, skipped)
    assert not Counter(r.number for r in table.body) & Counter(s.number for s in table.skipped)
