from __future__ import annotations

import dataclasses
from pathlib import Path
from random import Random

import pypdfium2
import pytest
from desks import NOW, TODAY, Desk
from PIL import Image

from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import Person
from asn_desktop.domain.errors import UserError
from asn_desktop.reports import certificate
from asn_desktop.reports.certificate import Sheet
from asn_desktop.services import certificates, history, printing, proofs
from asn_desktop.services.proofs import KeyStore
from asn_desktop.services.verification import verify_file_or_text as verify

LETTERS = Random(7)
LONG = " ".join("".join(LETTERS.choices("abcdefghijklmnoprstuwyz", k=8)).title() for _ in range(12))


@pytest.fixture
def sheets(desk: Desk) -> list[Sheet]:
    """Of three issued certificates; the second name is long enough to be cut in the code."""
    with writing(desk.engine, "nama", actor="x") as s:
        s.get_one(Person, desk.people[1]).name = LONG
    issued = desk.issue()
    with reading(desk.engine) as s:
        return certificates.sheets(s, issued.certificate_ids)


def forged(sheet: Sheet, out: Path, **words: str) -> Path:
    """The page of somebody else with this one's code."""
    values = dict(sheet.certificate.values) | words
    changed = type(sheet.certificate)(values, sheet.certificate.curriculum, sheet.certificate.proof)
    out.write_bytes(certificate.draw(Sheet(sheet.template, sheet.arms, changed)))
    return out


def test_pdf_files_and_text(desk: Desk, sheets: list[Sheet], tmp_path: Path) -> None:
    keys = desk.keys.known()
    for sheet, path in zip(sheets, printing.one_each(sheets, tmp_path / "satu"), strict=True):
        verdict = verify(path, keys)
        assert verdict.kind == "sah", verdict.message
        assert sheet.certificate.values["nomor"] in verdict.message
        assert verdict.page == 1
        assert verify(sheet.certificate.proof + "\n", keys).kind == "sah"
        with reading(desk.engine) as s:
            for known in (sheet.certificate.values["kode"], sheet.certificate.values["nomor"]):
                assert verify(known, keys, s).kind == "sah"


def test_a_picture_of_the_page(desk: Desk, sheets: list[Sheet], tmp_path: Path) -> None:
    with pypdfium2.PdfDocument(certificate.draw(sheets[0])) as document:
        picture: Image.Image = document[0].render(scale=150 / 72).to_pil()
    picture.rotate(3, expand=True, fillcolor="white").save(tmp_path / "foto.jpg", quality=80)
    assert verify(str(tmp_path / "foto.jpg"), desk.keys.known()).kind == "sah"
    Image.new("RGB", (300, 300), "white").save(tmp_path / "kosong.png")
    verdict = verify(str(tmp_path / "kosong.png"), desk.keys.known())
    assert (verdict.kind, "kosong.png" in verdict.message) == ("tidak_ada_kode", True)


def test_all_of_a_merged_file(desk: Desk, sheets: list[Sheet], tmp_path: Path) -> None:
    out = tmp_path / "semua.pdf"
    printing.merged(sheets, out, printing.Options())
    verdict = verify(out, desk.keys.known())
    assert (verdict.kind, len(verdict.parts)) == ("sah", 3)
    with pytest.raises(UserError, match="dihentikan di halaman 3 dari 6"):
        verify(out, desk.keys.known(), None, lambda done, _total, _text: done < 2)
    with writing(desk.engine, "Cabut") as s:
        certificates.revoke(s, certificates.rows(s)[0].id, "tidak hadir")
    with reading(desk.engine) as s:
        verdict = verify(out, desk.keys.known(), s)
    assert verdict.kind == "dicabut"
    assert verdict.message.splitlines()[0] == "2 dari 3 sertifikat dalam berkas ini sah."
    assert "Halaman 5: Dicabut: tidak hadir" in verdict.message


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ({"nama": "Orang Lain"}, "nama"),
        ({"nama": "Budi Ir. Contoh Nomor 1, S.T."}, "nama"),
        ({"nama": "Ir. Contoh Nomor 1, S.T. bin Budi"}, "nama"),
        ({"nomor": "800.1.4/0009/BKPSDM-III/2026"}, "nomor"),
        ({"nip": "19990101 202001 1 001"}, "NIP"),
        ({"pelatihan": "Pelatihan Lain"}, "pelatihan"),
        ({"jp": "200"}, "JP"),
        ({"tanggal_pelatihan": "1 Januari 2026"}, "tanggal"),
    ],
)
def test_a_good_code_on_another_page(
    desk: Desk, sheets: list[Sheet], tmp_path: Path, words: dict[str, str], label: str
) -> None:
    verdict = verify(forged(sheets[0], tmp_path / "palsu.pdf", **words), desk.keys.known())
    assert verdict.kind == "berubah"
    assert f"({label})" in verdict.message


