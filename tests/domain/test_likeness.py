from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_desktop.domain import likeness
from asn_desktop.domain.likeness import Evidence, births, differing, judge

SAME = Evidence(100, same_name=True, many_words=True, birth=likeness.SAME)
A, B = date(1980, 4, 3), date(1991, 12, 31)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ([A], [A], likeness.SAME),
        ([A], [date(1980, 3, 4)], likeness.SWAPPED),
        ([A], [date(1981, 4, 3)], likeness.ONE_DIGIT),
        ([A], [B], likeness.OTHER),
        ([A, B], [B], likeness.SAME),  # the NIP says otherwise than the record
        ([], [A], likeness.UNKNOWN),
    ],
)
def test_birth_dates(one: list[date], other: list[date], expected: str) -> None:
    assert births(one, other) == births(other, one) == expected


def test_digits_that_differ() -> None:
    assert differing("12345", "12345") == 0
    assert differing("12345", "12354") == 1
    assert differing("12345", "12343") == 1
    assert differing("12345", "1234") == 5


def test_what_is_sure() -> None:
    assert judge(SAME._replace(lone_nip=True)).sure
    assert judge(SAME._replace(same_name=False, name=85, same_nik=True)).sure
    assert judge(SAME._replace(name=85, same_name=False, common_nip=True, birth=likeness.UNKNOWN)).sure


@pytest.mark.parametrize(
    "against",
    [
        {"other_nip": True},
        {"close_nip": True},
        {"other_nik": True},
        {"other_place": True},
        {"other_sex": True},
        {"birth": likeness.SWAPPED},
        {"birth": likeness.UNKNOWN},
        {"same_name": False},
        {"many_words": False},
        {"first_of_january": True},
    ],
)
def test_what_is_not(against: dict[str, object]) -> None:
    assert not judge(SAME._replace(**against)).sure


def test_a_wife_with_the_nik_of_her_husband_is_not_he() -> None:
    assert not judge(SAME._replace(name=30, same_name=False, same_nik=True)).sure
    assert not judge(SAME._replace(same_nik=True, other_sex=True)).sure


evidence = st.builds(
    Evidence,
    name=st.floats(0, 100),
    same_name=st.booleans(),
    many_words=st.booleans(),
    birth=st.sampled_from(sorted(likeness.BIRTH_POINTS)),
    **{
        field: st.booleans()
        for field in Evidence._fields
        if field not in {"name", "same_name", "many_words", "birth", "bearers"}
    },
    bearers=st.integers(1, 50),
)


@given(evidence)
def test_two_valid_nips_with_different_birth_dates_are_never_sure(e: Evidence) -> None:
    told = judge(e._replace(nip_birth_differs=True))
    assert not told.sure
    assert 0 <= told.score <= 100
    assert told.reasons


def test_reasons_are_told_in_words() -> None:
    told = judge(SAME._replace(same_name=False, name=91.4, birth=likeness.SWAPPED, lone_nip=True))
    assert told.reasons == ("nama mirip 91 %", "hari dan bulan lahir tertukar", "hanya satu yang ber-NIP")


def test_the_birth_date_in_a_nip() -> None:
    assert likeness.nip_birth("198004032008012003") == A
    assert likeness.nip_birth("198013032008012003") is None
    assert likeness.nip_birth("1980") is None
