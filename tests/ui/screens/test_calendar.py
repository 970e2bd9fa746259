from __future__ import annotations

from datetime import date, datetime, timedelta

import icalendar
import pytest
from hands import press, text
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QRadioButton

from asn_desktop.db.history import insert_rows
from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import ClassSession, Event, EventPlan, EventSeries, Training
from asn_desktop.services import holidays, printing, reference, results
from asn_desktop.services.holidays import HolidayForm
from asn_desktop.ui import keys, theme
from asn_desktop.ui.screens.calendar import calendar_screen
from asn_desktop.ui.screens.calendar.cursor import Cursor
from asn_desktop.ui.screens.calendar.shown import LIST, MONTH, VIEWS, WEEK, YEAR

NOW = datetime(2026, 11, 24, 10, 30)
FIRST, LAST = date(2026, 11, 3), date(2026, 11, 9)  # of the event of the desk
DAY = timedelta(days=1)
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def went():
    return []


@pytest.fixture
def screen(qtbot, dressed, runner, desk, went):
    made = calendar_screen(runner, lambda *where: went.append(where))
    made.resize(1210, 680)
    qtbot.addWidget(made)
    made.show()
    made.go_to(FIRST)
    return made


def view(screen, name):
    press_view = screen.findChild(QPushButton, f"calendar_view_{name}")
    press_view.click()
    return screen.board()


def on_event(screen, name=MONTH):
    """The board with the keyboard on the event of the desk."""
    board = view(screen, name)
    board.setFocus()
    assert board.cursor_at == Cursor(FIRST, 1)
    return board


def days_of(desk):
    with reading(desk.engine) as s:
        event = s.get_one(Event, desk.event_id)
        return event.starts_on, event.ends_on


def drag(qtbot, board, start: QPointF, end: QPointF):
    qtbot.mousePress(board, LEFT, pos=start.toPoint())
    qtbot.mouseMove(board, (start + (end - start) / 2).toPoint())
    qtbot.mouseMove(board, end.toPoint())
    qtbot.mouseRelease(board, LEFT, pos=end.toPoint())


@pytest.mark.parametrize("name", [YEAR, MONTH, WEEK])
def test_the_event_is_on_every_board(screen, name):
    board = view(screen, name)
    spans = [(bar.begins, bar.ends) for bar in board.bars]
    assert {bar.entry.title for bar in board.bars} == {"Pelatihan Manajemen Proyek · I"}
    assert spans == {YEAR: [(True, True)], MONTH: [(True, False), (False, True)], WEEK: [(True, False)]}[name]
    for bar in board.bars:
        assert board.day_at(bar.rect.center()) is not None
        assert board.bar_at(bar.rect.center()) == bar
    day = board.shown.first
    while day <= board.shown.last:
        assert board.day_at(board.cell(day).center()) == day
        day += DAY


def test_the_list_has_the_same_and_opens_it(screen, went, qtbot):
    view(screen, LIST)
    model = screen.agenda.model()
    titles = [model.index(0, c).data() for c in range(4)]
    assert titles == ["03-11-2026", "09-11-2026", "Pelatihan Manajemen Proyek", "I"]
    assert model.index(0, 4).data().endswith("Tanpa bentuk")
    screen.agenda.go_to(0)
    qtbot.keyClick(screen.agenda, Qt.Key.Key_Return)
    assert went == [("training", 1)]


@pytest.mark.parametrize("name", [YEAR, MONTH, WEEK])
def test_a_bar_is_drawn_to_another_day(qtbot, screen, desk, name):
    board = view(screen, name)
    bar = board.bars[0]
    start = board.cell(FIRST).center()
    start.setY(bar.rect.center().y())
    there = board.cell(FIRST + 2 * DAY).center()
    drag(qtbot, board, start, QPointF(there.x(), start.y()))
    assert days_of(desk) == (FIRST + 2 * DAY, LAST + 2 * DAY)
    assert board.ghost is None


def test_an_end_of_a_bar_is_drawn_and_never_past_the_other(qtbot, screen, desk):
    board = view(screen, YEAR)
    bar = board.bars[0]
    end = QPointF(bar.rect.right() - 2, bar.rect.center().y())
    drag(qtbot, board, end, QPointF(board.cell(LAST + DAY).center().x(), end.y()))
    assert days_of(desk) == (FIRST, LAST + DAY)
    begin = QPointF(board.bars[0].rect.left() + 2, board.bars[0].rect.center().y())
    drag(qtbot, board, begin, QPointF(board.cell(date(2026, 11, 29)).center().x(), begin.y()))
    assert days_of(desk) == (LAST + DAY, LAST + DAY)


