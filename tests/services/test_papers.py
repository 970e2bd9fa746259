"""The papers of an event: its facts, what they say, who signs, their numbers."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from desks import TODAY, Desk, make_desk
from sqlalchemy import Engine, select

from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import Attendance, ClassSession, Event, RegisterNumber, Room
from asn_desktop.domain.errors import InvalidInput, UserError
from asn_desktop.services import deletion, history, office, register, results, training
from asn_desktop.services.checks import numbers as number_checks
from asn_desktop.services.checks.findings import Meter
from asn_desktop.services.office import SignatoryForm
from asn_desktop.services.papers import facts, letters, numbering, overview, records, saving, texts
from asn_desktop.services.papers.kinds import KINDS
from asn_desktop.services.papers.saving import PaperForm


@pytest.fixture
def desk(program_engine: Engine, tmp_path: Path) -> Desk:
    return make_desk(program_engine, tmp_path, count=4)


def take(desk: Desk, kind: str) -> str:
    with writing(desk.engine, "Buat skema nomor") as s:
        scheme = numbering.scheme_for(s, kind) or numbering.letter_scheme(s)
    with writing(desk.engine, "Ambil nomor") as s:
        return numbering.take(s, desk.event_id, kind, scheme, TODAY)


def test_event_is_told_as_papers_write_it(desk: Desk) -> None:
    with writing(desk.engine, "Sesi") as s:
        room = Room(name="Aula", place="Lantai 2")
        s.add(room)
        s.flush()
        day = date(2026, 11, 3)
        s.add(ClassSession(event_id=desk.event_id, day=day, starts="08:00", ends="09:30", title="Pembukaan"))
    with reading(desk.engine) as s:
        found = facts.event(s, desk.event_id)
    assert facts.title(found.event) == "Pelatihan Manajemen Proyek Angkatan I Tahun 2026"
    assert found.event.span == "3 s.d. 9 November 2026"
    first, last = found.event.people[0], found.event.people[-1]
    assert (first.number, first.name) == (1, "Ir. Contoh Nomor 1, S.T.")
    assert first.nip == "19800117 200801 2 001"
    assert first.pangkat_golongan == "Penata Tingkat I (III/d)"
    assert (first.birth, first.unit) == ("Palembang, 17 Januari 1980", "Kecamatan Sako")
    assert (last.name, last.nip, last.unit) == ("Hasan Contoh", "", "Masyarakat")
    assert [s.title for s in found.event.sessions] == ["Pembukaan"]


def test_only_the_chosen_are_told_and_the_foot_says_so(desk: Desk) -> None:
    with reading(desk.engine) as s:
        ids = [row.id for row in results.rows(s, desk.event_id)]
        found = facts.event(s, desk.event_id, ids[1:3])
        assert [p.number for p in found.event.people] == [1, 2]
        assert found.participant_ids == tuple(ids[1:3])
        assert records.filter_words(s, desk.event_id, ids[1:3]) == "Hanya 2 dari 4 peserta yang dipilih"
        assert records.filter_words(s, desk.event_id, ids[1:3], "cari “sako”") == (
            "Hanya 2 dari 4 peserta (cari “sako”)"
        )
        assert records.filter_words(s, desk.event_id, ids) == ""
        assert records.filter_words(s, desk.event_id, None) == ""


def test_narasumber_and_panitia_are_not_among_the_participants(desk: Desk) -> None:
    with writing(desk.engine, "Peran") as s:
        ids = [row.id for row in results.rows(s, desk.event_id)]
        results.set_role(s, ids[:1], "narasumber")
        results.set_role(s, ids[1:2], "panitia")
    with reading(desk.engine) as s:
        event = facts.event(s, desk.event_id).event
    assert [p.name for p in event.trainers] == ["Ir. Contoh Nomor 1, S.T."]
    assert [p.role for p in event.committee] == ["Panitia"]
    assert len(event.people) == 2


def test_who_is_in_office_on_the_day_signs(desk: Desk) -> None:
    with writing(desk.engine, "Pejabat") as s:
        successor = office.save_signatory(
            s,
            SignatoryForm(
                name="Penerus Contoh",
                jabatan="Sekretaris Daerah",
                prefix="a.n.",
                on_behalf="Wali Kota",
                valid_from=date(2027, 1, 1),
            ),
        )
        head = s.get_one(Event, desk.event_id).signatory_id
        assert head is not None
        office.save_signatory(
            s, SignatoryForm(**{**vars(office.get_signatory(s, head)), "valid_to": date(2026, 12, 31)})
        )
    with reading(desk.engine) as s:
        assert facts.signatory_for(s, desk.event_id, TODAY) == head
        assert facts.signatory_for(s, desk.event_id, date(2027, 2, 1)) == successor
        old = facts.signature(s, head, TODAY)
        new = facts.signature(s, successor, date(2027, 2, 1))
        nobody = facts.signature(s, None, None)
    assert old.title == ("Plt. Kepala Badan,",)
    assert old.place_date == "Palembang, 24 November 2026"
    assert old.nip == "19700101 199003 1 001"
    assert new.title == ("a.n. Wali Kota", "Sekretaris Daerah,")
    assert nobody.name.strip(".") == ""


def test_letter_has_usual_texts_until_the_clerk_words_it(desk: Desk) -> None:
    with writing(desk.engine, "Ubah undangan") as s:
        form = letters.form(s, desk.event_id, "undangan", TODAY)
        assert form.texts["hari_tanggal"] == "Selasa s.d. Senin, 3 s.d. 9 November 2026"
        assert form.texts["yth"].splitlines()[0] == "Camat Sako"
        letters.save(s, desk.event_id, PaperForm("undangan", texts={**form.texts, "sifat": "Segera"}), TODAY)
    with writing(desk.engine, "Ubah tempat") as s:
        assert saving.get(s, desk.event_id, "undangan").texts == {"sifat": "Segera"}
        s.get_one(Event, desk.event_id).place = "Hotel Contoh"
    with reading(desk.engine) as s:
        letter = letters.letter(s, desk.event_id, "undangan", TODAY)
    assert letter.texts["sifat"] == "Segera"
    assert letter.texts["tempat"] == "Hotel Contoh"
    assert letter.signature.name == "Dr. Contoh Pejabat, M.Si."


def test_every_field_of_every_letter_has_a_text(desk: Desk) -> None:
    with reading(desk.engine) as s:
        for kind in KINDS.values():
            letter = letters.letter(s, desk.event_id, kind.code, TODAY)
            assert list(letter.texts) == [f.name for f in kind.fields]


def test_number_of_a_letter_is_taken_once_and_never_again(desk: Desk) -> None:
    assert take(desk, "undangan") == "800.1.4/1/BKPSDM-III/XI/2026"
    assert take(desk, "surat_tugas") == "800.1.4/2/BKPSDM-III/XI/2026"
    with pytest.raises(UserError, match="sudah bernomor"):
        take(desk, "undangan")
    with pytest.raises(ValueError, match="jadwal"):
        take(desk, "jadwal")
    with reading(desk.engine) as s:
        form = saving.get(s, desk.event_id, "undangan")
        assert (form.numbered, form.dated) == (True, TODAY)
        (line, _other) = register.rows(s, 2026)
        assert (line.paper, line.training) == (
            "Undangan",
            "Pelatihan Manajemen Proyek Angkatan I Tahun 2026",
        )
        assert not list(number_checks.register(s, Meter(None, 1)))


def test_undone_number_is_void_and_valid_again_when_redone(desk: Desk) -> None:
    number = take(desk, "undangan")
    with writing(desk.engine, "Batalkan") as s:
        history.undo(s, TODAY)
    with reading(desk.engine) as s:
        line = s.scalars(select(RegisterNumber).where(RegisterNumber.number == number)).one()
        assert (line.state, saving.get(s, desk.event_id, "undangan").number) == ("batal", "")
    with writing(desk.engine, "Ulangi") as s:
        history.redo(s, TODAY)
    with reading(desk.engine) as s:
        line = s.scalars(select(RegisterNumber).where(RegisterNumber.number == number)).one()
        assert (line.state, saving.get(s, desk.event_id, "undangan").number) == ("terpakai", number)


def test_number_given_back_stays_in_the_register_as_void(desk: Desk) -> None:
    first = take(desk, "undangan")
    with pytest.raises(InvalidInput), writing(desk.engine, "Batalkan nomor") as s:
        numbering.give_back(s, desk.event_id, "undangan", " ")
    with writing(desk.engine, "Batalkan nomor") as s:
        numbering.give_back(s, desk.event_id, "undangan", "Salah tanggal")
    assert take(desk, "undangan") != first
    with reading(desk.engine) as s:
        line = s.scalars(select(RegisterNumber).where(RegisterNumber.number == first)).one()
        assert (line.state, line.reason) == ("batal", "Salah tanggal")


def test_a_typed_number_is_not_that_of_another_letter(desk: Desk) -> None:
    def type_number(event_id: int, kind: str, number: str) -> None:
        with writing(desk.engine, "Nomor") as s:
            saving.save(s, event_id, PaperForm(kind, number=number, version=1))

    taken = take(desk, "undangan")
    with writing(desk.engine, "Kegiatan lain") as s:
        held = training.get_event(s, desk.event_id)
        other = training.save_event(s, replace(held, id=None, version=1, angkatan=2))
    type_number(desk.event_id, "surat_tugas", taken)  # one letter with two papers
    type_number(desk.event_id, "sk_peserta", "7/SK/2026")
    for number, told in ((taken, "Buku register"), ("7/SK/2026", "Pelatihan Manajemen Proyek Angkatan I")):
        with pytest.raises(InvalidInput) as caught:
            type_number(other, "undangan", number)
        assert told in caught.value.problems["number"]
    type_number(other, "undangan", "8/SK/2026")
    with reading(desk.engine) as s:
        assert saving.get(s, other, "undangan").number == "8/SK/2026"


def test_certificates_leave_the_numbers_of_letters_alone(desk: Desk) -> None:
    """Undo of something else must not make them void."""
    number = take(desk, "laporan")
    desk.issue()
    with writing(desk.engine, "Batalkan") as s:
        history.undo(s, TODAY)
    with reading(desk.engine) as s:
        line = s.scalars(select(RegisterNumber).where(RegisterNumber.number == number)).one()
        assert line.state == "terpakai"


def test_what_cannot_be_is_refused_at_its_field(desk: Desk) -> None:
    with pytest.raises(InvalidInput) as caught, writing(desk.engine, "Ubah") as s:
        saving.save(
            s, desk.event_id, PaperForm("surat_tugas", dated=date(202, 1, 1), texts={"kepada": "Semua"})
        )
    assert set(caught.value.problems) == {"kepada", "dated"}


def test_presence_is_counted_over_all_sessions_but_breaks(desk: Desk) -> None:
    with writing(desk.engine, "Hadir") as s:
        ids = [row.id for row in results.rows(s, desk.event_id)]
        lessons = [
            ClassSession(event_id=desk.event_id, day=date(2026, 11, 3), starts=a, ends=b, kind=kind)
            for a, b, kind in (
                ("08:00", "09:30", "materi"),
                ("09:30", "10:00", "istirahat"),
                ("10:00", "11:30", "materi"),
            )
        ]
        s.add_all(lessons)
        s.flush()
        for n, key in enumerate(ids):
            status = "H" if n else "S"
            s.add(Attendance(session_id=lessons[0].id, participant_id=key, status=status))
    with reading(desk.engine) as s:
        tally = records.tally(s, desk.event_id, facts.event(s, desk.event_id))
    assert (tally.present, tally.ill, tally.slots) == (3, 1, 8)
    assert tally.percent == pytest.approx(37.5)
    assert tally.by_day == ((date(2026, 11, 3), pytest.approx(37.5)),)


def test_days_and_hours_in_words() -> None:
    monday = date(2026, 11, 9)
    assert texts.in_words(monday) == "Senin tanggal sembilan bulan November tahun dua ribu dua puluh enam"
    assert texts.day_span(monday, monday) == "Senin, 9 November 2026"
    assert texts.head_of("Dinas Kesehatan") == "Kepala Dinas Kesehatan"
    assert texts.head_of("Sekretariat Daerah") == "Sekretaris Daerah"
    assert texts.counted(40) == "40 (empat puluh)"


def test_overview_says_what_each_paper_lacks(desk: Desk) -> None:
    take(desk, "undangan")
    with reading(desk.engine) as s:
        rows = {row.kind: row for row in overview.rows(s, desk.event_id, TODAY)}
    assert list(rows) == list(KINDS)
    assert rows["undangan"].state == "✓ Siap"
    assert rows["undangan"].dated == TODAY
    assert rows["undangan"].signatory == "Dr. Contoh Pejabat, M.Si."
    assert rows["surat_tugas"].state == "! Kurang: nomor"
    assert rows["jadwal"].state == "! Kurang: jadwal"
    assert rows["daftar_penerima"].lacks == ("sertifikat yang terbit",)
    assert rows["laporan"].lacks == ("nomor", "kendala", "tindak lanjut")
    assert (rows["meja"].signatory, rows["meja"].state) == ("", "✓ Siap")


def test_overview_names_results_and_office_that_are_missing(desk: Desk) -> None:
    with writing(desk.engine, "Ubah") as s:
        results.set_result(s, [results.rows(s, desk.event_id)[0].id], "")
        head = s.get_one(Event, desk.event_id).signatory_id
        assert head is not None
        saving.save(s, desk.event_id, PaperForm("jadwal", dated=TODAY, signatory_id=head))
        gone = {**vars(office.get_signatory(s, head)), "valid_to": date(2026, 1, 1)}
        office.save_signatory(s, SignatoryForm(**gone))
    with reading(desk.engine) as s:
        rows = {row.kind: row for row in overview.rows(s, desk.event_id, TODAY)}
    assert rows["rekap_nilai"].lacks[0] == "hasil 1 peserta"
    assert "pejabat yang menjabat pada tanggalnya" in rows["jadwal"].lacks
    assert rows["undangan"].signatory == "Contoh Kabid"  # who is in office


def test_participants_are_found_by_any_of_their_words(desk: Desk) -> None:
    with reading(desk.engine) as s:
        ids = [row.id for row in results.rows(s, desk.event_id)]
        assert overview.matching(s, desk.event_id, "sako analis") == ids[:3]
        assert overview.matching(s, desk.event_id, "hasan") == ids[3:]
        assert overview.matching(s, desk.event_id, " ") == ids
        assert overview.matching(s, desk.event_id, "tidak ada") == []


def test_training_with_a_numbered_letter_stays_until_the_number_is_given_back(desk: Desk) -> None:
    take(desk, "undangan")
    with pytest.raises(UserError, match="1 surat bernomor"), writing(desk.engine, "Hapus") as s:
        deletion.delete(s, "event", [desk.event_id])
    with writing(desk.engine, "Batalkan nomor") as s:
        numbering.give_back(s, desk.event_id, "undangan", "Kegiatan batal")
    with writing(desk.engine, "Hapus") as s:
        deletion.delete(s, "event", [desk.event_id])
    with reading(desk.engine) as s:
        assert not list(number_checks.register(s, Meter(None, 1)))
