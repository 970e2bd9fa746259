"""Letters as files of Word, read back; and templates that are wrong."""

import io
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from asn_desktop import resources
from asn_desktop.domain.errors import UserError
from asn_desktop.domain.papers import (
    Letter,
    Letterhead,
    MarkLine,
    PaperEvent,
    PaperMarks,
    PaperPerson,
    PaperSession,
    Photo,
    Signature,
    Tally,
    ordinal,
)
from asn_desktop.reports import docx
from asn_desktop.services.papers.kinds import KINDS, WORDED

PEOPLE = tuple(
    PaperPerson(
        n, f"Contoh Nomor {n}, S.T.", "19800117 200801 2 003", "Penata (III/c)", "Analis", "Dinas <A> & B"
    )
    for n in range(1, 8)
)
EVENT = PaperEvent(
    training="Pelatihan Contoh",
    angkatan="II",
    year=2026,
    starts_on=date(2026, 11, 3),
    ends_on=date(2026, 11, 4),
    span="3 s.d. 4 November 2026",
    place="Aula",
    organiser="Badan Contoh",
    jp=20,
    people=PEOPLE,
    trainers=(PaperPerson(1, "Narasumber Contoh", jabatan="Dosen", unit="Universitas Contoh"),),
    sessions=(PaperSession(date(2026, 11, 3), "08:00", "09:30", "Materi A", jp=2, trainers=("Narasumber",)),),
)


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "teal").save(out, "JPEG")
    return out.getvalue()


def a_letter(kind: str, **more: object) -> Letter:
    texts = {f.name: f"{f.label} satu\n{f.label} dua" for f in KINDS[kind].fields}
    line = MarkLine(PEOPLE[0], (), 87.5, "Memuaskan", 95.0, "Lulus")
    letter = Letter(
        kind=kind,
        number="800/1/2026",
        dated="24 November 2026",
        place="Palembang",
        texts=texts | {"kepada": "Peserta"} if kind == "surat_tugas" else texts,
        head=Letterhead(("PEMERINTAH CONTOH", "BADAN CONTOH"), "Jalan Contoh 1", picture()),
        event=EVENT,
        signature=Signature(
            ("Plt. Kepala Badan,",), "Contoh Pejabat", "Pembina", "1970", "Palembang, 24 November 2026"
        ),
        marks=PaperMarks((), (line,)),
        tally=Tally(9, 1, 0, 0, 10),
        photos=(Photo(picture(), "Pembukaan"),),
    )
    return replace(letter, **more)  # type: ignore[arg-type]  # by name, as the test says


def shipped(kind: str) -> bytes:
    return resources.path(f"letters/{kind}.docx").read_bytes()


def words(data: bytes) -> str:
    document = Document(io.BytesIO(data))
    return "\n".join(node.text or "" for node in document.element.body.iter() if node.tag.endswith("}t"))


def template(*paragraphs: str) -> bytes:
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize("kind", WORDED)
def test_every_field_of_the_letter_stands_in_the_shipped_template(kind: str) -> None:
    text = words(docx.render(shipped(kind), a_letter(kind), kind))
    for field in KINDS[kind].fields:
        if field.name not in ("kepada",):
            assert f"{field.label} satu".casefold() in text.casefold(), field
    assert "800/1/2026" in text
    assert "Contoh Pejabat" in text
    assert "{" not in text
    if kind != "laporan":
        assert "PEMERINTAH CONTOH" in text


def test_list_of_people_is_in_the_annex_with_their_units_as_written() -> None:
    text = words(docx.render(shipped("undangan"), a_letter("undangan"), "undangan"))
    assert all(p.name in text for p in PEOPLE)
    assert "Dinas <A> & B" in text


def test_office_may_write_the_perangkat_daerah_of_each() -> None:
    people = (replace(PEOPLE[0], agency="Dinas Kesehatan"),)
    own = template("{% for p in peserta %}{{ p.nama }}: {{ p.perangkat_daerah }}{% endfor %}")
    letter = a_letter("undangan", event=replace(EVENT, people=people))
    assert "Contoh Nomor 1, S.T.: Dinas Kesehatan" in words(docx.render(own, letter, "undangan"))


def test_few_are_named_in_the_surat_tugas_itself() -> None:
    few = a_letter("surat_tugas", event=replace(EVENT, people=PEOPLE[:2]))
    document = docx.render(shipped("surat_tugas"), few, "surat_tugas")
    assert "DAFTAR NAMA" not in words(document)
    assert "Contoh Nomor 2, S.T." in words(document)


def test_narasumber_are_sent_where_the_clerk_says_so() -> None:
    letter = a_letter("surat_tugas")
    sent = replace(letter, texts={**letter.texts, "kepada": "narasumber"})
    text = words(docx.render(shipped("surat_tugas"), sent, "surat_tugas"))
    assert "Narasumber Contoh" in text
    assert "Contoh Nomor 1, S.T." not in text


