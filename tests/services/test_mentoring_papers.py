"""Papers and reports of a programme, from the database to the words of the finished file."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from mentors import TODAY, PairDesk, make_pair
from sqlalchemy import Engine, select

from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import ConfidentialAccess, Mentee, MentoringPair, MentoringProgramme
from asn_desktop.domain.errors import UserError
from asn_desktop.domain.mentoring.meetings import ActionForm, MeetingForm
from asn_desktop.domain.mentoring.papers import PaperTexts
from asn_desktop.reports import rendering
from asn_desktop.services.mentoring import (
    closing,
    facts,
    levels,
    meetings,
    notes,
    pairs,
    papers,
    progress,
    reports,
    texts,
)
from asn_desktop.services.mentoring.closing import ClosingForm
from asn_desktop.services.mentoring.papers import KINDS, Asking
from asn_desktop.services.mentoring.progress import AimForm

NOW = datetime(2026, 11, 25, 9, 0)
SECRET = "Mentee sedang menghadapi urusan keluarga"


@pytest.fixture
def desk(program_engine: Engine) -> PairDesk:
    """Three meetings in August, of which two earn JP; the second mentee was at one of them."""
    made = make_pair(
        program_engine,
        clerk="rina",
        aim="Mampu menyusun rencana kerja",
        rhythm="FREQ=WEEKLY;BYDAY=TU;COUNT=9",
    )
    first, second = made.mentees
    with writing(program_engine, "Isi", "rina") as s:
        for day, present, due in (
            (date(2026, 8, 4), (first, second), date(2026, 8, 20)),
            (date(2026, 8, 11), (first,), date(2026, 12, 1)),
            (date(2026, 8, 18), (first,), None),
        ):
            agreed = ActionForm(f"Tugas {day:%d}", made.people[0], due) if due else None
            meetings.save(
                s,
                MeetingForm(
                    made.pair, day, "09:00", 60, topic=f"Topik {day:%d}", present=present,
                    actions=(agreed,) if agreed else (),
                ),
                TODAY,
            )  # fmt: skip
        aim = progress.save_aim(s, AimForm(made.pair, "Rencana kerja", unit="dokumen", baseline=0, target=4))
        progress.set_value(s, aim, date(2026, 9, 1), 3, TODAY)
        for (mentee, stage), level in {(first, "awal"): 2, (first, "akhir"): 4, (second, "awal"): 3}.items():
            levels.save(s, {(mentee, "M5", stage, "mentor"): level}, TODAY)
        closing.save(s, ClosingForm(first, {"KEHADIRAN": 5, "PEMAHAMAN": 4}, "Mampu", "Kepala seksi"))
        notes.write(s, made.pair, SECRET, "rina", NOW)
    return made


def words(pdf: bytes) -> str:
    found = [rendering.page_text(pdf, n) for n in range(rendering.page_count(pdf))]
    return " ".join(" ".join(found).split())


def test_pair_is_told_as_it_is_kept(desk: PairDesk) -> None:
    with reading(desk.engine) as s:
        (one,) = facts.pairs(s, [desk.pair], TODAY)
        detail = pairs.detail(s, desk.pair)
    assert one.mentor.name == detail.mentor.printed
    assert [m.person.name for m in one.mentees] == [m.person.printed for m in detail.mentees]
    assert one.mentees[0].superior is not None
    assert one.mentees[0].person.agency == "Kecamatan Sako"
    assert one.rhythm == "setiap Selasa, 9 kali"
    assert [(m.meetings, m.minutes, m.jp, m.counted) for m in one.mentees] == [(3, 180, 4, 2), (1, 60, 2, 1)]
    assert [m.credit[:14] for m in one.meetings] == ["2 JP untuk 2 d", "2 JP untuk 1 d", "Tidak dihitung"]
    assert [m.jp for m in one.meetings] == [4, 2, 0]
    assert [len(m.actions) for m in one.meetings] == [1, 1, 0]
    assert [(a.percent, a.value) for a in one.aims] == [(75, 3)]
    assert one.mentees[0].levels[0].gained == 2
    assert one.mentees[0].mean == 4.5
    assert dict(one.mentees[0].marks)["Kehadiran dan kedisiplinan"] == 5


def test_rhythm_is_told_in_words_and_left_out_where_it_cannot_be_read() -> None:
    assert facts.rhythm("SETIAP SELASA") == ""
    assert facts.rhythm("") == ""
    assert facts.rhythm("FREQ=WEEKLY;INTERVAL=2") == "setiap dua minggu"
    assert facts.rhythm("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU") == "setiap 2 minggu pada Selasa"


def test_all_papers_of_a_programme_are_one_file_with_contents(desk: PairDesk, tmp_path: Path) -> None:
    with reading(desk.engine) as s:
        made = papers.build(s, desk.programme, KINDS, TODAY)
    text = words(papers.draw(made))
    assert text.startswith("DAFTAR ISI MENTORING KEPALA SEKSI")
    for title in (
        *("LAPORAN PROGRAM MENTORING", "LAPORAN PER MENTOR", "PER PERANGKAT DAERAH"),
        *("KESEPAKATAN MENTORING", "LEMBAR LOGBOOK MENTORING", "LOGBOOK MENTORING"),
        *("LEMBAR KEMAJUAN MENTORING", "LAPORAN AKHIR MENTORING", "Pengingat tindak lanjut mentoring"),
    ):
        assert title in text, title
    assert SECRET not in text
    out = tmp_path / "semua.pdf"
    told: list[tuple[int, int]] = []
    assert papers.write(made, out, lambda done, of, _words: told.append((done, of)) or True) > 8
    assert told[-1][0] == told[-1][1] > 0


def test_notes_are_printed_only_where_asked_for_and_the_asking_is_written_down(desk: PairDesk) -> None:
    with reading(desk.engine) as s:
        usual = papers.of_pair(s, desk.pair, ["laporan"], TODAY)
        assert s.scalars(select(ConfidentialAccess)).all() == []
    assert SECRET not in words(papers.draw(usual))
    with writing(desk.engine, "Cetak catatan rahasia", "rina") as s:
        asked = papers.of_pair(s, desk.pair, ["laporan"], TODAY, asking=Asking("rina", NOW))
    assert SECRET in words(papers.draw(asked))
    with reading(desk.engine) as s:
        (access,) = s.scalars(select(ConfidentialAccess)).all()
        assert (access.actor, access.purpose, access.pair_id) == ("rina", "cetak", desk.pair)


def test_who_may_not_see_the_notes_gets_no_report_with_them(desk: PairDesk) -> None:
    with (
        pytest.raises(UserError, match="hanya dapat dibuka oleh rina"),
        writing(desk.engine, "Cetak", "budi") as s,
    ):
        papers.build(s, desk.programme, ["laporan"], TODAY, asking=Asking("budi", NOW))


def test_paper_without_notes_does_not_ask_for_them(desk: PairDesk) -> None:
    with writing(desk.engine, "Cetak", "budi") as s:
        papers.build(s, desk.programme, ["kemajuan"], TODAY, asking=Asking("budi", NOW))
        assert s.scalars(select(ConfidentialAccess)).all() == []


def test_programme_report_counts_levels_jp_and_aims(desk: PairDesk) -> None:
    with reading(desk.engine) as s:
        told = reports.programme(s, desk.programme)
    (pair,) = told.pairs
    assert (pair.meetings, pair.minutes, pair.jp, pair.aims, pair.reached) == (3, 180, 6, 1, 0)
    assert (pair.open_actions, pair.mean, told.mentees) == (2, 4.5, 2)
    (level,) = told.levels
    assert level.before is not None
    assert (level.before.people, level.higher, level.only_before) == (1, 1, 1)
    assert told.months == (("Agustus 2026", 3),)
    (agency,) = told.agencies
    assert (agency.name, agency.mentors, agency.mentees, agency.meetings, agency.jp) == (
        *("Kecamatan Sako", 1, 2),
        *(4, 6),
    )
    assert agency.gained == 2
    assert "2 JP setiap pertemuan, paling banyak 2 pertemuan sebulan" in told.rule


def test_stopped_pairs_and_who_left_are_told_with_the_reason(desk: PairDesk) -> None:
    with writing(desk.engine, "Hentikan", "rina") as s:
        pair = s.get_one(MentoringPair, desk.pair)
        pair.state, pair.stop_reason = "dihentikan", "Mentor pindah tugas"
        mentee = s.get_one(Mentee, desk.mentees[1])
        mentee.left_on, mentee.left_reason = date(2026, 9, 1), "Mutasi"
    with reading(desk.engine) as s:
        made = papers.build(s, desk.programme, ["program"], TODAY)
    text = words(papers.draw(made))
    assert "Mentor pindah tugas" in text
    assert "Mutasi" in text


def test_mentor_report_goes_over_all_programmes(desk: PairDesk) -> None:
    with writing(desk.engine, "Tambah", "rina") as s:
        old = MentoringProgramme(
            name="Mentoring 2024", starts_on=date(2024, 1, 1), ends_on=date(2024, 12, 31)
        )
        s.add(old)
        s.flush()
        s.add(
            MentoringPair(
                programme_id=old.id,
                mentor_id=desk.mentor,
                starts_on=date(2024, 2, 1),
                ends_on=date(2024, 6, 1),
            )
        )
    with reading(desk.engine) as s:
        (mentor,) = reports.mentors(s, [desk.mentor])
        made = papers.build(s, desk.programme, ["perangkat_daerah_tahun"], TODAY)
        by_year = {year: len(reports.agencies(s, year)) for year in (2024, 2025, 2026)}
    assert [(p.programme, p.year) for p in mentor.pairs] == [
        ("Mentoring 2024", 2024),
        ("Mentoring Kepala Seksi", 2026),
    ]
    assert mentor.meetings == 3
    assert "SEMUA PROGRAM, TAHUN 2026" in words(papers.draw(made))
    assert by_year == {2024: 1, 2025: 0, 2026: 1}


def test_reminder_goes_to_each_owner_with_what_is_open(desk: PairDesk) -> None:
    with reading(desk.engine) as s:
        made = papers.build(s, desk.programme, ["pengingat"], TODAY)
    (letter,) = made.reminded
    assert [(one.text, one.late) for one in letter.actions] == [("Tugas 04", 97), ("Tugas 11", 0)]
    with reading(desk.engine) as s:
        rows = papers.actions.open_actions(s, TODAY)
        late = papers.reminders(s, [one.id for one in rows], TODAY, overdue=True)
    assert [one.text for one in late.reminded[0].actions] == ["Tugas 04"]
    assert "1 (satu) tindak lanjut" in words(papers.draw(late))


def test_nothing_to_remind_of_and_no_pair_are_told(desk: PairDesk) -> None:
    with writing(desk.engine, "Kosong", "rina") as s:
        bare = MentoringProgramme(name="Kosong", starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31))
        s.add(bare)
        s.flush()
        with pytest.raises(UserError, match="belum mempunyai pasangan"):
            papers.build(s, bare.id, ["kesepakatan"], TODAY)
        with pytest.raises(UserError, match="Tidak ada tindak lanjut"):
            papers.build(s, bare.id, ["pengingat"], TODAY)
        papers.draw(papers.build(s, bare.id, ["program", "mentor", "perangkat_daerah"], TODAY))
        with pytest.raises(UserError, match="Tidak ada tindak lanjut"):
            papers.reminders(s, [], TODAY)


def test_chosen_pairs_are_told_in_the_foot(desk: PairDesk) -> None:
    with reading(desk.engine) as s:
        made = papers.build(s, desk.programme, ["kesepakatan"], TODAY, only=[desk.pair])
        assert papers.of_pair(s, desk.pair, ["kesepakatan"], TODAY).office.footer == ""
    assert "1 dari 1 pasangan" in words(papers.draw(made))


def test_office_words_its_own_texts_and_goes_back_to_the_usual(desk: PairDesk) -> None:
    with writing(desk.engine, "Ubah teks", "rina") as s:
        texts.save(s, PaperTexts(mentor="Hak kami sendiri", closing=texts.USUAL.closing))
    with reading(desk.engine) as s:
        assert texts.get(s).mentor == "Hak kami sendiri"
        assert texts.get(s).mentee == texts.USUAL.mentee
        text = words(papers.draw(papers.of_pair(s, desk.pair, ["kesepakatan"], TODAY)))
    assert "Hak kami sendiri" in text
    with writing(desk.engine, "Ubah teks", "rina") as s:
        texts.save(s, texts.USUAL)
        assert texts.get(s) == texts.USUAL


def test_forms_are_those_of_the_programme(desk: PairDesk) -> None:
    with writing(desk.engine, "Ubah", "rina") as s:
        s.get_one(MentoringProgramme, desk.programme).forms = ["laporan", "logbook"]
        assert papers.forms(s, desk.programme) == ("logbook", "laporan")