def test_a_click_moves_nothing(qtbot, screen, desk, runner):
    said = []
    runner.said.connect(said.append)
    board = view(screen, MONTH)
    qtbot.mouseClick(board, LEFT, pos=board.bars[0].rect.center().toPoint())
    assert board.cursor_at.event_id == 1
    assert said == []


@pytest.mark.parametrize(
    ("keys", "days"),
    [
        ((Qt.Key.Key_Right, CONTROL), (FIRST + DAY, LAST + DAY)),
        ((Qt.Key.Key_Up, CONTROL), (FIRST - 7 * DAY, LAST - 7 * DAY)),
        ((Qt.Key.Key_Right, CONTROL | SHIFT), (FIRST, LAST + DAY)),
        ((Qt.Key.Key_Left, CONTROL | SHIFT), (FIRST, LAST - DAY)),
        ((Qt.Key.Key_Left, ALT | SHIFT), (FIRST - DAY, LAST)),
    ],
)
def test_keys_do_what_the_mouse_does(qtbot, screen, desk, keys, days):
    board = on_event(screen)
    qtbot.keyClick(board, *keys)
    assert days_of(desk) == (FIRST, LAST)  # as long as Enter was not pressed
    assert "Enter menyimpan" in text(screen, "calendar_words")
    qtbot.keyClick(board, Qt.Key.Key_Return)
    assert days_of(desk) == days


def test_esc_leaves_the_event_where_it_was(qtbot, screen, desk, went):
    board = on_event(screen)
    qtbot.keyClick(board, Qt.Key.Key_Down, CONTROL)
    qtbot.keyClick(board, Qt.Key.Key_Escape)
    assert board.ghost is None
    qtbot.keyClick(board, Qt.Key.Key_Return)
    assert (days_of(desk), went) == ((FIRST, LAST), [("training", 1)])


def test_an_event_is_not_made_shorter_than_a_day(qtbot, screen):
    board = on_event(screen)
    for _ in range(9):
        qtbot.keyClick(board, Qt.Key.Key_Left, CONTROL | SHIFT)
    assert (board.ghost.first, board.ghost.last) == (FIRST, FIRST)


def test_arrows_go_over_days_and_events_and_into_the_next_month(qtbot, screen, desk, went):
    with writing(desk.engine, "Tambah", now=NOW) as s:
        held = s.get_one(Event, 1).training_id
        s.add(Event(training_id=held, angkatan=2, starts_on=FIRST, ends_on=FIRST, jp=5))
    screen.refresh()
    board = on_event(screen)
    where = []
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Left, Qt.Key.Key_Left):
        qtbot.keyClick(board, key)
        where.append((board.cursor_at.day.day, board.cursor_at.event_id))
    assert where == [(3, 2), (10, None), (3, 2), (2, None), (1, None)]
    qtbot.keyClick(board, Qt.Key.Key_Left)
    assert text(screen, "calendar_title") == "Oktober 2026"
    assert board.cursor_at.day == date(2026, 10, 31)
    qtbot.keyClick(board, Qt.Key.Key_Return)
    assert went == [("training", {"new": date(2026, 10, 31)})]


def test_page_keys_turn_the_period(qtbot, screen):
    titles = []
    for name in (YEAR, MONTH, WEEK):
        board = view(screen, name)
        board.setFocus()
        qtbot.keyClick(board, Qt.Key.Key_PageDown)
        titles.append(text(screen, "calendar_title"))
        qtbot.keyClick(board, Qt.Key.Key_PageUp)
    assert titles == ["2027", "Desember 2026", "9 s.d. 15 November 2026"]
    assert text(screen, "calendar_title") == "2 s.d. 8 November 2026"


def test_a_new_event_begins_on_the_day_that_was_pointed_at(qtbot, screen, went):
    board = view(screen, MONTH)
    qtbot.mouseDClick(board, LEFT, pos=board.cell(date(2026, 11, 18)).center().toPoint())
    qtbot.mouseClick(board, LEFT, pos=board.cell(date(2026, 11, 19)).center().toPoint())
    press(qtbot, screen, "calendar_plus")
    assert went == [("training", {"new": date(2026, 11, n)}) for n in (18, 19)]


def test_days_off_are_named(screen, desk, qtbot):
    with writing(desk.engine, "Libur", now=NOW) as s:
        holidays.save(s, HolidayForm(day=FIRST, name="Hari Contoh"))
    screen.refresh()
    board = on_event(screen)
    assert "Hari Contoh" in board.hint_at(QPointF(board.cell(FIRST).topLeft() + QPoint(5, 5)))
    board.go_to(Cursor(FIRST))
    assert "Hari Contoh (libur nasional)" in text(screen, "calendar_words")
    assert board.accessibleName() == text(screen, "calendar_words")


