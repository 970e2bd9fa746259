"""Writing a checked list: one undo step, or nothing; and the list that goes back."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select
from staff_lists import ANA, BUDI, HEADER, checked, imported, opened, write

from asn_desktop.db import undo
from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import Action, ColumnMapping, Person, Unit
from asn_desktop.domain.errors import Cancelled, UserError
from asn_desktop.services import imports


def count(engine: Engine, table: type) -> int:
    with reading(engine) as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_one_action_one_undo_step(engine: Engine, tmp_path: Path) -> None:
    counts = imported(engine, opened(tmp_path, ANA, BUDI))
    assert (counts.new, count(engine, Person), count(engine, Unit), count(engine, Action)) == (2, 2, 2, 1)
    with writing(engine, "Batalkan") as session:
        undo.undo_last(session)
    assert (count(engine, Person), count(engine, Unit)) == (0, 0)
    with writing(engine, "Ulangi") as session:
        undo.redo_last(session)
    assert count(engine, Person) == 2
    assert checked(engine, opened(tmp_path, ANA, BUDI)).counts.same == 2


def test_what_is_written(engine: Engine, tmp_path: Path) -> None:
    imported(engine, opened(tmp_path, ANA | {"NAMA": "ANA SARI"}))
    with reading(engine) as session:
        person, unit = session.execute(select(Person, Unit).join(Unit, Unit.id == Person.unit_id)).one()
    assert (person.name, person.name_key, person.gelar_belakang) == ("Ana Sari", "ana sari", "S.E.")
    assert (person.nip, person.status, person.sex, person.golongan) == (
        "198001172008012003",
        "PNS",
        "P",
        "III/d",
    )
    assert (person.archived, person.version, person.note) == (False, 1, "")
    assert unit.name == "Kecamatan Sako"


def test_an_update_changes_only_what_differs(engine: Engine, tmp_path: Path) -> None:
    imported(engine, opened(tmp_path, ANA, BUDI))
    imported(engine, opened(tmp_path, ANA | {"GOL": "IV/a"}, BUDI | {"NAMA": "Budi Hartono Jaya"}))
    with reading(engine) as session:
        rows = session.execute(select(Person.name, Person.name_key, Person.golongan, Person.jabatan)).all()
    assert [tuple(r) for r in rows] == [
        ("Ana Sari", "ana sari", "IV/a", "Lurah"),
        ("Budi Hartono Jaya", "budi hartono jaya", "III/d", "Lurah"),
    ]
    with writing(engine, "Batalkan") as session:
        undo.undo_last(session)
    assert checked(engine, opened(tmp_path, ANA, BUDI)).counts.same == 2


def test_units_stand_below_the_one_the_list_names(engine: Engine, tmp_path: Path) -> None:
    header = (*HEADER, "SATUAN KERJA INDUK NAMA")
    city = {"SATUAN KERJA INDUK NAMA": "Pemerintah Kota Contoh"}
    imported(engine, opened(tmp_path, ANA | city, BUDI | city, header=header))
    with reading(engine) as session:
        parents = {row.name: row.parent_id for row in session.execute(select(Unit.name, Unit.parent_id))}
        top = session.scalar(select(Unit.id).where(Unit.name == "Pemerintah Kota Contoh"))
    assert parents == {"Pemerintah Kota Contoh": None, "Kecamatan Sako": top, "Dinas Sosial": top}


def test_cancelled_means_nothing_was_written(engine: Engine, tmp_path: Path) -> None:
    found = checked(engine, opened(tmp_path, ANA, BUDI))
    with pytest.raises(Cancelled), writing(engine, "Impor") as session:
        imports.apply(session, found, lambda done, total, _: done < total)
    assert (count(engine, Person), count(engine, Unit), count(engine, Action)) == (0, 0, 0)


def test_a_list_checked_before_the_data_changed_is_refused(engine: Engine, tmp_path: Path) -> None:
    source = opened(tmp_path, ANA)
    stale = checked(engine, source)
    imported(engine, source)
    with pytest.raises(UserError, match="berubah sejak"), writing(engine, "Impor") as session:
        imports.apply(session, stale)
    later = checked(engine, opened(tmp_path, ANA | {"GOL": "IV/a"}))
    with writing(engine, "Ubah") as session:
        session.scalars(select(Person)).one().jabatan = "Camat"
    with pytest.raises(UserError, match="berubah sejak"), writing(engine, "Impor") as session:
        imports.apply(session, later)


def test_the_list_that_goes_back_can_come_again(engine: Engine, tmp_path: Path) -> None:
    source = opened(
        tmp_path, ANA | {"NIP": 198001172008012003, "NAMA": "+62 Ana"}, BUDI, ANA | {"GOL": "V/x"}
    )
    found = checked(engine, source)
    out = tmp_path / "ditolak.xlsx"
    assert imports.rejected_list(found, source, out) == 2

    back = imports.open_list(out)
    assert back.headers == ["Baris", "Alasan", *HEADER]
    assert back.fields == [None, None, *source.fields]
    assert [row.cells[0] for row in back.table.body] == ["2", "4"]
    assert "digit" in str(back.table.body[0].cells[1])
    assert "V/x" in str(back.table.body[1].cells[1])
    assert back.table.body[0].cells[3] == "+62 Ana"
    again = checked(engine, back)
    assert again.counts.errors == {"nip_number_precision_lost": 1, "golongan_unknown": 1}
    fixed = {(2, "nip"): "198001172008012008", (3, "golongan"): "III/c"}
    assert checked(engine, back, edits=fixed).counts.new == 2


def test_the_list_that_goes_back_into_a_folder_that_is_not_there(engine: Engine, tmp_path: Path) -> None:
    source = opened(tmp_path, ANA | {"NIP": "1"})
    with pytest.raises(UserError):
        imports.rejected_list(checked(engine, source), source, tmp_path / "tidak" / "ada" / "x.xlsx")


def test_columns_are_remembered_by_header(engine: Engine, tmp_path: Path) -> None:
    source = opened(tmp_path, ANA | {"NIP": "1"}, BUDI)
    mine = ["note" if field == "jabatan" else field for field in source.fields]
    for fields in (source.fields, mine):
        with writing(engine, "Kolom") as session:
            imports.remember_fields(session, "pegawai", source.headers, fields)
    assert count(engine, ColumnMapping) == 1
    out = tmp_path / "ditolak.xlsx"
    imports.rejected_list(checked(engine, source), source, out)
    with reading(engine) as session:
        assert imports.remembered_fields(session, "pegawai", [h.lower() for h in source.headers]) == mine
        assert imports.remembered_fields(session, "peserta", source.headers) is None
        assert imports.remembered_fields(session, "pegawai", source.headers[1:]) is None
        back = imports.remembered_fields(session, "pegawai", imports.open_list(out).headers)
    assert back == [None, None, *mine]
    assert imports.open_list(out, remembered=back).fields == back


def test_samples_and_sheets(tmp_path: Path) -> None:
    source = opened(tmp_path, ANA, BUDI)
    assert source.samples[HEADER.index("UNIT KERJA")] == ["Kecamatan Sako", "Dinas Sosial"]
    assert source.sheets == [source.sheet]
    assert imports.open_list(source.path, sheet=source.sheet).fields == source.fields


def test_a_list_without_header_or_people(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="kepala tabel"):
        imports.open_list(write(tmp_path / "a.xlsx", header=("Judul", "Lain")))
    with pytest.raises(UserError, match="satu orang pun"):
        imports.open_list(write(tmp_path / "b.xlsx"))
