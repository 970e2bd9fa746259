"""The register of trainers on the screen."""

from __future__ import annotations

import pytest
from hands import cells, press, text
from PySide6.QtWidgets import QLabel, QPushButton

from asn_desktop.db.session import reading, writing
from asn_desktop.services import trainers
from asn_desktop.services.trainers import TrainerForm
from asn_desktop.ui.screens.training.trainers import trainer_list


@pytest.fixture
def screen(qtbot, dressed, runner, desk):
    made = trainer_list(runner, lambda *_where: None)
    made.resize(1180, 600)
    qtbot.addWidget(made)
    made.show()
    return made


def form_of(screen):
    return screen.side.currentWidget().form


def test_an_employee_becomes_a_trainer_once(qtbot, screen, desk):
    assert screen.findChild(QPushButton, "trainers_empty").isVisible()
    for _ in range(2):
        press(qtbot, screen, "action_user-plus")
        screen.currentWidget().opened.emit(desk.people[0])
        form_of(screen).editors["subjects"].setPlainText("Etika\nPelayanan")
        press(qtbot, screen.side.currentWidget(), "save")
    assert cells(screen, "Nama") == ["Ir. Contoh Nomor 1, S.T."]
    assert cells(screen, "Mata pelatihan") == ["Etika, Pelayanan"]
    qtbot.waitUntil(lambda: "Belum mengajar" in "".join(words(screen)))


def words(screen) -> list[str]:
    return [label.text() for label in screen.side.findChildren(QLabel)]


def test_an_outsider_is_typed_in_whole(qtbot, screen, runner):
    press(qtbot, screen, "action_plus")
    form = form_of(screen)
    form.editors["npwp"].setText("12")
    assert "15 atau 16 angka" in text(form, "npwp_message")
    press(qtbot, screen.side.currentWidget(), "save")
    assert "Isi nama narasumber" in text(form, "name_message")
    form.editors["npwp"].setText("")
    form.editors["name"].setText("Dr. Contoh Tamu, M.Si.")
    form.editors["instansi"].setText("Universitas Contoh")
    form.editors["rate"].setText("300.000")
    press(qtbot, screen.side.currentWidget(), "save")
    assert cells(screen, "Nama") == ["Dr. Contoh Tamu, M.Si."]
    assert cells(screen, "Asal") == ["Universitas Contoh"]
    assert cells(screen, "Honorarium") == ["300.000"]
    runner.undo()
    assert cells(screen, "Nama") == []


def test_scores_are_typed_corrected_and_deleted(qtbot, screen, desk):
    with writing(desk.engine, "Narasumber") as s:
        trainers.save(s, TrainerForm(desk.people[0]))
    screen.refresh()
    screen.table.go_to(0)
    press(qtbot, screen, "action_award")
    page = screen.currentWidget()
    press(qtbot, page, "scores_empty")
    form = form_of(page)
    form.editors["event_id"].put(desk.event_id)
    form.editors["given_on"].setText("9-11-2026")
    form.editors["score"].setText("5,5")
    press(qtbot, page.side.currentWidget(), "save")
    assert "antara 0 dan 5" in text(form, "score_message")
    form.editors["score"].setText("4,25")
    press(qtbot, page.side.currentWidget(), "save")
    assert cells(page, "Persen") == ["85,00"]
    page.opened.emit(1)
    form_of(page).editors["score"].setText("4,5")
    press(qtbot, page.side.currentWidget(), "save")
    with reading(desk.engine) as s:
        assert [row.percent for row in trainers.scores(s, 1)] == [90.0]


def test_who_teaches_no_more_is_put_aside_and_taken_back(screen, desk):
    with writing(desk.engine, "Narasumber") as s:
        trainers.save(s, TrainerForm(desk.people[0]))
    screen.refresh()
    screen.table.go_to(0)
    archive = next(a for a in screen.table.actions() if "Arsipkan" in a.text())
    archive.trigger()
    assert cells(screen, "Nama") == []
    screen.chips["archived"].choose((True,))
    screen.refresh()
    screen.table.go_to(0)
    archive.trigger()
    screen.chips["archived"].clear()
    screen.refresh()
    assert cells(screen, "Nama") == ["Ir. Contoh Nomor 1, S.T."]