def test_what_stands_in_the_way_is_told_and_can_be_kept(qtbot, screen, desk):
    with writing(desk.engine, "Libur", now=NOW) as s:
        holidays.save(s, HolidayForm(day=LAST + DAY, name="Hari Contoh"))
    board = on_event(screen)
    for save in (False, True):
        qtbot.keyClick(board, Qt.Key.Key_Right, CONTROL)
        qtbot.keyClick(board, Qt.Key.Key_Return)
        assert screen.decision.isVisible()
        assert "Hari Contoh" in text(screen, "decision_note_0")
        assert days_of(desk) == (FIRST, LAST)
        press(qtbot, screen, "decision_save" if save else "decision_cancel")
        assert not screen.decision.isVisible()
        assert board.ghost is None
    assert days_of(desk) == (FIRST + DAY, LAST + DAY)


def test_people_wanted_twice_are_told_before_it_is_saved(qtbot, screen, desk):
    with writing(desk.engine, "Tambah", now=NOW) as s:
        held = s.get_one(Event, 1).training_id
        s.add(Event(training_id=held, angkatan=2, starts_on=LAST + DAY, ends_on=LAST + DAY, jp=5))
        s.flush()
        results.add_people(s, 2, desk.people[:1])
    board = on_event(screen)
    qtbot.keyClick(board, Qt.Key.Key_Right, CONTROL)
    qtbot.keyClick(board, Qt.Key.Key_Return)
    assert "Contoh Nomor 1" in text(screen, "decision_clash_0")


def test_a_session_that_would_lie_outside_is_refused_in_words(qtbot, screen, desk):
    row = {"event_id": 1, "day": LAST, "starts": "08:00", "ends": "09:30", "kind": "materi", "title": "X"}
    with writing(desk.engine, "Jadwal", now=NOW) as s:
        insert_rows(s, ClassSession, [row])
    board = on_event(screen)
    qtbot.keyClick(board, Qt.Key.Key_Left, CONTROL | SHIFT)
    qtbot.keyClick(board, Qt.Key.Key_Return)
    assert "09-11-2026 pukul 08.00" in text(screen, "calendar_message")
    assert (days_of(desk), board.ghost) == ((FIRST, LAST), None)


def test_the_week_shows_its_sessions_by_the_hour(screen, desk):
    rows = [
        {"event_id": 1, "day": FIRST, "starts": a, "ends": b, "kind": "materi", "title": t, "class_name": t}
        for a, b, t in (("06:30", "08:00", "A"), ("07:00", "08:00", "B"), ("19:00", "20:30", "C"))
    ]
    with writing(desk.engine, "Jadwal", now=NOW) as s:
        insert_rows(s, ClassSession, rows)
    screen.refresh()
    board = view(screen, WEEK)
    a, b, c = (block.rect for block in board.blocks)
    assert a.right() <= b.left()
    assert a.top() < b.top() < c.top()
    assert c.width() > 1.8 * a.width()
    assert c.bottom() <= board.minimumHeight()
    assert board.hint_at(c.center()).startswith("19.00–20.30\nC")


def test_a_session_opens_its_event_and_is_not_drawn_away(qtbot, screen, desk, went):
    row = {"event_id": 1, "day": FIRST, "starts": "08:00", "ends": "09:30", "kind": "materi", "title": "X"}
    with writing(desk.engine, "Jadwal", now=NOW) as s:
        insert_rows(s, ClassSession, [row])
    screen.refresh()
    board = view(screen, WEEK)
    start = board.blocks[0].rect.center()
    drag(qtbot, board, start, QPointF(board.cell(FIRST + 2 * DAY).center().x(), start.y()))
    assert (days_of(desk), board.ghost, board.cursor_at.event_id) == ((FIRST, LAST), None, 1)
    qtbot.mouseDClick(board, LEFT, pos=start.toPoint())
    assert went == [("training", 1)]


def test_search_and_form_narrow_what_is_seen(qtbot, screen, desk):
    with writing(desk.engine, "Tabel", now=NOW) as s:
        reference.seed(s)
        s.get_one(Training, 1).form = "KL02"
    screen.refresh()
    board = view(screen, MONTH)
    assert "Pelatihan Manajerial" in screen.legend.accessibleName()
    screen.bar.forms.choose(("KL07",))
    assert board.bars == []
    assert "cocok" in text(screen, "calendar_nothing")
    press(qtbot, screen, "calendar_nothing_button")
    assert board.bars
    screen.bar.search.setText("tidak ada yang begini")
    qtbot.waitUntil(lambda: not board.bars)


