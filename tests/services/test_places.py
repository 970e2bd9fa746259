from pathlib import Path

import pytest

from asn_desktop.services import places


def test_places_of_this_pc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ASN_DESKTOP_DATA", raising=False)
    assert places.database_file().name == "asn.db"
    assert places.keys().folder.parent == places.data_folder()
    monkeypatch.setenv("ASN_DESKTOP_DATA", str(tmp_path))
    assert places.database_file() == tmp_path / "asn.db"


def test_files_and_servers() -> None:
    assert places.url("/data/asn.db") == "sqlite:////data/asn.db"
    assert places.url("postgresql+psycopg://server/asn") == "postgresql+psycopg://server/asn"
