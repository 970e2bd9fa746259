import os
from pathlib import Path

import pytest

from asn_desktop.domain.errors import UserError
from asn_desktop.domain.files import explained, filling, replacing


def test_replaces_only_when_all_is_written(tmp_path: Path) -> None:
    out = tmp_path / "a.txt"
    with replacing(out) as temporary:
        temporary.write_text("lama")
    with pytest.raises(ZeroDivisionError), replacing(out) as temporary:
        temporary.write_text(f"setengah {1 / 0}")
    assert out.read_text() == "lama"
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]


def test_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="tidak ada"), replacing(tmp_path / "x" / "a.txt"):
        raise AssertionError("never reached")
    (tmp_path / "d").mkdir()
    with pytest.raises(UserError, match="folder"), replacing(tmp_path / "d") as temporary:
        temporary.write_text("a")
    full = explained(OSError(28, os.strerror(28)), tmp_path / "a.pdf")
    assert "penuh" in str(full)
    locked = tmp_path / "b.pdf"
    locked.touch()
    assert "dibuka" in str(explained(PermissionError(13, "denied"), locked))


def test_rights_are_kept(tmp_path: Path) -> None:
    out = tmp_path / "a.txt"
    before = os.umask(0o027)
    try:
        with replacing(out) as temporary:
            temporary.write_text("x")
    finally:
        os.umask(before)
    if os.name == "posix":
        assert out.stat().st_mode & 0o777 == 0o640
        out.chmod(0o600)
        with replacing(out) as temporary:
            temporary.write_text("y")
        assert out.stat().st_mode & 0o777 == 0o600


def test_a_name_that_is_too_long(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="terlalu panjang"), replacing(tmp_path / ("x" * 300 + ".xlsx")):
        raise AssertionError("never reached")


def test_a_folder_is_filled_at_once_or_not_at_all(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    with pytest.raises(ZeroDivisionError), filling(folder) as staged:
        (staged / "x.pdf").write_text(f"setengah {1 / 0}")
    assert not folder.exists()
    with filling(folder) as staged:
        (staged / "x.pdf").write_text("baru")
        assert [p.suffix for p in folder.iterdir()] == [""]
    with pytest.raises(ZeroDivisionError), filling(folder) as staged:
        (staged / "x.pdf").write_text(f"setengah {1 / 0}")
    assert [(p.name, p.read_text()) for p in folder.iterdir()] == [("x.pdf", "baru")]
    with pytest.raises(UserError, match="bukan folder"), filling(folder / "x.pdf"):
        raise AssertionError("never reached")
    with pytest.raises(UserError, match="bukan folder"), filling(folder / "x.pdf" / "y"):
        raise AssertionError("never reached")
