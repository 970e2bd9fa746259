"""Kesepakatan and laporan akhir for Word, read back."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from docx import Document
from mentoring_papers import OFFICE, TEXTS, pair

from asn_desktop import resources
from asn_desktop.domain.errors import UserError
from asn_desktop.domain.mentoring.papers import PaperNote, PaperTexts
from asn_desktop.reports.mentoring import docx

KINDS = ("kesepakatan", "laporan")


def shipped(kind: str) -> bytes:
    return resources.path(f"letters/{kind}_mentoring.docx").read_bytes()


def words(data: bytes) -> str:
    document = Document(io.BytesIO(data))
    found = [node.text or "" for node in document.element.body.iter() if node.tag.endswith("}t")]
    return " ".join(" ".join(found).split())


@pytest.mark.parametrize("count", [0, 1, 4])
@pytest.mark.parametrize("kind", KINDS)
def test_everybody_is_named_and_no_mark_is_left(kind: str, count: int) -> None:
    one = pair(count)
    text = words(docx.render(shipped(kind), one, OFFICE, "F4"))
    assert "{" not in text
    assert "PEMERINTAH KOTA CONTOH" in text
    for person in (one.mentor, *(mentee.person for mentee in one.mentees)):
        assert person.name in text
    if kind == "kesepakatan" or count == 1:
        assert all(mentee.superior and mentee.superior.name in text for mentee in one.mentees)


def test_agreement_has_aims_rhythm_and_the_texts_of_the_office() -> None:
    text = words(docx.render(shipped("kesepakatan"), pair(), OFFICE))
    assert all(aim.text in text for aim in pair().aims)
    assert "setiap 2 minggu pada Selasa, sampai 31 Desember 2026 pukul 09.15" in text
    for told in (TEXTS.mentor, TEXTS.mentee, TEXTS.superior, TEXTS.confidential):
        assert all(item in text for item in PaperTexts.items(told))


def test_report_has_the_logbook_and_notes_only_where_handed_over() -> None:
    text = words(docx.render(shipped("laporan"), pair(), OFFICE))
    assert [text.count(f"Topik ke-{n}:") for n in range(6)] == [1] * 6
    assert "CATATAN RAHASIA" not in text
    noted = replace(pair(), notes=(PaperNote(pair().starts_on, "rina", "Sedang cuti"),))
    assert "Sedang cuti" in words(docx.render(shipped("laporan"), noted, OFFICE))


def test_what_is_typed_is_no_field_and_no_markup() -> None:
    awkward = "<b>{{ 7*7 }}</b> & {% raw %}"
    text = words(docx.render(shipped("kesepakatan"), replace(pair(), aim=awkward), OFFICE))
    assert awkward in text


def test_wrong_field_of_a_template_is_named() -> None:
    document = Document()
    document.add_paragraph("{{ tujuann }}")
    out = io.BytesIO()
    document.save(out)
    with pytest.raises(UserError, match="tujuann"):
        docx.render(out.getvalue(), pair(), OFFICE)
