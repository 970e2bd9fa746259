from dataclasses import asdict

import pytest
from sqlalchemy import Engine

from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import Person
from asn_desktop.domain.errors import InvalidInput
from asn_desktop.services import reference
from asn_desktop.services.reference import ReferenceForm


def test_seed_keeps_what_the_office_changed(engine: Engine) -> None:
    with writing(engine, "awal") as s:
        assert reference.seed(s) > 80
    with writing(engine, "ubah") as s:
        item = reference.items(s, "golongan")[0]
        form = item._asdict() | {"name": "Juru Muda Sekali"}
        reference.save(s, ReferenceForm(**form))
        s.add(Person(name="A", name_key="a", golongan="I/a"))
    with writing(engine, "awal") as s:
        assert reference.seed(s) == 0
    with reading(engine) as s:
        assert reference.names(s, "golongan")["I/a"] == "Juru Muda Sekali"
        assert next(iter(reference.names(s, "golongan"))) == "I/a"
    with pytest.raises(InvalidInput, match="sudah dipakai"), writing(engine, "x") as s:
        reference.save(s, ReferenceForm(**form | {"code": "I/z"}))
    double = ReferenceForm(None, "golongan", "I/b", "")
    with pytest.raises(InvalidInput) as refused, writing(engine, "x") as s:
        reference.save(s, double)
    assert set(refused.value.problems) == {"code", "name"}
    assert asdict(double)["attributes"] == {}
