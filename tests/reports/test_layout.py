"""Fitting text into its box."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from asn_desktop.reports.fonts import clean, face
from asn_desktop.reports.layout import Space, fit, wrap

SERIF = face("serif")
words = st.lists(st.text("abcdefghijklmnopABCDEFG.,'", min_size=1, max_size=25), min_size=1, max_size=25)


@given(words, st.floats(40, 600), st.integers(1, 4), st.booleans(), st.booleans())
def test_nothing_is_lost_and_what_fits_fits(
    parts: list[str], width: float, lines: int, paragraph: bool, balanced: bool
) -> None:
    text = " ".join(parts)
    space = Space(width, 12, 7, lines, paragraph=paragraph, balanced=balanced)
    fitted = fit(text, SERIF, space)
    assert "".join("".join(fitted.lines).split()) == "".join(text.split())
    assert fitted.size <= 12
    if fitted.fits:
        assert fitted.size >= 7
        assert len(fitted.lines) <= lines
        assert all(SERIF.width(line) / 1000 * fitted.size <= width + 1e-6 for line in fitted.lines)


def test_a_name_shrinks_before_it_wraps_and_a_paragraph_wraps_before_it_shrinks() -> None:
    text = "Prof. Dr. Raden Muhammad Syarifuddin Prawiranegara"
    width = SERIF.width(text) / 1000 * 10
    name = fit(text, SERIF, Space(width, 12, 8, 2))
    paragraph = fit(text, SERIF, Space(width, 12, 8, 2, paragraph=True))
    assert (len(name.lines), name.size <= 10) == (1, True)
    assert (len(paragraph.lines), paragraph.size) == (2, 12)


def test_too_much_text_is_made_tiny_and_reported() -> None:
    fitted = fit("kata " * 200, SERIF, Space(200, 12, 8, 2))
    assert not fitted.fits
    assert fitted.size < 8


def test_balanced_lines_are_of_like_length() -> None:
    text = "satu dua tiga empat lima enam tujuh delapan sembilan sepuluh"
    width = SERIF.width(text) / 1000 * 12 * 0.8
    lines = fit(text, SERIF, Space(width, 12, 8, 2, paragraph=True, balanced=True)).lines
    first, second = (SERIF.width(line) for line in lines)
    assert abs(first - second) < 0.2 * first


@given(st.text(max_size=60))
def test_clean_text_has_no_control_characters(text: str) -> None:
    assert not any(ord(c) < 32 for c in clean(text))


def test_wrap_keeps_a_wide_word_whole_unless_told() -> None:
    assert wrap("a bbbbbbbb c", 3, len) == ("a", "bbbbbbbb", "c")
    assert wrap("a bbbbbbbb c", 3, len, breaking=True) == ("a", "bbb", "bbb", "bb", "c")
