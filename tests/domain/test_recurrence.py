"""A rule as RRULE and in words; what has no end is refused."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_desktop.domain import recurrence
from asn_desktop.domain.recurrence import DAILY, MONTHLY, WEEKLY, Rule, RuleError

END = date(2026, 12, 31)
ends = st.one_of(
    st.dates(date(1990, 1, 1), date(2100, 12, 31)).map(lambda day: {"until": day}),
    st.integers(1, recurrence.MOST).map(lambda count: {"count": count}),
)
weekdays = st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days)))
rules = st.one_of(
    st.builds(lambda n, end: Rule(DAILY, n, **end), st.integers(1, 99), ends),
    st.builds(lambda n, days, end: Rule(WEEKLY, n, days, **end), st.integers(1, 99), weekdays, ends),
    st.builds(
        lambda day, nth, end: Rule(MONTHLY, 1, (day,), nth, **end),
        st.integers(0, 6),
        st.sampled_from(list(recurrence.PLACES)),
        ends,
    ),
    st.builds(lambda day, end: Rule(MONTHLY, 2, month_day=day, **end), st.integers(1, 31), ends),
)


@given(rules)
def test_the_text_of_a_rule_is_read_back(rule: Rule) -> None:
    assert recurrence.read(recurrence.text(rule)) == rule
    assert not recurrence.problems(rule, None)


@pytest.mark.parametrize(
    ("rule", "text", "words"),
    [
        (
            Rule(MONTHLY, 1, (1,), 1, until=END),
            "FREQ=MONTHLY;BYDAY=1TU;UNTIL=20261231",
            "setiap Selasa pertama, sampai 31 Desember 2026",
        ),
        (
            Rule(WEEKLY, 1, (0, 2), count=10),
            "FREQ=WEEKLY;BYDAY=MO,WE;COUNT=10",
            "setiap Senin dan Rabu, 10 kali",
        ),
        (
            Rule(WEEKLY, 2, (4,), count=3),
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR;COUNT=3",
            "setiap 2 minggu pada Jumat, 3 kali",
        ),
        (
            Rule(MONTHLY, month_day=5, count=3),
            "FREQ=MONTHLY;BYMONTHDAY=5;COUNT=3",
            "setiap bulan tanggal 5, 3 kali",
        ),
        (
            Rule(MONTHLY, 3, month_day=-1, count=3),
            "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1;COUNT=3",
            "setiap 3 bulan pada hari terakhir, 3 kali",
        ),
        (Rule(DAILY, count=5), "FREQ=DAILY;COUNT=5", "setiap hari, 5 kali"),
    ],
)
def test_text_and_words(rule: Rule, text: str, words: str) -> None:
    assert recurrence.text(rule) == text
    assert recurrence.words(rule) == words


def test_a_rule_without_end_is_refused_with_the_remedy() -> None:
    with pytest.raises(RuleError, match=r"tidak berakhir\. Isi tanggal terakhir atau berapa kali"):
        recurrence.read("RRULE:FREQ=WEEKLY;BYDAY=TU")
    assert "tidak berakhir" in recurrence.problems(Rule(weekdays=(1,)), END)["until"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "FREQ=YEARLY;COUNT=2",
        "FREQ=WEEKLY;BYDAY=XX;COUNT=2",
        "FREQ=WEEKLY;COUNT=2",
        "FREQ=WEEKLY;BYDAY=MO;UNTIL=20261301",
        "FREQ=WEEKLY;BYDAY=MO;COUNT=2;UNTIL=20261201",
        "FREQ=WEEKLY;BYDAY=MO;COUNT=2;BYHOUR=3",
        "FREQ=MONTHLY;BYDAY=1MO,2TU;COUNT=2",
        "FREQ=DAILY;BYMONTHDAY=3;COUNT=2",
        "FREQ=DAILY;COUNT=9999",
        "FREQ=DAILY;COUNT=2;COUNT=3",
    ],
)
def test_what_would_not_be_followed_is_refused(text: str) -> None:
    with pytest.raises(RuleError):
        recurrence.read(text)


@given(st.text(max_size=40))
def test_any_text_is_a_rule_or_refused(text: str) -> None:
    try:
        recurrence.read(text)
    except RuleError:
        return
    assert "FREQ" in text.upper()


def test_ends_that_cannot_be() -> None:
    start = date(2026, 1, 5)
    for end, field in (
        ({"until": date(2026, 1, 4)}, "until"),
        ({"until": date(2040, 1, 4)}, "until"),
        ({"count": 0}, "count"),
        ({"count": 261}, "count"),
    ):
        assert set(recurrence.problems(Rule(weekdays=(0,), **end), start)) == {field}
