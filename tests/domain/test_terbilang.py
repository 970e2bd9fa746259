import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_desktop.domain.terbilang import LIMIT, terbilang

DIGITS = ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"]


def read(words: str) -> int:
    """The other way, written apart from what is tested."""
    total = part = 0
    for word in words.split():
        if word in DIGITS:
            part += DIGITS.index(word)
        elif word in {"sepuluh", "sebelas"}:
            part += 10 + (word == "sebelas")
        elif word == "belas":
            part += 10
        elif word == "puluh":
            part += (part % 10) * 9
        elif word in {"ratus", "seratus"}:
            part += 100 if word == "seratus" else (part % 10) * 99
        elif word == "seribu":
            total += 1000
        else:
            total += part * {"ribu": 1000, "juta": 10**6, "miliar": 10**9}[word]
            part = 0
    return total + part


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "nol"),
        (11, "sebelas"),
        (20, "dua puluh"),
        (115, "seratus lima belas"),
        (1000, "seribu"),
        (21000, "dua puluh satu ribu"),
        (1_001_100, "satu juta seribu seratus"),
    ],
)
def test_examples(number: int, words: str) -> None:
    assert terbilang(number) == words


@given(st.integers(0, LIMIT - 1))
def test_words_mean_the_number(number: int) -> None:
    assert read(terbilang(number)) == number


@pytest.mark.parametrize("number", [-1, LIMIT])
def test_outside(number: int) -> None:
    with pytest.raises(ValueError, match="no words"):
        terbilang(number)
