from __future__ import annotations

import pytest
from desks import TODAY
from sqlalchemy import Engine

from asn_desktop.db.session import reading, writing
from asn_desktop.domain.errors import UserError
from asn_desktop.services import history, numbers, office
from asn_desktop.services.history import State
from asn_desktop.services.numbers import PaperForm


def test_labels_for_the_menu(engine: Engine) -> None:
    with reading(engine) as s:
        assert history.state(s) == State(None, None)
    with writing(engine, "Simpan pengaturan", actor="siti") as s:
        office.save(s, office.get(s))
    with reading(engine) as s:
        assert history.state(s, "siti") == State("Simpan pengaturan", None)
        assert history.state(s) == State(None, None)
    with writing(engine, "Batalkan", actor="siti") as s:
        assert history.undo(s, TODAY, "siti") == "Simpan pengaturan"
    with writing(engine, "Ulangi", actor="siti") as s:
        assert history.state(s, "siti") == State(None, "Simpan pengaturan")
        assert history.redo(s, TODAY, "siti") == "Simpan pengaturan"
    with pytest.raises(UserError, match="Tidak ada tindakan"), writing(engine, "Ulangi") as s:
        history.redo(s, TODAY)


def test_what_a_number_stands_on_is_kept(engine: Engine) -> None:
    with writing(engine, "Tambah skema") as s:
        numbers.seed(s)
    with writing(engine, "Catat nomor kertas", actor="lain") as s:
        numbers.register_paper(s, PaperForm(1, 2026, 1, "Siti"), TODAY)
    with pytest.raises(UserError, match="“Tambah skema” tidak dapat"), writing(engine, "Batalkan") as s:
        history.undo(s, TODAY)
    with reading(engine) as s:
        assert len(numbers.schemes(s)) == 1
