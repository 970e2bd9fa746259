"""Confidential notes: sealed, for few, every opening noted, and nowhere in plain text."""

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from pairs import NOW, TODAY, mentored
from sqlalchemy import text as sql

from asn_desktop.db.session import reading, writing
from asn_desktop.domain.errors import InvalidInput, UserError
from asn_desktop.services import archive, history, trail
from asn_desktop.services.database import open_database
from asn_desktop.services.mentoring import notes, pairs

SECRET = "Mentee sedang dalam perkara keluarga Kutilang"


@pytest.fixture
def pair(program_engine):
    return mentored(program_engine)


def changed(pair, work, label="Catatan rahasia", actor="rina"):
    with writing(pair.engine, label, actor, NOW) as s:
        return work(s)


def note(pair, text=SECRET, actor="rina", **more):
    return changed(pair, lambda s: notes.write(s, pair.pair_id, text, actor, NOW, **more))


def opened(pair, actor="rina", **more):
    return changed(pair, lambda s: notes.read(s, pair.pair_id, actor, NOW, **more), "Buka catatan", actor)


def test_the_clerk_reads_what_was_written_and_the_reading_is_noted(pair):
    key = note(pair)
    (one,) = opened(pair, about="Layar catatan")
    assert (one.id, one.text, one.author) == (key, SECRET, "rina")
    opened(pair, "RINA", purpose=notes.PRINTED)
    with reading(pair.engine) as s:
        assert [(a.actor, a.purpose, a.about) for a in notes.accesses(s, pair.pair_id)] == [
            ("RINA", "cetak", ""),
            ("rina", "dibaca", "Layar catatan"),
        ]


def test_others_are_refused_and_told_who_may(pair):
    note(pair)
    for work in (
        lambda s: notes.read(s, pair.pair_id, "budi", NOW),
        lambda s: notes.write(s, pair.pair_id, "x", "budi", NOW),
        lambda s: notes.delete(s, pair.pair_id, [1], "budi"),
        lambda s: notes.read(s, pair.pair_id, "", NOW),
    ):
        with pytest.raises(UserError, match="hanya dapat dibuka oleh rina"):
            changed(pair, work)
    with reading(pair.engine) as s:
        assert notes.accesses(s, pair.pair_id) == []
        assert notes.count(s, pair.pair_id) == 1
    changed(pair, lambda s: notes.save_administrators(s, [" budi ", "", "budi"], "rina"))
    assert opened(pair, "budi")[0].text == SECRET
    with reading(pair.engine) as s:
        assert notes.readers(s, pair.pair_id) == ("rina", "budi")


def test_a_pair_without_clerk_says_what_to_do(engine):
    pair = mentored(engine, clerk="")
    with pytest.raises(UserError, match="Isi kolom Petugas"):
        note(pair)


def test_a_note_of_another_pair_is_not_opened_by_its_number(pair):
    key = note(pair)
    other = pair
    with pytest.raises(UserError):
        changed(other, lambda s: notes.write(s, pair.pair_id, "baru", "rina", NOW, note_id=key + 1))


def test_a_note_is_written_over_deleted_and_brought_back(pair):
    key = note(pair)
    note(pair, "Sudah selesai", note_id=key, version=1)
    assert [n.text for n in opened(pair)] == ["Sudah selesai"]
    with pytest.raises(UserError):
        note(pair, "terlambat", note_id=key, version=1)
    changed(pair, lambda s: notes.delete(s, pair.pair_id, [key], "rina"))
    assert opened(pair) == ()
    changed(pair, lambda s: history.undo(s, TODAY, "rina"))
    assert [n.text for n in opened(pair)] == ["Sudah selesai"]
    with pytest.raises(InvalidInput):
        note(pair, " \x00 ")


def test_undo_offers_the_note_and_never_its_reading(pair):
    note(pair)
    with reading(pair.engine) as s:
        before = history.state(s, "rina")
    opened(pair)
    with reading(pair.engine) as s:
        assert history.state(s, "rina") == before
        assert before.undo == "Catatan rahasia"
        assert len(notes.accesses(s, pair.pair_id)) == 1


def everything(pair):
    """All that the database holds, as text, with the pages of its file."""
    with pair.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        names = [
            row[0] for row in connection.execute(sql("SELECT name FROM sqlite_master WHERE type='table'"))
        ]
        said = [repr(row) for name in names for row in connection.exec_driver_sql(f'SELECT * FROM "{name}"')]
    return "\n".join(said)


