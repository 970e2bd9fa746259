"""Photos for the report that are none, or far too large."""

import io
from pathlib import Path

import pytest
from desks import make_desk
from PIL import Image
from sqlalchemy import Engine

from asn_desktop.db.session import reading, writing
from asn_desktop.domain.errors import UserError
from asn_desktop.services.papers import photos


def test_photo_that_claims_to_be_huge_is_refused_when_it_is_added(engine: Engine, tmp_path: Path) -> None:
    desk = make_desk(engine, tmp_path)
    out = io.BytesIO()
    Image.new("1", (30_000, 30_000)).save(out, "PNG")  # 100 kB that become 900 MB
    with pytest.raises(UserError, match=r"Foto “bom\.png” tidak terbaca"), writing(engine, "Foto") as s:
        photos.add(s, desk.event_id, tmp_path / "bukti", [("bom.png", out.getvalue())])
    with reading(engine) as s:
        assert photos.rows(s, desk.event_id) == []
    assert not (tmp_path / "bukti").exists()
