"""Letters and the report as pages: whatever the clerk writes is drawn, signed and not torn."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asn_desktop.domain.papers import (
    Letter,
    Letterhead,
    MarkLine,
    PaperEvent,
    PaperMarks,
    PaperPerson,
    PaperSession,
    Signature,
    Tally,
)
from asn_desktop.reports import flow
from asn_desktop.reports.flow import Section
from asn_desktop.reports.papers import assignment, decree, invitation, minutes, report
from asn_desktop.services.papers.kinds import KINDS, WORDED

DRAWN = {
    "undangan": lambda letter: [invitation.section(letter)],
    "surat_tugas": lambda letter: [assignment.section(letter)],
    "sk_peserta": lambda letter: [decree.section(letter)],
    "berita_acara": lambda letter: [minutes.section(letter)],
    "laporan": report.sections,
}


def a_letter(kind: str, people: int = 3, text: str = "Kata", **texts: str) -> Letter:
    persons = tuple(
        PaperPerson(n, f"Contoh {n}", "1980", "Penata", "Analis", "Unit") for n in range(1, people + 1)
    )
    day = date(2026, 11, 9)
    lines = tuple(MarkLine(p, (), 80.0, "Memuaskan", 95.5, "Lulus") for p in persons)
    return Letter(
        kind=kind,
        number="800/1/2026",
        dated="9 November 2026",
        place="Palembang",
        texts={f.name: text for f in KINDS[kind].fields} | texts,
        head=Letterhead(("PEMERINTAH CONTOH",), "Jalan Contoh"),
        event=PaperEvent(
            "Pelatihan", "I", 2026, day, day, "9 November 2026", "Aula", "Badan", 8, people=persons
        ),
        signature=Signature(
            ("a.n. Wali Kota", "Sekretaris Daerah,"),
            "Contoh Pejabat",
            "Pembina",
            "1970",
            "Palembang, 9 November 2026",
        ),
        marks=PaperMarks((), lines),
        tally=Tally(9, 1, 0, 0, 10, ((day, 90.0), (date(2026, 11, 10), 87.5))),
    )


def pages(sections: list[Section]) -> list[str]:
    document = pypdfium2.PdfDocument(flow.draw(sections, "Uji"))
    try:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    finally:
        document.close()


@pytest.mark.parametrize("kind", WORDED)
@pytest.mark.parametrize("people", [0, 1, 5, 6, 40])
def test_signature_stays_whole_with_what_it_signs(kind: str, people: int) -> None:
    shown = pages(DRAWN[kind](a_letter(kind, people)))
    signed = [page for page in shown if "Contoh Pejabat" in page]
    assert signed
    for page in signed:
        assert "a.n. Wali Kota Sekretaris Daerah, Contoh Pejabat Pembina NIP. 1970" in page
        assert page.index("a.n. Wali Kota") > 10  # something stands above it
    assert "Halaman 1 dari" in "".join(shown)


@pytest.mark.parametrize("kind", WORDED)
@settings(max_examples=20, deadline=None)
@given(text=st.text(max_size=300))
def test_any_text_is_drawn(kind: str, text: str) -> None:
    assert flow.page_counts(DRAWN[kind](a_letter(kind, 2, text)))


def test_decree_says_what_it_orders_in_words() -> None:
    letter = a_letter("sk_peserta", diktum="Satu.\nDua.\nTiga.", jabatan="Kepala Badan")
    shown = " ".join(pages(DRAWN["sk_peserta"](letter)))
    assert "KEPUTUSAN KEPALA BADAN NOMOR 800/1/2026 TENTANG" in shown
    assert "KESATU : Satu. KEDUA : Dua. KETIGA : Tiga." in shown
    assert "Ditetapkan di Palembang pada tanggal 9 November 2026 a.n. Wali Kota" in shown
    assert "Palembang, 9 November 2026" not in shown  # said once, in its own way


def test_few_are_named_in_the_letter_and_many_in_the_annex() -> None:
    few = " ".join(pages(DRAWN["surat_tugas"](a_letter("surat_tugas", 2))))
    many = " ".join(pages(DRAWN["surat_tugas"](a_letter("surat_tugas", 6))))
    assert "2. Nama : Contoh 2" in few
    assert "Lampiran" not in few
    assert "6 orang yang namanya tercantum dalam lampiran" in many
    assert "Lampiran surat tugas Nomor : 800/1/2026 Tanggal : 9 November 2026" in many


def test_report_has_its_chapters_tables_and_charts() -> None:
    shown = pages(DRAWN["laporan"](a_letter("laporan", 4)))
    whole = " ".join(shown)
    for chapter in ("I. PENDAHULUAN", "II. PELAKSANAAN", "III. TINDAK LANJUT", "IV. DATA PELAKSANAAN"):
        assert chapter in shown[1]
        assert chapter in " ".join(shown[2:])
    assert "4 orang dari 1 instansi" in whole
    assert "Hadir : 9 dari 10" in whole
    assert "Kehadiran terendah 87,5 % pada 10 November 2026" in whole
    assert "Predikat terbanyak: Memuaskan (4 dari 4 peserta)" in whole
    assert "V. DOKUMENTASI" not in whole


def test_minutes_count_who_passed() -> None:
    letter = a_letter("berita_acara", 3, rapat="Ketua Contoh\nAnggota Contoh\nSekretaris Contoh")
    shown = " ".join(pages(DRAWN["berita_acara"](letter)))
    assert (
        "Dari 3 (tiga) orang peserta, rapat menetapkan 3 (tiga) orang lulus dan 0 (nol) orang tidak lulus"
        in shown
    )
    assert all(name in shown for name in ("Ketua Contoh", "Anggota Contoh", "Sekretaris Contoh"))


def test_annex_of_an_invitation_is_divided_by_perangkat_daerah() -> None:
    letter = a_letter("undangan", 3)
    agencies = ("Dinas Kesehatan", "Kecamatan Sako", "Dinas Kesehatan")
    people = tuple(replace(p, agency=a) for p, a in zip(letter.event.people, agencies, strict=True))
    shown = pages([invitation.section(replace(letter, event=replace(letter.event, people=people)))])[-1]
    assert re.search(r"Dinas Kesehatan 1 Contoh 1.* 2 Contoh 3.* Kecamatan Sako 3 Contoh 2", shown)
    assert "Dinas Kesehatan" not in " ".join(pages([invitation.section(letter)]))


def test_report_sums_what_one_person_hears_where_classes_run_beside_each_other() -> None:
    letter = a_letter("laporan")
    day = letter.event.starts_on
    lessons = [PaperSession(day, "08:00", "10:15", "Etika", jp=3, class_name=name) for name in ("A", "B")]
    told = replace(letter, event=replace(letter.event, sessions=tuple(lessons), zone="WITA"))
    whole = " ".join(pages(report.sections(told)))
    assert "Jumlah JP 3" in whole
    assert "Waktu (WITA)" in whole
