from __future__ import annotations

import json
import os
import shutil
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_desktop.domain.errors import UserError
from asn_desktop.services import drafts
from asn_desktop.services.drafts import Draft, shelf_of

NOW = datetime(2026, 11, 24, 10, 15)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(st.characters())  # broken letters too
    | st.dates()
    | st.datetimes(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.integers(), inner),
)


def a_draft(token: str = "0123456789abcdef", **more) -> Draft:
    return Draft(
        **{
            "token": token,
            "screen": "employees",
            "form": "person",
            "record": 7,
            "title": "Ubah pegawai Siti",
            "at": NOW,
            "typed": {"name": "Siti", "tmt": date(2026, 1, 2), "unit": None, "rows": [["A", "", "2"]]},
            "base": {"name": "Sitti"},
        }
        | more
    )


@pytest.fixture
def shelf(tmp_path: Path) -> drafts.Shelf:
    return shelf_of(tmp_path / "draf", str(tmp_path / "asn.db"))


def test_a_draft_comes_back_as_it_was(shelf):
    drafts.keep(shelf, a_draft())
    assert drafts.found(shelf) == ([a_draft()], [])
    later = a_draft(typed={"name": "Siti A"})
    drafts.keep(shelf, later)
    assert drafts.found(shelf).drafts == [later]
    drafts.drop(shelf, later.token)
    drafts.drop(shelf, later.token)
    assert drafts.found(shelf) == ([], [])


@given(st.dictionaries(st.text(), VALUES))
def test_any_value_of_a_form_survives(tmp_path_factory, typed):
    shelf = shelf_of(tmp_path_factory.getbasetemp() / "any", "a.db")
    drafts.keep(shelf, a_draft(typed=typed))
    assert drafts.found(shelf).drafts[0].typed == typed


def test_repaired_cells_keep_their_keys(shelf):
    edits = {(3, "nip"): "1980", (4, "name"): "Budi"}
    drafts.keep(shelf, a_draft(typed={"edits": edits}))
    assert drafts.found(shelf).drafts[0].typed["edits"] == edits


def test_the_newest_stands_first(shelf):
    for hour in (9, 11, 10):
        drafts.keep(shelf, a_draft(f"{hour:016x}", at=NOW.replace(hour=hour)))
    assert [draft.at.hour for draft in drafts.found(shelf).drafts] == [11, 10, 9]


def test_two_databases_never_mix(tmp_path: Path):
    here, there = (shelf_of(tmp_path / "draf", str(tmp_path / name)) for name in ("a.db", "b.db"))
    drafts.keep(here, a_draft())
    assert drafts.found(there) == ([], [])
    ours = next(here.folder.iterdir())
    digest = drafts._digest(there.database)
    shutil.copy(ours, here.folder / f"{digest}-0123456789abcdef.json")  # put there by hand
    assert drafts.found(there).drafts == []
    assert len(drafts.found(there).unreadable) == 1


def test_one_database_under_several_names(tmp_path: Path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert shelf_of(tmp_path, "a.db") == shelf_of(tmp_path, str(tmp_path / "x" / ".." / "a.db"))


def test_no_password_is_kept(tmp_path: Path):
    shelf = shelf_of(tmp_path, "postgresql+psycopg://asn:rahasia@server/asn")
    assert shelf.database == "postgresql+psycopg://asn@server/asn"


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b'{"draf": 1}',
        b"[" * 100_000,
        b'{"$tanggal": "2026-13-99"}',
    ],
)
def test_a_damaged_file_is_told_and_left(shelf, damage):
    drafts.keep(shelf, a_draft())
    drafts.keep(shelf, a_draft("f" * 16))
    broken = shelf.folder / f"{drafts._digest(shelf.database)}-{'f' * 16}.json"
    broken.write_bytes(damage)
    drafts_, words = drafts.found(shelf)
    assert drafts_ == [a_draft()]
    assert words == [f"Isian di “{broken.name}” rusak atau bukan dari program ini, jadi dilewati."]
    assert broken.read_bytes() == damage


@pytest.mark.parametrize(("name", "value"), [("draf", 2), ("record", "7"), ("at", "kemarin"), ("typed", [])])
def test_a_file_of_another_program_is_skipped(shelf, name, value):
    drafts.keep(shelf, a_draft())
    path = next(shelf.folder.iterdir())
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | {name: value}), "utf-8")
    found = drafts.found(shelf)
    assert (len(found.drafts), len(found.unreadable)) == (0, 1)


def test_a_token_cannot_lead_out_of_the_folder(shelf):
    for token in ("../../x", "", "ABCDEF0123456789", "0" * 15):
        with pytest.raises(UserError):
            drafts.keep(shelf, a_draft(token))


@pytest.mark.skipif(
    os.name == "nt" or not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write"
)
def test_a_folder_that_cannot_be_written_is_told(shelf):
    shelf.folder.mkdir()
    shelf.folder.chmod(0o500)
    with pytest.raises(UserError, match="tidak boleh ditulisi"):
        drafts.keep(shelf, a_draft())


def test_a_folder_that_is_a_file_is_told(shelf):
    shelf.folder.write_text("")
    with pytest.raises(UserError):
        drafts.keep(shelf, a_draft())
    assert drafts.found(shelf) == ([], [])
