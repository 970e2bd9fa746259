"""Every text of the training year: kept as given or refused in words, told, taken back and repeated."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from desks import NOW, TODAY, Desk, make_desk
from naughty.corpus import CORPUS
from naughty.test_services import contents, each, squeezed
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from asn_desktop.db.session import writing
from asn_desktop.db.tables import EventSeries, Nomination, OutsideTraining, Overruling
from asn_desktop.domain.errors import UserError
from asn_desktop.domain.recurrence import WEEKLY, Rule
from asn_desktop.domain.typed import clean
from asn_desktop.services import (
    attendance,
    clashes,
    history,
    holidays,
    ledger,
    marks,
    nominations,
    passing,
    results,
    rooms,
    schedule,
    series,
    trail,
    trainers,
)
from asn_desktop.services.attendance import WalkInForm
from asn_desktop.services.holidays import HolidayForm
from asn_desktop.services.ledger import OutsideForm
from asn_desktop.services.marks import ComponentForm
from asn_desktop.services.papers import kinds, letters, saving
from asn_desktop.services.rooms import RoomForm
from asn_desktop.services.schedule import Plan, SessionForm
from asn_desktop.services.series import SeriesForm
from asn_desktop.services.trainers import Outsider, ScoreForm, TrainerForm

DAY = date(2026, 11, 3)


@pytest.fixture
def desk(program_engine: Engine, tmp_path) -> Desk:
    desk = make_desk(program_engine, tmp_path)
    with writing(program_engine, "Isi", now=NOW) as s:
        trainers.save(s, TrainerForm(person_id=1))
    return desk


def named_rooms(s: Session) -> None:
    kept = each(s, lambda text, _n: rooms.save(s, RoomForm(text, place=text, note=text)))
    assert len(kept) > 200
    for text, made in kept.items():
        form = rooms.get(s, made)
        assert (form.name, form.place, form.note) == (squeezed(text), text.strip(), text.strip())
        if text == clean(text):
            assert made in {row.id for row in rooms.rows(s, TODAY, text)}
    assert len(rooms.names(s)) == len(kept)


def teachers(s: Session) -> None:
    def save(text: str, n: int) -> int:
        form = TrainerForm(subjects=text, bank=text, account_name=text, note=text)
        return trainers.save_outsider(s, Outsider(f"Siti {text}", text), form, TODAY)

    kept = each(s, save)
    assert len(kept) > 450
    for text, made in kept.items():
        form = trainers.get(s, made)
        assert (form.bank, form.account_name, form.note) == (text.strip(),) * 3
        assert set(form.subjects.splitlines()) == {squeezed(t) for t in text.splitlines() if t.strip()}
        trainers.rows(s, TODAY.year, text)
        score = ScoreForm(made, 1, DAY, text, 4.5, note=text)
        assert trainers.get_score(s, trainers.save_score(s, score)).note == text.strip()
    each(s, lambda text, _n: trainers.save_outsider(s, Outsider(text), TrainerForm(), TODAY))


def sessions(s: Session) -> None:
    def save(text: str, n: int) -> int:
        starts, ends = f"7.{n % 50 + 1:02}", f"7.{n % 50 + 2:02}"
        day = DAY + timedelta(n // 50 % 7)
        form = SessionForm(day, starts, ends, "materi", None, text, None, text, (1,), text)
        return schedule.save(s, 1, form)

    kept = each(s, save)
    assert len(kept) > 200
    for text, made in kept.items():
        form = schedule.get(s, made)
        assert (form.title, form.class_name, form.note) == (text.strip(),) * 3
    assert {type(p.words) for p in schedule.check(s, 1)} == {str}
    assert {type(clash.words) for clash in clashes.of_event(s, 1)} == {str}
    each(s, lambda text, _n: schedule.save(s, 1, SessionForm(DAY, text, text, title="Etika")))
    each(s, lambda text, _n: schedule.save_plan(s, 1, Plan(funding=text, method="campuran")))


def series_(s: Session) -> None:
    form = SeriesForm("", 1, Rule(WEEKLY, 1, (1,), count=1), date(2027, 3, 2), starts="8", ends="10")

    def save(text: str, n: int) -> int:
        made = series.create(s, replace(form, name=text, place=text, organiser=text, jp=2))
        series.change(s, made.event_ids[0], series.ALL, series.Changes(place=text, funding=text))
        return made.series_id

    kept = each(s, save)
    assert [*kept] == CORPUS
    for text, made in kept.items():
        assert s.get_one(EventSeries, made).name == (text.strip() or "Pelatihan Manajemen Proyek")
    each(s, lambda text, _n: series.create(s, replace(form, name="Jam", starts=text, ends="23.59")))
    each(s, lambda text, _n: series.create(s, replace(form, name="Pola", pattern=text)))


def reasons(s: Session) -> None:
    mine = [row.id for row in results.rows(s, 1) if row.role == results.MAIN_ROLE]
    schedule.save(s, 1, SessionForm(DAY, "8", "9.30", title="Etika"))
    attendance.set_status(s, 1, dict.fromkeys([(p, 1) for p in mine], "H"))

    def overrule(text: str, n: int) -> str:
        passing.apply(s, 1, {mine[0]: "lulus"})
        passing.apply(s, 1, {mine[0]: "tidak_lulus"}, text)
        s.flush()
        return s.scalars(select(Overruling.reason)).one()

    kept = each(s, overrule)
    assert len(kept) > 200
    assert all(reason == text.strip() for text, reason in kept.items())


def nominated(s: Session) -> None:
    results.remove(s, [row.id for row in results.rows(s, 1)])

    def save(text: str, n: int) -> str:
        nominations.pass_over(s, 1, [1], text, NOW)
        return s.scalars(select(Nomination.note).where(Nomination.person_id == 1)).one()

    kept = each(s, save)
    assert len(kept) > 200
    assert all(note == text.strip() for text, note in kept.items())
    for text in CORPUS:
        nominations.propose(s, 1, TODAY, text=text)


def components(s: Session) -> None:
    forms = [ComponentForm(text, weight=1) for text in {squeezed(t).casefold(): t for t in CORPUS}.values()]
    forms = [form for form in forms if form.name.strip()]
    marks.save_components(s, 1, forms)
    assert [c.name for c in marks.components(s, 1)] == [squeezed(form.name) for form in forms]
    for text in CORPUS:
        for line in marks.read_pasted(s, 1, f"{text}\t80\n{text};80\nSiti\t{text}"):
            assert line.problem or line.kind == marks.SURE


def people_at_the_door(s: Session) -> None:
    held = schedule.save(s, 1, SessionForm(DAY, "8", "9.30", title="Etika"))

    def save(text: str, n: int) -> int:
        form = WalkInForm(f"Siti {text}", unit=text, jabatan=text, phone=text)
        return attendance.add_walk_in(s, 1, form, held, NOW)

    kept = each(s, save)
    assert [*kept] == CORPUS
    each(s, lambda text, _n: attendance.add_walk_in(s, 1, WalkInForm("Budi", nip=text), held, NOW))
    for text in CORPUS:
        assert attendance.scan(s, 1, held, text, NOW).words
        with pytest.raises(UserError):
            attendance.set_status(s, 1, {(1, held): text or "?"})


def outside(s: Session) -> None:
    def save(text: str, n: int) -> int:
        form = OutsideForm(
            1, text, form="KL06", organiser=text, starts_on=DAY, ends_on=DAY, certificate_number=text,
            certificate_jp=3, jp=4, jp_reason=text, note=text,
        )  # fmt: skip
        return ledger.save(s, form, TODAY)

    kept = each(s, save)
    assert len(kept) > 200
    for text, made in kept.items():
        row = s.get_one(OutsideTraining, made)
        assert {row.name, row.organiser, row.certificate_number, row.jp_reason, row.note} == {squeezed(text)}
    assert len(ledger.history(s, 1)) >= len(kept)
    for text in CORPUS:
        ledger.ids(s, ledger.Wanted(2026, text=text))


def papers(s: Session) -> None:
    worded = [kinds.KINDS[kind] for kind in kinds.WORDED]  # others have choices
    for n, text in enumerate(CORPUS):
        kind = worded[n % len(worded)]
        fields = [f.name for f in kind.fields if f.name != "kepada"]
        form = replace(saving.get(s, 1, kind.code), texts=dict.fromkeys(fields, text), number=text)
        saving.save(s, 1, form)
        kept = saving.get(s, 1, kind.code)
        assert (set(kept.texts.values()), kept.number) == ({text.strip()}, text.strip())
        assert letters.letter(s, 1, kind.code, TODAY).texts[fields[0]] == text.strip()


def days_off(s: Session) -> None:
    day = date(2030, 1, 1).toordinal()

    def save(text: str, n: int) -> int:
        return holidays.save(s, HolidayForm(date.fromordinal(day + n), text, basis=text))

    kept = each(s, save)
    assert len(kept) > 200
    for text, made in kept.items():
        form = holidays.get(s, made)
        assert (form.name, form.basis) == (text.strip(), text.strip())
    assert holidays.rows(s, 2031, "<b>tebal</b>")
    told = holidays.import_rows(s, [[text, text, text] for text in CORPUS])
    assert told.new == told.changed == ()
    for text in CORPUS[::9]:
        holidays.import_csv(s, f"{text};{text};{text}\n01-02-2031;{text};lokal\n")


@pytest.mark.parametrize(
    "work",
    [named_rooms, teachers, sessions, series_, reasons, nominated, components, people_at_the_door, outside]
    + [papers, days_off],
    ids=lambda work: work.__name__,
)
def test_it_is_kept_or_refused_then_told_taken_back_and_repeated(
    desk: Desk, work: Callable[[Session], None]
) -> None:
    engine = desk.engine
    with Session(engine) as session:
        before = contents(session)
    with writing(engine, "Isi semua", now=NOW) as session:
        work(session)
    with Session(engine) as session:
        after = contents(session)
        told = trail.detail(session, trail.ids(session, trail.Filter())[0])
        said = [part for change in told.changes for field in change.fields for part in (change.name, *field)]
        assert {type(part) for part in said} == {str}
    assert after != before
    with writing(engine, "Batalkan", now=NOW) as session:
        history.undo(session, TODAY)
    with Session(engine) as session:
        assert contents(session) == before
    with writing(engine, "Ulangi", now=NOW) as session:
        history.redo(session, TODAY)
    with Session(engine) as session:
        assert contents(session) == after
