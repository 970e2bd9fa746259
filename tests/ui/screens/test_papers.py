"""The tab of papers: the list, the pages beside it, the form, numbers, files, photos and templates."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import pytest
from desks import TODAY, make_desk
from docx import Document
from hands import cells, press, text
from PIL import Image
from PySide6.QtCore import QCoreApplication, QEvent, Qt

from asn_desktop.db.session import reading, writing
from asn_desktop.services import history, places, results
from asn_desktop.services.papers import photos, saving, templates
from asn_desktop.services.papers.kinds import KINDS
from asn_desktop.ui.document import DocumentPage
from asn_desktop.ui.kit import dialogs
from asn_desktop.ui.kit.runner import Inline, Runner
from asn_desktop.ui.screens.training.chosen import Chosen
from asn_desktop.ui.screens.training.papers import PapersPage

KEYS = list(KINDS)


@pytest.fixture
def desk(program_engine, tmp_path):
    return make_desk(program_engine, tmp_path, count=6)


@pytest.fixture
def runner(qapp, program_engine):
    made = Runner(lambda: program_engine, Inline())
    yield made
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def page(qtbot, dressed, runner, desk):
    made = PapersPage(runner, desk.event_id)
    made.resize(1180, 600)
    qtbot.addWidget(made)
    made.show()
    return made


def choose(page, *kinds: str) -> None:
    page.table.clearSelection()
    flags = page.table.selectionModel().SelectionFlag
    for kind in kinds:
        index = page.table.model().index(KEYS.index(kind), 0)
        page.table.selectionModel().select(index, flags.Select | flags.Rows)
    page.draw()


def words_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(p.get_textpage().get_text_range() for p in document)
    finally:
        document.close()


def word_file(words: str) -> bytes:
    document = Document()
    document.add_paragraph(words)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_all_papers_are_listed_with_what_they_lack(page):
    assert page.table.model().rowCount() == len(KINDS)
    assert cells(page, "Berkas")[:3] == ["Undangan", "Surat tugas", "Keputusan penetapan peserta"]
    assert cells(page, "Keadaan")[:5] == ["! Kurang: nomor"] * 3 + ["✓ Siap", "! Kurang: jadwal"]


def test_line_below_the_list_says_all_of_the_paper(qtbot, page):
    page.table.go_to(1)
    press(qtbot, page, "action_plus")
    told = text(page, "papers_about")
    assert told.startswith("Surat tugas nomor 800.1.4/1/")
    assert told.endswith("· penanda tangan Dr. Contoh Pejabat, M.Si. · ✓ Siap")


def test_pages_beside_the_list_are_those_of_the_selected(page):
    choose(page, "undangan")
    assert "Undangan peserta Pelatihan Manajemen Proyek" in words_of(page._shown)
    choose(page, "undangan", "biodata")
    shown = words_of(page._shown)
    assert "DAFTAR ISI" in shown
    assert "BIODATA" in shown
    assert page.preview.pages > 3


def test_words_choose_participants_and_stand_at_the_foot(page):
    choose(page, "biodata")
    page.words.setText("hasan")
    page.draw()
    shown = words_of(page._shown)
    assert "Hasan Contoh" in shown
    assert "Contoh Nomor 1" not in shown
    assert "Hanya 1 dari 6 peserta (cari “hasan”)" in shown
    page.words.setText("tidak ada yang begini")
    page.draw()
    assert "Tidak ada peserta yang cocok" in text(page, "papers_message")


def ids_of(desk) -> list[int]:
    with reading(desk.engine) as s:
        return [row.id for row in results.rows(s, desk.event_id)]


def test_who_was_chosen_among_the_participants_is_who_is_printed(qtbot, page, desk):
    choose(page, "biodata")
    first, *_, last = ids_of(desk)
    page.take_over(Chosen((first, last)))
    assert "Yang dicetak hanya 2 orang yang dipilih" in text(page, "papers_choice_words")
    shown = words_of(page._shown)
    assert shown.count("BIODATA PESERTA") == 2
    assert "Hanya 2 dari 6 peserta yang dipilih" in shown
    page.words.setText("hasan")
    page.draw()
    assert "Hanya 1 dari 6 peserta (dipilih; cari “hasan”)" in words_of(page._shown)
    page.words.clear()
    press(qtbot, page, "papers_everybody")
    assert not page.choice.isVisible()
    assert words_of(page._shown).count("BIODATA PESERTA") == 6


def test_nobody_is_printed_where_only_others_were_chosen(page, desk):
    page.take_over(Chosen((10_000,), "panitia"))
    choose(page, "biodata")
    assert "Tidak ada peserta yang cocok dengan pilihan itu" in text(page, "papers_message")


def test_trainers_are_all_on_their_papers_whoever_was_chosen(page, desk):
    with writing(desk.engine, "Peran") as s:
        results.set_role(s, ids_of(desk)[-1:], "narasumber")
    page.take_over(Chosen(tuple(ids_of(desk)[:1])))
    choose(page, "badge_narasumber")
    shown = words_of(page._shown)
    assert "NARASUMBER" in shown
    assert "Hanya 1 dari" not in shown


def test_rate_that_is_none_is_told_at_its_field(qtbot, page):
    page.edit(["honorarium"])
    panel = page._side.currentWidget()
    assert panel.form.editors["text_pajak"].toPlainText().splitlines()[-1] == "IV: 15"
    panel.form.editors["text_pajak"].setPlainText("lima belas")
    press(qtbot, panel, "save")
    assert "“lima belas” bukan tarif pajak" in text(panel, "text_pajak_message")
    assert panel.form.editors["text_pajak"].toPlainText() == "lima belas"


def test_letter_is_worded_and_the_pages_follow(qtbot, page, desk):
    page.edit(["undangan"])
    panel = page._side.currentWidget()
    panel.form.editors["dated"].setText("20-11-2026")
    panel.form.editors["text_catatan"].setPlainText("Peserta membawa laptop.")
    press(qtbot, panel, "save")
    assert page._side.currentWidget() is page.preview
    choose(page, "undangan")
    assert "Peserta membawa laptop." in words_of(page._shown)
    assert "20 November 2026" in words_of(page._shown)
    with reading(desk.engine) as s:
        assert saving.get(s, desk.event_id, "undangan").texts == {"catatan": "Peserta membawa laptop."}


def test_number_is_taken_once_and_given_back_with_a_reason(qtbot, page, runner, desk):
    choose(page, "surat_tugas")
    press(qtbot, page, "action_plus")
    number = cells(page, "Nomor")[1]
    assert number.startswith("800.1.4/1/")
    press(qtbot, page, "action_plus")
    assert "sudah bernomor" in text(page, "papers_message")
    give_back = next(a for a in page.actions() if a.text() == "Batalkan nomor…")
    give_back.trigger()
    panel = page._side.currentWidget()
    press(qtbot, panel, "save")
    assert "Alasan pembatalan nomor harus diisi" in text(panel, "reason_message")
    panel.form.editors["reason"].setPlainText("Salah orang")
    press(qtbot, panel, "save")
    assert cells(page, "Nomor")[1] == ""
    with reading(desk.engine) as s:
        assert history.state(s)[0] == "Batalkan nomor surat tugas"


def test_what_takes_no_number_says_so(qtbot, page):
    choose(page, "jadwal")
    press(qtbot, page, "action_plus")
    assert "tidak bernomor" in text(page, "papers_message")


def test_everything_is_one_document_with_its_pages_first(qtbot, page):
    press(qtbot, page, "action_Cetak se&mua…")
    document = page.currentWidget()
    assert isinstance(document, DocumentPage)
    assert document.preview.pages > 20
    press(qtbot, document, "document_back")
    assert page.currentWidget() is page.widget(0)


def test_pdf_and_word_are_saved_where_the_clerk_says(qtbot, page, tmp_path, monkeypatch):
    choose(page, "undangan")
    monkeypatch.setattr(dialogs, "save_file", lambda _p, _t, name, _k: tmp_path / name)
    page.save_pdf()
    assert (tmp_path / "Undangan.pdf").read_bytes() == page._shown
    next(a for a in page.actions() if a.text() == "Simpan &Word…").trigger()
    assert "1 dokumen Word disimpan" in text(page, "papers_message")
    document = Document(str(tmp_path / "Undangan.docx"))
    assert any("akan menyelenggarakan" in p.text for p in document.paragraphs)
    monkeypatch.setattr(dialogs, "choose_folder", lambda _p, _t: tmp_path)
    choose(page, "surat_tugas", "jadwal", "laporan")
    next(a for a in page.actions() if a.text() == "Simpan &Word…").trigger()
    assert {p.name for p in tmp_path.glob("*.docx")} == {
        "Undangan.docx",
        "Surat tugas.docx",
        "Laporan penyelenggaraan.docx",
    }


def test_list_is_no_word_document(page):
    choose(page, "jadwal")
    next(a for a in page.actions() if a.text() == "Simpan &Word…").trigger()
    assert "disimpan sebagai PDF" in text(page, "papers_message")


def test_own_template_with_an_unknown_field_is_named_and_not_kept(page, desk, tmp_path, monkeypatch):
    own = tmp_path / "kami.docx"
    own.write_bytes(word_file("{{ nomer }}"))
    monkeypatch.setattr(dialogs, "open_file", lambda _p, _t, _k: own)
    choose(page, "undangan")
    use = next(a for a in page.actions() if a.text() == "Templat Word sendiri…")
    use.trigger()
    assert "“nomer” (mungkin maksudnya “nomor”)" in text(page, "papers_message")
    own.write_bytes(word_file("{{ nomor }}"))
    use.trigger()
    assert "kini memakai templat “kami.docx”" in text(page, "papers_message")
    with reading(desk.engine) as s:
        assert templates.own_name(s, "undangan") == "kami.docx"
    next(a for a in page.actions() if a.text() == "Pakai templat bawaan").trigger()
    with reading(desk.engine) as s:
        assert templates.own_name(s, "undangan") == ""


def test_photos_are_added_captioned_moved_and_taken_out(qtbot, page, runner, desk, tmp_path):
    for name, colour in (("satu.png", "teal"), ("dua.jpg", "gray")):
        Image.new("RGB", (60, 40), colour).save(tmp_path / name)
    (tmp_path / "bukan.jpg").write_bytes(b"bukan gambar")
    page.show_photos()
    shown = page.currentWidget()
    shown.add([tmp_path / "bukan.jpg"])
    assert "bukan.jpg" in text(shown, "photos_message")
    shown.add([tmp_path / "satu.png", tmp_path / "dua.jpg"])
    assert cells(shown, "Berkas") == ["satu.png", "dua.jpg"]
    shown.table.go_to(1)
    shown.caption.setText("Penutupan")
    qtbot.keyClick(shown.caption, Qt.Key.Key_Return)
    assert cells(shown, "Keterangan") == ["", "Penutupan"]
    press(qtbot, shown, "action_Naikkan")
    assert cells(shown, "Berkas") == ["dua.jpg", "satu.png"]
    press(qtbot, shown, "action_trash-2")
    assert cells(shown, "Berkas") == ["satu.png"]
    runner.undo()
    assert cells(shown, "Berkas") == ["dua.jpg", "satu.png"]
    press(qtbot, shown, "photos_back")
    choose(page, "laporan")
    assert "Penutupan" in words_of(page._shown)
    with reading(desk.engine) as s:
        folder = places.files_folder(Path(desk.engine.url.database))
        assert len(photos.pictures(s, desk.event_id, folder)) == 2


def test_tab_reads_again_what_others_changed(page, runner, desk):
    runner.write(
        "Ubah", lambda s: saving.save(s, desk.event_id, saving.PaperForm("undangan", "12/2026", dated=TODAY))
    )
    assert cells(page, "Nomor")[0] == "12/2026"
    assert cells(page, "Tanggal")[0] == "24-11-2026"
