from __future__ import annotations

import csv
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_desktop import resources
from asn_desktop.domain import clock, day_pattern
from asn_desktop.domain.day_pattern import KINDS, PatternError, Slot


def test_lines_as_clerks_write_them() -> None:
    typed = "10.15-10.30  Istirahat : kopi   teh\n\n8–1015 materi\n13:00 – 14 acara Penutupan"
    assert day_pattern.read(typed) == [
        Slot("08:00", "10:15", "materi", ""),
        Slot("10:15", "10:30", "istirahat", "kopi teh"),
        Slot("13:00", "14:00", "acara", "Penutupan"),
    ]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("08.00–10.00", "Baris 1: tulis seperti"),
        ("08.00–10.00 pesta", "Baris 1: tulis seperti"),
        ("08.00–10.00 materi\n25.00–26.00 materi", "Baris 2: jamnya tidak terbaca"),
        ("10.00–08.00 materi", "sesudah jam mulai"),
        ("08.00–10.00 materi\n09.00–11.00 acara", "Baris 2: bersamaan dengan 08.00–10.00 materi"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(typed: str, words: str) -> None:
    with pytest.raises(PatternError, match=words):
        day_pattern.read(typed)


TITLES = st.text(st.characters(categories=["L", "N"]), max_size=12)


@given(st.lists(st.tuples(st.integers(1, 60), st.sampled_from(KINDS), TITLES), max_size=12))
def test_what_is_written_is_read_again(parts: list[tuple[int, str, str]]) -> None:
    slots, begins = [], 0
    for length, kind, title in parts:
        slots.append(Slot(clock.time(begins), clock.time(begins + length), kind, title))
        begins += length
    assert day_pattern.read(day_pattern.text(slots)) == slots
    assert day_pattern.load(day_pattern.stored(slots)) == slots


@pytest.mark.parametrize("kept", [None, "x", [1], [["8"]], [["8", "9", "materi", "", "zuviel"]]])
def test_what_was_damaged_by_hand_is_no_pattern(kept: object) -> None:
    with pytest.raises(PatternError):
        day_pattern.load(kept)


def test_the_patterns_that_ship_are_read() -> None:
    lines = csv.DictReader(resources.path("reference/pola_hari.csv").read_text("utf-8").splitlines())
    assert all(day_pattern.load(json.loads(line["attributes"])["sesi"]) for line in lines)
