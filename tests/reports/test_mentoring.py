"""The papers of mentoring, read back from the finished file."""

from __future__ import annotations

from dataclasses import replace

import mentoring_papers
import pytest
import trainings
from mentoring_papers import OFFICE, TEXTS, mentors, pair, report

from asn_desktop.domain.mentoring import words
from asn_desktop.domain.mentoring.papers import PaperNote, PaperTexts
from asn_desktop.reports import flow, rendering
from asn_desktop.reports.flow import Section
from asn_desktop.reports.mentoring import agreement, common, final, logbook, programme, progress, reminder


def pages(*sections: Section) -> list[str]:
    pdf = flow.draw(sections, "Uji")
    return [" ".join(rendering.page_text(pdf, n).split()) for n in range(rendering.page_count(pdf))]


def whole(*sections: Section) -> str:
    return " ".join(pages(*sections))


def test_agreement_names_the_three_who_sign_with_aims_rhythm_and_confidentiality() -> None:
    one = pair()
    text = whole(agreement.section(one, OFFICE))
    superior = one.mentees[0].superior
    assert superior is not None
    for person in (one.mentor, one.mentees[0].person, superior):
        assert text.count(person.name) == 2, person.name  # who it is, and where he or she signs
        assert text.count(person.nip) == 2
    assert [aim.text in text for aim in one.aims] == [True] * 3
    assert "45 menit" in text
    assert "20 menit" in text
    assert "setiap 2 minggu pada Selasa, sampai 31 Desember 2026 pukul 09.15" in text
    for said in (TEXTS.mentor, TEXTS.mentee, TEXTS.superior, TEXTS.confidential):
        assert all(item in text for item in PaperTexts.items(said))
    assert "Mengetahui, Atasan langsung mentee," in text
    assert "Contoh, 1 Juli 2026" in text


def test_everybody_of_a_group_signs_the_one_agreement() -> None:
    group = pair(5)
    text = whole(agreement.section(group, OFFICE))
    for one in group.mentees:
        assert one.superior is not None
        for person in (one.person, one.superior):
            if person.nip:
                assert text.count(person.nip) == 2, person

    assert "Atasan langsung mentee," not in text


def test_agreement_without_aims_leaves_room_for_a_hand() -> None:
    bare = replace(pair(), aims=(), aim="", rhythm="", agreed="")
    text = whole(agreement.section(bare, OFFICE))
    assert "Belum ada" not in text
    assert "……" in text


def test_blank_logbook_is_one_page_with_the_columns_of_its_kind() -> None:
    usual = pages(logbook.blank(pair(), OFFICE))
    coaching = pages(logbook.blank(pair(kind=words.COACHING), OFFICE))
    assert len(usual) == len(coaching) == 1
    assert "Uraian pembahasan" in usual[0]
    assert "Paraf mentee" in usual[0]
    assert "Goal (tujuan)" not in usual[0]
    assert all(title in coaching[0] for title in ("Goal (tujuan)", "Options (pilihan)", "kemauan"))


def test_logbook_tells_each_meeting_once() -> None:
    text = whole(logbook.filled(pair(meetings=15), OFFICE))
    assert [text.count(f"Topik ke-{n}:") for n in range(15)] == [1] * 15


def test_progress_shows_the_three_views_and_says_who_disagrees() -> None:
    text = whole(progress.section(pair(2), OFFICE))
    assert "berselisih 1 tingkat" in text
    assert "75 %" in text
    assert "100 %" in text
    assert "10 JP dari 5 pertemuan" in text
    assert "lewat 30 hari" in text
    assert text.count("Jalan yang ditempuh") == 2


def test_final_report_is_one_page_and_the_logbook_behind_it() -> None:
    found = pages(final.section(pair(), OFFICE))
    assert "D. Kesimpulan dan rekomendasi" in found[0]
    assert "Analis kebijakan ahli muda" in found[0]
    assert "4,33" in found[0]
    assert pair().mentor.nip in found[0]
    assert "Logbook" in found[1]
    assert "Topik ke-5" in " ".join(found[1:])
    assert "CATATAN RAHASIA" not in " ".join(found)


