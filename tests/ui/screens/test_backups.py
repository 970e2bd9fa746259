from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from sqlalchemy import Engine

from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import Person
from asn_desktop.services import database
from asn_desktop.ui.kit import dialogs
from asn_desktop.ui.kit.list_screen import ListScreen
from asn_desktop.ui.kit.runner import Inline, Runner
from asn_desktop.ui.screens.settings import backups
from asn_desktop.ui.screens.settings.backups import listing
from asn_desktop.ui.screens.settings.backups.inside import InsidePage


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Engine:
    monkeypatch.setenv("ASN_DESKTOP_DATA", str(tmp_path / "data"))
    engine = database.open_database(f"sqlite:///{tmp_path / 'asn.db'}")
    with writing(engine, "Tambah Siti") as s:
        s.add(Person(name="Siti Contoh", name_key="siti contoh"))
    return engine


@pytest.fixture
def screen(qtbot, office: Engine) -> Iterator[ListScreen]:
    runner = Runner(lambda: office, Inline(), actor="budi")
    runner.read(lambda _s: None, lambda _nothing: None)
    made = backups.backup_list(runner)
    made.resize(1100, 600)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    runner.close()


def names(engine: Engine) -> list[str]:
    with reading(engine) as s:
        return [p.name for p in s.query(Person).order_by(Person.id)]


def button(screen: ListScreen, words: str) -> QPushButton:
    return next(b for b in screen.findChildren(QPushButton) if b.text().replace("&", "").startswith(words))


def click(of: QPushButton) -> None:
    assert of.isEnabled(), of.text()
    of.click()


def choose(qtbot, screen: ListScreen, place: int) -> None:
    screen.table.go_to(place)
    qtbot.waitUntil(lambda: screen.side.findChild(QLabel, "detail_title") is not None)
    qtbot.wait(200)


def test_made_compared_and_restored(qtbot, screen, office: Engine, monkeypatch):
    click(button(screen, "Buat cadangan"))
    qtbot.waitUntil(lambda: len(screen.rows()) == 1)
    with writing(office, "Tambah Rina") as s:
        s.add(Person(name="Rina", name_key="rina"))
    choose(qtbot, screen, 0)
    words = " ".join(w.text() for w in screen.side.findChildren(QLabel))
    assert "1 tindakan; 1 pegawai bertambah" in words
    assert "Tambah Rina" in words
    asked = []
    monkeypatch.setattr(dialogs, "ask", lambda _p, text, more, **_k: asked.append((text, more)) or True)
    click(button(screen, "Pulihkan"))
    qtbot.waitUntil(lambda: len(screen.rows()) == 2)
    assert names(office) == ["Siti Contoh"]
    assert "Yang dikerjakan sejak itu tidak ikut: 1 tindakan; 1 pegawai bertambah." in asked[0][1]
    assert [row.reason for row in screen.rows()] == ["Sebelum pemulihan", "Dibuat sendiri"]
    choose(qtbot, screen, 0)  # and back again
    click(button(screen, "Pulihkan"))
    qtbot.waitUntil(lambda: len(screen.rows()) == 3)
    assert names(office) == ["Siti Contoh", "Rina"]


def test_one_record_comes_out_of_a_backup(qtbot, screen, office: Engine):
    click(button(screen, "Buat cadangan"))
    with writing(office, "Ubah") as s:
        s.get_one(Person, 1).name = "Salah Ketik"
    qtbot.waitUntil(lambda: len(screen.rows()) == 1)
    choose(qtbot, screen, 0)
    click(button(screen, "Lihat isi"))
    page = screen.currentWidget()
    assert isinstance(page, InsidePage)
    page.search.setText("siti")
    qtbot.waitUntil(lambda: page.table.model().rowCount() == 1)
    page.table.go_to(0)
    click(page.take)
    assert names(office) == ["Siti Contoh"]
    click(button(screen, "Kembali ke daftar"))
    assert screen.currentWidget() is not page


def test_a_copy_is_tried_out_in_a_window_of_its_own(qtbot, screen, tmp_path: Path, monkeypatch):
    click(button(screen, "Buat cadangan"))
    qtbot.waitUntil(lambda: len(screen.rows()) == 1)
    started = []
    monkeypatch.setattr(listing, "start_apart", started.append)
    choose(qtbot, screen, 0)
    click(button(screen, "Coba dulu"))
    assert [path.name for path in started] == ["latihan.db"]
    assert started[0].is_file()


def test_the_window_on_a_copy_keeps_to_itself(qtbot, screen, monkeypatch):
    click(button(screen, "Buat cadangan"))
    qtbot.waitUntil(lambda: len(screen.rows()) == 1)
    begun = []
    monkeypatch.setattr(listing.subprocess, "Popen", lambda command, **more: begun.append((command, more)))
    choose(qtbot, screen, 0)
    click(button(screen, "Coba dulu"))
    ((command, more),) = begun
    assert command[-3:-1] == ["--latihan", "--db"]
    assert more["env"]["ASN_DESKTOP_DATA"] == str(Path(command[-1]).parent)


def test_the_second_place_is_sealed_and_opens_with_its_words(qtbot, screen, office, tmp_path, monkeypatch):
    stick = tmp_path / "stik"
    stick.mkdir()
    click(button(screen, "Tempat kedua"))
    panel = screen.side.currentWidget()
    monkeypatch.setattr(dialogs, "choose_folder", lambda _parent, _title: stick)
    chooser = panel.findChild(QPushButton, "choose_second")
    assert chooser.isVisible()
    click(chooser)
    assert panel.form.editors["folder"].text() == str(stick)
    panel.form.editors["passphrase"].setText("pendek")
    click(panel.save_button)
    assert "paling sedikit" in panel.form.findChild(QLabel, "passphrase_message").text()
    panel.form.editors["passphrase"].setText("kuda baterai staples benar")
    click(panel.save_button)
    click(button(screen, "Buat cadangan"))
    qtbot.waitUntil(lambda: len(screen.rows()) == 2)
    sealed = next(n for n, row in enumerate(screen.rows()) if row.place == "Tempat kedua")
    assert b"Siti" not in b"".join(f.read_bytes() for f in stick.iterdir())
    with writing(office, "Hapus") as s:
        s.delete(s.get_one(Person, 1))
    screen.reveal(screen.rows()[sealed].id)
    qtbot.wait(300)
    click(button(screen, "Lihat isi"))
    panel = screen.side.currentWidget()
    panel.form.editors["passphrase"].setText("kuda baterai staples benar")
    click(panel.save_button)
    page = screen.currentWidget()
    assert [row.name for row in page.table.model().sourceModel().rows] == ["Siti Contoh"]
    assert list(tmp_path.glob(".buka-*"))
    click(button(screen, "Kembali ke daftar"))
    qtbot.waitUntil(lambda: not list(tmp_path.glob(".buka-*")))  # nothing plain stays behind
    monkeypatch.setattr(dialogs, "ask", lambda *_a, **_k: True)
    click(button(screen, "Pulihkan"))
    panel = screen.side.currentWidget()
    panel.form.editors["passphrase"].setText("kuda baterai staples benar")
    click(panel.save_button)
    qtbot.waitUntil(lambda: names(office) == ["Siti Contoh"])