def test_photos_and_arms_are_in_the_report() -> None:
    with zipfile.ZipFile(
        io.BytesIO(docx.render(shipped("laporan"), a_letter("laporan"), "laporan"))
    ) as package:
        pictures = [name for name in package.namelist() if name.startswith("word/media/")]
    assert pictures  # the same picture is kept once


@pytest.mark.parametrize(("paper", "height"), [("A4", 297), ("F4", 330)])
def test_paper_is_the_one_chosen(paper: docx.Paper, height: int) -> None:
    document = Document(io.BytesIO(docx.render(shipped("undangan"), a_letter("undangan"), "undangan", paper)))
    assert round(document.sections[0].page_height.mm) == height


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{{ nomer }}", "“nomer” (mungkin maksudnya “nomor”)"),
        ("{{ peserta[0].nam }}", "“nam” (mungkin maksudnya “nama”)"),
        ("{% for p in pesert %}{{ p.nama }}{% endfor %}", "“pesert”"),
        ("{% if nomor %}tanpa akhir", "tidak lengkap"),
        ("{{ ''.__class__.__mro__ }}", "tidak diizinkan|tidak dikenal"),
        ("{{ nomor / 0 }}", "tidak dapat diisi"),
    ],
)
def test_wrong_template_is_named_with_the_remedy(text: str, told: str) -> None:
    with pytest.raises(UserError) as caught:
        docx.render(template(text), a_letter("undangan"), "surat kami.docx")
    message = str(caught.value)
    assert "surat kami.docx" in message
    assert any(part in message for part in told.split("|"))
    assert "tidak hilang" in message


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 rusak", b"%PDF-1.7", template("x")[:900]])
def test_file_that_is_no_word_document_is_refused(data: bytes) -> None:
    with pytest.raises(UserError, match=r"bukan dokumen Word"):
        docx.render(data, a_letter("undangan"), "x.docx")


@settings(max_examples=25, deadline=None)
@given(st.text())
def test_any_text_goes_in_as_it_is(text: str) -> None:
    """Never a field, never markup; what XML cannot hold is left out."""
    letter = a_letter("undangan")
    letter = replace(letter, texts={**letter.texts, "hal": text})
    data = docx.render(template("A{{ hal }}Z"), letter, "x.docx")
    assert Document(io.BytesIO(data)).paragraphs


def test_braces_of_the_clerk_are_no_field() -> None:
    letter = a_letter("undangan")
    letter = replace(letter, texts={**letter.texts, "hal": "{{ nomor }} <b>&amp;</b>"})
    assert "{{ nomor }} <b>&amp;</b>" in words(docx.render(template("{{ hal }}"), letter, "x.docx"))


def test_ordinals_of_a_decree() -> None:
    assert [ordinal(n) for n in (1, 2, 11, 12)] == ["KESATU", "KEDUA", "KESEBELAS", "KEDUA BELAS"]


def test_photo_lies_as_it_was_taken_and_two_fit_on_a_page() -> None:
    out = io.BytesIO()
    taken = Image.new("RGB", (80, 40), "teal")
    exif = taken.getexif()
    exif[0x0112] = 6  # turned by the phone
    taken.save(out, "JPEG", exif=exif)
    letter = a_letter("laporan", photos=(Photo(out.getvalue(), "Tegak"),))
    document = Document(io.BytesIO(docx.render(shipped("laporan"), letter, "laporan")))
    photo = document.inline_shapes[-1]
    assert photo.height > photo.width
    assert photo.height.mm <= 95.5


def test_photo_that_cannot_be_read_is_named_with_the_remedy() -> None:
    letter = a_letter("laporan", photos=(Photo(b"\xff\xd8\xff rusak", "Pembukaan"),))
    with pytest.raises(UserError, match=r"Pembukaan.*tambahkan lagi"):
        docx.render(shipped("laporan"), letter, "laporan")


def test_template_that_claims_to_be_huge_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx, "LARGEST", 1000)
    with pytest.raises(UserError, match="terlalu besar"):
        docx.render(template("x"), a_letter("undangan"), "x.docx")


@pytest.mark.parametrize(
    "field",
    [
        "lambang.tpl.save('{}')",
        "lambang.tpl.docx.save('{}')",
        "foto[0].gambar.tpl.save('{}')",
        "[lambang] | map(attribute='tpl.docx.save') | list",
        "(lambang | attr('tpl')).save('{}')",
        "'x' * 9999999999",
        "9 ** 9 ** 9 ** 9",
    ],
)
def test_template_can_neither_write_files_nor_fill_the_memory(field: str, tmp_path: Path) -> None:
    written = tmp_path / "lain.docx"
    with pytest.raises(UserError, match=r"perintah yang tidak diizinkan|tidak dikenal"):
        docx.render(
            template("{{ " + field.format(written) + " }}"),
            a_letter("laporan", photos=(Photo(picture(), "Foto"),)),
            "Templat.docx",
        )
    assert not written.exists()
