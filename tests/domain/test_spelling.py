import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_desktop.domain import names
from asn_desktop.domain.spelling import skeleton, sounds


@pytest.mark.parametrize(
    "same",
    [
        ("Mohammad Fauzi", "Muhamad Fauzie", "Moh. Fauzy", "M. Fauzi", "Muh Fauzi"),
        ("Achmad Sukarno", "Ahmad Soekarno", "Akhmad Sukarno"),
        ("Siti Khadijah", "St. Chadijah", "Sitti Khadidjah"),
        ("Joko Cahyono", "Djoko Tjahyono"),
        ("Efendi Jaya", "Effendy Djaya"),
        ("Nur Laila", "Noer Laela"),
        ("Abd. Rozak", "Abdul Rozaq"),
        ("Syarifudin", "Sjarifuddin", "Sharifuddin"),
        ("Yakub Rahmad", "Yakup Rahmat"),
    ],
)
def test_one_name_in_its_spellings(same: tuple[str, ...]) -> None:
    assert len({sounds(names.key(name)) for name in same}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("Sukarno", "Suharto"), ("Hasan", "Husein"), ("Rina", "Rini"), ("Dewi", "Devi")]
)
def test_other_names_stay_other_names(one: str, other: str) -> None:
    assert sounds(names.key(one)) != sounds(names.key(other))


def test_an_initial_is_no_word_but_the_m_in_front() -> None:
    assert sounds("m rizki") == sounds("muhammad rizki")
    assert sounds("rizki m")[1] == "m"
    assert sounds("m") == ("m",)


@given(st.text(alphabet="abcdehijkmnoprstuwy ", max_size=30))
def test_the_words_keep_their_number(text: str) -> None:
    assert len(sounds(text)) == len(text.split())
    assert all(sounds(text))


def test_only_vowels_differ() -> None:
    assert skeleton(sounds("rahmat")[0]) == skeleton(sounds("rochmat")[0])
    assert skeleton("ibrahim")[0] == "i"
