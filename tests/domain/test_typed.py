from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_desktop.domain.typed import clean, sought


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Siti\0 Aminah", "Siti Aminah"),
        ("\x1b[31mSiti\x7f", "[31mSiti"),
        ("a\tb\nc\r\n", "a\tb\nc\r\n"),
        ("Siti \ud800", "Siti \ufffd"),
        ("\udc00\ud800", "\ufffd\ufffd"),
        ("\ud83d\ude00", "😀"),
        ("é 😀 \u202e", "é 😀 \u202e"),
    ],
)
def test_only_what_no_database_keeps_goes(typed: str, kept: str):
    assert clean(typed) == kept


ANY_TEXT = st.text(st.characters(exclude_categories=()))  # halves of pairs as well


@given(ANY_TEXT)
def test_what_is_left_can_be_written_and_stays(text: str):
    assert "\0" not in clean(text)
    assert clean(text).encode().decode() == clean(text)
    assert clean(clean(text)) == clean(text)


def test_a_search_has_few_words():
    assert sought("budi  siti\0 budi \0") == ["budi", "siti"]
    assert len(sought(" ".join(map(str, range(500))))) == 20
    assert [len(word) for word in sought("x" * 100_000)] == [1000]
