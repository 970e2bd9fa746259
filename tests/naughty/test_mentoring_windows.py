"""Every part of a programme and of a pair shows outside text as text, and no two things share an Alt key."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hands import twice
from naughty.office import BAD, NAMES, shown_as_text
from pairs import CLERK
from PySide6.QtWidgets import QListView, QTableView
from sqlalchemy import select

from asn_desktop.db.tables import Mentee, Person
from asn_desktop.domain.errors import UserError
from asn_desktop.services import competences
from asn_desktop.services.competences import Given
from asn_desktop.services.mentoring import levels, meetings, pairs, programmes, progress
from asn_desktop.services.mentoring.meetings import ActionForm, MeetingForm
from asn_desktop.services.mentoring.pairs import MenteeForm, PairForm
from asn_desktop.services.mentoring.programmes import AimedAt, ProgrammeForm
from asn_desktop.services.mentoring.progress import AimForm

FEW = [BAD, *NAMES[1::24]]
TODAY = date.today()
FIRST, LAST = TODAY - timedelta(90), TODAY + timedelta(60)


def guide(session) -> tuple[int, int]:
    """A programme and a pair whose every word is BAD, and others that are as awkward."""
    people = session.scalars(select(Person.id).order_by(Person.id).limit(2 * len(FEW) + 2)).all()
    programme_id = pair_id = 0
    for n, text in reversed([*enumerate(FEW)]):
        form = ProgrammeForm(
            text, aim=text, starts_on=FIRST, ends_on=LAST, organiser=text, basis=text, rule_basis=text,
            note=text, competences=(AimedAt("M1", 3, 2), AimedAt("M5", 3, 2)),
        )  # fmt: skip
        programme_id = programmes.save(session, form)
        mentees = (MenteeForm(people[2 * n + 1], people[2 * n + 2]),)
        made = PairForm(
            programme_id, people[2 * n], mentees, FIRST, LAST, text, place=text, meets_at="09:00",
            clerk=CLERK, note=text,
        )  # fmt: skip
        pair_id = pairs.save(session, made, TODAY)
        pairs.start(session, pair_id, TODAY)
        (mentee_id,) = session.scalars(select(Mentee.id).where(Mentee.pair_id == pair_id))
        for day in (40, 20):
            actions = (ActionForm(text, people[2 * n + 1], TODAY - timedelta(day - 5)),)
            met = MeetingForm(
                pair_id, TODAY - timedelta(day), "09:00", 60, place=text, topic=text, discussion=text,
                result=text, note=text, present=(mentee_id,), actions=actions,
            )  # fmt: skip
            meetings.save(session, met, TODAY)
        meetings.plan(session, pair_id, [(TODAY + timedelta(2), "09:00", 60)])
        aim_id = progress.save_aim(session, AimForm(pair_id, text, text, text, 1.0, 9.0))
        progress.set_value(session, aim_id, TODAY, 5.0, TODAY, note=text)
        seen = {(mentee_id, "M1", "awal", who): level for who, level in (("mentor", 2), ("atasan", 4))}
        levels.save(session, seen, TODAY)
        competences.record(session, Given(people[2 * n + 1], "M1", 2, TODAY, note=text), TODAY)
    return programme_id, pair_id


@pytest.fixture
def guided(window):
    made: list[tuple[int, int]] = []
    wrong: list[UserError] = []
    window._runner.write(BAD, lambda s: made.append(guide(s)), refused=wrong.append)
    assert wrong == []
    return made[0]


def look(qtbot, screen) -> list[str]:
    for table in screen.findChildren(QTableView):
        if table.isVisible() and table.model() is not None and table.model().rowCount():
            table.selectRow(0)
    qtbot.wait(1)
    assert not screen.grab().isNull()
    assert twice(screen) == {}
    lists = [view for view in screen.findChildren(QListView) if view.model() is not None]
    more = [str(v.model().index(n, 0).data() or "") for v in lists for n in range(v.model().rowCount())]
    return shown_as_text(screen) + more


def parts(qtbot, page, tabs) -> dict[str, list[str]]:
    seen = {}
    for place in range(tabs.count()):
        tabs.setCurrentIndex(place)
        seen[tabs.tabText(place)] = look(qtbot, page)
    return seen


def test_every_part_of_a_programme_and_of_a_pair(qtbot, window, guided):
    programme_id, pair_id = guided
    window.go("mentoring", ("programme", programme_id))
    screen = window.shown_before("mentoring")
    page = screen.programmes.list.currentWidget()
    assert any("A&B" in text for text in look(qtbot, page))
    assert len(parts(qtbot, page, page.tabs)) == 3
    window.go("mentoring", ("pair", pair_id))
    page = screen.programmes.list.currentWidget()
    seen = parts(qtbot, page, page.tabs)
    assert len(seen) == 6
    assert any("A&B" in text for texts in seen.values() for text in texts)


def test_lists_search_calendar_and_beranda(qtbot, window, guided):
    window.go("mentoring")
    screen = window.shown_before("mentoring")
    seen = [text for texts in parts(qtbot, screen, screen).values() for text in texts]
    assert any(BAD in text for text in seen)
    window.go("overview")
    look(qtbot, window.shown_before("overview"))
    window.go("calendar")
    calendar = window.shown_before("calendar")
    calendar.bar.show_view("week")
    calendar.go_to(TODAY + timedelta(2))
    look(qtbot, calendar)
    window.activateWindow()
    window.search.setFocus()
    qtbot.waitUntil(window.search.hasFocus)
    qtbot.keyClicks(window.search, "tebal ubah")
    qtbot.waitUntil(window.search.results.isVisible)
    titles = [window.search.results.item(n).text() for n in range(window.search.results.count())]
    assert any(f"{BAD}   ·   Mentoring: " in title for title in titles)
