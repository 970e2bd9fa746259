"""The certificate as a file: what is on it, in which order, and equal byte for byte."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from asn_desktop.domain.certificates import Certificate
from asn_desktop.domain.errors import Cancelled, UserError
from asn_desktop.reports import certificate, rendering, templates
from asn_desktop.reports.certificate import Options, Sheet

from .conftest import PROOF, VALUES, make_sheet

Maker = Callable[..., Sheet]
AWKWARD = [
    "<S.H.>",
    "M. Rizki A'yun",
    "R. <b>Agus",
    "ʿAbdul Ḥamīd aṭ-Ṭabarī",
    "Añonuevo \\ (Tanpa) Nama &amp; {nip}",
    "Gödel Œuvre – “kutip”",
]


def words(text: str) -> str:
    return " ".join(text.split())


def whole_text(pdf: bytes | Path) -> list[str]:
    return [words(rendering.page_text(pdf, n)) for n in range(rendering.page_count(pdf))]


@pytest.mark.parametrize("template", ["sertifikat", "sttp"])
def test_everything_stands_on_the_front(template: str) -> None:
    shown = make_sheet(template, kualifikasi="dengan predikat Memuaskan")
    front = rendering.page_text(certificate.draw(shown), 0)
    flat = words(front)
    personal = ("nomor", "nama", "nip", "pangkat_golongan", "jabatan", "unit_kerja", "instansi", "kode")
    for token in (*personal, "putusan", "kualifikasi", "ttd_nama", "ttd_pangkat", "ttd_nip", "ttd_jabatan"):
        assert words(shown.certificate.values[token]) in flat, token
    assert "42 (empat puluh dua) jam pelajaran" in flat
    assert "bukan tanda tangan elektronik BSrE" in flat


def test_the_back_lists_the_subjects_and_their_sum() -> None:
    back = rendering.page_text(certificate.draw(make_sheet(subjects=12)), 1)
    assert "DAFTAR MATA PELATIHAN" in back
    for n in range(1, 13):
        assert f"Materi pelatihan yang ke-{n}" in back
    assert back.count("Kelompok") == 3
    assert "Jumlah jam pelajaran" in back
    assert "36" in back
    assert VALUES["ttd2_nama"] in back


@pytest.mark.parametrize("name", AWKWARD)
def test_a_name_is_printed_as_it_is(name: str) -> None:
    shown = make_sheet(nama=name)
    assert certificate.problems(shown) == []
    assert words(name) in whole_text(certificate.draw(shown))[0]


def test_outsiders_have_no_rows_for_nip_and_rank() -> None:
    front = rendering.page_text(certificate.draw(make_sheet(nip="", pangkat_golongan="")), 0)
    assert "NIP\n" not in front
    assert "Pangkat/golongan" not in front
    assert "Jabatan" in front


def test_a_long_curriculum_goes_on_and_signs_on_its_last_page() -> None:
    pages = whole_text(certificate.draw(make_sheet(subjects=40)))
    assert len(pages) == 3
    assert VALUES["ttd2_nama"] not in pages[1]
    assert VALUES["ttd2_nama"] in pages[2]
    assert "(lanjutan)" in pages[2]
    assert all(f"ke-{n} " in pages[1] + pages[2] for n in range(1, 41))


def test_equal_bytes_whenever_and_wherever_drawn(tmp_path: Path) -> None:
    others = [make_sheet(nama=name) for name in AWKWARD]
    first = [certificate.draw(s) for s in others]
    again = [certificate.draw(s) for s in reversed(others)][::-1]
    assert first == again
    script = (
        "import hashlib\n"
        "from tests.reports.conftest import make_sheet\n"
        "from asn_desktop.reports import certificate\n"
        f"print(hashlib.sha256(certificate.draw(make_sheet(nama={AWKWARD[3]!r}))).hexdigest())\n"
    )
    root = Path(__file__).parents[2]
    other = subprocess.run(
        [sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=True
    )
    assert other.stdout.strip() == hashlib.sha256(first[3]).hexdigest()


def test_every_way_gives_the_same_fingerprint(tmp_path: Path) -> None:
    sheets = [make_sheet(nama=name, nomor=f"{n}") for n, name in enumerate(AWKWARD)]
    expected = [hashlib.sha256(certificate.draw(s)).hexdigest() for s in sheets]
    paths = [tmp_path / f"{n}.pdf" for n in range(len(sheets))]
    assert certificate.hashes(sheets) == expected
    assert certificate.write_files(sheets, paths) == expected
    assert [hashlib.sha256(p.read_bytes()).hexdigest() for p in paths] == expected
    assert sorted(p.name for p in tmp_path.iterdir()) == [
        "0.pdf",
        "1.pdf",
        "2.pdf",
        "3.pdf",
        "4.pdf",
        "5.pdf",
    ]


def test_two_processes_give_the_same_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(certificate, "_WORTH_A_PROCESS", 100)
    sheets = [make_sheet(nama=f"Nama ke-{n}") for n in range(220)]
    told: list[int] = []
    assert certificate.hashes(sheets, 2, lambda n: not told.append(n)) == certificate.hashes(sheets, 1)
    assert told[-1] == 220


def test_everyone_starts_on_a_front_side(tmp_path: Path) -> None:
    out = tmp_path / "all.pdf"
    sheets = [
        make_sheet(subjects=40, nama="Pertama"),
        make_sheet(subjects=0, nama="Kedua"),
        make_sheet(nama="Ketiga"),
    ]
    certificate.write_merged(sheets, out, Options())
    pages = whole_text(out)
    assert len(pages) == 8
    assert [n for n, text in enumerate(pages) if not text] == [3, 5]
    assert "Pertama" in pages[0]
    assert "Kedua" in pages[4]
    assert "Ketiga" in pages[6]


def test_merged_awkward_names_are_all_there(tmp_path: Path) -> None:
    out = tmp_path / "all.pdf"
    certificate.write_merged([make_sheet(nama=name) for name in AWKWARD], out, Options(backs=False))
    pages = whole_text(out)
    assert len(pages) == len(AWKWARD)
    assert all(words(name) in page for name, page in zip(AWKWARD, pages, strict=True))


def test_f4_and_text_only(tmp_path: Path) -> None:
    full, bare = tmp_path / "full.pdf", tmp_path / "bare.pdf"
    certificate.write_merged([make_sheet()], full, Options(paper="F4"))
    certificate.write_merged([make_sheet()], bare, Options(text_only=True, offset_mm=(3, -2)))
    width, height = rendering.page_size(full, 0)
    assert (round(width / 72 * 25.4), round(height / 72 * 25.4)) == (330, 215)
    assert VALUES["nama"] in whole_text(full)[0]
    assert "Pas foto" in whole_text(full)[0]
    assert "Pas foto" not in whole_text(bare)[0]
    assert VALUES["nama"] in whole_text(bare)[0]
    picture = rendering.page_picture(bare, 0, 50)
    edge = picture.pixels[: picture.width * 4 * round(14 / 25.4 * 50)]
    assert edge == b"\xff" * len(edge), "no art above the text on a blank"


def test_what_stands_on_the_blanks_is_left_out(tmp_path: Path) -> None:
    shown, out = make_sheet(), tmp_path / "bare.pdf"
    printed = templates.load(shown.template.text.replace("tercetak = false", "tercetak = true"))
    for template, there in ((shown.template, True), (printed, False)):
        certificate.write_merged([replace(shown, template=template)], out, Options(text_only=True))
        assert ("SERTIFIKAT" in whole_text(out)[0]) is there


def test_offset_moves_the_text_right_and_up(tmp_path: Path) -> None:
    def darkest(offset: tuple[float, float]) -> tuple[int, int]:
        out = tmp_path / "moved.pdf"
        sheet = make_sheet()
        certificate.write_merged([sheet], out, Options(text_only=True, offset_mm=offset, backs=False))
        picture = rendering.page_picture(out, 0, 25.4)
        dark = [n // 4 for n in range(0, len(picture.pixels), 4) if picture.pixels[n] < 128]
        return min(n % picture.width for n in dark), min(n // picture.width for n in dark)

    left, top = darkest((0, 0))
    assert darkest((5, 5)) == (left + 5, top - 5)


def test_stopping_leaves_the_old_file(tmp_path: Path) -> None:
    out = tmp_path / "all.pdf"
    out.write_bytes(b"old")
    with pytest.raises(Cancelled):
        certificate.write_merged([make_sheet()] * 5, out, Options(), lambda done: done < 3)
    assert out.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["all.pdf"]


def test_a_missing_folder_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="foldernya tidak ada"):
        certificate.write_merged([make_sheet()], tmp_path / "no" / "all.pdf", Options())
    with pytest.raises(UserError, match=r"a\.pdf"):
        certificate.write_files([make_sheet()], [tmp_path / "no" / "a.pdf"])


def test_one_bad_path_leaves_nothing_half_done(tmp_path: Path) -> None:
    paths = [tmp_path / "a.pdf", tmp_path / "no" / "b.pdf"]
    with pytest.raises(UserError, match=r"b\.pdf"):
        certificate.write_files([make_sheet()] * 2, paths)
    assert list(tmp_path.iterdir()) == []


def test_problems_name_the_field() -> None:
    name = "Nama Panjang Sekali " * 20
    found = certificate.problems(make_sheet(nama=name, unit_kerja="東京 Bidang", jabatan="Kepala\u202eSeksi"))
    assert any(p.startswith("Nama:") and "terlalu panjang" in p for p in found)
    assert any(p.startswith("Unit kerja:") and "'東' (U+6771)" in p for p in found)
    assert any(p.startswith("Jabatan:") and "U+202E" in p for p in found)


def test_a_post_that_leaves_no_room_to_sign_is_a_problem() -> None:
    lines = "\n".join(f"BARIS JABATAN KE-{n}" for n in range(1, 9))
    found = certificate.problems(make_sheet(ttd_jabatan=lines))
    assert [p for p in found if p.startswith("Penanda tangan: jabatan")]
    assert certificate.problems(make_sheet(ttd_jabatan="\n".join(lines.split("\n")[:4]))) == []


def test_many_long_rows_become_smaller_together() -> None:
    long = (
        "Kepala Subbagian Perencanaan, Evaluasi, Pelaporan, Keuangan dan Aset"
        " pada Sekretariat Daerah Kota Contoh"
    )
    shown = make_sheet(nama=long, jabatan=long, unit_kerja=long, instansi=long)
    assert certificate.problems(shown) == []
    assert whole_text(certificate.draw(shown))[0].count(long) == 4


@pytest.mark.parametrize("text", ["", " ", "\0", "\ud800", "a\nb\tc", "😀" * 300, "x" * 3000, "é" * 400])
def test_no_text_is_too_odd_to_draw(text: str) -> None:
    shown = make_sheet(nama=text, pelatihan=text, ttd_jabatan=text, tempat=text)
    certificate.problems(shown)
    assert rendering.page_count(certificate.draw(shown)) == 2


def test_120_characters_fit_on_two_lines() -> None:
    name = (
        "Prof. Dr. Ir. H. Raden Muhammad Syarifuddin Prawiranegara Kusumawardhana"
        " Hadiningrat, S.T., M.Eng., Ph.D., IPU., A. Eng."
    )
    assert len(name) == 120
    shown = make_sheet(nama=name)
    assert certificate.problems(shown) == []
    assert words(name) in whole_text(certificate.draw(shown))[0]


def test_without_proof_or_arms() -> None:
    shown = make_sheet()
    bare = replace(shown, arms=None, certificate=Certificate(shown.certificate.values))
    assert rendering.page_count(certificate.draw(bare)) == 1


def test_qr_is_read_back(tmp_path: Path) -> None:
    out = tmp_path / "one.pdf"
    out.write_bytes(certificate.draw(make_sheet()))
    assert rendering.read_codes(out) == [PROOF]


@pytest.mark.parametrize("template", ["sertifikat", "sttp"])
@pytest.mark.parametrize("long", [False, True])
def test_nothing_touches_the_frame(template: str, long: bool) -> None:
    """A white ring stands between the innermost line (13 mm) and all text."""
    widest = {
        token: (text + " ") * (3 if long else 1) for token, text in VALUES.items() if token != "ttd_jabatan"
    }
    pdf = certificate.draw(make_sheet(template, 40, **widest))
    for page in range(rendering.page_count(pdf)):
        picture = rendering.page_picture(pdf, page, 127)  # five dots a millimetre
        wide, high = picture.width, picture.height
        near, far = 5 * 14, 5 * 15
        rows = [picture.pixels[y * wide * 4 : (y + 1) * wide * 4 : 4] for y in range(high)]
        for y in (*range(near, far), *range(high - far, high - near)):
            assert rows[y][near : wide - near].strip(b"\xff") == b"", (page, y / 5)
        for row in rows[near : high - near]:
            assert row[near:far] + row[wide - far : wide - near] == b"\xff" * 2 * (far - near), page


def test_the_fingerprint_of_a_known_certificate_stands() -> None:
    """When this changes, every certificate that offices have issued no longer matches its fingerprint."""
    known = hashlib.sha256(certificate.draw(make_sheet())).hexdigest()
    assert known == "7beb930914910283325e9bdc73080caa5e5b3ce03ea24226311901abf25fccf8"
