"""Every tab of an event and every screen of the training year shows outside text as text."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

import pytest
from desks import NOW
from naughty.office import BAD, NAMES, TODAY, shown_as_text
from PySide6.QtWidgets import QPushButton, QTableView
from sqlalchemy import select

from asn_desktop.db.tables import Event, Person, Training, Unit
from asn_desktop.domain.errors import UserError
from asn_desktop.domain.recurrence import WEEKLY, Rule
from asn_desktop.services import (
    attendance,
    holidays,
    ledger,
    marks,
    nominations,
    results,
    rooms,
    schedule,
    series,
    trainers,
)
from asn_desktop.services.holidays import HolidayForm
from asn_desktop.services.ledger import OutsideForm
from asn_desktop.services.marks import ComponentForm
from asn_desktop.services.papers import saving
from asn_desktop.services.papers.kinds import KINDS, Shape
from asn_desktop.services.papers.saving import PaperForm
from asn_desktop.services.rooms import RoomForm
from asn_desktop.services.schedule import Plan, SessionForm
from asn_desktop.services.series import SeriesForm
from asn_desktop.services.trainers import Outsider, TrainerForm

FEW = [BAD, *NAMES[1::16]]


def a_year(session) -> int:
    """The event that is called BAD, with everything hung on it."""
    held = session.scalars(select(Event).join(Training).where(Training.name == BAD)).one()
    event_id, taught = held.id, []
    hall = rooms.save(session, RoomForm(BAD, place=BAD, capacity=1, note=BAD))
    for text in FEW:
        with suppress(UserError):
            form = TrainerForm(subjects=text, note=text)
            taught.append(trainers.save_outsider(session, Outsider(text, text), form, TODAY))
    schedule.save_plan(session, event_id, Plan(capacity=4, room_id=hall, funding=BAD))
    people = session.scalars(select(Person.id).where(Person.status != "NON").limit(12)).all()
    people = people or session.scalars(select(Person.id).limit(12)).all()
    results.add_people(session, event_id, people[:6])
    mine = [row.id for row in results.rows(session, event_id)]
    for n, text in enumerate(FEW):
        form = SessionForm(TODAY, f"8.{n:02}", f"9.{n:02}", "materi", None, text, hall, text[:20])
        with suppress(UserError):
            schedule.save(session, event_id, form)
    first = next(row.id for row in schedule.sessions(session, [event_id]))
    schedule.save(session, event_id, SessionForm(TODAY, "8", "9.30", title=BAD, trainer_ids=tuple(taught)))
    attendance.set_status(session, event_id, {(one, first): "HIST"[n % 4] for n, one in enumerate(mine)})
    marks.save_components(session, event_id, [ComponentForm(text, weight=1) for text in FEW[:8]])
    column = marks.components(session, event_id)[0].id or 0
    marks.set_marks(session, event_id, {(column, one): 50.0 + n for n, one in enumerate(mine)})
    nominations.pass_over(session, event_id, people[6:9], BAD, NOW)
    nominations.save_quotas(session, event_id, dict.fromkeys(session.scalars(select(Unit.id).limit(9)), 2))
    for kind in KINDS.values():
        texts = {f.name: BAD for f in kind.fields if f.shape is not Shape.CHOICE and f.name != "pajak"}
        saving.save(session, event_id, PaperForm(kind.code, number="" if kind.signed else BAD, texts=texts))
    for n, text in enumerate(FEW):
        with suppress(UserError):
            holidays.save(session, HolidayForm(TODAY + timedelta(n), text, "lokal", basis=text))
        day = TODAY - timedelta(n)
        form = OutsideForm(people[0], text, form="KL06", starts_on=day, ends_on=day, organiser=text)
        ledger.save(session, form.__class__(**{**form.__dict__, "amount": 1, "note": text}), TODAY)
    rule = Rule(WEEKLY, weekdays=(1,), count=3)
    plan = Plan(room_id=hall)
    form = SeriesForm(
        BAD,
        held.training_id,
        rule,
        TODAY,
        starts="8",
        ends="9",
        place=BAD,
        plan=plan,
        jp=2,
        skip_holidays=False,
    )
    series.create(session, form)
    return event_id


@pytest.fixture
def year(window):
    made: list[int] = []
    wrong: list[UserError] = []
    window._runner.write(BAD, lambda s: made.append(a_year(s)), refused=wrong.append)
    assert wrong == []
    return made[0]


def press(screen, name: str) -> None:
    screen.findChild(QPushButton, name).click()


def look(qtbot, screen, *, selects: bool = True) -> list[str]:
    for table in screen.findChildren(QTableView):
        if selects and table.isVisible() and table.model() is not None and table.model().rowCount():
            table.selectRow(0)
    qtbot.wait(1)
    assert not screen.grab().isNull()
    return shown_as_text(screen)


def test_every_tab_of_an_event(qtbot, window, year):
    window.go("training", year)
    screen = window.shown_before("training")
    page = screen.events.list.currentWidget()
    seen: dict[str, list[str]] = {"people": look(qtbot, page)}
    for name in ("schedule", "attendance", "marks", "nominations", "papers"):
        part = page.tabs.part(name)
        seen[name] = look(qtbot, page)
        forms = {
            "schedule": ("add", "fill", "copy_day"),
            "attendance": ("walk_in",),
            "marks": ("edit_components", "paste"),
            "papers": ("print_all", "show_photos"),
        }
        for go in forms.get(name, ()):
            getattr(part, go)()
            seen[name] += look(qtbot, page, selects=False)
            getattr(part, "_back", getattr(part, "_close", lambda: None))()
    part.edit(["undangan"])
    look(qtbot, page, selects=False)
    assert {name for name, texts in seen.items() if not any("A&B" in text for text in texts)} == set()


def test_lists_and_forms_of_the_training_screen(qtbot, window, year):
    window.go("training")
    screen = window.shown_before("training")
    seen = []
    for place in range(screen.count()):
        screen.setCurrentIndex(place)
        seen += look(qtbot, screen)
    screen.setCurrentIndex(0)
    for way in ("new", "like", "change", "copy"):
        getattr(screen.events._series(), way)(*([] if way == "new" else [year]))
        look(qtbot, screen, selects=False)
        screen.events.list.close_page()
        screen.events.list.close_side()
    assert any(BAD in text for text in seen)


def test_calendar_ledger_and_holidays(qtbot, window, year):
    window.go("calendar")
    screen = window.shown_before("calendar")
    screen.go_to(TODAY)
    for view in ("year", "month", "week", "list"):
        press(screen, f"calendar_view_{view}")
        look(qtbot, screen)
        if view != "list":
            board = screen.board()
            for bar in board.bars[:40]:
                assert board.hint_at(bar.rect.center())
    window.go("ledger")
    screen = window.shown_before("ledger")
    seen = []
    for place in range(screen.count()):
        screen.setCurrentIndex(place)
        seen += look(qtbot, screen)
    window.go("settings", "holidays")
    seen += look(qtbot, window.shown_before("settings"))
    assert any("A&B" in text for text in seen)
