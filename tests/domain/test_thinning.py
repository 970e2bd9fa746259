"""However the clock runs and however often is restored, the good ones stay (R8, R12)."""

import functools
from datetime import datetime, timedelta
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from asn_desktop.domain.thinning import superfluous

NOW = datetime(2026, 11, 24, 16, 0)


class B(NamedTuple):
    serial: int
    at: datetime
    branch: str = ""
    ok: bool = True


anywhen = st.datetimes(datetime(1980, 1, 1), datetime(2099, 12, 31))
office = st.datetimes(datetime(2026, 9, 1), datetime(2026, 11, 24))


def histories(clock: st.SearchStrategy[datetime] = anywhen | office) -> st.SearchStrategy[list[B]]:
    rows = st.lists(st.tuples(clock, st.sampled_from(["", "r1", "r2"]), st.integers(0, 9)), max_size=80)
    return rows.map(lambda made: [B(i, at, branch, bad > 0) for i, (at, branch, bad) in enumerate(made, 1)])


def kept(backups: list[B]) -> list[B]:
    gone = set(superfluous(backups))
    return [b for b in backups if b not in gone]


def live(clock: list[datetime], branch: str = "", begun: tuple[B, ...] = ()) -> list[B]:
    """Thinned after each backup, as in life."""
    now = list(begun)
    for at in clock:
        now = kept([*now, B(max((b.serial for b in now), default=0) + 1, at, branch)])
    return now


def working_days(count: int, each: int = 4, last: datetime = NOW) -> list[datetime]:
    """`each` backups a day, two hours apart, up to `last`."""
    return [
        last - timedelta(days=d, hours=2 * n) for d in reversed(range(count)) for n in reversed(range(each))
    ]


def test_nothing_of_nothing() -> None:
    assert superfluous([]) == []


def test_two_years_of_office_days() -> None:
    clock = working_days(730)
    now = live(clock)
    times = [b.at for b in now]
    assert set(times) >= {at for at in clock if at > NOW - timedelta(hours=48)}
    assert {at.date() for at in times} >= {(NOW - timedelta(days=d)).date() for d in range(30)}
    assert {(at.year, at.month) for at in times} >= {(2026, m) for m in range(1, 12)} | {(2025, 12)}
    assert len(now) <= 8 + 30 + 12 + 12  # and no more than that


def test_what_is_kept_of_a_day_or_a_month_is_its_last() -> None:
    now = live(working_days(200))
    for day in (10, 20):
        wanted = NOW - timedelta(days=day)
        assert wanted in [b.at for b in now]
    assert datetime(2026, 7, 31, 16, 0) in [b.at for b in now]


@given(histories())
def test_thinning_twice_is_thinning_once(backups: list[B]) -> None:
    now = kept(backups)
    assert superfluous(now) == []


@given(histories())
def test_the_newest_good_one_stays_and_bad_ones_are_not_touched(backups: list[B]) -> None:
    now = kept(backups)
    good = [b for b in backups if b.ok]
    assert not good or good[-1] in now
    assert [b for b in backups if not b.ok] == [b for b in now if not b.ok]


@given(histories())
def test_bad_ones_take_nobodys_place(backups: list[B]) -> None:
    assert superfluous(backups) == superfluous([b for b in backups if b.ok])


@given(histories(), st.lists(st.booleans(), min_size=80, max_size=80))
def test_a_restore_pushes_nothing_out(backups: list[B], other: list[bool]) -> None:
    """The same backups, more of them on a branch of their own: nothing more goes."""
    parted = [b._replace(branch=f"{b.branch}!") if o else b for b, o in zip(backups, other, strict=False)]
    assert {b.serial for b in superfluous(parted)} <= {b.serial for b in superfluous(backups)}


@given(histories())
def test_each_branch_keeps_its_last_state(backups: list[B]) -> None:
    now = kept(backups)
    for branch in {b.branch for b in backups if b.ok}:
        assert [b for b in backups if b.ok and b.branch == branch][-1] in now


@given(histories())
def test_the_calendar_is_not_looked_at(backups: list[B]) -> None:
    """All of it four hundred years ago, when the calendar was the same: nothing is old in itself."""
    moved = [b._replace(at=b.at.replace(year=b.at.year - 400)) for b in backups]
    assert [b.serial for b in superfluous(moved)] == [b.serial for b in superfluous(backups)]


BEFORE = functools.cache(lambda: tuple(live(working_days(400))))


@settings(deadline=None)
@given(st.lists(anywhen, min_size=1, max_size=10))
def test_a_few_jumps_of_the_clock_push_no_day_and_no_month_out(jumps: list[datetime]) -> None:
    """Each wrong day costs at most one of thirty, each wrong month one of twelve: the oldest."""
    before = BEFORE()
    after = live(jumps, begun=before)
    lost_days = {b.at.date() for b in before} - {b.at.date() for b in after}
    lasting = sorted({b.at.date() for b in before}, reverse=True)[: 30 - len(set(jumps))]
    assert not lost_days & set(lasting)
    months = sorted({(b.at.year, b.at.month) for b in before}, reverse=True)[: 12 - len(set(jumps))]
    assert {(b.at.year, b.at.month) for b in after} >= set(months)


def test_a_clock_off_for_one_day_costs_nothing_within_the_month() -> None:
    for wrong in (datetime(1999, 12, 31, 12), datetime(2077, 1, 1, 12)):
        before = live(working_days(25))
        days = {b.at.date() for b in before}
        after = live([*[wrong] * 50, *working_days(1, last=NOW + timedelta(days=1))], begun=tuple(before))
        assert days <= {b.at.date() for b in after}
        assert after[-1].at.date() == (NOW + timedelta(days=1)).date()


def test_a_dead_battery_fills_no_disk_and_keeps_what_was() -> None:
    """Every morning is the first of January 2000, for two years."""
    before = live(working_days(100))
    mornings = [datetime(2000, 1, 1, 8) + timedelta(hours=h) for _ in range(730) for h in range(4)]
    after = live(mornings, begun=tuple(before))
    assert {b.at.date() for b in before[-8:]} <= {b.at.date() for b in after}
    assert len(after) < len(before) + 40


@settings(deadline=None)
@given(st.integers(1, 400), st.data())
def test_whatever_the_clock_says_there_is_one_of_every_age(count: int, data: st.DataObject) -> None:
    clock = data.draw(st.sampled_from([anywhen, st.just(NOW), office]))
    times = data.draw(st.lists(clock, min_size=8, max_size=8))
    now = live([times[i % 8] for i in range(count)])
    serials = {b.serial for b in now}
    assert count in serials
    age = 1
    while 2 * age <= count:
        assert any(age <= count - s < 2 * age for s in serials)
        age *= 2


@given(st.lists(office, min_size=1, max_size=60))
def test_all_of_48_hours_stay(times: list[datetime]) -> None:
    """As long as the clock only goes forward."""
    clock = sorted(times)
    now = live(clock)
    assert {b.at for b in now} >= {at for at in clock if at > clock[-1] - timedelta(hours=48)}
