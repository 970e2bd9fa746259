"""How a name sounds, whichever way it is spelled: old and new spelling, abbreviations, doubled letters."""

from __future__ import annotations

import re
from functools import cache

# Written short, or in the many ways of one name; looked up before and after the letters are made alike.
_MUHAMAD = "muhamad"
SAME_NAME = {
    **dict.fromkeys("m moh mohd mohamad muh muhd mhd md mohamed muhamed mohamat muhamat".split(), _MUHAMAD),
    **dict.fromkeys("achmad akhmad ahmat achmat akhmat akmad amad".split(), "ahmad"),
    **dict.fromkeys("st sitti siti".split(), "siti"),
    **dict.fromkeys("abd abdl abdoel abdool".split(), "abdul"),
    **dict.fromkeys("kgs kiagus kyagus".split(), "kiagus"),
    **dict.fromkeys("kms kemas".split(), "kemas"),
    **dict.fromkeys("nys nyai nyimas".split(), "nyimas"),
    **dict.fromkeys("mgs masagus".split(), "masagus"),
    **dict.fromkeys("msy masayu masayoe".split(), "masayu"),
    **dict.fromkeys("rd rdn raden radin".split(), "raden"),
    **dict.fromkeys("nur noer noor nor".split(), "nur"),
}
# In this order, since one makes work for the next.
_LETTERS = (
    ("oe", "u"),
    ("oo", "u"),
    ("dj", "j"),
    ("tj", "c"),
    ("sj", "sy"),
    ("nj", "ny"),
    ("sch", "s"),
    ("ch", "h"),
    ("kh", "h"),
    ("sy", "s"),
    ("sh", "s"),
    ("ts", "s"),
    ("dz", "z"),
    ("dh", "d"),
    ("dl", "l"),
    ("th", "t"),
    ("gh", "g"),
    ("ph", "f"),
    ("bh", "b"),
    ("ae", "ai"),
    ("ay", "ai"),
    ("ie", "i"),
    ("ee", "i"),
    ("v", "f"),
    ("p", "f"),
    ("q", "k"),
    ("x", "ks"),
    ("y", "i"),
    ("z", "j"),
)
_DOUBLED = re.compile(r"(.)\1+")
_VOWELS = re.compile(r"(?<!^)[aeiou]")
_ENDS = str.maketrans("tbdg", "tftk")  # as the end of a word is heard: Ahmat, Yakup


@cache
def _word(word: str) -> str:
    folded = _DOUBLED.sub(r"\1", word)
    word = SAME_NAME.get(word) or SAME_NAME.get(folded) or word
    for written, heard in _LETTERS:
        word = word.replace(written, heard)
    word = _DOUBLED.sub(r"\1", word)
    if len(word) > 3:
        word = word.removesuffix("h")
        word = word[:-1] + word[-1].translate(_ENDS)
    return word


def sounds(key: str) -> tuple[str, ...]:
    """The words of a name key (`names.key`) as they are heard, in their order.

    A lone letter stays an initial, but for the M. in front, which is Muhammad.
    """
    words = key.split()
    return tuple(
        word if len(word) == 1 and (place or word != "m" or len(words) == 1) else _word(word)
        for place, word in enumerate(words)
    )


@cache
def skeleton(sound: str) -> str:
    """First letter and consonants: equal where only vowels differ (Rahmat, Rohmat)."""
    return _DOUBLED.sub(r"\1", _VOWELS.sub("", sound))