def test_neither_trail_nor_search_nor_the_file_holds_the_text(pair):
    key = note(pair)
    note(pair, SECRET + "!", note_id=key)
    opened(pair)
    assert "Kutilang" not in everything(pair)
    assert b"Kutilang" not in Path(pair.engine.url.database).read_bytes()
    with reading(pair.engine) as s:
        ids = trail.ids(s, trail.Filter())
        shown = repr([trail.detail(s, i) for i in ids])
        assert "(tersegel)" in shown
        assert "Kutilang" not in shown
        assert "gAAAA" not in shown  # how what is sealed begins


def test_the_archive_leaves_the_key_out_unless_asked(pair, tmp_path):
    note(pair)
    for asked in (False, True):
        path, back = tmp_path / f"{asked}.zip", tmp_path / f"{asked}.db"
        with reading(pair.engine) as s:
            archive.write(s, path, NOW, confidential=asked)
        with zipfile.ZipFile(path) as made:
            rows = made.read("tabel/confidential_key.csv").decode().strip().splitlines()
        assert len(rows) == (2 if asked else 1)
        archive.read_back(path, back)

        engine = open_database(f"sqlite:///{back}", NOW)
        with writing(engine, "Buka", "rina", NOW) as s:
            (one,) = notes.read(s, pair.pair_id, "rina", NOW)
        assert one.text == (SECRET if asked else notes.KEYLESS)
        if not asked:  # a new key made there opens the new notes, not the old ones
            with writing(engine, "Tulis", "rina", NOW) as s:
                notes.write(s, pair.pair_id, "baru", "rina", NOW)
            with writing(engine, "Buka", "rina", NOW) as s:
                assert [n.text for n in notes.read(s, pair.pair_id, "rina", NOW)] == [notes.KEYLESS, "baru"]
        engine.dispose()


def test_only_an_administrator_exports_the_key_and_the_asking_is_noted(pair):
    with pytest.raises(UserError, match="setelah ada administrator"):
        changed(pair, lambda s: notes.ask_export(s, "rina", NOW, "semua.zip"))
    changed(pair, lambda s: notes.save_administrators(s, ["Budi"], "rina"))
    with pytest.raises(UserError, match="hanya oleh Budi"):
        changed(pair, lambda s: notes.ask_export(s, "rina", NOW, "semua.zip"))
    changed(pair, lambda s: notes.ask_export(s, "budi", NOW, "semua.zip"))
    with reading(pair.engine) as s:
        (one,) = notes.accesses(s, pair.pair_id)
    assert (one.actor, one.purpose, one.about) == ("budi", "ekspor", "semua.zip")


def test_who_is_administrator_is_changed_by_administrators(pair):
    changed(pair, lambda s: notes.save_administrators(s, ["Budi"], "rina"))
    with pytest.raises(UserError, match="hanya dapat diubah oleh Budi"):
        changed(pair, lambda s: notes.save_administrators(s, ["rina"], "rina"))
    changed(pair, lambda s: notes.save_administrators(s, ["Budi", "Sari"], "budi"))
    with reading(pair.engine) as s:
        assert notes.administrators(s) == ("Budi", "Sari")


def test_nobody_makes_himself_the_reader_of_what_is_there(pair):
    def taken(s, clerk):
        return pairs.save(s, replace(pairs.get(s, pair.pair_id), clerk=clerk), TODAY)

    changed(pair, lambda s: taken(s, "rina "), actor="budi")
    note(pair)
    with pytest.raises(InvalidInput) as caught:
        changed(pair, lambda s: taken(s, "budi"), actor="budi")
    assert list(caught.value.problems) == ["clerk"]
    changed(pair, lambda s: taken(s, "budi"))  # by its clerk
    assert opened(pair, "budi")[0].text == SECRET


def test_nobody_makes_himself_the_first_administrator_over_notes_of_others(pair):
    note(pair)
    with pytest.raises(UserError, match="hanya dapat diubah oleh rina"):
        changed(pair, lambda s: notes.save_administrators(s, ["budi"], "budi"), actor="budi")
    changed(pair, lambda s: notes.save_administrators(s, ["kepala"], "rina"))
    assert opened(pair, "kepala")[0].text == SECRET


def test_a_note_without_its_key_is_not_written_over(pair):
    key = note(pair)
    with pair.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM confidential_key")
    (shut,) = opened(pair)
    with pytest.raises(UserError, match="Tulis sebagai catatan baru"):
        note(pair, shut.text, note_id=key, version=shut.version)
