"""The paper engine: what stands on which page, read back from the finished file."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from asn_desktop import resources
from asn_desktop.domain.errors import Cancelled, UserError
from asn_desktop.domain.papers import Letterhead, Photo, Signature
from asn_desktop.reports import flow, rendering
from asn_desktop.reports.flow import (
    Bars,
    Block,
    Column,
    Contents,
    Heading,
    Numbered,
    PageBreak,
    Pairs,
    Paragraph,
    Photos,
    Row,
    Section,
    Signatures,
    Table,
)

SIGNED = Signature(
    ("Plt. KEPALA BADAN KEPEGAWAIAN,",),
    "Drs. AHMAD FAUZI RAHMAN, M.Si.",
    "Pembina Utama Muda (IV/c)",
    "19680512 199403 1 007",
    "Contoh, 24 November 2026",
)
OFFICE = Letterhead(("PEMERINTAH KOTA CONTOH", "BADAN KEPEGAWAIAN"), "Jalan Contoh Nomor 1")
COLUMNS = (Column("No.", 10, "centre"), Column("Nama"), Column("Keterangan", 40))


def texts(*sections: Section) -> list[str]:
    pdf = flow.draw(sections, "Uji")
    return [rendering.page_text(pdf, n) for n in range(rendering.page_count(pdf))]


def words(page: str) -> str:
    return " ".join(page.split())


def people(count: int) -> list[tuple[str, ...]]:
    return [(str(n), f"Nama <b>ke-{n}</b> & ḥ", "hadir") for n in range(1, count + 1)]


def test_every_row_stands_once_below_a_head_on_every_page() -> None:
    pages = texts(Section("Daftar", [Table(COLUMNS, people(200))], letterhead=OFFICE, footer="Unit: Dinas A"))
    assert len(pages) > 3
    whole = "\n".join(pages)
    assert all(whole.count(f"Nama <b>ke-{n}</b> & ḥ") == 1 for n in range(1, 201))
    for n, page in enumerate(pages, 1):
        assert "Keterangan" in page
        assert f"Halaman {n} dari {len(pages)}" in page
        assert "Unit: Dinas A" in page
        assert ("BADAN KEPEGAWAIAN" in page) == (n == 1)


@pytest.mark.parametrize("count", range(30, 75))
def test_a_signature_is_never_torn_off(count: int) -> None:
    """Whatever the rows above, the block is whole and at least two rows stand on its page."""
    pages = texts(Section("Daftar", [Table(COLUMNS, people(count)), Signatures((SIGNED,))]))
    last = pages[-1]
    for text in ("Contoh, 24 November 2026", "Plt. KEPALA", "AHMAD FAUZI", "19680512 199403 1 007"):
        assert text in last
    assert f"ke-{count}<" in last
    assert f"ke-{count - 1}<" in last


def test_a_merged_cell_is_said_again_on_the_next_page() -> None:
    days = Table((Column("Hari", 30, merged=True), Column("Waktu")), [("Senin", str(n)) for n in range(80)])
    pages = texts(Section("Jadwal", [days]))
    assert [page.count("Senin") for page in pages] == [1] * len(pages)


def test_a_row_higher_than_a_page_goes_on_without_loss() -> None:
    said = [f"kata{n}" for n in range(2500)]
    pages = texts(Section("Panjang", [Table(COLUMNS, [("1", " ".join(said), "")])]))
    assert len(pages) > 1
    found = words(" ".join(pages)).split()
    assert [word for word in found if word.startswith("kata")] == said


def test_a_word_without_blanks_stays_inside_its_column() -> None:
    shown = rendering.page_text(
        flow.draw([Section("Lebar", [Table(COLUMNS, [("1", "x" * 300, "akhir")])])], "Uji"), 0
    )
    assert shown.replace("\n", "").count("x") == 300


def test_a_row_with_too_few_cells_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="2 cells"):
        flow.draw([Section("Salah", [Table(COLUMNS, [("1", "2")])])], "Uji")


def test_an_empty_table_says_so() -> None:
    assert "Belum ada data." in texts(Section("Kosong", [Table(COLUMNS, [])]))[0]


def test_spans_and_groups_over_the_heads() -> None:
    table = Table(
        COLUMNS,
        [("1", "A", "x"), Row(("Jumlah", "40"), (2, 1), bold=True, tint=True)],
        groups=(("", 1), ("Tanda tangan", 2)),
        numbers=True,
    )
    page = texts(Section("Rekap", [table]))[0]
    for text in ("Tanda tangan", "Jumlah", "40", "(3)"):
        assert text in page


def test_a_letter_has_labels_values_and_lists() -> None:
    letter = Section(
        "Undangan",
        [
            Pairs((("Nomor", "800/1"), ("Hal", "Undangan")), right="Contoh, 24 November 2026"),
            Pairs((("Dasar", (Numbered(("Undang-Undang;", "Peraturan."), "a."),)),)),
            Paragraph("Yth. Kepala Dinas\ndi\nTempat", "left"),
        ],
        font="serif",
    )
    page = texts(letter)[0]
    lines = page.split("\n")
    assert words(lines[0]) == "Nomor : 800/1 Contoh, 24 November 2026"
    assert "Dasar : a. Undang-Undang;" in words(page)
    assert "b. Peraturan." in words(page)
    assert "di" in lines


def test_contents_name_the_pages_of_the_file_and_link_to_them(tmp_path: Path) -> None:
    out = tmp_path / "pack.pdf"
    first = Section("Isi", [Heading("DAFTAR ISI"), Contents(whole_file=True)], listed=False)
    sections = [
        first,
        Section("Daftar hadir", [Table(COLUMNS, people(100))]),
        Section("Undangan", [Paragraph("Isi surat")], paper="F4"),
    ]
    count = flow.write(sections, out, "Berkas")
    pages = [rendering.page_text(out, n) for n in range(count)]
    assert f"Undangan {count}" in words(pages[0]).replace(" .", "").replace(".", "")
    assert f"– {count} –" in pages[-1]
    assert "Halaman 1 dari 1" in pages[-1]
    document = pypdfium2.PdfDocument(out)
    marks = [(mark.get_title(), mark.get_dest().get_index()) for mark in document.get_toc()]
    document.close()
    assert marks == [("Daftar hadir", 1), ("Undangan", count - 1)]


def test_contents_of_a_report_follow_its_headings() -> None:
    report = Section(
        "Laporan",
        [Contents(), PageBreak(), Heading("BAB I", level=1), PageBreak(), Heading("BAB II", level=1)],
    )
    pages = texts(report)
    assert len(pages) == 3
    plain = words(pages[0]).replace(" .", "").replace(".", "")
    assert "BAB I 2" in plain
    assert "BAB II 3" in plain


def test_pages_of_many_sizes_in_one_file(tmp_path: Path) -> None:
    out = tmp_path / "a.pdf"
    text = [Paragraph("Isi")]
    flow.write(
        [
            Section("A", text),
            Section("B", text, paper="F4", landscape=True),
            Section("C", text, paper="A3", landscape=True),
        ],
        out,
        "Ukuran",
    )
    sizes = [tuple(round(n / 72 * 25.4) for n in rendering.page_size(out, page)) for page in range(3)]
    assert sizes == [(210, 297), (330, 215), (420, 297)]


@pytest.mark.parametrize("before", range(20, 45))
def test_heading_in_a_table_stays_with_what_follows(before: int) -> None:
    heading = Row(("Dinas Contoh",), (2,), bold=True, tint=True)
    rows = [*[("a", "b")] * before, heading, *[("a", "b")] * 30]
    pages = texts(Section("Uji", [Table((Column("Satu"), Column("Dua")), rows, row=10)]))
    (page,) = [page for page in pages if "Dinas Contoh" in page]
    assert page.index("Dinas Contoh") < page.rindex("a b")


def photo(kind: str, *, turned: int = 1) -> bytes:
    """Left half red, right half blue, as the camera saw it."""
    image = Image.new("RGB", (400, 200), "red")
    image.paste("blue", (200, 0, 400, 200))
    out, exif = io.BytesIO(), Image.Exif()
    exif[0x0112] = turned
    image.save(out, kind, **({"exif": exif, "quality": 95} if kind == "JPEG" else {}))
    return out.getvalue()


def test_photos_stand_two_to_a_page_below_a_heading() -> None:
    photos = tuple(Photo(photo("JPEG"), f"Foto ke-{n}") for n in range(5))
    pages = texts(Section("Dokumentasi", [Heading("DOKUMENTASI"), Photos(photos)]))
    assert [page.count("Foto ke-") for page in pages] == [2, 2, 1]


@pytest.mark.parametrize(("turned", "above"), [(1, None), (6, "red"), (8, "blue")])
def test_a_photo_stands_as_the_camera_was_held(turned: int, above: str | None) -> None:
    pdf = flow.draw([Section("Foto", [Photos((Photo(photo("JPEG", turned=turned), ""),))])], "Uji")
    shown = rendering.page_picture(pdf, 0, 50)
    page = Image.frombuffer("RGB", (shown.width, shown.height), shown.pixels, "raw", "BGRX", 0, 1)
    seen = page.convert("HSV").split()[1].point(lambda s: 255 if s > 128 else 0).getbbox()
    assert seen is not None
    left, top, right, bottom = seen
    assert (right - left > bottom - top) == (above is None)
    if above:
        red, _, blue = page.getpixel(((left + right) // 2, top + 4))
        assert (red > blue) == (above == "red")


def test_photos_of_phones_do_not_make_the_file_large() -> None:
    out = io.BytesIO()
    Image.effect_noise((500, 375), 90).resize((3200, 2400)).save(out, "JPEG", quality=95)
    photos = tuple(Photo(out.getvalue(), f"Foto {n}") for n in range(2))
    assert len(flow.draw([Section("Foto", [Photos(photos)])], "Uji")) < len(out.getvalue()) / 2


def test_a_file_that_is_no_picture_is_named_by_its_caption() -> None:
    with pytest.raises(UserError, match="Pembukaan"):
        flow.draw([Section("Foto", [Photos((Photo(b"%PDF-1.7", "Pembukaan"),))])], "Uji")


def test_a_chart_writes_its_values_with_a_comma() -> None:
    chart = Bars("Kehadiran", (("Hari ke-1", 97.5), ("Hari ke-2", 0.0)), " %", 100, 1)
    page = words(texts(Section("Bagan", [chart]))[0])
    assert "97,5 %" in page
    assert "0,0 %" in page


def test_arms_and_letterhead_of_any_length_stay_above_the_text() -> None:
    arms = resources.path("arms/placeholder.png").read_bytes()
    head = Letterhead(("PEMERINTAH KOTA CONTOH", "BADAN " * 20), "Jalan " * 60, arms)
    page = texts(Section("Surat", [Paragraph("Isi surat")], letterhead=head))[0]
    assert page.count("BADAN") == 20
    assert page.count("Jalan") == 60
    assert "Isi surat" in page


def test_stopping_leaves_the_old_file(tmp_path: Path) -> None:
    out = tmp_path / "a.pdf"
    out.write_bytes(b"old")
    with pytest.raises(Cancelled):
        flow.write([Section("A", [Table(COLUMNS, people(200))])], out, "Uji", lambda done, _: done < 3)
    assert out.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [out]


@given(st.lists(st.text(max_size=60), min_size=1, max_size=6), st.integers(1, 3))
def test_any_text_makes_a_file_that_can_be_read(said: list[str], many: int) -> None:
    blocks: list[Block] = [
        Paragraph(" ".join(said * many), first=10),
        Numbered(tuple(said), "1)"),
        Pairs(tuple((text[:20], text) for text in said)),
        Table((Column("A"),), [(text,) for text in said]),
    ]
    assert rendering.page_count(flow.draw([Section("Uji", blocks)], "Uji")) >= 1
