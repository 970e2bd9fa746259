"""Every kind of damage done to the file past the program is found and named in words."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from damage import checked, damage, file_of, found, make_office
from desks import NOW, Desk

from asn_desktop.db import chain
from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import Person
from asn_desktop.domain.errors import Cancelled
from asn_desktop.services import anchors, backups, checks, numbers


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("ASN_DESKTOP_DATA", str(tmp_path / "data"))
    desk = make_office(tmp_path)
    yield desk
    desk.engine.dispose()


def test_what_the_program_did_is_good(office: Desk) -> None:
    told: list[tuple[int, int, str]] = []

    def progress(done: int, total: int, text: str) -> bool:
        told.append((done, total, text))
        return True

    with reading(office.engine) as s:
        report = checks.run(s, NOW, progress)
        assert report.good
        assert report.findings == ()
        assert report.anchored
        assert checks.last(anchors.last_check(s)) == "Terakhir diperiksa 24-11-2026 10.30: semua baik."
    assert [p.title for p in report.parts] == list(dict.fromkeys(step[2] for step in told))
    assert told == sorted(told, key=lambda step: step[0])
    assert told[-1][0] == told[-1][1]
    assert "Semua data baik." in checks.text(report)


@pytest.mark.parametrize("after", range(9))
def test_it_can_be_stopped_at_every_part(office: Desk, after: int) -> None:
    seen: set[str] = set()

    def progress(_done: int, _total: int, text: str) -> bool:
        seen.add(text)
        return len(seen) <= after

    with reading(office.engine) as s:
        with pytest.raises(Cancelled):
            checks.run(s, NOW, progress)
        assert anchors.last_check(s) is None


def test_a_changed_field_is_named_with_record_and_both_values(office: Desk) -> None:
    (one,) = found(office, "UPDATE person SET golongan = 'IV/a', nip = NULL WHERE id = 1")[:1]
    every = [f.what for f in found(office)]
    assert one.part == "Isi data"
    assert one.record == "Ir. Contoh Nomor 1, S.T."
    assert one.key == ("person", 1)
    assert any("Golongan: menurut riwayat “" in what and "sekarang “" in what for what in every)
    assert any("NIP: menurut riwayat “19800117 200801 2 001”, sekarang “kosong”" in what for what in every)


def test_nonsense_in_a_field_is_told_all_the_same(office: Desk) -> None:
    found_ = found(
        office,
        "UPDATE person SET birth_date = 'kemarin' WHERE id = 1",
        "UPDATE event SET ends_on = 'lusa'",
        "UPDATE setting SET value = 'rusak' WHERE id = 1",
    )
    assert any("sekarang “kemarin”" in f.what for f in found_)
    assert any(f.record == "Kegiatan nomor 1" and "sekarang “lusa”" in f.what for f in found_)


def test_a_deleted_row_is_named_as_it_was(office: Desk) -> None:
    (one,) = [f for f in found(office, "DELETE FROM person WHERE id = 3") if f.part == "Isi data"]
    assert one.record == "Hasan Contoh"
    assert "tidak pernah dihapus lewat program" in one.what


def test_an_inserted_row_is_named(office: Desk) -> None:
    copy = "INSERT INTO unit VALUES ('Unit gaib', 'unit gaib', '', NULL, 0, 9)"
    (one,) = found(office, copy)
    assert one.record == "Unit gaib"
    assert "tidak pernah dimasukkan lewat program" in one.what


def test_a_changed_trail_is_named_by_its_action(office: Desk) -> None:
    (one, *_) = found(office, "UPDATE action SET actor = 'orang lain' WHERE label = 'Terbitkan sertifikat'")
    assert one.part == "Rantai riwayat"
    assert "“Terbitkan sertifikat” (24-11-2026 10.30)" in one.what


def test_swapped_actions_are_named(office: Desk) -> None:
    swap = [
        f"UPDATE {table} SET {key} = {new} WHERE {key} = {old}"
        for table, key in (("action", "id"), ("change", "action_id"), ("touched", "action_id"))
        for old, new in ((2, -1), (3, 2), (-1, 3))
    ]
    records = [f.record for f in found(office, *swap) if f.part == "Rantai riwayat"]
    assert records == ["Tindakan ke-2", "Tindakan ke-3", "Tindakan ke-4"]


CUT = [
    f"DELETE FROM {table} WHERE {key} > 3"
    for table, key in (("change", "action_id"), ("touched", "action_id"), ("action", "id"))
]


def test_a_cut_tail_is_found_by_what_was_noted_outside(office: Desk) -> None:
    with reading(office.engine) as s:
        anchors.note(s, NOW, anchors.CLOSED)
    (one,) = [f for f in found(office, *CUT) if f.part == "Jangkar riwayat"]
    assert "Riwayat berakhir di tindakan ke-3, padahal saat basis data ditutup" in one.what
    assert "sudah sampai tindakan ke-6" in one.what


def test_a_cut_tail_is_found_by_a_backup(office: Desk) -> None:
    made = backups.make(file_of(office), backups.MANUAL, NOW)
    (one,) = [f for f in found(office, *CUT) if f.part == "Jangkar riwayat"]
    assert f"dalam cadangan “{made.path.name}” sudah sampai tindakan ke-6" in one.what


def test_a_trail_written_anew_is_found_too(office: Desk) -> None:
    backups.make(file_of(office), backups.MANUAL, NOW)
    damage(office, *CUT, "DELETE FROM certificate", "DELETE FROM register_number")
    for n in range(4):
        with writing(office.engine, f"Ubah {n}") as s:
            s.get_one(Person, 1).note = str(n)
    (one,) = [f for f in checked(office).findings if f.part == "Jangkar riwayat"]
    assert "bukan lagi tindakan yang tercatat" in one.what


def test_backups_from_before_a_restore_are_no_witnesses_against_it(office: Desk) -> None:
    early = backups.make(file_of(office), backups.MANUAL, NOW)
    with writing(office.engine, "Ubah") as s:
        s.get_one(Person, 1).note = "x"
    backups.make(file_of(office), backups.MANUAL, NOW)
    assert checked(office).good
    office.engine.dispose()
    backups.restore(file_of(office), early.path, datetime.now())
    for n in range(3):
        with writing(office.engine, f"Ubah {n}") as s:
            s.get_one(Person, 1).note = str(n)
    assert checked(office, datetime.now()).good


def test_a_number_missing_from_the_register(office: Desk) -> None:
    lost = found(
        office,
        "DELETE FROM certificate WHERE number_id = 2",
        "DELETE FROM register_number WHERE id = 2",
    )
    (one,) = [f for f in lost if f.part == "Buku register"]
    assert one.what == "Nomor urut 2 tidak ada di register, padahal 1 di antaranya pernah dipakai."
    assert one.record == "Skema Sertifikat pelatihan, tahun 2026"


def test_numbers_that_were_passed_over_are_worth_a_note(office: Desk) -> None:
    with writing(office.engine, "Atur nomor") as s:
        numbers.set_start(s, 1, 2026, 70)
    report = checked(office)
    assert report.good
    assert [f.what.partition(":")[0] for f in report.findings] == [
        "Nomor urut 5 s.d. 49 tidak pernah dipakai",
        "Nomor urut 51 s.d. 59 tidak pernah dipakai",
        "Nomor urut 61 s.d. 69 tidak pernah dipakai",
    ]
    assert "Ada catatan di bawah" in checks.outcome(report)


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        (
            ["UPDATE number_counter SET next = 2"],
            "Nomor berikutnya tercatat 2, padahal nomor urut 4 sudah terpakai.",
        ),
        (["DELETE FROM number_counter"], "Nomor berikutnya tercatat 0, padahal nomor urut 4 sudah terpakai."),
        (
            ["DELETE FROM certificate WHERE id = 2"],
            "Nomor ini terpakai, tetapi sertifikat atau suratnya tidak ada.",
        ),
        (
            ["UPDATE register_number SET state = 'batal' WHERE id = 2"],
            "Nomor ini punya sertifikat, tetapi di register tidak tercatat terpakai.",
        ),
        (
            ["UPDATE certificate SET number = 'X/1' WHERE id = 2"],
            "Sertifikat ini memakai nomor yang tidak ada di register.",
        ),
    ],
)
def test_register_and_certificates_belong_together(
    office: Desk, statements: list[str], expected: str
) -> None:
    assert expected in [f.what for f in found(office, *statements) if f.part == "Buku register"]


def test_a_number_given_twice(office: Desk) -> None:
    """What the unique index forbids can happen where the index is gone."""
    with closing(sqlite3.connect(file_of(office))) as db, db:
        (made,) = db.execute("SELECT sql FROM sqlite_master WHERE name = 'register_number'").fetchone()
        columns = made[made.index("(") :].split("CONSTRAINT uq_")[0].rstrip().rstrip(",") + ")"
        db.execute("PRAGMA foreign_keys = OFF")
        db.execute("PRAGMA legacy_alter_table = ON")
        db.execute("ALTER TABLE register_number RENAME TO lama")
        db.execute(f"CREATE TABLE register_number {columns}")
        db.execute("INSERT INTO register_number SELECT * FROM lama")
        db.execute("DROP TABLE lama")
        db.execute(
            "UPDATE register_number SET (number, sequence) = "
            "(SELECT number, sequence FROM register_number WHERE id = 1) WHERE id = 2"
        )
    every = [f.what for f in found(office) if f.part == "Buku register"]
    assert any("tertulis lebih dari satu kali di register" in what for what in every)
    assert any("berbagi nomor urut dengan nomor lain" in what for what in every)


def test_a_changed_snapshot_is_found_by_drawing_it_again(office: Desk) -> None:
    change = "UPDATE certificate SET snapshot = replace(snapshot, 'Manajemen', 'manajemen') WHERE id = 2"
    every = found(office, change)
    (one,) = [f for f in every if f.part == "Berkas sertifikat"]
    assert one.record == "800.1.4/0002/BKPSDM-III/2026 (Ir. Contoh Nomor 2, S.T.)"
    assert "tidak sama dengan berkas saat diterbitkan" in one.what
    (row,) = [f for f in every if f.part == "Isi data"]
    assert "Pelatihan Manajemen Proyek" in row.what
    assert "Pelatihan manajemen Proyek" in row.what
    assert "tidak diisi dengan tangan" in row.todo


def test_certificates_that_cannot_be_drawn_do_not_hide_the_others(office: Desk) -> None:
    every = found(
        office,
        "UPDATE certificate SET snapshot = '{}' WHERE id = 1",
        "UPDATE certificate SET snapshot = 'bukan json' WHERE id = 2",
        "UPDATE certificate SET sha256 = 'lain' WHERE id = 3",
    )
    told = {f.key: f.what for f in every if f.part == "Berkas sertifikat"}
    assert sorted(told) == [("certificate", 1), ("certificate", 2), ("certificate", 3)]
    assert "tidak dapat digambar lagi" in told["certificate", 1]
    assert "tidak dapat digambar lagi" in told["certificate", 2]
    assert "tidak sama" in told["certificate", 3]


def test_a_certificate_whose_template_is_gone_does_not_stop_the_check(office: Desk) -> None:
    every = found(office, "DELETE FROM template")
    told = {f.key: f.what for f in every if f.part == "Berkas sertifikat"}
    assert "tidak dapat digambar lagi" in told["certificate", 1]
    assert {f.part for f in every} > {"Berkas sertifikat"}  # what points to it, and the row that is missing


def test_templates_and_pictures_are_compared_with_their_own_hash(office: Desk) -> None:
    every = found(
        office,
        "UPDATE template SET content = content || ' '",
        "UPDATE asset SET data = x'00' WHERE id = 1",
    )
    assert [f.key for f in every if f.part == "Templat dan gambar"] == [("template", 1), ("asset", 1)]


def test_an_orphan_is_named(office: Desk) -> None:
    (one,) = [f for f in found(office, "DELETE FROM person WHERE id = 2") if f.part == "Rujukan antardata"]
    assert "Keikutsertaan ini menunjuk pegawai yang tidak ada lagi (kolom Orang)" in one.what
    assert one.record.endswith(" – Pelatihan Manajemen Proyek angkatan I (2026)")


def test_a_broken_index_is_mended_by_a_button(office: Desk) -> None:
    every = found(office, "DROP INDEX ix_unit_name_key", "UPDATE person_search SET text = '' WHERE rowid = 1")
    assert [(f.part, f.mendable) for f in every] == [("Berkas basis data", True), ("Indeks pencarian", True)]
    with writing(office.engine, "Bangun ulang indeks") as s:
        length = chain.head(s).length
        checks.mend(s)
    report = checked(office)
    assert report.good
    assert report.length == length, "what was not changed leaves no trail"


def test_a_damaged_file_is_told_part_by_part_and_never_raises(office: Desk) -> None:
    office.engine.dispose()
    with closing(sqlite3.connect(file_of(office))) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        roots = [
            db.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (name,)).fetchone()[0]
            for name in ("change", "certificate")
        ]
        size = db.execute("PRAGMA page_size").fetchone()[0]
    with file_of(office).open("rb+") as raw:
        for root in roots:
            raw.seek((root - 1) * size)
            raw.write(b"\xff" * size)
    report = checked(office)
    first = report.findings[0]
    assert first.part == "Berkas basis data"
    assert first.severity == checks.DAMAGED
    assert "Pulihkan cadangan" in first.todo
    told = {f.part for f in report.findings if "tidak dapat diperiksa" in f.what}
    assert {"Rantai riwayat", "Isi data", "Berkas sertifikat"} <= told
    assert not report.good


def test_of_thousands_the_first_are_told_and_the_rest_counted(
    office: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("asn_desktop.services.checks.running.MOST", 2)
    damage(office, "UPDATE person SET note = 'x'")
    report = checked(office)
    assert [f.key for f in report.findings] == [("person", 1), ("person", 2)]
    assert report.untold == (("Isi data", 1),)
    assert report.count == 3
    assert "Isi data: masih ada 1 temuan sejenis." in checks.text(report)
    with reading(office.engine) as s:
        assert checks.last(anchors.last_check(s)).endswith(": 3 hal harus diperhatikan.")