def test_final_report_of_one_mentee_with_much_to_say_still_fits_a_page() -> None:
    one = mentoring_papers.mentee(1)
    aspects = tuple((f"Aspek ke-{n} dengan nama yang panjang", 4) for n in range(7))
    levels = tuple(replace(one.levels[0], name=f"Kompetensi {n}") for n in range(4))
    full = replace(one, marks=aspects, levels=levels, conclusion="Mampu bekerja mandiri. " * 12)
    found = pages(final.section(replace(pair(), mentees=(full,)), OFFICE))
    assert "Mengetahui, Atasan langsung," in found[0]
    assert "Aspek ke-6" in found[0]
    assert found[1].startswith("Logbook")


def test_confidential_notes_are_printed_where_they_are_handed_over() -> None:
    note = PaperNote(pair().starts_on, "rina", "Mentee sedang cuti sakit")
    text = whole(final.section(replace(pair(), notes=(note,)), OFFICE))
    assert "CATATAN RAHASIA" in text
    assert "Mentee sedang cuti sakit" in text


def test_reminder_counts_what_is_late() -> None:
    text = whole(reminder.section(trainings.person(2), pair().actions[3:], OFFICE))
    assert "3 (tiga) tindak lanjut" in text
    assert "1 di antaranya sudah melewati batas waktu" in text
    assert "lewat 30 hari" in text
    assert TEXTS.reminder in text


def test_number_of_the_reminder_to_be_filled_in_takes_one_line_beside_the_date() -> None:
    office = replace(OFFICE, place="Pangkalpinang", dated="30 September 2026")
    pdf = flow.draw([reminder.section(trainings.person(2), pair().actions[3:], office)], "Uji")
    dotted = [line for line in rendering.page_text(pdf, 0).splitlines() if "…" in line]
    assert len(dotted) == 1


def test_reminder_is_dated_once_above() -> None:
    signature = OFFICE.signature
    assert signature is not None
    dated = replace(OFFICE, signature=replace(signature, place_date="Palembang,      November 2026"))
    assert "Palembang, November 2026" not in whole(reminder.section(trainings.person(2), [], dated))


def test_programme_report_says_levels_with_people_and_spread_and_why_pairs_stopped() -> None:
    text = whole(programme.section(report(), OFFICE))
    assert "2,33 ± 0,47 (2–3)" in text
    assert "3,33 ± 0,47 (3–4)" in text
    assert "1 orang hanya dinilai di awal; 1 orang hanya dinilai di akhir" in text
    assert "Mentor pindah tugas ke luar daerah" in text
    assert "36 2160 144 9/16" in text
    assert "rata-rata 0,75 (4 penilaian)" in text
    assert "Pertemuan terbanyak pada Agustus 2026 (9)" in text


@pytest.mark.parametrize("paper", ["A4", "F4"])
def test_empty_programme_says_so(paper: flow.blocks.Sheet) -> None:
    bare = replace(report(0), levels=(), months=(), agencies=())
    text = whole(
        programme.section(bare, OFFICE, paper),
        programme.mentors_section((), "2026", OFFICE, paper),
        programme.agencies_section((), "2026", OFFICE, paper),
    )
    assert "Belum ada pasangan." in text
    assert "Belum ada mentor." in text


def test_mentor_report_has_load_and_results_by_year() -> None:
    text = whole(programme.mentors_section(mentors(), "Semua tahun", OFFICE))
    assert "2026: 1 pasangan" in text
    assert mentors()[0].nip in text


@pytest.mark.parametrize(("minutes", "told"), [(0, "0 menit"), (60, "1 jam"), (95, "1 jam 35 menit")])
def test_hours_in_words(minutes: int, told: str) -> None:
    assert common.hours(minutes) == told


def test_no_english_on_the_papers() -> None:
    made = whole(
        agreement.section(pair(), OFFICE),
        progress.section(pair(), OFFICE),
        final.section(pair(), OFFICE),
        programme.section(report(), OFFICE),
    )
    assert not [word for word in ("Meeting", "Page", "Total", "Level ", "None") if word in made]
    assert mentoring_papers.OFFICE.place in made
