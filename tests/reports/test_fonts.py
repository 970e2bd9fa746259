"""The bundled fonts."""

from __future__ import annotations

import zlib

import pytest

from asn_desktop import resources
from asn_desktop.reports import fonts
from asn_desktop.reports.fonts import BASE, FILES, Extras, face

DIACRITICS = "éèñüçÅøßāīūḥṭẓṣḍʿʾşğıŁžœ"


@pytest.mark.parametrize("key", list(FILES))
def test_latin_diacritics_are_there(key: str) -> None:
    assert fonts.unprintable(DIACRITICS, key) == []
    assert fonts.unprintable("a東b\u202e", key) == ["東", "\u202e"]


@pytest.mark.parametrize("key", list(FILES))
def test_the_ready_cut_is_that_of_its_font(key: str) -> None:
    """Another ReportLab may cut differently; then the ready one still stands, and must be no larger."""
    packed = resources.path(f"fonts/cuts/{key}.z").read_bytes()
    assert face(key).base_cut().program == packed
    assert len(zlib.decompress(packed)) == len(face(key).cut(BASE, "BASEAA").program)


def test_width_is_the_same_with_and_without_extra_characters() -> None:
    serif = face("serif")
    assert serif.width("Aḥmad") == serif.width("A") + serif.width("ḥ") + serif.width("mad")


def test_extras_share_codes_and_keep_order() -> None:
    extras = Extras()
    serif = face("serif")
    assert extras.runs(serif, "Aḥḥb") == [(b"F0", b"A"), (b"F0x", b"!!"), (b"F0", b"b")]
    assert extras.runs(serif, "ʿḥ") == [(b"F0x", b'"!')]
    assert [name for name, _ in extras.cuts()] == [b"F0x"]


def test_more_extras_than_a_font_can_hold_show_as_missing() -> None:
    extras = Extras()
    runs = extras.runs(face("serif"), "".join(map(chr, range(0x100, 0x100 + 300))))
    assert runs[0][1].count(b"\0") == 300 - 223
    assert len(extras.cuts()[0][1].characters) == 256


def test_the_licence_lies_beside_the_fonts() -> None:
    assert "SIL" in resources.path("fonts/LICENCE-Noto.txt").read_text(encoding="utf-8")
