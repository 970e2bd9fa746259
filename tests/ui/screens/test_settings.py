from __future__ import annotations

from datetime import date

import pytest
from hands import cells, press, text
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton

from asn_desktop.db.session import reading, writing
from asn_desktop.services import certificates, numbers, office, proofs, reference, results, rulings, schedule
from asn_desktop.services.mentoring import notes
from asn_desktop.services.schedule import Filling
from asn_desktop.ui.kit import printing as paper_work
from asn_desktop.ui.kit.printing import Offset
from asn_desktop.ui.screens.settings import settings_screen
from asn_desktop.ui.screens.settings.printers import PrintersPage


@pytest.fixture
def screen(qtbot, dressed, runner, desk, engine):
    with writing(engine, "Acuan", actor="penyiap") as s:
        reference.seed(s)
    made = settings_screen(runner, lambda *_where: None, desk.keys)
    made.resize(1180, 640)
    qtbot.addWidget(made)
    made.show()
    return made


def at(screen, subject: str):
    screen.show_at(subject)
    return screen.page()


def test_the_office_and_its_letterhead(qtbot, screen, engine):
    page = at(screen, "office")
    page.form.editors["letterhead"].setPlainText("PEMERINTAH KOTA CONTOH\n\nBADAN CONTOH  ")
    page.form.editors["place"].setText("")
    press(qtbot, page, "save")
    assert "harus diisi" in text(page, "place_message")
    page.form.editors["place"].setText("Contoh")
    press(qtbot, page, "save")
    with reading(engine) as s:
        assert office.get(s).letterhead == ("PEMERINTAH KOTA CONTOH", "BADAN CONTOH")
        assert office.get(s).place == "Contoh"
    assert not page.form.is_dirty()


def test_the_font_of_letters_the_zone_and_taxes_are_the_offices(qtbot, screen, engine):
    page = at(screen, "office")
    page.form.editors["font"].put("sans")
    page.form.editors["zone"].put("WIT")
    page.form.editors["taxes"].setPlainText("IV = 15")
    press(qtbot, page, "save")
    assert "“IV = 15” bukan tarif pajak" in text(page, "taxes_message")
    page.form.editors["taxes"].setPlainText("IV: 15\nLainnya: 2,5\n")
    press(qtbot, page, "save")
    with reading(engine) as s:
        kept = office.get(s)
    assert (kept.font, kept.zone, kept.taxes) == ("sans", "WIT", ("IV: 15", "Lainnya: 2,5"))