def test_an_empty_period_offers_the_next_thing_to_do(qtbot, screen, went):
    view(screen, MONTH)
    screen.go_to(date(2026, 2, 2))
    assert text(screen, "calendar_nothing") == "Belum ada kegiatan pada Februari 2026."
    press(qtbot, screen, "calendar_nothing_button")
    assert went == [("training", {"new": date(2026, 2, 2)})]


def test_the_view_is_remembered(screen, runner, qtbot):
    view(screen, YEAR)
    again = calendar_screen(runner, lambda *_where: None)
    qtbot.addWidget(again)
    assert again.view == YEAR


def test_every_key_is_listed_for_f1_in_the_words_of_the_keyboard(screen):
    told = keys.as_text(keys.of(screen)).splitlines()
    assert "Ctrl+← / Ctrl+→:  Pindahkan kegiatan sehari" in told
    assert "Alt+Shift+← / Alt+Shift+→:  Majukan atau mundurkan hari mulai" in told
    assert "PgUp / PgDn:  Kurun sebelumnya atau berikutnya" in told
    assert "Ctrl+N:  Kegiatan baru" in told
    assert len(told) < 26  # the list fits a screen of 768 pixels


def test_the_calendar_is_given_away_as_ics(screen, tmp_path):
    view(screen, YEAR)
    screen.write_ics(tmp_path / "kalender.ics")
    read = icalendar.Calendar.from_ical((tmp_path / "kalender.ics").read_bytes())
    assert [e["summary"] for e in read.walk("VEVENT")] == ["Pelatihan Manajemen Proyek, angkatan I"]


def test_the_wall_calendar_is_seen_before_it_is_printed(qtbot, screen, tmp_path):
    screen.print_out()
    page = screen.currentWidget()
    assert printing.page_count(page.pdf) == 1
    page.form.fill({"layout": "bulan", "paper": "F4"})
    page.form.changed.emit()
    assert printing.page_count(page.pdf) == 12
    page.write(tmp_path / "dinding.pdf")
    assert (tmp_path / "dinding.pdf").read_bytes() == page.pdf
    page.closed.emit()
    assert screen.count() == 1


@pytest.mark.parametrize("name", VIEWS)
def test_both_themes_and_all_views_are_painted(screen, name):
    view(screen, name)
    light = screen.grab().toImage()
    theme.wear(QApplication.instance(), dark=True)
    dark = screen.grab().toImage()
    theme.wear(QApplication.instance(), dark=False)
    middle = QPoint(light.width() // 2, light.height() // 2)
    assert light.pixelColor(middle).lightness() > 200
    assert dark.pixelColor(middle).lightness() < 100
    assert not [w for w in screen.findChildren(QLabel) if w.textFormat() != Qt.TextFormat.PlainText]


@pytest.fixture
def in_series(desk, screen):
    """The event and its repeat two weeks later."""
    with writing(desk.engine, "Seri", now=NOW) as s:
        held = s.get_one(Event, 1).training_id
        made = EventSeries(
            name="Seri", training_id=held, rule="FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;COUNT=2", starts_on=FIRST
        )
        other = Event(training_id=held, angkatan=2, starts_on=FIRST + 14 * DAY, ends_on=LAST + 14 * DAY, jp=5)
        s.add_all([made, other])
        s.flush()
        for event_id, day in ((1, FIRST), (2, FIRST + 14 * DAY)):
            s.add(EventPlan(event_id=event_id, series_id=made.id, series_day=day))
    screen.refresh()
    return screen


@pytest.mark.parametrize(("scope", "second"), [("ini", FIRST + 14 * DAY), ("semua", FIRST + 15 * DAY)])
def test_whether_the_series_goes_along_is_asked(in_series, qtbot, desk, scope, second):
    screen = in_series
    board = on_event(screen)
    qtbot.keyClick(board, Qt.Key.Key_Right, CONTROL)
    qtbot.keyClick(board, Qt.Key.Key_Return)
    assert screen.findChild(QRadioButton, "decision_ini").isChecked()
    screen.findChild(QRadioButton, f"decision_{scope}").click()
    assert bool(screen.findChild(QLabel, "decision_also")) == (scope == "semua")
    press(qtbot, screen, "decision_save")
    assert days_of(desk) == (FIRST + DAY, LAST + DAY)
    with reading(desk.engine) as s:
        assert s.get_one(Event, 2).starts_on == second
