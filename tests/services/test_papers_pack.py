"""The pack of an event as one PDF and its letters as files of Word; photos and templates; read back."""

import io
import threading
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from desks import TODAY, Desk, make_desk
from docx import Document
from PIL import Image
from sqlalchemy import Engine, func, select

from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import ClassSession, StoredFile
from asn_desktop.domain.errors import Cancelled, InvalidInput, UserError
from asn_desktop.reports.flow.blocks import Sheet
from asn_desktop.services import results
from asn_desktop.services.papers import letters, numbering, pack, photos, templates
from asn_desktop.services.papers.kinds import KINDS, WORDED
from asn_desktop.services.papers.pack import Pack


@pytest.fixture
def desk(program_engine: Engine, tmp_path: Path) -> Desk:
    made = make_desk(program_engine, tmp_path, count=9, graded=True)
    with writing(program_engine, "Sesi") as s:
        for day in (3, 4):
            for starts, ends, kind in (("08:00", "09:30", "materi"), ("09:30", "10:00", "istirahat")):
                s.add(
                    ClassSession(
                        event_id=made.event_id,
                        day=date(2026, 11, day),
                        starts=starts,
                        ends=ends,
                        kind=kind,
                        title=f"Sesi {day}",
                    )
                )
    return made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "asn.berkas"


def build(desk: Desk, *kinds: str, paper: Sheet = "A4", only: list[int] | None = None) -> Pack:
    with reading(desk.engine) as s:
        return pack.build(s, desk.event_id, kinds, today=TODAY, paper=paper, only=only)


def pages(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def picture(colour: str = "teal") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (80, 50), colour).save(out, "JPEG")
    return out.getvalue()


def word_file(*paragraphs: str) -> bytes:
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_all_papers_are_one_file_with_a_table_of_contents(desk: Desk) -> None:
    shown = pages(pack.draw(build(desk, *KINDS)))
    first = " ".join(shown[0].split())
    assert "DAFTAR ISI" in first
    for words in ("Undangan", "Surat tugas", "Jadwal", "Biodata", "Berita acara kelulusan", "Rekap nilai"):
        assert words in first
    assert "DAFTAR HADIR PESERTA" in "".join(shown)
    assert "LAPORAN KEGIATAN PELATIHAN" in "".join(shown)


def test_page_in_the_table_of_contents_is_where_the_paper_begins(desk: Desk) -> None:
    shown = pages(pack.draw(build(desk, "undangan", "surat_tugas", "berita_acara")))
    lines = [line.split() for line in shown[0].splitlines() if line.strip()]
    numbers = {" ".join(words[:2]): int(words[-1]) for words in lines if words[-1].isdecimal()}
    assert "SURAT TUGAS" in shown[numbers["Surat tugas"] - 1]
    assert "BERITA ACARA KELULUSAN" in shown[numbers["Berita acara"] - 1]


@pytest.mark.parametrize("kind", KINDS)
def test_each_paper_says_its_event_and_counts_its_pages(desk: Desk, kind: str) -> None:
    shown = pages(pack.draw(build(desk, kind)))
    if kind != "meja":  # the cards on the tables say nothing but names
        assert "manajemen proyek" in " ".join(shown[0].split()).casefold()
    assert f"dari {len(shown) - (kind == 'laporan')}" in shown[-1] or kind.startswith("daftar_hadir")
    if KINDS[kind].signed:
        assert "Contoh Pejabat" in shown[-1]


def test_what_was_chosen_is_printed_and_the_foot_says_so(desk: Desk) -> None:
    with reading(desk.engine) as s:
        ids = [row.id for row in results.rows(s, desk.event_id)][:2]
    for kind in ("undangan", "biodata", "rekap_nilai", "daftar_hadir"):
        shown = "\n".join(pages(pack.draw(build(desk, kind, only=ids))))
        assert "Contoh Nomor 2" in shown
        assert "Contoh Nomor 3" not in shown
        assert "Hanya 2 dari 9 peserta yang dipilih" in shown


@pytest.mark.parametrize(("paper", "size"), [("A4", (595, 842)), ("F4", (609, 935))])
def test_paper_is_the_one_chosen(desk: Desk, paper: Sheet, size: tuple[int, int]) -> None:
    document = pypdfium2.PdfDocument(pack.draw(build(desk, "undangan", paper=paper)))
    assert tuple(map(round, document[0].get_size())) == size
    document.close()


def test_number_and_signatory_stand_on_the_letter(desk: Desk) -> None:
    with writing(desk.engine, "Nomor") as s:
        number = numbering.take(s, desk.event_id, "sk_peserta", numbering.letter_scheme(s), TODAY)
    shown = " ".join("\n".join(pages(pack.draw(build(desk, "sk_peserta")))).split())
    assert f"NOMOR {number}" in shown
    assert "Ditetapkan di Palembang pada tanggal 24 November 2026 Plt. Kepala Badan," in shown
    assert "KESATU" in shown


