"""How often a pair meets is one thing, on which days another: neither is lost by changing the other."""

from __future__ import annotations

from datetime import date

import pytest

from asn_desktop.domain import recurrence
from asn_desktop.domain.mentoring import rhythm
from asn_desktop.domain.mentoring.rhythm import Rhythm


@pytest.mark.parametrize("every", rhythm.EVERY)
def test_what_was_agreed_without_days_is_planned_with_the_usual_ones(every: str) -> None:
    text = rhythm.agreed(every)
    assert rhythm.every(text) == every
    assert rhythm.read(text) == Rhythm(every)


@pytest.mark.parametrize("every", rhythm.EVERY)
def test_days_that_were_planned_stay_while_the_rhythm_is_the_same(every: str) -> None:
    planned = recurrence.text(rhythm.rule(Rhythm(every, 3), date(2026, 12, 31)))
    assert rhythm.every(planned) == every
    assert rhythm.agreed(every, planned) == planned
    assert rhythm.agreed("", planned) == ""
    other = next(one for one in rhythm.EVERY if one != every)
    assert rhythm.every(rhythm.agreed(other, planned)) == other


def test_no_rhythm() -> None:
    assert (rhythm.every(""), rhythm.agreed(""), rhythm.read("")) == ("", "", None)
    assert rhythm.every("FREQ=DAILY;COUNT=3") == ""
