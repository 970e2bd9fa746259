"""Every text of mentoring: kept as given or refused in words, found, told, taken back and repeated."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from naughty.corpus import CORPUS
from naughty.test_services import contents, each, squeezed
from pairs import CLERK, NOW, TODAY, Mentored, form, mentored, programme
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from asn_desktop.db.session import writing
from asn_desktop.db.tables import MentoringPair, MentoringProgramme
from asn_desktop.domain.typed import clean
from asn_desktop.services import competences, history, trail
from asn_desktop.services.competences import Given
from asn_desktop.services.mentoring import (
    actions,
    agenda,
    board,
    closing,
    matching,
    meetings,
    notes,
    pairs,
    programmes,
    progress,
    timeline,
)
from asn_desktop.services.mentoring.candidates import Pool
from asn_desktop.services.mentoring.closing import ClosingForm
from asn_desktop.services.mentoring.meetings import ActionForm, MeetingForm
from asn_desktop.services.mentoring.progress import AimForm

DAY = date(2026, 11, 10)


@pytest.fixture
def desk(program_engine: Engine) -> Mentored:
    return mentored(program_engine)


def named_programmes(s: Session, _desk: Mentored) -> None:
    def save(text: str, _n: int) -> int:
        fields = ("name", "aim", "rule_basis", "organiser", "basis", "note")
        return programmes.save(s, programme(**dict.fromkeys(fields, text)))

    kept = each(s, save)
    assert len(kept) > 200
    for text, made in kept.items():
        row = s.get_one(MentoringProgramme, made)
        assert row.name == squeezed(text)
        assert {row.aim, row.rule_basis, row.organiser, row.basis, row.note} == {text.strip()}
        if text == clean(text):
            assert made in {one.id for one in programmes.rows(s, TODAY, text)}
            assert made in {one.programme_id for one in agenda.find(s, text, 10_000)}


def pairs_(s: Session, desk: Mentored) -> None:
    def save(text: str, _n: int) -> int:
        fields = ("aim", "place", "clerk", "note", "meets_at", "rhythm")
        made = form(desk.people, desk.programme_id, **dict.fromkeys(fields[:4], text))
        return pairs.save(s, made, TODAY)

    kept = each(s, save)
    assert [*kept] == CORPUS
    for text, made in kept.items():
        row = s.get_one(MentoringPair, made)
        assert {row.aim, row.place, row.clerk, row.note} == {text.strip()}
    for text in CORPUS:
        board.rows(s, desk.programme_id, TODAY, text)
        agenda.find(s, text, 6)
    stopped = each(s, lambda text, n: pairs.stop(s, [*kept.values()][n], text, TODAY))
    assert len(stopped) > 200


def met(s: Session, desk: Mentored) -> None:
    def save(text: str, n: int) -> int:
        texts = ("place", "topic", "discussion", "result", "goal", "reality", "options", "will", "note")
        agreed = (ActionForm(text, desk.mentee, DAY),)
        day = DAY - timedelta(n % 120)
        wanted = MeetingForm(desk.pair_id, day, "9.00", 60, present=(desk.mentee_id,), actions=agreed)
        return meetings.save(s, replace(wanted, **dict.fromkeys(texts, text)), TODAY)

    kept = each(s, save)
    assert len(kept) > 200
    for text, made in kept.items():
        row = meetings.get(s, made)
        assert {row.topic, row.discussion, row.result, row.will, row.note} == {text.strip()}
        assert [one.text for one in row.actions] == [text.strip()] * bool(text.strip())
    for text in CORPUS:
        actions.open_actions(s, TODAY, text=text)
        agenda.meetings(s, DAY - timedelta(9), DAY, text)
    shown = timeline.timeline(s, desk.pair_id, TODAY)
    assert len(shown) > len(kept)
    each(s, lambda text, _n: meetings.save(s, MeetingForm(desk.pair_id, DAY, text, 60), TODAY))


def aims(s: Session, desk: Mentored) -> None:
    def save(text: str, _n: int) -> int:
        made = progress.save_aim(s, AimForm(desk.pair_id, text, text, text, 1.0, 9.0))
        progress.set_value(s, made, DAY, 4.0, TODAY, note=text)
        return made

    kept = each(s, save)
    assert len(kept) > 200
    told = {row.id: row for row in progress.aims(s, [desk.pair_id])}
    for text, made in kept.items():
        assert {told[made].form.text, told[made].form.indicator, told[made].values[0].note} == {text.strip()}


def concluded(s: Session, desk: Mentored) -> None:
    def save(text: str, _n: int) -> str:
        before = closing.get(s, desk.pair_id).mentees[0].form
        closing.save(s, ClosingForm(desk.mentee_id, {}, text, text, text, before.version))
        after = closing.get(s, desk.pair_id).mentees[0].form
        assert {after.conclusion, after.ready_for, after.next_training} == {text.strip()}
        return after.conclusion

    kept = each(s, save)
    assert [*kept] == CORPUS
    each(s, lambda text, _n: pairs.leave(s, desk.mentee_id, TODAY, text, TODAY))


def known_levels(s: Session, desk: Mentored) -> None:
    kept = each(
        s,
        lambda text, n: competences.record(
            s, Given(desk.mentor, "M1", 3, DAY - timedelta(n), note=text), TODAY
        ),
    )
    assert [*kept] == CORPUS
    assert [one.note for one in competences.history(s, desk.mentor)] == [text.strip() for text in CORPUS]
    refused = each(s, lambda text, _n: competences.record(s, Given(desk.mentor, text, 3, DAY), TODAY))
    assert refused == {}
    for text in CORPUS[::5]:
        matching.propose(s, desk.programme_id, [desk.people[2]], Pool(text=text), TODAY)


@pytest.mark.parametrize(
    "work",
    [named_programmes, pairs_, met, aims, concluded, known_levels],
    ids=lambda work: work.__name__,
)
def test_it_is_kept_or_refused_then_told_taken_back_and_repeated(
    desk: Mentored, work: Callable[[Session, Mentored], None]
) -> None:
    engine = desk.engine
    with Session(engine) as session:
        before = contents(session)
    with writing(engine, "Isi semua", CLERK, NOW) as session:
        work(session, desk)
    with Session(engine) as session:
        after = contents(session)
        told = trail.detail(session, trail.ids(session, trail.Filter())[0])
        said = [part for change in told.changes for field in change.fields for part in (change.name, *field)]
        assert {type(part) for part in said} == {str}
    assert after != before
    with writing(engine, "Batalkan", CLERK, NOW) as session:
        history.undo(session, TODAY, CLERK)
    with Session(engine) as session:
        assert contents(session) == before
    with writing(engine, "Ulangi", CLERK, NOW) as session:
        history.redo(session, TODAY, CLERK)
    with Session(engine) as session:
        assert contents(session) == after


def test_every_confidential_note_is_read_as_it_was_written(desk: Mentored) -> None:
    with writing(desk.engine, "Catat", CLERK, NOW) as s:
        kept = each(s, lambda text, _n: notes.write(s, desk.pair_id, text, CLERK, NOW))
    assert len(kept) > 200
    with writing(desk.engine, "Buka", CLERK, NOW) as s:
        told = {note.id: note.text for note in notes.read(s, desk.pair_id, CLERK, NOW)}
    assert told == {made: clean(text).strip() for text, made in kept.items()}
