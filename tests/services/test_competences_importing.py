"""Lists of competence levels from Excel: errors by row, and a second time adds nothing."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import Engine

from asn_desktop.db.history import insert_rows
from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import Person, Unit
from asn_desktop.domain.errors import InvalidInput, UserError
from asn_desktop.services import competences
from asn_desktop.services.competences import Given, columns, importing
from asn_desktop.services.imports import Checked
from tests.desks import TODAY, a_person

NAMES = {"M1": "Integritas", "M2": "Kerja Sama", "M5": "Pelayanan Publik", "S1": "Perekat Bangsa"}
WIDE = ["No", "NIP", "Nama", "1. Integritas", "Kerjasama", "S1", "Tanggal Asesmen"]


@pytest.fixture
def office(program_engine: Engine) -> tuple[Engine, list[str], list[int]]:
    with writing(program_engine, "Siapkan") as s:
        s.add(Unit(id=1, name="Kecamatan Sako", name_key="kecamatan sako"))
        s.flush()
        people = [a_person(n) for n in range(1, 4)]
        made = insert_rows(s, Person, people)
    return program_engine, [str(one["nip"]) for one in people], list(made)


def bring(engine: Engine, path: Path, header: list[str], *rows: list[object], today: date = TODAY) -> Checked:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["HASIL PENILAIAN KOMPETENSI"], header, *rows):
        sheet.append(row)
    book.save(path)
    with writing(engine, "Impor") as s:
        source = importing.open_list(path, competences.names(s))
        checked = importing.check(s, source, source.fields, today)
        importing.apply(s, checked)
    return checked


def levels(engine: Engine) -> dict[int, dict[str, int]]:
    with reading(engine) as s:
        found = competences.latest(s)
    return {person: {code: one.level for code, one in held.items()} for person, held in found.items()}


def test_one_column_a_competence_and_a_second_time_nothing(
    office: tuple[Engine, list[str], list[int]], tmp_path: Path
) -> None:
    engine, nips, people = office
    rows: list[list[object]] = [
        [1, nips[0], "Contoh Nomor 1", 3, "Level 4", "2 (dua)", datetime(2026, 5, 2)],
        [2, nips[1], None, 3.0, None, "-", "02-05-2026"],
    ]
    checked = bring(engine, tmp_path / "a.xlsx", WIDE, *rows)
    assert (checked.counts.new, checked.counts.rejected) == (2, 0)
    assert levels(engine) == {people[0]: {"M1": 3, "M2": 4, "S1": 2}, people[1]: {"M1": 3}}
    again = bring(engine, tmp_path / "a.xlsx", WIDE, *rows)
    assert (again.counts.new, again.counts.same) == (0, 2)
    with reading(engine) as s:
        assert len(competences.history(s, people[0])) == 3


def test_without_a_date_today_counts_and_later_the_same_level_is_nothing_new(
    office: tuple[Engine, list[str], list[int]], tmp_path: Path
) -> None:
    engine, nips, people = office
    header: list[str] = ["NIP", "Nama Kompetensi", "Tingkat"]
    rows: list[list[object]] = [[nips[0], "integritas", 3], [nips[0], "PELAYANAN  PUBLIK", "4"]]
    checked = bring(engine, tmp_path / "b.xlsx", header, *rows)
    assert "dipakai hari ini" in checked.rows[0].problems[0].message
    later = bring(engine, tmp_path / "b.xlsx", header, *rows, today=date(2026, 12, 3))
    assert (later.counts.new, later.counts.same) == (0, 2)
    assert levels(engine) == {people[0]: {"M1": 3, "M5": 4}}


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (["{0}", "", 6, 3, "", ""], "Integritas “6” bukan tingkat. Tulis bilangan 1 sampai 5."),
        (["{0}", "", "baik", 3, "", ""], "Integritas “baik” bukan tingkat"),
        (["{0}", "", 2.5, 3, "", ""], "Integritas “2.5” bukan tingkat"),
        (["199001012020121009", "", 3, 3, "", ""], "tidak dikenal"),
        (["19900101", "", 3, 3, "", ""], "seharusnya 18"),
        (["{0}", "", "", "", "", ""], "tidak ada tingkat satu pun"),
        (["{0}", "", 3, 3, "", "01-01-2027"], "tidak mungkin sebagai tanggal penilaian"),
        (["{0}", "", 3, 3, "", "30-11-2026"], "belum lewat"),
    ],
)
def test_a_wrong_row_is_kept_out_whole_and_named(
    office: tuple[Engine, list[str], list[int]], tmp_path: Path, row: list[object], words: str
) -> None:
    engine, nips, _people = office
    cells = [nips[0] if cell == "{0}" else cell for cell in row]
    checked = bring(engine, tmp_path / "c.xlsx", WIDE, [1, *cells])
    (found,) = checked.rows
    assert found.action == "ditolak"
    assert any(words in problem.message and "Baris 3" in problem.message for problem in found.problems)
    assert levels(engine) == {}


def test_doubles_and_differences_are_told(
    office: tuple[Engine, list[str], list[int]], tmp_path: Path
) -> None:
    engine, nips, people = office
    day = date(2026, 5, 2)
    with writing(engine, "Catat") as s:
        competences.record(s, Given(people[0], "M1", 2, day, "asesmen"))
        competences.record(s, Given(people[0], "M2", 2, day, "impor"))
    rows: list[list[object]] = [
        [1, nips[0], "Orang Lain", 3, 4, "", day],
        [2, nips[0], "", 5, "", "", day],
    ]
    checked = bring(engine, tmp_path / "d.xlsx", WIDE, *rows)
    told = [problem.message for row in checked.rows for problem in row.problems]
    assert any("NIP ini milik" in words for words in told)
    assert any("Kerja Sama per 02-05-2026 tercatat 2, menjadi 4" in words for words in told)
    assert any("sudah ada di baris 3" in words for words in told)
    assert levels(engine)[people[0]] == {"M1": 3, "M2": 4}
    with reading(engine) as s:
        kept = {(one.competence, one.source, one.level) for one in competences.history(s, people[0])}
    assert kept == {("M1", "asesmen", 2), ("M1", "impor", 3), ("M2", "impor", 4)}


def test_a_competence_nobody_knows_is_named(
    office: tuple[Engine, list[str], list[int]], tmp_path: Path
) -> None:
    engine, nips, _people = office
    header = ["NIP", "Kompetensi", "Level"]
    checked = bring(engine, tmp_path / "e.xlsx", header, [nips[0], "Sihir", 3], [nips[0], "Integritas", ""])
    told = [row.problems[0].message for row in checked.rows]
    assert told[0] == "Baris 3: kompetensi “Sihir” tidak dikenal. Betulkan."
    assert told[1] == "Baris 4: tingkat Integritas kosong. Isi 1 sampai 5."


def test_a_list_of_something_else_is_refused(
    office: tuple[Engine, list[str], list[int]], tmp_path: Path
) -> None:
    engine, nips, _people = office
    with pytest.raises(UserError, match="tidak memuat tingkat kompetensi"):
        bring(engine, tmp_path / "f.xlsx", ["Barang", "Jumlah", "Harga"], ["Kursi", 1, 2])
    with pytest.raises(InvalidInput, match="Belum ada kolom kompetensi"):
        bring(engine, tmp_path / "g.xlsx", ["NIP", "Nama", "Tanggal", "Alamat"], [nips[0], "A", "", "B"])


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        (["nip", "M1"], ""),
        (["nip", "competence", "level"], ""),
        (["nip", "competence"], "Belum ada kolom kompetensi"),
        (["M1"], "Belum ada kolom NIP"),
        (["nip", "M1", "M1"], "Dipilih untuk lebih dari satu kolom: Integritas"),
    ],
)
def test_what_the_columns_lack_is_said(fields: list[str | None], words: str) -> None:
    assert importing.missing(fields, NAMES).startswith(words)
    assert bool(importing.missing(fields, NAMES)) == bool(words)


def test_columns_are_known_by_name_and_code() -> None:
    given = ["NIP Baru", "3. KERJA-SAMA", "Integritas", "integritas", "s1", "Total", "Tgl", "Nilai"]
    assert columns.assign(NAMES)(given) == ["nip", "M2", "M1", None, "S1", None, "noted_on", "level"]
