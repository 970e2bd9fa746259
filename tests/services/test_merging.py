from dataclasses import replace
from datetime import date

import pytest
from desks import NOW, Desk
from dumps import dump, search_text
from sqlalchemy import Engine, select

from asn_desktop.db import undo
from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import FormerNip, IssuedCertificate, Participant, Person
from asn_desktop.domain.errors import Cancelled, UserError
from asn_desktop.services import certificates, duplicates, employees, marks, merging, results
from asn_desktop.services.employees import EmployeeForm, Filter
from asn_desktop.services.merging import Sides

TODAY = date(2026, 11, 24)
ANA = EmployeeForm(
    name="Ana Sari Dewi", nip="198001172008012003", birth_date=date(1980, 1, 17), jabatan="Lurah"
)
TWIN = replace(ANA, nip=None, status="NON", phone="0811", jabatan="", gelar_belakang="S.E.")


@pytest.fixture
def engine(program_engine: Engine) -> Engine:
    return program_engine


def add(engine: Engine, *forms: EmployeeForm) -> list[int]:
    with writing(engine, "Tambah") as s:
        return [employees.save(s, form, TODAY) for form in forms]


def sides(engine: Engine, a: int, b: int) -> Sides:
    with reading(engine) as s:
        return merging.side_by_side(s, a, b)


def merge(engine: Engine, keep: int, drop: int, **values: object) -> merging.Merged:
    with writing(engine, "Gabungkan") as s:
        return merging.merge(s, keep, drop, values, TODAY)


def take_back(engine: Engine) -> None:
    with writing(engine, "Batalkan") as s:
        undo.undo_last(s)


def test_two_records_beside_each_other(engine: Engine) -> None:
    a, b = add(engine, ANA, TWIN)
    shown = sides(engine, a, b)
    fields = {f.name: f for f in shown.fields}
    assert shown.keep == merging.A
    assert (fields["nip"].a, fields["nip"].b, fields["nip"].keep) == ("19800117 200801 2 003", "", "a")
    assert fields["phone"].keep == "b"
    assert fields["gelar_belakang"].keep == "b"
    assert fields["status"].title == "Status"
    assert fields["status"].keep == "a"
    assert not fields["name"].differs
    assert shown.chosen({})["phone"] == "0811"
    assert shown.chosen({"phone": "a"})["phone"] == ""


def test_the_newer_rank_and_job_are_suggested(engine: Engine) -> None:
    old = replace(ANA, golongan="III/c", tmt_golongan=date(2018, 4, 1))
    new = replace(TWIN, golongan="III/d", tmt_golongan=date(2022, 4, 1))
    fields = {f.name: f.keep for f in sides(engine, *add(engine, old, new)).fields}
    assert (fields["golongan"], fields["tmt_golongan"]) == ("b", "b")


def test_an_employee_does_not_inherit_the_institution_of_an_outsider(engine: Engine, desk: Desk) -> None:
    (outsider,) = add(engine, replace(TWIN, instansi="Masyarakat"))
    fields = {f.name: f.keep for f in sides(engine, desk.people[0], outsider).fields}
    assert fields["instansi"] == "a"


def test_what_was_chosen_is_kept_and_the_other_nip_remembered(engine: Engine) -> None:
    a, b = add(engine, ANA, replace(ANA, nip="198001172009012009", phone="0811"))
    with writing(engine, "Riwayat") as s:
        s.add(FormerNip(person_id=b, nip="560000001", until=TODAY))
    before, words = dump(engine), search_text(engine)
    done = merge(engine, a, b, nip="198001172009012009", phone="0811")
    assert (done.person_id, done.printed_name, done.moved) == (a, "Ana Sari Dewi", 1)
    with reading(engine) as s:
        kept = employees.get(s, a)
        assert (kept.nip, kept.phone, kept.jabatan) == ("198001172009012009", "0811", "Lurah")
        assert set(kept.former_nips) == {"198001172008012003", "560000001"}
        assert s.get(Person, b) is None
        for number in ("198001172008012003", "198001172009012009", "560000001"):
            assert employees.ids(s, Filter(number)) == [a]
    take_back(engine)
    assert dump(engine) == before
    assert search_text(engine) == words


def test_redo_gives_the_same_again(engine: Engine) -> None:
    a, b = add(engine, ANA, TWIN)
    merge(engine, a, b, phone="0811")
    merged, words = dump(engine), search_text(engine)
    take_back(engine)
    with writing(engine, "Ulangi") as s:
        undo.redo_last(s)
    assert dump(engine) == merged
    assert search_text(engine) == words


def test_participations_go_along(desk: Desk) -> None:
    (extra,) = add(desk.engine, replace(ANA, name="Contoh Nomor 1"))
    desk.issue()
    before = dump(desk.engine)
    merge(desk.engine, extra, desk.people[0])
    with reading(desk.engine) as s:
        detail = employees.detail(s, extra)
        assert len(detail.trainings) == 1
        assert detail.trainings[0][3]  # the number of the certificate
    take_back(desk.engine)
    assert dump(desk.engine) == before


def test_of_two_participations_the_one_with_a_certificate_stays(desk: Desk) -> None:
    (extra,) = add(desk.engine, replace(ANA, name="Contoh Nomor 1"))
    desk.issue()
    with writing(desk.engine, "Peserta") as s:
        results.add_people(s, desk.event_id, [extra])
        (row,) = [r for r in results.rows(s, desk.event_id) if r.person_id == extra]
        results.set_note(s, row.id, "hadir sebagian")
    before = dump(desk.engine)
    certified = next(iter(before["certificate"].values()))["participant_id"]
    done = merge(desk.engine, extra, desk.people[0])
    assert done.notes == ()
    with reading(desk.engine) as s:
        (mine,) = s.scalars(select(Participant).where(Participant.person_id == extra))
        assert (mine.id, mine.result, mine.note) == (certified, "lulus", "hadir sebagian")
    assert len(dump(desk.engine)["certificate"]) == len(before["certificate"])
    take_back(desk.engine)
    assert dump(desk.engine) == before


