from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_desktop.domain.presence import read


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("H", "H"),
        (" hadir ", "H"),
        ("✓", "H"),
        ("Ijin", "I"),
        ("Dinas  Luar", "I"),
        ("SAKIT", "S"),
        ("Alpa", "T"),
        ("Tanpa Keterangan", "T"),
        ("tidak hadir", "T"),
        ("", ""),
        ("-", ""),
    ],
)
def test_marks_as_offices_write_them(text, status):
    assert read(text) == status


KNOWN = set("hadirjnzsktpleuwbmogcvy01√✓-–.")  # letters of the words above


def is_other(text: str) -> bool:
    return not KNOWN.issuperset("".join(text.split()).casefold())


@given(st.text().filter(is_other))
def test_anything_else_is_named_with_the_remedy(text):
    with pytest.raises(ValueError, match="H hadir, I izin, S sakit atau T tanpa keterangan") as error:
        read(text)
    assert text in str(error.value)