def test_the_cut_part_of_a_long_name_is_checked_too(desk: Desk, sheets: list[Sheet], tmp_path: Path) -> None:
    long_name = sheets[1].certificate.values["nama"]
    fields = verify(sheets[1].certificate.proof, desk.keys.known()).fields
    assert fields is not None
    assert "name" in fields.cut
    changed = forged(sheets[1], tmp_path / "palsu.pdf", nama=long_name.replace(LONG[-8:], LONG[-7:]))
    assert verify(changed, desk.keys.known()).kind == "berubah"


def test_other_keys_and_broken_codes(desk: Desk, sheets: list[Sheet], tmp_path: Path) -> None:
    proof = sheets[0].certificate.proof
    strangers = KeyStore(tmp_path / "lain")
    strangers.private()
    assert verify(proof, strangers.known()).kind == "kunci_tidak_dikenal"
    assert verify(proof[:-1] + ("0" if proof[-1] != "0" else "1"), desk.keys.known()).kind == "berubah"
    assert verify("selamat pagi", desk.keys.known()).kind == "tidak_ada_kode"
    assert verify("", desk.keys.known()).kind == "tidak_ada_kode"


def test_what_the_database_knows(desk: Desk, sheets: list[Sheet]) -> None:
    proof, keys = sheets[0].certificate.proof, desk.keys.known()
    with writing(desk.engine, "Ganti") as s:
        certificates.replace(s, 1, NOW, desk.keys, "salah nama")
        verdict = verify(proof, keys, s)
        assert (verdict.kind, "0004" in verdict.message) == ("diganti", True)
    with writing(desk.engine, "Batalkan") as s:
        history.undo(s, TODAY)
        assert verify(proof, keys, s).kind == "sah"
    with writing(desk.engine, "Batalkan") as s:
        history.undo(s, TODAY)
        verdict = verify(proof, keys, s)
    assert (verdict.kind, "batal" in verdict.message) == ("dicabut", True)
    assert verify(proof, keys).kind == "sah"


def test_a_good_code_whose_number_went_another_way(desk: Desk, sheets: list[Sheet]) -> None:
    """As after an old backup was put back and the number taken again."""
    keys, lost = desk.keys.known(), proofs.verify(sheets[0].certificate.proof, desk.keys.known()).fields
    assert lost is not None
    again = proofs.make(dataclasses.replace(lost, name="Orang Lain"), desk.keys.private())
    elsewhere = dataclasses.replace(lost, name="Orang Lain", office="Badan Lain")
    with reading(desk.engine) as s:
        verdict = verify(again, keys, s)
        assert (verdict.kind, "atas nama Ir. Contoh Nomor 1, S.T." in verdict.message) == ("berubah", True)
        assert verify(proofs.make(elsewhere, desk.keys.private()), keys, s).kind == "sah"


def test_files_that_are_none(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "rusak.pdf").write_bytes(b"%PDF-1.7 rusak")
    (tmp_path / "rusak.png").write_bytes(b"bukan gambar")
    Image.new("1", (10_000, 10_000)).save(tmp_path / "besar.png")
    for name in ("rusak.pdf", "rusak.png", "besar.png", "tidak-ada.pdf"):
        with pytest.raises(UserError, match=name):
            verify(str(tmp_path / name), desk.keys.known())
