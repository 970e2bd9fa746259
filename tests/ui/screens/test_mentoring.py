"""Programmes of mentoring and their pairs on the screen: list, forms, table and board."""

from __future__ import annotations

import pytest
from hands import cells, press, text
from pairs import mentored

from asn_desktop.db.session import reading
from asn_desktop.services.mentoring import pairs, programmes
from asn_desktop.ui.screens.mentoring import mentoring_screen


@pytest.fixture
def known(engine):
    return mentored(engine, started=False)


@pytest.fixture
def screen(qtbot, dressed, runner, desk_keys):
    made = mentoring_screen(runner, lambda *_where: None, desk_keys)
    made.resize(1180, 640)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def desk_keys(tmp_path):
    from asn_desktop.services.proofs import KeyStore

    return KeyStore(tmp_path / "keys")


@pytest.fixture
def page(screen, known):
    screen.show_at(("programme", known.programme_id))
    return screen.programmes.list.currentWidget()


def state_of(known):
    with reading(known.engine) as s:
        return pairs.detail(s, known.pair_id).state


def test_a_programme_is_made_from_the_empty_list(qtbot, screen, engine):
    listed = screen.programmes.list
    press(qtbot, listed, "programmes_empty")
    panel = listed.currentWidget()
    press(qtbot, panel, "save")
    assert text(panel.form, "name_message") == "✗ Isi nama program."
    panel.form.editors["name"].setText("Mentoring 2026")
    aims = panel.form.editors["competences"]
    aims.offer({"M1": "Integritas", "M2": "Kerja sama"})
    aims.view.setCurrentIndex(aims.model.index(1, 1))
    qtbot.keyClicks(aims.view, "42")
    press(qtbot, panel, "save")
    page = listed.currentWidget()
    assert text(page, "programme_title") == "Mentoring 2026"
    assert not screen.tabBar().isVisible()
    with reading(engine) as s:
        form = programmes.get(s, 1)
        assert form.competences == (programmes.AimedAt("M2", 4, 2),)
    page.closed.emit()
    assert cells(listed, "Program") == ["Mentoring 2026"]
    assert screen.tabBar().isVisible()
