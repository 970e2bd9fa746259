"""Aims, levels seen by three, and the numbers of meetings."""

from dataclasses import replace
from datetime import date

import pytest
from pairs import NOW, TODAY, mentored

from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import MeetingMentee, MentoringMeeting
from asn_desktop.domain.errors import InvalidInput
from asn_desktop.services import history
from asn_desktop.services.mentoring import levels, progress
from asn_desktop.services.mentoring.progress import AimForm


@pytest.fixture
def pair(engine):
    return mentored(engine)


def changed(pair, label, work):
    with writing(pair.engine, label, "rina", NOW) as s:
        return work(s)


def aim(pair, **more):
    form = AimForm(pair.pair_id, "Standar pelayanan tersusun", unit="dokumen", baseline=0, target=4)
    return changed(pair, "Sasaran", lambda s: progress.save_aim(s, replace(form, **more)))


def read(pair, work):
    with reading(pair.engine) as s:
        return work(s)


def test_the_newest_value_counts_and_the_same_day_is_written_over(pair):
    key = aim(pair, mentee_id=pair.mentee_id)
    for day, value in ((date(2026, 9, 1), 2), (date(2026, 8, 1), 1), (date(2026, 9, 1), 3)):
        changed(
            pair, "Capaian", lambda s, day=day, value=value: progress.set_value(s, key, day, value, TODAY)
        )
    (row,) = read(pair, lambda s: progress.aims(s, [pair.pair_id]))
    assert [(v.day.month, v.value) for v in row.values] == [(8, 1), (9, 3)]
    assert (row.percent, row.is_reached, row.value) == (75, False, 3)
    assert row.mentee == read(pair, lambda s: progress.mentees(s, [pair.pair_id]))[pair.mentee_id]


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"text": " "}, "text"),
        ({"baseline": 5.0, "target": 4.0}, "target"),
        ({"baseline": 3.0, "target": 4.0, "falling": True}, "target"),
    ],
)
def test_an_aim_that_cannot_be_is_named_at_its_field(pair, more, field):
    with pytest.raises(InvalidInput) as caught:
        aim(pair, **more)
    assert list(caught.value.problems) == [field]


@pytest.mark.parametrize("day", [date(2026, 6, 30), date(2026, 11, 25)])
def test_a_value_before_the_start_or_in_the_future_is_refused(pair, day):
    key = aim(pair)
    with pytest.raises(InvalidInput) as caught:
        changed(pair, "Capaian", lambda s: progress.set_value(s, key, day, 1, TODAY))
    assert list(caught.value.problems) == ["day"]


def test_deleting_an_aim_takes_its_values_and_undo_brings_both(pair):
    key = aim(pair)
    changed(pair, "Capaian", lambda s: progress.set_value(s, key, TODAY, 4, TODAY))
    before = read(pair, lambda s: progress.aims(s, [pair.pair_id]))
    changed(pair, "Hapus", lambda s: progress.delete_aims(s, [key]))
    assert read(pair, lambda s: progress.aims(s, [pair.pair_id])) == []
    changed(pair, "Batal", lambda s: history.undo(s, TODAY, "rina"))
    assert read(pair, lambda s: progress.aims(s, [pair.pair_id])) == before
    assert before[0].is_reached


def test_levels_of_three_stand_side_by_side(pair):
    def seen(who, level, stage="akhir"):
        return {(pair.mentee_id, "M5", stage, who): level}

    cells = seen("mentor", 4) | seen("mentee", 3) | seen("atasan", 2) | seen("mentor", 1, "awal")
    assert changed(pair, "Tingkat", lambda s: levels.save(s, cells, TODAY)) == 4
    assert changed(pair, "Tingkat", lambda s: levels.save(s, cells, TODAY)) == 0
    first, second = read(pair, lambda s: levels.rows(s, [pair.pair_id]))
    assert (first.competence, second.competence) == ("M5", "M3")
    assert first.compared("akhir") == "Mentor 4, mentee 3, atasan 2: berselisih 2 tingkat"
    assert first.decided("akhir") == (2, "atasan")
    assert first.way == (1, None, 2)
    assert (first.gained, second.gained, first.standard) == (1, None, 3)
    changed(pair, "Tingkat", lambda s: levels.save(s, seen("atasan", None), TODAY))
    assert read(pair, lambda s: levels.rows(s, [pair.pair_id]))[0].decided("akhir") == (4, "mentor")


@pytest.mark.parametrize("level", [0, 6])
def test_level_6_is_refused(pair, level):
    with pytest.raises(InvalidInput, match=f"Tingkat {level} tidak ada"):
        changed(pair, "x", lambda s: levels.save(s, {(pair.mentee_id, "M5", "awal", "mentor"): level}, TODAY))


def test_numbers_count_only_what_was_held_and_who_was_there(pair):
    def meetings(s):
        for day, minutes, state, there in (
            (date(2026, 8, 3), 60, "terlaksana", True),
            (date(2026, 9, 3), 45, "terlaksana", False),
            (date(2026, 9, 4), 90, "batal", True),
            (date(2026, 12, 3), None, "rencana", False),
        ):
            row = MentoringMeeting(pair_id=pair.pair_id, day=day, minutes=minutes, state=state)
            s.add(row)
            s.flush()
            if there:
                s.add(MeetingMentee(meeting_id=row.id, mentee_id=pair.mentee_id))

    changed(pair, "Pertemuan", meetings)
    told = read(pair, lambda s: progress.numbers(s, [pair.pair_id, 99]))
    one = told[pair.pair_id]
    assert one[:5] == (2, 105, 1, date(2026, 8, 3), date(2026, 9, 3))
    assert one.of_mentee == {pair.mentee_id: (1, 60)}
    assert told[99].meetings == 0


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -1e300])
def test_what_is_no_number_is_told_at_its_field(pair, value):
    key = aim(pair)
    for field in ("baseline", "target"):
        with pytest.raises(InvalidInput) as refused:
            aim(pair, **{field: value})
        assert list(refused.value.problems) == [field]
    with pytest.raises(InvalidInput) as refused:
        changed(pair, "Capaian", lambda s: progress.set_value(s, key, TODAY, value, TODAY))
    assert list(refused.value.problems) == ["value"]
