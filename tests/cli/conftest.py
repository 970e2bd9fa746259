from pathlib import Path

import pytest
from terminal import Out


@pytest.fixture
def terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Out:
    monkeypatch.setenv("ASN_DESKTOP_DATA", str(tmp_path / "data"))
    return Out(capsys, tmp_path / "asn.db")