def test_both_certificates_are_kept_and_it_is_said(desk: Desk) -> None:
    (extra,) = add(desk.engine, replace(ANA, name="Contoh Nomor 1"))
    with writing(desk.engine, "Peserta") as s:
        results.add_people(s, desk.event_id, [extra])
        ids = [r.id for r in results.rows(s, desk.event_id)]
        results.set_result(s, ids, "lulus")
    desk.issue()
    before = dump(desk.engine)
    done = merge(desk.engine, extra, desk.people[0])
    (note,) = done.notes
    assert "lebih dari satu sertifikat" in note
    with reading(desk.engine) as s:
        mine = [r for r in results.rows(s, desk.event_id) if r.person_id == extra]
        assert len(mine) == 1  # one line in the list of the event, with the newer certificate
        kept = s.scalars(
            select(IssuedCertificate.number).where(IssuedCertificate.participant_id == mine[0].id)
        ).all()
        assert len(kept) == 2
        assert mine[0].certificate_number == kept[-1]
        assert len(certificates.preflight(s, desk.event_id, NOW.date()).ready) == 0
    take_back(desk.engine)
    assert dump(desk.engine) == before


def test_being_told_apart_from_a_third_goes_along(engine: Engine) -> None:
    a, b, c = add(engine, ANA, TWIN, TWIN)
    with writing(engine, "Bukan") as s:
        duplicates.set_apart(s, b, c)
    with writing(engine, "Bukan") as s:
        duplicates.set_apart(s, a, b)
    before = dump(engine)
    merge(engine, a, b)
    assert [(r["low_id"], r["high_id"]) for r in dump(engine)["distinct_people"].values()] == [(a, c)]
    take_back(engine)
    assert dump(engine) == before


def test_a_value_that_neither_has_is_a_mistake_of_the_program(engine: Engine) -> None:
    a, b = add(engine, ANA, TWIN)
    with pytest.raises(ValueError, match="phone"):
        merge(engine, a, b, phone="999")


def test_who_is_gone_cannot_be_merged(engine: Engine) -> None:
    (a,) = add(engine, ANA)
    for other in (a, 99):
        with pytest.raises(UserError, match="tidak ada lagi"):
            merge(engine, a, other)


def test_all_sure_ones_at_once_are_one_step(engine: Engine) -> None:
    add(engine, ANA, TWIN, replace(TWIN, note="ketiga"))
    budi = replace(ANA, name="Budi Hartono", nip="198202022005011001", birth_date=date(1982, 2, 2))
    add(engine, budi, replace(budi, nip=None, status="NON"))
    before = dump(engine)
    with reading(engine) as s:
        pairs = [p.id for p in duplicates.find(s) if p.sure]
    with writing(engine, "Gabungkan semua") as s:
        done = merging.merge_sure(s, pairs, TODAY)
    assert (done.merged, done.left) == (3, ())
    after = dump(engine)["person"]
    assert sorted(row["name"] for row in after.values()) == ["Ana Sari Dewi", "Budi Hartono"]
    assert after[1]["note"] == "ketiga"
    take_back(engine)
    assert dump(engine) == before


def test_a_third_record_that_has_become_doubtful_is_left(engine: Engine) -> None:
    a, b, c = add(engine, ANA, TWIN, replace(ANA, nip="199005052015032001", birth_date=None))
    with writing(engine, "Gabungkan semua") as s:
        done = merging.merge_sure(s, [(a, b), (b, c)], TODAY)
    assert done.merged == 1
    assert done.left == ((a, c, "NIP keduanya menunjukkan tanggal lahir yang berbeda"),)


def test_the_batch_can_be_stopped(engine: Engine) -> None:
    a, b = add(engine, ANA, TWIN)
    before = dump(engine)
    with pytest.raises(Cancelled), writing(engine, "Gabungkan semua") as s:
        merging.merge_sure(s, [(a, b)], TODAY, lambda *_: False)
    assert dump(engine) == before


def test_marks_of_two_participations_become_those_of_one(desk: Desk) -> None:
    (extra,) = add(desk.engine, replace(ANA, name="Contoh Nomor 1"))
    with writing(desk.engine, "Nilai") as s:
        results.add_people(s, desk.event_id, [extra])
        first, second = (
            r.id for r in results.rows(s, desk.event_id) if r.person_id in (extra, desk.people[0])
        )
        forms = [marks.ComponentForm("Tugas", weight=1), marks.ComponentForm("Ujian", weight=1)]
        marks.save_components(s, desk.event_id, forms)
        task, exam = (c.id or 0 for c in marks.components(s, desk.event_id))
        marks.set_marks(s, desk.event_id, {(task, first): 80, (task, second): 60, (exam, second): 90})
    before = dump(desk.engine)
    merge(desk.engine, extra, desk.people[0])
    with reading(desk.engine) as s:
        (mine,) = (r.id for r in results.rows(s, desk.event_id) if r.person_id == extra)
        kept = {c: value for (c, who), value in marks.grid(s, desk.event_id).marks.items() if who == mine}
    assert set(kept) == {task, exam}  # neither exam nor task is lost; where both had one, one stays
    assert kept[exam] == 90
    take_back(desk.engine)
    assert dump(desk.engine) == before