def test_stopping_leaves_the_old_file(desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "berkas.pdf"
    out.write_bytes(b"lama")
    with pytest.raises(Cancelled):
        pack.write(build(desk, *KINDS), out, lambda done, _of, _text: done < 3)
    assert out.read_bytes() == b"lama"
    told: list[int] = []
    count = pack.write(build(desk, *KINDS), out, lambda _done, of, _text: not told.append(of))
    assert told[-1] == count == len(pages(out.read_bytes()))


def test_same_data_give_the_same_bytes(desk: Desk) -> None:
    made = build(desk, *KINDS)
    assert pack.draw(made) == pack.draw(made)


def test_drawing_needs_no_database(desk: Desk) -> None:
    made = build(desk, "undangan")
    found: list[bytes] = []
    thread = threading.Thread(target=lambda: found.append(pack.draw(made)))
    desk.engine.dispose()
    thread.start()
    thread.join()
    assert found[0].startswith(b"%PDF")


def test_photos_stand_in_the_report_in_their_order(desk: Desk, folder: Path) -> None:
    with writing(desk.engine, "Foto") as s:
        photos.add(s, desk.event_id, folder, [("a.jpg", picture()), ("b.jpg", picture("gray"))])
        first, second = photos.rows(s, desk.event_id)
        photos.set_caption(s, first.id, "  Pembukaan \n kegiatan ")
        photos.set_caption(s, second.id, "Penutupan")
        photos.move(s, second.id, -1)
        photos.move(s, second.id, -1)  # already the first
        assert [r.caption for r in photos.rows(s, desk.event_id)] == ["Penutupan", "Pembukaan kegiatan"]
    with reading(desk.engine) as s:
        made = pack.build(s, desk.event_id, ["laporan"], today=TODAY, folder=folder)
    shown = "\n".join(pages(pack.draw(made)))
    assert shown.index("Penutupan") < shown.index("Pembukaan kegiatan")
    with writing(desk.engine, "Hapus foto") as s:
        photos.remove(s, first.id)
        assert len(photos.rows(s, desk.event_id)) == 1


def test_what_is_no_picture_is_named_and_none_is_added(desk: Desk, folder: Path) -> None:
    with pytest.raises(UserError, match=r"catatan\.txt"), writing(desk.engine, "Foto") as s:
        photos.add(s, desk.event_id, folder, [("a.jpg", picture()), ("catatan.txt", b"bukan gambar")])
    with writing(desk.engine, "Foto") as s:
        assert photos.rows(s, desk.event_id) == []
        photos.add(s, desk.event_id, folder, [("a.jpg", picture())])
        with pytest.raises(InvalidInput):
            photos.set_caption(s, photos.rows(s, desk.event_id)[0].id, "x" * 201)


@pytest.mark.parametrize("kind", WORDED)
def test_letter_goes_to_word_with_the_same_data(desk: Desk, folder: Path, kind: str) -> None:
    with reading(desk.engine) as s:
        made = templates.filled(s, desk.event_id, kind, folder, today=TODAY)
    document = Document(io.BytesIO(templates.document(made)))
    text = "".join(node.text or "" for node in document.element.body.iter() if node.tag.endswith("}t"))
    assert "Contoh Pejabat" in text
    assert "MANAJEMEN PROYEK" in text.upper()


def test_own_template_serves_until_it_is_forgotten(desk: Desk, folder: Path) -> None:
    own = word_file("Nomor {{ nomor }} untuk {{ nama_pelatihan }}")
    with writing(desk.engine, "Templat") as s:
        templates.choose(s, desk.event_id, "undangan", folder, ("kami.docx", own), today=TODAY)
        assert templates.own_name(s, "undangan") == "kami.docx"
        assert templates.own_name(s, "laporan") == ""
    with reading(desk.engine) as s:
        made = templates.filled(s, desk.event_id, "undangan", folder, today=TODAY)
    (paragraph,) = Document(io.BytesIO(templates.document(made))).paragraphs
    assert paragraph.text == "Nomor ………………………… untuk Pelatihan Manajemen Proyek"
    with writing(desk.engine, "Templat") as s:
        templates.forget(s, "undangan")
        assert not templates.chosen(s, "undangan", folder).own


def test_template_with_an_unknown_field_is_not_kept(desk: Desk, folder: Path) -> None:
    own = word_file("{{ nama_pelatihn }}")
    with pytest.raises(UserError, match=r"nama_pelatihn.*nama_pelatihan"), writing(desk.engine, "T") as s:
        templates.choose(s, desk.event_id, "undangan", folder, ("kami.docx", own), today=TODAY)
    with reading(desk.engine) as s:
        assert templates.own_name(s, "undangan") == ""
        assert s.scalar(select(func.count(StoredFile.id))) == 0
    assert not folder.exists()


def test_empty_event_has_all_its_papers_too(desk: Desk) -> None:
    """Nothing planned, nobody invited: the blank forms are useful already."""
    with writing(desk.engine, "Kosong") as s:
        results.remove(s, [row.id for row in results.rows(s, desk.event_id)])
        for lesson in s.scalars(select(ClassSession)).all():
            s.delete(lesson)
    assert pages(pack.draw(build(desk, *KINDS)))
    with reading(desk.engine) as s:
        assert letters.letter(s, desk.event_id, "laporan", TODAY).event.people == ()
