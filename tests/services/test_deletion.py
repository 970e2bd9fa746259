from datetime import date

import pytest
from desks import Desk
from dumps import dump, search_text
from sqlalchemy import Engine

from asn_desktop.db import undo
from asn_desktop.db.history import insert_rows
from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import FormerNip, Person
from asn_desktop.domain.errors import Cancelled, UserError
from asn_desktop.services import deletion, duplicates, numbers, reference, results, training, units
from asn_desktop.services.deletion import Deleted

TODAY = date(2026, 11, 24)


@pytest.fixture
def engine(program_engine: Engine) -> Engine:
    return program_engine


def delete(engine: Engine, table: str, *ids: int) -> Deleted:
    """And prove that undo gives everything back, the word index too; then do it again."""
    before, words = dump(engine), search_text(engine)
    with writing(engine, "Hapus") as s:
        deleted = deletion.delete(s, table, ids)
    after = dump(engine)
    with writing(engine, "Batalkan") as s:
        undo.undo_last(s)
    assert dump(engine) == before
    assert search_text(engine) == words
    with writing(engine, "Ulangi") as s:
        undo.redo_last(s)
    assert dump(engine) == after
    return deleted


def refused(engine: Engine, table: str, *ids: int) -> str:
    before = dump(engine)
    with pytest.raises(UserError) as error, writing(engine, "Hapus") as s:
        deletion.delete(s, table, ids)
    assert dump(engine) == before
    return str(error.value)


def test_a_person_goes_with_former_nips_and_participations(desk: Desk) -> None:
    first, second = desk.people[:2]
    with writing(desk.engine, "Riwayat") as s:
        s.add(FormerNip(person_id=first, nip="560000001", until=TODAY))
        duplicates.set_apart(s, first, second)
    told = delete(desk.engine, "person", first)
    assert told.along == {
        "keikutsertaan": 1,
        "NIP lama": 1,
        "tanda bukan orang yang sama": 1,
    }
    assert told.sentence.startswith("Ir. Contoh Nomor 1, S.T. dihapus beserta 1 ")
    with reading(desk.engine) as s:
        assert s.get(Person, first) is None


def test_several_people_at_once(desk: Desk) -> None:
    told = delete(desk.engine, "person", *desk.people)
    assert told.sentence == ("3 pegawai dihapus beserta 3 keikutsertaan. Ctrl+Z mengembalikannya.")


def test_who_has_a_certificate_stays(desk: Desk) -> None:
    desk.issue()
    told = refused(desk.engine, "person", desk.people[0])
    assert told == (
        "Sudah ada 1 sertifikat pada Ir. Contoh Nomor 1, S.T.; arsipkan saja. Tidak ada yang dihapus."
    )


def test_one_with_a_certificate_keeps_the_others_too_and_is_named(desk: Desk) -> None:
    desk.issue()
    with writing(desk.engine, "Tambah") as s:
        (extra,) = insert_rows(s, Person, [{"name": "Baru", "name_key": "baru"}])
    told = refused(desk.engine, "person", desk.people[0], extra)
    assert "Ir. Contoh Nomor 1, S.T." in told
    assert "keluarkan dari pilihan" in told


def test_an_event_goes_with_its_participants(desk: Desk) -> None:
    told = delete(desk.engine, "event", desk.event_id)
    assert told.along == {"keikutsertaan": 3}


def test_an_event_with_certificates_stays(desk: Desk) -> None:
    desk.issue()
    assert "Sudah ada 3 sertifikat" in refused(desk.engine, "event", desk.event_id)


def test_a_training_goes_with_its_events_and_subjects(desk: Desk) -> None:
    told = delete(desk.engine, "training", 1)
    assert told.along == {"mata pelatihan": 10, "kegiatan": 1, "keikutsertaan": 3}


def test_a_training_with_certificates_stays(desk: Desk) -> None:
    desk.issue()
    told = refused(desk.engine, "training", 1)
    assert told.startswith("Sudah ada 3 sertifikat pada Pelatihan Manajemen Proyek; arsipkan saja.")


def test_a_unit_leaves_its_people_without_one(desk: Desk) -> None:
    told = delete(desk.engine, "unit", 1)
    assert told.sentence == (
        "Kecamatan Sako dihapus; 2 pegawai kini tanpa unit kerja. Ctrl+Z mengembalikannya."
    )


def test_a_unit_with_units_below_stays_unless_they_go_too(desk: Desk) -> None:
    with writing(desk.engine, "Unit") as s:
        below = units.save(s, None, "Kelurahan Sako Baru", 1)
    assert "1 unit di bawah Kecamatan Sako" in refused(desk.engine, "unit", 1)
    assert delete(desk.engine, "unit", 1, below).total == 2


def test_a_signatory_is_let_go_by_the_events(desk: Desk) -> None:
    told = delete(desk.engine, "signatory", 1)
    assert told.emptied == {"kegiatan": 1}
    with reading(desk.engine) as s:
        assert training.get_event(s, desk.event_id).signatory_id is None


def test_who_signed_certificates_stays(desk: Desk) -> None:
    desk.issue()
    assert "Sudah ada 3 sertifikat" in refused(desk.engine, "signatory", 1)


def test_a_scheme_with_numbers_on_paper_stays(desk: Desk) -> None:
    with writing(desk.engine, "Nomor") as s:
        numbers.register_paper(s, numbers.PaperForm(1, 2026, 7, "Ana"), TODAY)
    assert refused(desk.engine, "number_scheme", 1).startswith("Sudah ada 1 nomor yang sudah dipakai pada ")


def test_a_scheme_whose_numbers_are_counted_stays(desk: Desk) -> None:
    with writing(desk.engine, "Nomor") as s:
        numbers.set_start(s, 1, 2026, 100)
    told = refused(desk.engine, "number_scheme", 1)
    assert told.startswith("Sudah ada nomor yang diatur atau dipakai pada ")


def test_a_scheme_without_numbers_goes(desk: Desk) -> None:
    assert delete(desk.engine, "number_scheme", 1).emptied == {"kegiatan": 1}


def test_a_code_in_use_stays(desk: Desk) -> None:
    with reading(desk.engine) as s:
        codes = {item.code: item.id for item in reference.items(s, "golongan")}
        roles = {item.code: item.id for item in reference.items(s, "peran")}
    assert "masih dipakai pada 2 data" in refused(desk.engine, "reference_item", codes["III/d"])
    assert delete(desk.engine, "reference_item", codes["I/a"]).total == 1
    with writing(desk.engine, "Peran") as s:
        other = next(code for code in roles if code != results.MAIN_ROLE)
        results.set_role(s, [results.rows(s, desk.event_id)[0].id], other)
    assert "masih dipakai" in refused(desk.engine, "reference_item", roles[other])


def test_who_is_gone_already_is_said_so(desk: Desk) -> None:
    assert "tidak ada lagi" in refused(desk.engine, "person", 99)


def test_only_records_of_clerks_can_be_deleted(desk: Desk) -> None:
    with pytest.raises(ValueError, match="certificate"), writing(desk.engine, "Hapus") as s:
        deletion.delete(s, "certificate", [1])


def test_many_can_be_stopped(desk: Desk) -> None:
    before = dump(desk.engine)
    with pytest.raises(Cancelled), writing(desk.engine, "Hapus") as s:
        deletion.delete(s, "person", desk.people, lambda *_: False)
    assert dump(desk.engine) == before
