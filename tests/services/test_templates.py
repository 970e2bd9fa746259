from __future__ import annotations

import io

import pytest
from PIL import Image
from sqlalchemy import Engine, select

from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import Template
from asn_desktop.domain.errors import UserError
from asn_desktop.services import office, templates


def test_the_templates_that_ship(engine: Engine) -> None:
    assert [(r.name, r.title) for r in templates.rows()] == [
        ("sertifikat", "Sertifikat"),
        ("sttp", "STTP"),
        ("keterangan_mentoring", "Surat keterangan mentoring"),
    ]
    assert [r.name for r in templates.of_trainings()] == ["sertifikat", "sttp"]
    assert [r.name for r in templates.of_mentoring()] == ["keterangan_mentoring", "sertifikat"]
    with pytest.raises(UserError, match="sertifikat, sttp"):
        templates.content("../office")


def test_an_edition_is_kept_once(engine: Engine) -> None:
    with writing(engine, "Terbitkan") as s:
        first = templates.keep(s, "sttp")
        assert templates.keep(s, "sttp") == first
        assert templates.kept(s, first) == templates.current("sttp")
        s.get_one(Template, first).sha256 = "an older text"
        s.flush()
        templates.keep(s, "sttp")
    with reading(engine) as s:
        assert list(s.scalars(select(Template.edition).order_by(Template.id))) == [1, 2]


def test_the_placeholder_stands_in_for_the_arms(engine: Engine) -> None:
    with writing(engine, "Lambang") as s:
        placeholder = templates.arms(s)
        assert placeholder.startswith(b"\x89PNG")
        own = io.BytesIO()
        Image.new("RGBA", (3000, 1500), (200, 0, 0, 120)).save(own, "PNG")
        office.set_arms(s, own.getvalue())
        kept = Image.open(io.BytesIO(templates.arms(s)))
        assert (kept.mode, kept.size) == ("RGB", (1200, 600))
