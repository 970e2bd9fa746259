"""Series on the screen: the days before they are made, changes by scope, copies."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hands import cells, press, text
from sqlalchemy import select

from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import Event, EventSeries, Room, Trainer
from asn_desktop.domain.recurrence import WEEKLY, Rule
from asn_desktop.services import reference, schedule, series
from asn_desktop.services.schedule import Plan
from asn_desktop.services.series import SeriesForm
from asn_desktop.ui.screens.training import training_screen
from asn_desktop.ui.screens.training.series import ChangePage, SeriesPage

RULE = Rule(WEEKLY, 1, (1,), until=date(2027, 3, 31))
FORM = SeriesForm("Bimtek Selasa", 1, RULE, date(2027, 3, 1), starts="8", ends="10.15", jp=3)


@pytest.fixture
def screen(qtbot, dressed, runner, desk, engine):
    with writing(engine, "Acuan") as s:
        reference.seed(s)
        s.add_all([Room(name="Aula", capacity=40), Room(name="Besar", capacity=90)])
        s.add_all(Trainer(person_id=p) for p in desk.people[:2])
    made = training_screen(runner, lambda *_where: None, desk.keys)
    made.resize(1180, 640)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def made(screen, engine):
    """Events on 2, 16, 23 and 30 March 2027."""
    with writing(engine, "Seri") as s:
        return series.create(s, replace(FORM, plan=Plan(room_id=1))).event_ids


def opened(screen, way: str, *event_id: int):
    getattr(screen.events._series(), way)(*event_id)
    return screen.events.list.currentWidget()


def fill(page, **typed) -> None:
    for name, value in typed.items():
        editor = page.panel.form.editors[name]
        (editor.setText if hasattr(editor, "setText") else editor.put)(value)
    page._resting.stop()
    page._preview()


def test_days_and_clashes_are_seen_before_the_series_is_made(qtbot, screen, made, engine):
    page = opened(screen, "new")
    assert isinstance(page, SeriesPage)
    fill(page, name="Rapat", training_id=1, starts_on="01-03-2027", weekdays=(1,), until="31-03-2027")
    fill(page, pattern=":satu", starts="09.00", ends="10.00", room_id=1)
    assert (
        text(page, "series_summary") == "setiap Selasa, sampai 31 Maret 2027: 4 kegiatan, 1 tanggal dilewati."
    )
    assert cells(page.table, "Keadaan") == ["! 1 bentrok", "– dilewati", *["! 1 bentrok"] * 3]
    assert "Cuti bersama" in cells(page.table, "Keterangan")[1]
    assert cells(page.clashes.table, "Dengan") == ["seri “Bimtek Selasa”"]
    assert "Besar (90 kursi) bebas pada semua tanggal itu" in text(page, "series_clashes_full")
    assert page.panel.save_button.text() == "Tetap &simpan seri"
    fill(page, room_id=2)
    assert text(page, "series_clashes_title") == "✓ Tidak ada bentrok"
    page.table.go_to(2)
    press(qtbot, page, "series_skip")
    fill(page)
    assert cells(page.table, "Keadaan")[2] == "– dilewati"
    press(qtbot, page, "save")
    with reading(engine) as s:
        new = s.scalars(select(EventSeries).where(EventSeries.name == "Rapat")).one()
        assert new.skipped == ["2027-03-16"]
        assert s.scalars(select(Event.starts_on).where(Event.id > made[-1])).all() == [
            date(2027, 3, d) for d in (2, 23, 30)
        ]


def test_a_series_without_end_is_refused_at_its_field_and_nothing_typed_is_lost(qtbot, screen, engine):
    page = opened(screen, "new")
    fill(page, name="Rapat", training_id=1, starts_on="01-03-2027", until="")
    assert "tidak berakhir" in text(page, "until_message")
    press(qtbot, page, "save")
    assert "tidak berakhir" in text(page, "until_message")
    assert page.panel.form.values()["name"] == "Rapat"
    fill(page, count="3", until="31-03-2027")
    assert "salah satu" in text(page, "count_message")
    fill(page, until="", skipped="kemarin")
    assert "bukan tanggal" in text(page, "skipped_message")
    with reading(engine) as s:
        assert s.scalar(select(EventSeries.id)) is None


def test_only_the_fields_that_mean_something_are_shown(screen):
    page = opened(screen, "new")
    editors = page.panel.form.editors
    assert [editors[n].isVisibleTo(page) for n in ("weekdays", "nth", "month_day")] == [True, False, False]
    fill(page, repeat="bulan_tanggal")
    assert [editors[n].isVisibleTo(page) for n in ("weekdays", "nth", "month_day")] == [False, False, True]
    fill(page, repeat="bulan_hari", weekdays=(1,), nth=1, training_id=1, starts_on="01-03-2027")
    assert text(page, "series_summary").startswith("setiap Selasa pertama, sampai 31 Desember 2027")


def test_a_series_like_an_event_has_its_schedule(screen, engine, desk):
    page = opened(screen, "like", desk.event_id)
    assert page.panel.form.values()["pattern"] == ":contoh"
    fill(page, until="", count="2")
    assert cells(page.table, "Tanggal") == ["03-11-2026", "10-11-2026"]


def test_this_and_the_following_are_changed_after_they_were_shown(qtbot, screen, made, engine):
    page = opened(screen, "change", made[2])
    assert isinstance(page, ChangePage)
    assert "setiap Selasa" in text(page, "scope_message")
    fill(page, scope="berikutnya", starts_on="24-03-2027", place="Balai kota")
    assert cells(page.table, "Menjadi") == ["24 Maret 2027", "31 Maret 2027"]
    fill(page, starts_on="25-03-2027")
    assert "adalah Cuti bersama" in text(page, "series_change_notes")
    assert page.panel.save_button.text() == "Tetap &simpan"
    fill(page, starts_on="24-03-2027")
    press(qtbot, page, "save")
    with reading(engine) as s:
        assert [s.get_one(Event, key).starts_on.day for key in made] == [2, 16, 24, 31]
        assert [s.get_one(Event, key).place for key in made][1:3] == ["", "Balai kota"]
    assert screen.events.list.count() == 1


def test_all_of_a_series_are_deleted_at_once(qtbot, screen, made, engine):
    page = opened(screen, "change", made[0])
    fill(page, scope="semua")
    assert page.findChild(object, "series_delete").text() == "&Hapus 4 kegiatan"
    press(qtbot, page, "series_delete")
    with reading(engine) as s:
        assert s.scalars(select(Event.id)).all() == [1]
        assert s.scalar(select(EventSeries.id)) is None


def test_what_cannot_be_is_told_and_the_page_stays(qtbot, screen, made, engine):
    page = opened(screen, "change", made[0])
    fill(page, minutes="1200")
    assert "tengah malam" in text(page, "series_change_notes")
    fill(page, minutes="", starts_on="")
    assert "harus diisi" in text(page, "starts_on_message")
    fill(page, starts_on="02-03-2027")
    press(qtbot, page, "save")
    assert "Belum ada yang diubah" in text(page, "form_message")
    assert screen.events.list.currentWidget() is page


def test_an_angkatan_is_copied_from_a_day_on(qtbot, screen, made, engine):
    screen.events._series().copy(made[0])
    panel = screen.events.list.side.currentWidget()
    assert text(panel, "form_title") == "Salin menjadi angkatan VI"
    press(qtbot, panel, "save")
    assert "harus diisi" in text(panel, "starts_on_message")
    panel.form.editors["starts_on"].setText("06-04-2027")
    press(qtbot, panel, "save")
    with reading(engine) as s:
        copy = s.scalars(select(Event).order_by(Event.id.desc())).first()
        assert (copy.angkatan, copy.starts_on) == (6, date(2027, 4, 6))
        assert [row.starts for row in schedule.sessions(s, [copy.id])] == ["08:00"]
        assert schedule.plan(s, copy.id).series_id is None


def test_the_page_of_an_event_offers_the_same_but_not_to_delete_it(qtbot, screen, made, engine):
    screen.events.open_event(made[0])
    event = screen.events.list.currentWidget()
    event._series().change(made[0])
    page = event.currentWidget()
    assert isinstance(page, ChangePage)
    assert not page.findChild(object, "series_delete").isVisibleTo(page)
    fill(page, place="Balai kota")
    press(qtbot, page, "save")
    assert event.count() == 1
    with reading(engine) as s:
        assert s.get_one(Event, made[0]).place == "Balai kota"
