"""The screen JP pegawai: who lacks how many, a training with its proof, lists in, files out."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import Event, OutsideTraining, Person
from asn_desktop.services import files, ledger, places
from asn_desktop.services.drafts import Draft
from asn_desktop.services.ledger import OutsideForm, Wanted
from asn_desktop.ui.drafts import Reopens
from asn_desktop.ui.kit.form import FormPanel
from asn_desktop.ui.kit.runner import Inline, Runner
from asn_desktop.ui.list_wizard import ListImport
from asn_desktop.ui.screens.ledger import LedgerScreen, ledger_screen
from asn_desktop.ui.screens.ledger.list_import import HISTORY
from asn_desktop.ui.screens.ledger.outputs import excel_action, siasn_action
from tests.desks import NOW, Desk, make_desk
from tests.hands import cells, press, text
from tests.proofs import PDF

YEAR = date.today().year


class Office:
    def __init__(self, desk: Desk, folder: Path, screen: LedgerScreen, runner: Runner) -> None:
        self.desk, self.folder, self.screen, self.runner = desk, folder, screen, runner
        self.went: list[tuple[str, Any]] = []

    def choose(self, qtbot: QtBot, place: int = 0) -> None:
        people = self.screen.people
        qtbot.waitUntil(lambda: people.table.model().rowCount() == 2)
        people.table.go_to(place)
        qtbot.waitUntil(lambda: text(people.side, "ledger_person") != "")


@pytest.fixture
def office(qtbot: QtBot, dressed: object, program_engine: Any, tmp_path: Path) -> Office:
    desk = make_desk(program_engine, tmp_path)
    with writing(program_engine, "Tahun ini") as s:
        event = s.get_one(Event, desk.event_id)
        event.starts_on, event.ends_on, event.jp = date(YEAR, 1, 2), date(YEAR, 1, 3), 12
    runner = Runner(lambda: program_engine, Inline())
    went: list[tuple[str, Any]] = []
    screen = ledger_screen(runner, lambda name, target: went.append((name, target)))
    qtbot.addWidget(screen)
    made = Office(desk, tmp_path, screen, runner)
    made.went = went
    screen.resize(1214, 640)
    screen.show()
    return made


def form_of(screen: LedgerScreen) -> FormPanel:
    panel = screen.people.side.currentWidget()
    assert isinstance(panel, FormPanel)
    return panel


def test_it_shows_who_lacks_how_many_and_why(qtbot: QtBot, office: Office) -> None:
    office.choose(qtbot)
    people = office.screen.people
    assert cells(people, "JP") == ["12", "12"]
    assert cells(people, "Kurang") == ["8", "8"]
    assert cells(people, "Keadaan") == ["– Belum terpenuhi"] * 2
    assert text(people.side, "ledger_told") == f"12 dari 20 JP tahun {YEAR}; kurang 8 JP."
    assert cells(office.screen.people.side.widget(0).history, "JP") == ["12"]  # type: ignore[union-attr]


def test_a_training_with_its_proof_is_added_and_its_jp_reckoned(
    qtbot: QtBot, office: Office, tmp_path: Path
) -> None:
    proof = tmp_path / "piagam.pdf"
    proof.write_bytes(PDF)
    office.choose(qtbot)
    press(qtbot, office.screen.people, "action_plus")
    qtbot.waitUntil(lambda: isinstance(office.screen.people.side.currentWidget(), FormPanel))
    panel = form_of(office.screen)
    editors = panel.form.editors
    editors["name"].setPlainText("Seminar Contoh")
    editors["form"].put("KL06")
    editors["starts_on"].setText(f"01-01-{YEAR}")
    editors["ends_on"].setText(f"02-01-{YEAR}")
    editors["proof"].setText(str(proof))
    assert text(panel, "certificate_jp_message").startswith("2 hari × 4 JP = 8 JP")
    press(qtbot, panel, "save")
    qtbot.waitUntil(lambda: cells(office.screen.people, "JP") == ["20", "12"])
    with reading(office.desk.engine) as s:
        entry = next(e for e in ledger.history(s, office.desk.people[0]) if e.file)
        folder = places.files_folder(office.runner.file or Path())
        assert files.read(s, folder, entry.file_id or 0) == PDF


def test_a_file_that_is_no_proof_is_named_at_its_field_and_nothing_is_lost(
    qtbot: QtBot, office: Office, tmp_path: Path
) -> None:
    wrong = tmp_path / "piagam.pdf"
    wrong.write_text("bukan PDF")
    office.choose(qtbot)
    press(qtbot, office.screen.people, "action_plus")
    panel = form_of(office.screen)
    panel.form.editors["name"].setPlainText("Seminar Contoh")
    panel.form.editors["form"].put("KL06")
    panel.form.editors["ends_on"].setText(f"02-01-{YEAR}")
    panel.form.editors["proof"].setText(str(wrong))
    press(qtbot, panel, "save")
    assert "bukan PDF, PNG atau JPEG" in text(panel, "proof_message")
    panel.form.editors["proof"].setText(str(tmp_path / "tidak ada.pdf"))
    press(qtbot, panel, "save")
    assert "tidak dapat dibaca" in text(panel, "proof_message")
    assert panel.form.editors["name"].toPlainText() == "Seminar Contoh"


def outside(office: Office, **more: Any) -> int:
    form = OutsideForm(
        person_id=office.desk.people[0], name="Webinar", form="KL06", ends_on=date(YEAR, 1, 2), **more
    )
    with writing(office.desk.engine, "Isi") as s:
        folder = places.files_folder(office.folder / "asn.db")
        made = ledger.save(s, form, date.today(), ledger.Proof("piagam.pdf", PDF), folder)
    office.screen.people.refresh()
    return made


def panel_of(office: Office) -> QWidget:
    panel = office.screen.people.side.widget(0)
    assert panel is not None
    return panel


def test_from_the_history_one_opens_changes_and_deletes(qtbot: QtBot, office: Office) -> None:
    outside(office)
    office.choose(qtbot)
    panel = panel_of(office)
    history = panel.history  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: history.model().rowCount() == 2)
    place = cells(history, "Kegiatan").index("Webinar")
    history.go_to(place)
    press(qtbot, panel, "ledger_proof")
    page = office.screen.people.currentWidget()
    assert page.objectName() == "document"
    office.screen.people.close_page()
    history.go_to(place)
    press(qtbot, panel, "ledger_change")
    assert form_of(office.screen).form.editors["name"].toPlainText() == "Webinar"
    assert form_of(office.screen).form.editors["proof"].placeholderText() == "piagam.pdf (tersimpan)"
    office.screen.people.close_side()
    press(qtbot, panel, "ledger_delete")
    qtbot.waitUntil(lambda: cells(office.screen.people, "JP") == ["12", "12"])
    office.runner.undo()
    qtbot.waitUntil(lambda: cells(office.screen.people, "JP") == ["16", "12"])


def test_our_own_events_lead_to_the_training(qtbot: QtBot, office: Office) -> None:
    office.choose(qtbot)
    panel = panel_of(office)
    panel.history.go_to(0)  # type: ignore[attr-defined]
    press(qtbot, panel, "ledger_change")
    assert office.went == [("training", office.desk.event_id)]


def test_an_agency_leads_to_those_who_lack(qtbot: QtBot, office: Office) -> None:
    outside(office, certificate_jp=9)
    screen = office.screen
    screen.setCurrentIndex(1)
    qtbot.waitUntil(lambda: screen.agencies.table.model().rowCount() == 1)
    assert cells(screen.agencies, "%") == ["50,00"]
    assert cells(screen.agencies, "Keadaan") == ["– 1 belum"]
    screen.agencies.table.go_to(0)
    screen.agencies.opened.emit(1)
    assert screen.currentWidget() is screen.people
    qtbot.waitUntil(lambda: cells(screen.people, "JP") == ["12"])


def test_what_is_shown_is_what_is_printed_and_written(qtbot: QtBot, office: Office, tmp_path: Path) -> None:
    people = office.screen.people
    office.choose(qtbot)
    press(qtbot, people, "action_printer")
    assert people.currentWidget().objectName() == "document"
    people.close_page()
    shown = Wanted(YEAR, text="nomor 2")
    excel_action(office.runner, lambda: people, lambda: shown, lambda *_: tmp_path / "a.xlsx").run([])
    siasn_action(office.runner, lambda: people, lambda: shown, lambda *_: tmp_path / "b.xlsx").run([])
    assert "Per pegawai" in openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames
    rows = [[*row] for row in openpyxl.load_workbook(tmp_path / "b.xlsx")["kursus"].values]
    assert len(rows) == 2


def test_a_list_of_past_trainings_is_checked_and_taken_over(
    qtbot: QtBot, office: Office, tmp_path: Path
) -> None:
    with reading(office.desk.engine) as s:
        nip = s.get_one(Person, office.desk.people[0]).nip
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(
        ["NIP", "Tanggal Selesai", "Nama Kegiatan", "Penyelenggara", "Jenis Pengembangan", "Total JP"]
    )
    sheet.append([nip, f"02-01-{YEAR}", "Bimtek Arsip", "ANRI", "Bimtek", 6])
    sheet.append(["199001012020121001", f"02-01-{YEAR}", "Bimtek Arsip", "ANRI", "Bimtek", 6])
    book.save(tmp_path / "bps.xlsx")
    made = ListImport(office.runner, HISTORY, lambda: None, lambda *_: tmp_path / "tolak.xlsx")
    qtbot.addWidget(made.wizard)
    made.wizard.show()
    made.open(tmp_path / "bps.xlsx", None)
    for _step in range(3):
        press(qtbot, made.wizard, "wizard_next")
    assert text(made.wizard, "history_tally").startswith("1 baris baru, 0 sudah tercatat, 1 ditolak")
    assert text(made.wizard, "result_title") == "1 pelatihan dicatat"
    press(qtbot, made.wizard, "save_rejected")
    assert (tmp_path / "tolak.xlsx").exists()
    with reading(office.desk.engine) as s:
        assert s.query(OutsideTraining).one().jp == 6


def test_a_draft_opens_the_form_it_was_typed_into(qtbot: QtBot, office: Office) -> None:
    outside_id = outside(office)
    office.choose(qtbot)
    forms = next(one for one in office.screen.findChildren(Reopens) if "outside" in one.forms).forms
    for form, record, words in (
        ("outside.new", office.desk.people[1], "Pelatihan luar baru\nIr. Contoh Nomor 2, S.T."),
        ("outside", outside_id, "Ubah pelatihan luar\nIr. Contoh Nomor 1, S.T."),
    ):
        forms[form](Draft("x", "ledger", form, record, "", NOW, {}, {}))
        qtbot.waitUntil(lambda: isinstance(office.screen.people.side.currentWidget(), FormPanel))
        assert text(office.screen.people.side.currentWidget(), "form_title") == words
        office.screen.people.close_side()
