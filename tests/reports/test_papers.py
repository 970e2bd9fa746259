"""The sheets around a training, read back from the finished file."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pypdfium2
import pytest
import trainings
from hypothesis import given
from hypothesis import strategies as st

from asn_desktop.domain.honorarium import Honorarium
from asn_desktop.domain.papers import PaperEvent, PaperMarks, PaperSession
from asn_desktop.reports import flow, rendering
from asn_desktop.reports.flow import Section
from asn_desktop.reports.papers import (
    badges,
    biodata,
    common,
    marks,
    name_list,
    receipt,
    recipients,
    schedule,
    sign_in,
    speakers,
    table_cards,
)
from asn_desktop.reports.papers.common import Look

LOOK = Look(trainings.HEAD, trainings.SIGNED, footer="Dinas Pendidikan: 40 dari 300 peserta")


def pages(*sections: Section) -> list[str]:
    pdf = flow.draw(sections, "Uji")
    return [rendering.page_text(pdf, n) for n in range(rendering.page_count(pdf))]


def words(*texts: str) -> str:
    return " ".join(" ".join(texts).split())


def whole(*sections: Section) -> str:
    return words(*pages(*sections))


@pytest.fixture
def event() -> PaperEvent:
    return trainings.event(40)


def lists(event: PaperEvent) -> list[Section]:
    return [
        sign_in.one_session(event, event.sessions[0], LOOK),
        name_list.section(event, LOOK),
        recipients.section(event, trainings.certificates(event), LOOK),
        marks.section(event, trainings.marks(event), LOOK),
        receipt.section(event, LOOK),
    ]


def test_every_list_has_everybody_once_and_says_what_was_chosen(event: PaperEvent) -> None:
    for section in lists(event):
        found = pages(section)
        text = words(*found)
        for one in event.people:
            if one.nip:
                assert text.count(one.nip) == 1, (section.name, one.nip)
        assert all(LOOK.footer in words(page) for page in found)
        assert all(f"Halaman {n} dari {len(found)}" in page for n, page in enumerate(found, 1))
        assert all("No." in page for page in found)
        assert "AHMAD FAUZI RAHMAN" in found[-1]


def test_a_very_long_name_is_whole_on_every_sheet(event: PaperEvent) -> None:
    for section in (*lists(event), biodata.section(event, LOOK), badges.section(event, LOOK)):
        assert all(word in whole(section) for word in trainings.LONG_NAME.split()), section.name


def test_three_hundred_stand_on_a_sheet_of_a_day() -> None:
    event = trainings.event(300)
    found = pages(*sign_in.wide(event, LOOK)[:1])
    text = words(*found)
    assert "Pagi Siang" in text
    assert all(text.count(one.nip) == 1 for one in event.people if one.nip)


def test_a_sheet_a_session_without_breaks_signed_in_zigzag(event: PaperEvent) -> None:
    sheets = sign_in.by_session(event, LOOK)
    assert len(sheets) == sum(session.kind != "istirahat" for session in event.sessions)
    text = whole(sheets[0])
    assert "Senin, 2 November 2026" in text
    assert "07.30–09.00 WIB" in text
    for n in (1, 2, 40):
        assert f"{n}. …" in text


def test_signing_places_of_neighbours_lie_in_different_halves() -> None:
    odd, even = common.zigzag_cells(1, 40), common.zigzag_cells(2, 40)
    assert odd[0].startswith("1.")
    assert not odd[1]
    assert not even[0]
    assert even[1].startswith("2.")


def test_all_sessions_side_by_side_do_not_divide_a_day(event: PaperEvent) -> None:
    (section,) = sign_in.wide(event, LOOK, "gabungan")
    assert section.landscape
    for page in pages(section):
        days = re.findall(r"(?:Senin|Selasa|Rabu|Kamis|Jumat), \d", words(page))
        assert days
        assert len(re.findall(r"\d\d\.\d\d–\d\d\.\d\d", page)) == 4 * len(days)


def test_a_day_is_signed_for_on_wide_paper_unless_asked_otherwise(event: PaperEvent) -> None:
    across, upright = sign_in.wide(event, LOOK)[0], sign_in.wide(event, LOOK, upright=True)[0]
    assert (across.landscape, upright.landscape) == (True, False)
    assert re.search("Pangkat/gol. Jabatan Unit kerja .*Pagi Siang", whole(across))
    assert sign_in.wide(event, LOOK, "gabungan", upright=True)[0].landscape  # there is no room otherwise


def test_without_a_schedule_day_and_hour_are_left_open_to_be_written(event: PaperEvent) -> None:
    bare = replace(event, sessions=())
    for section in (*sign_in.by_session(bare, LOOK), *sign_in.wide(bare, LOOK)):
        assert "Hari/tanggal : ………" in whole(section)
        assert event.people[-1].nip in whole(section)


def test_hours_are_told_in_the_zone_of_the_office(event: PaperEvent) -> None:
    eastern = replace(event, zone="WIT")
    assert "07.30–09.00 WIT" in whole(sign_in.by_session(eastern, LOOK)[0])
    assert "Waktu (WIT)" in whole(speakers.section(eastern, LOOK))


def test_the_room_is_not_told_twice(event: PaperEvent) -> None:
    held = replace(event, place="Aula, Palembang")
    session = replace(held.sessions[0], room="Aula")
    assert "Aula, Palembang" in (told := whole(sign_in.one_session(held, session, LOOK)))
    assert "Aula, Aula" not in told


def test_trainers_sign_for_each_of_their_lessons(event: PaperEvent) -> None:
    idle = replace(event.trainers[0], name="Drs. Belum Terjadwal")
    orphan = replace(event.sessions[0], trainers=())
    changed = replace(event, trainers=(*event.trainers, idle), sessions=(orphan, *event.sessions[1:]))
    text = whole(speakers.section(changed, LOOK))
    assert "DAFTAR HADIR NARASUMBER" in text
    lessons = [session for session in event.sessions if session.kind == "materi"]
    assert f"{len(lessons) + 1}. …" in text
    assert f"{len(lessons) + 2}. …" not in text
    assert "Drs. Belum Terjadwal" in text
    assert "Materi 1: Penyusunan Rencana Pengembangan …………" in text  # whoever teaches it is written in


def test_the_schedule_sums_what_one_person_hears(event: PaperEvent) -> None:
    text = whole(schedule.section(event, LOOK))
    assert "Jumlah JP 45" in text
    assert text.count("Senin,") == 1
    assert "Jumat, 6 November 2026" in text


def lesson(jp: int, class_name: str = "", starts: str = "08:00") -> PaperSession:
    return PaperSession(date(2026, 11, 2), starts, "10:00", "Materi", jp=jp, class_name=class_name)


def test_classes_beside_each_other_are_summed_apart() -> None:
    assert schedule.totals([lesson(2), lesson(3, "A"), lesson(3, "B")]) == [("Jumlah JP", 5)]
    assert schedule.totals([lesson(2), lesson(3, "A"), lesson(4, "B")]) == [
        ("Jumlah JP kelas A", 5),
        ("Jumlah JP kelas B", 6),
    ]
    assert schedule.totals([]) == []


@given(st.lists(st.integers(0, 9)), st.lists(st.integers(0, 9)))
def test_nobody_hears_more_than_all_sessions(common_jp: list[int], of_a: list[int]) -> None:
    sessions = [*map(lesson, common_jp), *(lesson(jp, "A") for jp in of_a)]
    assert sum(jp for _, jp in schedule.totals(sessions)) == sum(common_jp) + sum(of_a)


def test_marks_are_written_with_a_comma_and_their_mean(event: PaperEvent) -> None:
    found = trainings.marks(event, 3)
    text = whole(marks.section(event, found, LOOK))
    assert "71,25" in text
    assert "Rata-rata" in text
    assert "96,5%" in text
    assert "mengikuti ujian" in text
    assert "39 dari 40 peserta" in text


def test_twenty_components_stay_on_the_page(event: PaperEvent) -> None:
    section = marks.section(event, trainings.marks(event, 20), LOOK)
    pdf = flow.draw([section], "Uji")
    width, _ = rendering.page_size(pdf, 0)
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    text = document[0].get_textpage()
    rights = [text.get_charbox(n)[2] for n in range(text.count_chars())]
    text.close()
    document.close()
    assert max(rights) < width - 30


def test_honorarium_is_taxed_summed_and_said_in_words(event: PaperEvent) -> None:
    lines = [Honorarium(one, 6, 900_000, 5) for one in event.trainers]
    assert (lines[0].amount, lines[0].withheld, lines[0].paid) == (5_400_000, 270_000, 5_130_000)
    text = whole(receipt.honorarium(event, lines, LOOK))
    assert "15.390.000" in text
    assert "lima belas juta tiga ratus sembilan puluh ribu rupiah" in text.lower()


@given(st.integers(0, 100), st.integers(0, 10_000_000), st.sampled_from([0, 2.5, 5, 6, 15]))
def test_amount_tax_and_what_is_paid_agree(jp: int, rate: int, tax: float) -> None:
    line = Honorarium(trainings.person(1), jp, rate, tax)
    assert line.withheld + line.paid == line.amount
    assert 0 <= line.amount * tax / 100 - line.withheld < 1.01


def test_without_tax_there_is_no_column_for_it(event: PaperEvent) -> None:
    lines = [Honorarium(one, 6, 900_000, 5) for one in event.trainers]
    text = whole(receipt.honorarium(event, lines, LOOK, taxed=False))
    assert "PPh 21" not in text
    assert "enam belas juta dua ratus ribu rupiah" in text.lower()


def test_what_is_paid_is_left_open_where_a_tax_is_not_known(event: PaperEvent) -> None:
    lines = [Honorarium(one, 6, 900_000, tax) for one, tax in zip(event.trainers, (5, None, 0), strict=True)]
    text = whole(receipt.honorarium(event, lines, LOOK))
    assert "900.000 5.400.000 270.000 5.130.000" in text
    assert "900.000 5.400.000 ………… …………" in text
    assert "900.000 5.400.000 0 5.400.000" in text
    assert "16.200.000 ………… …………" in text
    assert "Terbilang: ………" in text


def test_jp_and_oj_are_told_apart_and_what_is_not_known_is_left_open(event: PaperEvent) -> None:
    first, second, third = event.trainers
    lines = [
        Honorarium(first, 6, 100_000),
        Honorarium(second, 4, 300_000, unit="OJ"),
        Honorarium(third, 0, 0),
    ]
    text = whole(receipt.honorarium(event, lines, LOOK))
    assert "6 JP 100.000 600.000" in text
    assert "4 OJ 300.000 1.200.000" in text
    assert "ke-3, M.Si. …… ……" in text.replace("…………", "……")


def test_trainers_and_committee_have_badges_of_their_own(event: PaperEvent) -> None:
    text = whole(badges.section(event, LOOK, event.trainers))
    assert "NARASUMBER" in text
    assert event.people[0].name not in text
    assert "Belum ada narasumber atau panitia." in whole(badges.section(event, LOOK, ()))


def test_badges_carry_codes_that_can_be_read(event: PaperEvent) -> None:
    pdf = flow.draw([badges.section(event, LOOK)], "Uji")
    found = [code for n in range(rendering.page_count(pdf)) for code in rendering.page_codes(pdf, n)]
    assert sorted(found) == sorted(one.code for one in event.people)


def test_a_card_for_the_table_can_be_read_from_both_sides(event: PaperEvent) -> None:
    few = replace(event, people=event.people[:2], trainers=())
    page = pages(table_cards.section(few.people, LOOK))
    assert len(page) == 1
    assert words(*page).count("ke-1,") == 2


def test_biodata_has_lines_for_what_is_not_known(event: PaperEvent) -> None:
    found = pages(biodata.section(event, LOOK))
    assert len(found) == 20
    assert "Nomor telepon/HP : ……" in words(*found)
    assert "Pasfoto" in found[0]


def test_nobody_is_torn_over_two_pages_of_biodata(event: PaperEvent) -> None:
    wordy = replace(event.people[0], jabatan="Analis " * 40, unit="Dinas " * 40, address="Jalan " * 60)
    found = pages(biodata.section(replace(event, people=(wordy,) * 3), LOOK))
    assert [page.count("BIODATA") for page in found] == [1] * 3
    assert [page.count("Pasfoto") for page in found] == [1] * 3


def test_line_to_cut_along_is_only_between_two_of_a_page(event: PaperEvent) -> None:
    def strokes(section: Section) -> list[int]:
        document = pypdfium2.PdfDocument(flow.draw([section], "Uji"))
        kind = pypdfium2.raw.FPDF_PAGEOBJ_PATH
        counts = [len(list(page.get_objects(filter=[kind]))) for page in document]
        document.close()
        return counts

    two = strokes(biodata.section(event, LOOK, event.people[:2]))
    one = strokes(biodata.section(event, LOOK, event.people[:1]))
    wordy = replace(event.people[0], jabatan="Analis " * 40, unit="Dinas " * 40, address="Jalan " * 60)
    assert two == [one[0] + 2]  # another frame for a photo, and the line
    assert strokes(biodata.section(event, LOOK, (wordy, wordy))) == one * 2


def test_a_long_title_and_a_long_name_can_be_read_on_a_badge(event: PaperEvent) -> None:
    title = (
        "Pelatihan Penyusunan Rencana Pengembangan Kompetensi Berbasis Kesenjangan Manajerial dan Teknis " * 2
    )
    few = replace(event, training=title, people=event.people[2:3])
    document = pypdfium2.PdfDocument(flow.draw([badges.section(few, LOOK)], "Uji"))
    text = document[0].get_textpage()
    boxes = [text.get_charbox(n) for n in range(text.count_chars()) if text.get_text_range(n, 1).isupper()]
    text.close()
    document.close()
    assert min(top - bottom for _, bottom, _, top in boxes[:40]) > 3.5


def test_a_list_as_attachment_says_of_what(event: PaperEvent) -> None:
    text = whole(name_list.section(event, LOOK, (("Lampiran", "Keputusan"), ("Nomor", "800/12"))))
    assert "Lampiran : Keputusan" in text
    assert "Jumlah peserta: 40 orang" in text


@pytest.mark.parametrize("paper", ["A4", "F4", "A3"])
def test_an_event_of_which_nothing_is_known_makes_every_sheet(event: PaperEvent, paper: flow.Sheet) -> None:
    bare = replace(event, people=(), trainers=(), sessions=(), subjects=(), angkatan="", method="")
    look = Look(paper=paper, font="serif")
    sections = [
        schedule.section(bare, look),
        *sign_in.wide(bare, look, "gabungan"),
        *sign_in.by_session(bare, look),
        name_list.section(bare, look),
        recipients.section(bare, (), look),
        marks.section(bare, PaperMarks(), look),
        receipt.section(bare, look),
        receipt.honorarium(bare, (), look),
        speakers.section(bare, look),
        biodata.section(bare, look),
        badges.section(bare, look),
        table_cards.section((), look),
    ]
    found = pages(*sections)
    assert len(found) == len(sections)
    for missing in (
        "Jadwal belum disusun.",
        "Belum ada peserta.",
        "Belum ada nilai.",
        "Belum ada narasumber.",
    ):
        assert missing in words(*found)
