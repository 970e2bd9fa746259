"""services.files and domain.media: content decides, nothing is kept twice, what changed is told."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from asn_desktop.db.session import reading, writing
from asn_desktop.domain import media
from asn_desktop.domain.errors import UserError
from asn_desktop.services import files, history, places, units
from tests.desks import TODAY
from tests.proofs import JPEG, PDF, PNG


def keep(
    engine: Engine, folder: Path, name: str, data: bytes, **more: tuple[str, ...]
) -> files.StoredFileRow:
    with writing(engine, "Lampirkan") as s:
        return files.keep(s, folder, name, data, **more)


def test_content_decides_what_a_file_is(engine: Engine, tmp_path: Path) -> None:
    kept = [
        keep(engine, tmp_path, "a.txt", PDF),
        keep(engine, tmp_path, "b", PNG),
        keep(engine, tmp_path, "c.pdf", JPEG),
    ]
    assert [row.media_type for row in kept] == [media.PDF, media.PNG, media.JPEG]
    with reading(engine) as s:
        assert [files.read(s, tmp_path, row.id) for row in kept] == [PDF, PNG, JPEG]
        assert files.path(s, tmp_path, kept[0].id) == tmp_path / kept[0].sha256[:2] / kept[0].sha256
        assert files.rows(s) == kept


@pytest.mark.parametrize("data", [b"", b"hello", PDF[:-6], PNG[:20], JPEG[:6], b"PK\x03\x04nonsense"])
def test_what_is_no_pdf_or_picture_is_refused_with_its_name(
    engine: Engine, tmp_path: Path, data: bytes
) -> None:
    with pytest.raises(UserError, match=r"“sertifikat\.pdf” bukan PDF, PNG atau JPEG"):
        keep(engine, tmp_path, "sertifikat.pdf", data)
    with reading(engine) as s:
        assert files.rows(s) == []
    assert not [*tmp_path.iterdir()]


def test_a_file_too_large_is_refused(engine: Engine, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="25 MB"):
        keep(engine, tmp_path, "besar.pdf", PDF + b" " * files.LARGEST)


def test_word_only_where_it_is_asked_for(engine: Engine, tmp_path: Path) -> None:
    packed = BytesIO()
    with ZipFile(packed, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", "<w/>")
    with pytest.raises(UserError, match="bukan PDF"):
        keep(engine, tmp_path, "surat.docx", packed.getvalue())
    row = keep(engine, tmp_path, "surat.docx", packed.getvalue(), kinds=(media.DOCX,))
    assert row.media_type == media.DOCX


def test_the_same_content_is_kept_once_and_healed(engine: Engine, tmp_path: Path) -> None:
    first = keep(engine, tmp_path, "a.pdf", PDF)
    spot = files.spot(tmp_path, first.sha256)
    spot.write_bytes(PDF[::-1])
    with reading(engine) as s, pytest.raises(UserError, match="tidak lagi seperti"):
        files.read(s, tmp_path, first.id)
    spot.unlink()
    with reading(engine) as s, pytest.raises(UserError, match="tidak ada di folder"):
        files.read(s, tmp_path, first.id)
    assert keep(engine, tmp_path, "b.pdf", PDF) == first
    assert spot.read_bytes() == PDF


def test_undo_leaves_the_row_of_a_file(engine: Engine, tmp_path: Path) -> None:
    with writing(engine, "Lampirkan") as s:
        row = files.keep(s, tmp_path, "a.pdf", PDF)
        units.save(s, None, "Dinas Contoh")
    with writing(engine, "Urungkan") as s:
        history.undo(s, TODAY)
    with reading(engine) as s:
        assert files.read(s, tmp_path, row.id) == PDF


def test_a_name_from_outside_is_never_a_path(engine: Engine, tmp_path: Path) -> None:
    row = keep(engine, tmp_path / "x", "../../etc/passwd", PDF)
    assert row.name == "-..-etc-passwd"
    assert [p.name for p in tmp_path.iterdir()] == ["x"]


def test_the_folder_lies_beside_the_database() -> None:
    assert places.files_folder(Path("/data/asn.db")) == Path("/data/asn.berkas")


@given(st.binary())
def test_any_bytes_are_told_or_refused(data: bytes) -> None:
    assert media.media_type(data) in {"", *media.PROOFS, media.DOCX}