def test_the_arms_are_a_picture_of_the_office(qtbot, screen, engine, tmp_path, runner):
    page = at(screen, "office")
    neutral = page.findChild(QLabel, "arms").pixmap().toImage()
    picture = QImage(120, 150, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.red)
    picture.save(str(tmp_path / "lambang.png"))
    page.set_arms(tmp_path / "lambang.png")
    shown = page.findChild(QLabel, "arms").pixmap().toImage()
    assert shown != neutral
    assert shown.pixelColor(shown.width() // 2, shown.height() // 2) == Qt.GlobalColor.red
    (tmp_path / "bukan.png").write_text("bukan gambar")
    page.set_arms(tmp_path / "bukan.png")
    assert "PNG atau JPEG" in text(page, "arms_message")
    press(qtbot, page, "neutral_arms")
    assert page.findChild(QLabel, "arms").pixmap().toImage() == neutral


def test_who_signs_is_shown_as_it_will_print(qtbot, screen, engine):
    page = at(screen, "signatories")
    press(qtbot, page, "action_plus")
    form = page.side.currentWidget().form
    form.editors["name"].setText("Dra. Contoh Sekda, M.Si.")
    form.editors["prefix"].put("a.n.")
    form.editors["jabatan"].setText("Sekretaris Daerah")
    press(qtbot, page.side, "save")
    assert "jabatan yang diwakili" in text(form, "on_behalf_message")
    form.editors["on_behalf"].setText("Wali Kota")
    assert text(form, "jabatan_message") == "Tercetak: a.n. Wali Kota\nSekretaris Daerah,"
    press(qtbot, page.side, "save")
    assert "a.n. Wali Kota Sekretaris Daerah" in cells(page, "Jabatan")
    assert page.row().name == "Dra. Contoh Sekda, M.Si."


def test_a_pattern_shows_its_number_while_it_is_typed(qtbot, screen, engine):
    page = at(screen, "schemes")
    page.table.go_to(0)
    press(qtbot, page, "action_pencil")
    form = page.side.currentWidget().form
    assert text(form, "pattern_message") == "Contoh: 800.1.4/0007/BKPSDM-III/2026"
    assert "{bulan_romawi}" in text(form, "bidang_message")
    form.editors["pattern"].setText("{urut}/{bulan}")
    assert "{tahun}" in text(form, "pattern_message")
    press(qtbot, page.side, "save")
    form.editors["pattern"].setText("{klasifikasi}/{urut:03}/{kode_unit}/{bulan_romawi}/{tahun}")
    form.editors["kode_unit"].setText("BADAN")
    assert text(form, "pattern_message").startswith("Contoh: 800.1.4/007/BADAN/")
    press(qtbot, page.side, "save")
    with reading(engine) as s:
        assert numbers.get_scheme(s, 1).kode_unit == "BADAN"


def test_the_predikat_scale_belongs_to_the_office(qtbot, screen, engine, desk):
    page = at(screen, "tables")
    page.chips["kind"].choose(["predikat"])
    assert cells(page, "Kode") == ["SM", "M", "CM", "KM", "TM"]
    page.table.go_to(1)
    press(qtbot, page, "action_pencil")
    form = page.side.currentWidget().form
    form.editors["minimum"].setText("85,5")
    form.editors["basis"].setPlainText("Peraturan Kepala Badan 1/2026")
    press(qtbot, page.side, "save")
    assert "mulai nilai 85,50 · lulus ya" in cells(page, "Ketentuan")
    with reading(engine) as s:
        assert [band.minimum for band in results.bands(s)][:2] == [90.01, 85.5]


def test_numbers_conversion_and_roles_belong_to_the_office_too(qtbot, screen, engine, desk):
    page = at(screen, "tables")

    def change(kind: str, code: str, typed: dict[str, str]) -> None:
        page.chips["kind"].choose([kind])
        page.table.go_to(cells(page, "Kode").index(code))
        press(qtbot, page, "action_pencil")
        panel = page.side.currentWidget()
        for name, value in typed.items():
            editor = panel.form.editors[name]
            editor.put(value) if hasattr(editor, "put") else editor.setText(value)
        press(qtbot, panel, "save")

    change("ketentuan", "kehadiran_minimal", {"nilai": "85"})
    change("konversi_jp", "KL06", {"nasional": "5", "paling_banyak_sebulan": ""})
    change("peran", "narasumber", {"templat": "sttp", "putusan": "TELAH BERPERAN AKTIF"})
    assert "templat sttp · putusan TELAH BERPERAN AKTIF" in cells(page, "Ketentuan")
    with reading(engine) as s:
        assert rulings.number(s, "kehadiran_minimal") == 85
        found = {row.code: row.attributes for row in reference.items(s, "konversi_jp")}
        assert (found["KL06"]["nasional"], found["KL06"]["satuan"]) == (5, "hari")
    page.chips["kind"].choose(["peran"])
    page.table.go_to(cells(page, "Kode").index("peserta"))
    press(qtbot, page, "action_pencil")
    assert "templat" not in page.side.currentWidget().form.editors


def test_a_standard_day_is_written_one_session_a_line(qtbot, screen, engine, desk):
    page = at(screen, "tables")
    page.chips["kind"].choose(["pola_hari"])
    page.table.go_to(cells(page, "Kode").index("SETENGAH"))
    press(qtbot, page, "action_pencil")
    panel = page.side.currentWidget()
    lines = panel.form.editors["sesi"]
    assert lines.toPlainText().splitlines()[1] == "10.15–10.30 istirahat: Istirahat"
    lines.setPlainText("08.00–10.15 materi\n10.00–12.00 materi")
    assert "Baris 2: bersamaan dengan" in text(panel.form, "sesi_message")
    press(qtbot, panel, "save")
    lines.setPlainText("08.00–10.15 materi\n10.15–12.30 materi")
    press(qtbot, panel, "save")
    with writing(engine, "Isi jadwal") as s:
        assert schedule.fill(s, desk.event_id, Filling("SETENGAH", [date(2026, 11, 3)])).jp == 6


def test_after_another_filter_no_action_is_offered_without_a_row(qtbot, screen):
    page = at(screen, "tables")
    page.table.go_to(0)
    assert page.findChild(QPushButton, "action_pencil").isEnabled()
    page.chips["kind"].choose(["peran"])
    assert not page.findChild(QPushButton, "action_pencil").isEnabled()


def test_templates_are_shown_with_invented_data(qtbot, screen):
    page = at(screen, "templates")
    shown = [page.names.item(n).text() for n in range(page.names.count())]
    assert shown == ["Sertifikat", "STTP", "Surat keterangan mentoring"]
    first = page.preview._sheet.pixmap().toImage()
    page.names.setCurrentRow(1)
    assert page.preview.pages == 2
    assert page.preview._sheet.pixmap().toImage() != first
    page.names.setCurrentRow(2)
    assert page.preview.pages == 1  # it has no curriculum


def test_the_ruler_page_and_the_offset_of_a_printer(qtbot, dressed, runner):
    paper_work.remember_offset("Lantai 2", Offset(1.5, 0.0))
    page = PrintersPage(runner, ["Lantai 1", "Lantai 2"])
    page.resize(1000, 640)
    qtbot.addWidget(page)
    page.show()
    assert page.preview.pages == 1
    page.form.editors["printer"].put("Lantai 2")
    assert page.form.values()["right"] == 1.5
    page.form.editors["up"].setText("-2")
    assert paper_work.offset("Lantai 2") == Offset(1.5, -2.0)
    assert paper_work.offset("Lantai 1") == Offset(0.0, 0.0)
    a4 = page.preview._sheet.pixmap().toImage()
    page.form.editors["paper"].put("F4")
    assert page.preview._sheet.pixmap().toImage() != a4


def test_the_public_key_is_handed_out_and_checks_what_was_issued(qtbot, screen, desk, engine, tmp_path):
    page = at(screen, "keys")
    page.export(tmp_path / "kunci.pem")
    assert "kunci.pem" in text(page, "keys_message")
    issued = desk.issue()
    with reading(engine) as s:
        proof = certificates.sheets(s, issued.certificate_ids)[0].certificate.proof
    assert proofs.verify(proof, [proofs.read_public(tmp_path / "kunci.pem")]).kind == "sah"
    page.export(tmp_path / "tidak" / "ada.pem")
    assert "Pilih folder lain" in text(page, "keys_message")


def test_every_subject_can_be_reached_and_described(screen):
    for place in range(screen.subjects.count()):
        screen.subjects.setCurrentRow(place)
        assert screen.page().isVisible()
        screen.refresh()
    unnamed = [
        w.objectName()
        for w in (*screen.findChildren(QLineEdit), *screen.findChildren(QPlainTextEdit))
        if not w.accessibleName() and not w.objectName().startswith("qt_")
    ]
    assert unnamed == []


def test_confidential_notes_go_along_only_for_administrators(qtbot, screen, engine, runner, tmp_path):
    page = at(screen, "keys")
    runner.actor = "Rina"
    page.confidential.along.setChecked(True)
    page.export_everything(tmp_path / "semua.zip")
    assert "administrator mentoring" in text(page, "archive_message")
    assert not (tmp_path / "semua.zip").exists()
    page.confidential.accounts.setText("rina, Budi")
    press(qtbot, page, "save_administrators")
    page.export_everything(tmp_path / "semua.zip")
    assert "disimpan" in text(page, "archive_message")
    with reading(engine) as s:
        assert notes.administrators(s) == ("rina", "Budi")
        assert [one.about for one in notes.accesses(s, 1)] == ["semua.zip"]
    runner.actor = "Sari"
    press(qtbot, page, "save_administrators")
    assert "hanya dapat diubah oleh rina, Budi" in text(page, "confidential_message")
