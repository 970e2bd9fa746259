from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_desktop.services.attendance.codes import badge_code, read_badge

IDS = st.integers(1, 999_999_999)


@given(IDS, IDS)
def test_a_badge_is_read_back(event_id, participant_id):
    code = badge_code(event_id, participant_id)
    assert read_badge(code) == (event_id, participant_id)
    assert code.isascii()
    assert code == code.upper()
    assert code.isalnum()
    assert read_badge(f" {code.lower()}\n") == (event_id, participant_id)


@given(IDS, IDS, st.data())
def test_one_wrong_or_two_swapped_digits_are_noticed(event_id, participant_id, data):
    code = badge_code(event_id, participant_id)
    places = [n for n, letter in enumerate(code) if letter.isdigit()]
    place = data.draw(st.sampled_from(places))
    digit = data.draw(st.sampled_from([d for d in "0123456789" if d != code[place]]))
    assert read_badge(code[:place] + digit + code[place + 1 :]) is None
    pairs = [n for n in places if n + 1 in places and code[n] != code[n + 1]]
    if pairs:
        n = data.draw(st.sampled_from(pairs))
        assert read_badge(code[:n] + code[n + 1] + code[n] + code[n + 2 :]) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "198001172008012001",
        "K1P2",
        "K0P1C97",
        "https://contoh.id",
        "K1P2C9١",
    ],
)
def test_other_text_is_no_badge(text):
    assert read_badge(text) is None
