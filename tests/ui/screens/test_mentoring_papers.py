"""The papers of a programme and of a pair: pages, printing, files, texts, by keyboard."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from hands import cells, text, twice
from mentors import TODAY, make_pair
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QPushButton, QStackedWidget

from asn_desktop.db.session import reading, writing
from asn_desktop.domain.mentoring.meetings import ActionForm, MeetingForm
from asn_desktop.reports import rendering
from asn_desktop.services import history
from asn_desktop.services.mentoring import meetings, notes, texts
from asn_desktop.services.mentoring.papers import KINDS
from asn_desktop.ui.document import DocumentPage
from asn_desktop.ui.kit import dialogs
from asn_desktop.ui.kit.runner import Inline, Runner
from asn_desktop.ui.screens.mentoring.outputs import Source
from asn_desktop.ui.screens.mentoring.pair_page import PairPage
from asn_desktop.ui.screens.mentoring.papers import PapersPart
from asn_desktop.ui.screens.mentoring.programme_tabs import ProgrammeTabs

SECRET = "Mentee keberatan atas pembagian tugas"


@pytest.fixture
def desk(program_engine):
    made = make_pair(program_engine, clerk="rina")
    with writing(program_engine, "Isi", "rina") as s:
        action = ActionForm("Menyusun rencana", made.people[0], date(2026, 9, 1))
        held = MeetingForm(
            made.pair, date(2026, 8, 4), "09:00", 60, topic="Peta proses", present=made.mentees,
            actions=(action,),
        )  # fmt: skip
        meetings.save(s, held, TODAY)
        notes.write(s, made.pair, SECRET, "rina", datetime(2026, 9, 1))
    return made


@pytest.fixture
def runner(qapp, program_engine):
    made = Runner(lambda: program_engine, Inline(), "rina")
    yield made
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def page(qtbot, dressed, runner, desk):
    return shown(qtbot, PapersPart(runner, Source(desk.programme)))


def shown(qtbot, made):
    made.resize(1180, 600)
    qtbot.addWidget(made)
    made.show()
    return made


def choose(page, *kinds: str) -> None:
    page.table.clearSelection()
    flags = page.table.selectionModel().SelectionFlag
    places = [row.id for row in page.table.model().rows]
    for kind in kinds:
        index = page.table.model().index(places.index(kind), 0)
        page.table.selectionModel().select(index, flags.Select | flags.Rows)
    page.draw()


def press(page, title: str) -> None:
    (button,) = (b for b in page.findChildren(QPushButton) if b.text().replace("&", "") == title)
    assert button.isEnabled(), title
    button.click()


def words(pdf: bytes) -> str:
    found = [rendering.page_text(pdf, n) for n in range(rendering.page_count(pdf))]
    return " ".join(" ".join(found).split())


def opened(place: QStackedWidget) -> str:
    found = place.currentWidget()
    assert isinstance(found, DocumentPage)
    return words(found._pdf)


def test_every_paper_of_a_programme_is_listed_and_drawn_beside_the_list(page) -> None:
    assert cells(page, "Berkas") == [kind.title for kind in KINDS.values()]
    for kind in KINDS:
        choose(page, kind)
        assert page.preview.pages >= 1, kind
        assert text(page, "mentoring_papers_message") == ""


def test_all_forms_open_as_one_file_with_contents(page) -> None:
    press(page, "Cetak semua formulir…")
    text_of_all = opened(page)
    assert text_of_all.startswith("DAFTAR ISI MENTORING KEPALA SEKSI")
    for title in ("KESEPAKATAN", "LEMBAR LOGBOOK", "LEMBAR KEMAJUAN", "LAPORAN AKHIR"):
        assert f"{title} MENTORING" in text_of_all
    page.currentWidget().closed.emit()
    assert page.currentIndex() == 0
    assert page.table.hasFocus() or page.focusProxy() is page.table


def test_notes_are_printed_only_with_the_tick_and_that_is_no_secret(page, desk, qtbot) -> None:
    choose(page, "laporan")
    press(page, "Lihat dan cetak…")
    assert SECRET not in opened(page)
    page.currentWidget().closed.emit()
    page.secret.setChecked(True)
    page.draw()  # the pages beside the list do not ask for them
    with reading(desk.engine) as s:
        assert notes.accesses(s, desk.pair) == []
    press(page, "Lihat dan cetak…")
    assert SECRET in opened(page)
    with reading(desk.engine) as s:
        (access,) = notes.accesses(s, desk.pair)
        assert (access.actor, access.purpose) == ("rina", "cetak")


def test_who_may_not_see_the_notes_is_told_and_gets_nothing(page, runner) -> None:
    runner.actor = "budi"
    page.secret.setChecked(True)
    choose(page, "laporan")
    press(page, "Lihat dan cetak…")
    assert page.currentIndex() == 0
    assert "hanya dapat dibuka oleh rina" in text(page, "mentoring_papers_message")


def test_pdf_word_and_excel_are_saved(page, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(dialogs, "save_file", lambda _p, _t, name, *_kinds: tmp_path / name)
    monkeypatch.setattr(dialogs, "choose_folder", lambda *_: tmp_path)
    choose(page, "kesepakatan", "kemajuan")
    press(page, "Simpan PDF…")
    pdf = (tmp_path / "Berkas mentoring.pdf").read_bytes()
    assert "KESEPAKATAN MENTORING" in words(pdf)
    assert "LEMBAR KEMAJUAN" in words(pdf)
    press(page, "Simpan Word…")
    (document,) = tmp_path.glob("*.docx")
    assert document.name.startswith("Kesepakatan mentoring")
    assert "KESEPAKATAN MENTORING" in "\n".join(p.text for p in Document(str(document)).paragraphs)
    press(page, "Simpan Excel…")
    (book,) = Path(tmp_path).glob("Rekap mentoring*.xlsx")
    assert openpyxl.load_workbook(book).sheetnames[0] == "Pasangan"


def test_word_is_refused_for_other_papers(page) -> None:
    choose(page, "logbook")
    press(page, "Simpan Word…")
    assert "Word hanya untuk kesepakatan dan laporan akhir" in text(page, "mentoring_papers_message")


def test_texts_of_the_office_are_changed_and_undone(page, desk) -> None:
    press(page, "Ubah teks…")
    panel = page._side.currentWidget()
    panel.form.editors["mentor"].setPlainText("Hak mentor menurut kami")
    panel.form.editors["closing"].setPlainText("")
    panel.save()
    with reading(desk.engine) as s:
        assert texts.get(s).mentor == "Hak mentor menurut kami"
        assert texts.get(s).closing == texts.USUAL.closing
    assert page._side.currentWidget() is page.preview
    with writing(desk.engine, "Urungkan", "rina") as s:
        history.undo(s, TODAY, "rina")
    with reading(desk.engine) as s:
        assert texts.get(s) == texts.USUAL


def test_papers_of_a_pair_open_over_its_page_so_that_no_keys_are_shared(qtbot, dressed, runner, desk) -> None:
    pair = shown(qtbot, PairPage(runner, desk.pair, lambda *_: None))
    part = pair.tabs.part("papers")
    assert isinstance(part, PapersPart)
    assert twice(pair) == {}
    assert "Laporan program" not in cells(part, "Berkas")
    choose(part, "kesepakatan")
    pair.activateWindow()
    part.table.setFocus()
    qtbot.waitUntil(part.table.hasFocus)
    qtbot.keyClick(part.table, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert "KESEPAKATAN MENTORING" in opened(pair)
    pair.currentWidget().closed.emit()
    choose(part, "pengingat")
    press(part, "Lihat dan cetak…")
    assert "Menyusun rencana" in opened(pair)


def test_tab_of_the_programme_has_them(qtbot, dressed, runner, desk) -> None:
    tabs = shown(qtbot, ProgrammeTabs(runner, desk.programme, lambda *_: None, QStackedWidget()))
    assert isinstance(tabs.part("papers"), PapersPart)
    tabs.reopen("papers.texts")
    assert tabs.part("papers")._side.count() == 2


def test_no_two_buttons_share_a_key(page) -> None:
    choose(page, "laporan")
    assert twice(page) == {}
