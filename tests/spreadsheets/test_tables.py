from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_desktop.spreadsheets.cells import Cell, is_empty
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


HEAD = ["NO", "NAMA", "NIP", "GOL"]
NAMES = ["NAMA", "NIP", "GOL"]
ANA, BUDI = PEOPLE


@pytest.mark.parametrize(
    ("header", "rows", "people", "reason"),
    [
        (HEAD, [["(1)", "(2)", "(3)", "(4)"], ["1", *ANA]], [3], "nomor kolom"),
        (HEAD, [["A.", "SEKRETARIAT", "", ""], ["1", *ANA]], [3], "unit"),
        (NAMES, [["DINAS SOSIAL", "", ""], ANA], [3], "unit"),
        (["NAMA / NIP", "GOL", "JABATAN"], [["DINAS SOSIAL"], ["Ana\nNIP. 198001172008012003"]], [3], "unit"),
        (NAMES, [ANA, ["TOTAL: 1 orang", "x", ""]], [2], "jumlah"),
        (NAMES, [ANA, ["Sub Jumlah", "1", ""]], [2], "jumlah"),
        (NAMES, [ANA, NAMES, BUDI], [2, 4], "berulang"),
        (NAMES, [ANA, ["nama", "nip", "gol"], BUDI], [2, 4], "berulang"),
        (HEAD, [["1", *ANA], [], ["Mengetahui,", "", "Palembang, 2 Mei 2026", ""]], [2], "bukan"),
        (NAMES, [ANA, [], ["", "NIP. 197801172008012003", ""]], [2], "bukan"),
        (NAMES, [ANA, [], ["Drs. Cecep, M.Si.", "", ""]], [2], "bukan"),
        (NAMES, [["", "", "III/a"], ANA, BUDI], [3, 4], "unit"),
        ([*NAMES, "KET"], [["", "", "III/a", "x"], ANA, BUDI], [3, 4], "tanpa nama dan NIP"),
    ],
)
def test_who_is_nobody(header: list[str], rows: list[list[str]], people: list[int], reason: str) -> None:
    table = find_table([header, *rows])
    assert table is not None
    assert [r.number for r in table.body] == people
    assert len(table.skipped) == 1
    assert reason in table.skipped[0].reason


@pytest.mark.parametrize(
    ("header", "rows", "people"),
    [
        (HEAD, [["1", *ANA], [], ["2.", *BUDI]], [2, 4]),
        (NAMES, [ANA, [], BUDI], [2, 4]),
        (HEAD, [["1", "Totok", "", ""], ["2", "Jumlahwati", "", ""]], [2, 3]),  # outsiders without NIP
        (HEAD, [["1", "Nia", 1.98001172008012e17, ""]], [2]),
        (NAMES, [["", "198001172008012003", ""]], [2]),  # name forgotten: an error to show, not to hide
    ],
)
def test_who_is_somebody(header: list[str], rows: list[list[object]], people: list[int]) -> None:
    table = find_table([header, *rows])
    assert table is not None
    assert ([r.number for r in table.body], table.skipped) == (people, [])


def test_a_header_that_two_rows_make_together() -> None:
    rows = [["IDENTITAS", "", "JABATAN", ""], ["NAMA", "NIP", "NAMA", "TMT"], ["Ana", "1", "Lurah", "x"]]
    table = find_table(rows)
    assert table is not None
    assert table.headers == ["IDENTITAS NAMA", "IDENTITAS NIP", "JABATAN NAMA", "JABATAN TMT"]
    assert table.columns == ["name", "nip", "jabatan", "tmt_jabatan"]
    assert [r.number for r in table.body] == [3]


def test_other_words_for_another_list() -> None:
    rows = [["Hasil survei"], ["Waktu", "U1", "U2"], ["kemarin", 4.0, 3.0]]
    table = find_table(
        rows, lambda names: [n if n in {"Waktu", "U1", "U2"} else None for n in names], {"Waktu"}
    )
    assert table is not None
    assert (table.header_row, [r.number for r in table.body]) == (2, [3])


cell = st.one_of(
    st.sampled_from(["", "NO", "NAMA", "NIP", "GOL", "JUMLAH", "1", "2", "Ana", "198001172008012003"]),
    st.text(max_size=5),
    st.floats(allow_nan=False),
)


@given(st.lists(st.lists(cell, max_size=5), max_size=12))
def test_no_row_vanishes(below: list[list[Cell]]) -> None:
    table = find_table([HEAD, *below])
    assert table is not None
    seen = [r.number for r in table.body] + [s.number for s in table.skipped]
    below_header = range(2, len(below) + 2)
    filled = {n for n, row in zip(below_header, below, strict=True) if not all(is_empty(c) for c in row)}
    second = {2} if len(table.headers) and table.headers[: len(HEAD)] != HEAD else set()
    assert len(seen) == len(set(seen))
    assert filled - second == set(seen) - second


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


def test_name_and_nip_alone_are_a_list() -> None:
    table = find_table([["DAFTAR HADIR"], ["No", "Nama", "NIP"], [1.0, "Ana", "198001172008012003"]])
    assert table is not None
    assert [r.number for r in table.body] == [3]
