from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from desks import a_person
from hands import cells, press, text
from sqlalchemy import select

from asn_desktop.db.history import insert_rows
from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import EventPlan, OutsideTraining, Person
from asn_desktop.services import nominations, results
from asn_desktop.ui.drafts import PanelWatch
from asn_desktop.ui.screens.training.nominations import NominationsPage

DAY = date(2026, 5, 4)


@pytest.fixture
def page(qtbot, dressed, runner, engine, desk):
    with writing(engine, "Isi") as s:
        insert_rows(s, Person, [a_person(n, name_key=f"calon {n}") for n in range(101, 106)])
        s.add(EventPlan(event_id=desk.event_id, capacity=5))
        for n, person in enumerate(s.scalars(select(Person).where(Person.name_key.startswith("calon"))), 1):
            s.add(OutsideTraining(person_id=person.id, name="Kursus", ends_on=DAY, year=2026, jp=2 * n))
    made = NominationsPage(runner, desk.event_id)
    made.resize(1180, 600)
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_first_ones_become_participants_without_a_question(qtbot, page, engine, desk):
    assert text(page, "seats").startswith("3 dari 5 kursi terisi, sisa 2")
    assert cells(page.proposed.list, "Urutan") == ["1", "2", "3", "4", "5"]
    page.proposed.list.table.go_to(0)
    press(qtbot, page.proposed.list, "action_user-plus")
    assert text(page, "nominations_message") == "✓ 1 orang menjadi peserta."
    assert text(page, "seats").startswith("4 dari 5 kursi terisi")
    with reading(engine) as s:
        assert len(results.rows(s, desk.event_id)) == 4


def test_passing_over_asks_why_and_keeps_it(qtbot, page, engine, desk):
    page.proposed.list.table.go_to(2)
    press(qtbot, page.proposed.list, "action_user-plus")
    panel = page.proposed.list.side.currentWidget()
    assert "2 yang lebih membutuhkan dilewati: Ir. Contoh Nomor 101, S.T." in panel.title.text()
    press(qtbot, panel, "save")
    assert "Tulis alasannya" in text(panel, "why_not_message")
    panel.form.editors["why_not"].setPlainText("Sedang dinas luar")
    press(qtbot, panel, "save")
    page._tabs.setCurrentIndex(1)
    assert cells(page.decided.list, "Keadaan") == ["✗ Dilewati", "✗ Dilewati", "✓ Dipilih"]
    assert cells(page.decided.list, "Catatan") == ["Sedang dinas luar", "Sedang dinas luar", ""]


def test_who_waits_moves_up_when_a_seat_is_free(qtbot, page, engine, desk):
    page.proposed.list.table.selectAll()
    press(qtbot, page.proposed.list, "action_user-plus")
    assert "3 masuk daftar tunggu (semua kursi terisi)" in text(page, "nominations_message")
    page._tabs.setCurrentIndex(1)
    page.decided.list.table.go_to(0)
    press(qtbot, page.decided.list, "action_user-plus")
    assert "Kursi yang tersisa 0" in text(page, "nominations_message")
    with writing(engine, "Tambah kursi") as s:
        s.get_one(EventPlan, 1).capacity = 6
    press(qtbot, page.decided.list, "action_user-plus")
    assert text(page, "nominations_message") == "✓ 1 orang menjadi peserta."


def test_quotas_are_kept_by_agency(qtbot, page, engine, desk):
    press(qtbot, page.proposed.list, "action_users")
    panel = page.proposed.list.side.currentWidget()
    panel.form.editors["1"].setText("2")
    press(qtbot, panel, "save")
    with reading(engine) as s:
        assert [(q.unit, q.seats) for q in nominations.seats(s, desk.event_id).quotas] == [
            ("Kecamatan Sako", 2)
        ]
    assert "Kecamatan Sako 2/2" in text(page, "seats")


def test_a_list_of_gaps_says_what_it_could_not_take(qtbot, page, tmp_path: Path):
    book = xlsxwriter.Workbook(str(tmp_path / "dinas.xlsx"))
    sheet = book.add_worksheet()
    for n, line in enumerate([("NIP", "Kesenjangan"), (a_person(103)["nip"], 5), ("12", 1)]):
        sheet.write_row(n, 0, line)
    book.close()
    page.proposed.take_gaps(tmp_path / "dinas.xlsx")
    told = text(page, "nominations_message")
    assert told.startswith("✓ 1 kesenjangan disimpan.\n1 baris tidak diambil:\nBaris 3:")
    assert cells(page.proposed.list, "Nama")[0] == "Ir. Contoh Nomor 103, S.T."


def test_a_half_typed_reason_is_offered_again(qtbot, page):
    page.proposed.list.table.go_to(2)
    press(qtbot, page.proposed.list, "action_user-plus")
    panel = page.proposed.list.side.currentWidget()
    assert panel.findChildren(PanelWatch)
    page.reopen("nominations.quotas")
    assert page.proposed.list.side.currentWidget().title.text().startswith("Kuota")


def test_seats_taken_by_another_part_are_counted_when_the_list_is_seen_again(qtbot, page, engine, desk):
    assert text(page, "seats").startswith("3 dari 5 kursi terisi")
    page.hide()
    with writing(engine, "Pintu") as s:
        results.add_people(
            s, desk.event_id, [s.scalars(select(Person.id).order_by(Person.id.desc())).first()]
        )
    page.show()
    qtbot.waitUntil(lambda: text(page, "seats").startswith("4 dari 5 kursi terisi"))
