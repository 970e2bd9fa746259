from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from desks import NOW, TODAY, Desk, make_desk
from sqlalchemy import Engine, func, select

from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import (
    Action,
    Event,
    IssuedCertificate,
    NumberCounter,
    Person,
    ReferenceItem,
    RegisterNumber,
    Signatory,
    Template,
)
from asn_desktop.domain.errors import Cancelled, InvalidInput, UserError
from asn_desktop.services import certificates, history, numbers, office, results, training
from asn_desktop.services.numbers import PaperForm


def values(desk: Desk, certificate_id: int) -> dict[str, str]:
    with reading(desk.engine) as s:
        return dict(certificates.sheets(s, [certificate_id])[0].certificate.values)


def test_all_who_passed_in_one_action(desk: Desk) -> None:
    issued = desk.issue()
    assert (issued.count, issued.refused) == (3, ())
    assert issued.first_number == "800.1.4/0001/BKPSDM-III/2026"
    assert issued.last_number == "800.1.4/0003/BKPSDM-III/2026"
    with reading(desk.engine) as s:
        assert s.scalar(select(func.count(Action.id)).where(Action.label == "Terbitkan sertifikat")) == 1
        rows = certificates.rows(s)
        assert [(r.number[8:12], r.name, r.state) for r in rows] == [
            ("0003", "Hasan Contoh", "berlaku"),
            ("0002", "Ir. Contoh Nomor 2, S.T.", "berlaku"),
            ("0001", "Ir. Contoh Nomor 1, S.T.", "berlaku"),
        ]
        assert len({r.code for r in rows}) == 3
        assert certificates.ids_of_event(s, desk.event_id) == list(issued.certificate_ids)
        assert certificates.years(s) == [2026]
        assert [r.certificate_id for r in results.rows(s, desk.event_id)] == list(issued.certificate_ids)
        assert training.events(s)[0].issued == 3


def test_what_it_says(desk: Desk) -> None:
    issued = desk.issue()
    first = values(desk, issued.certificate_ids[0])
    assert first | {"kode": ""} == first | {
        "nama": "Ir. Contoh Nomor 1, S.T.",
        "nip": "19800117 200801 2 001",
        "tempat_tanggal_lahir": "Palembang, 17 Januari 1980",
        "pangkat_golongan": "Penata Tingkat I (III/d)",
        "unit_kerja": "Kecamatan Sako",
        "instansi": "Pemerintah Kota Palembang",
        "putusan": "TELAH MENGIKUTI",
        "peran": "peserta",
        "kualifikasi": "",
        "pelatihan": "Pelatihan Manajemen Proyek",
        "angkatan": "Angkatan I",
        "tanggal_pelatihan": "3 s.d. 9 November 2026",
        "jp": "20",
        "jp_terbilang": "dua puluh",
        "ttd_tempat_tanggal": "Palembang, 24 November 2026",
        "ttd_jabatan": "Plt. Kepala Badan,",
        "ttd_nip": "19700101 199003 1 001",
        "ttd2_nama": "Contoh Kabid",
        "pengganti": "",
        "kode": "",
    }
    outsider = values(desk, issued.certificate_ids[2])
    assert [outsider[k] for k in ("nip", "pangkat_golongan", "unit_kerja", "instansi")] == [
        "",
        "",
        "",
        "Masyarakat",
    ]


def test_graded_trainings_name_the_predikat(engine: Engine, tmp_path: Path) -> None:
    desk = make_desk(engine, tmp_path, graded=True)
    with writing(engine, "Peran") as s:
        participant = results.rows(s, desk.event_id)[1].id
        results.set_scores(s, {participant: 70})
        results.set_result(s, [participant], "lulus")
    issued = desk.issue()
    first = values(desk, issued.certificate_ids[0])
    assert (first["putusan"], first["kualifikasi"], first["nilai"]) == (
        "LULUS",
        "dengan predikat Memuaskan",
        "87,5",
    )
    assert [(r.name, r.reason) for r in issued.refused] == [
        ("Ir. Contoh Nomor 2, S.T.", "Nilai 70 belum mencapai batas lulus. Periksa nilai atau hasilnya.")
    ]


def test_who_taught_gets_a_sertifikat_without_having_passed(engine: Engine, tmp_path: Path) -> None:
    desk = make_desk(engine, tmp_path, graded=True)
    with writing(engine, "Narasumber") as s:
        row = results.rows(s, desk.event_id)[0]
        results.remove(s, [row.id])
        results.add_people(s, desk.event_id, [desk.people[0]], "narasumber")
    issued = desk.issue()
    said = values(desk, issued.certificate_ids[-1])
    assert (said["putusan"], said["peran"], said["predikat"]) == ("TELAH MENGIKUTI", "narasumber", "")
    with reading(engine) as s:
        assert certificates.detail(s, issued.certificate_ids[-1]).template == "Sertifikat edisi 1"
        assert certificates.detail(s, issued.certificate_ids[0]).template == "STTP edisi 1"


def test_who_gets_none_and_why(desk: Desk) -> None:
    with writing(desk.engine, "ubah") as s:
        ids = [r.id for r in results.rows(s, desk.event_id)]
        results.set_result(s, ids[:1], "tidak_lulus")
        results.set_result(s, ids[1:2], "")
        s.get_one(Person, desk.people[2]).name = "Hj."
    issued = desk.issue()
    assert issued.count == 0
    assert [r.reason.split(".")[0] for r in issued.refused] == [
        "Dinyatakan tidak lulus",
        "Hasilnya belum ditetapkan",
        "Namanya kosong atau hanya gelar",
    ]
    with reading(desk.engine) as s:
        assert s.scalar(select(func.count(NumberCounter.id))) == 0


def test_nobody_gets_two(desk: Desk) -> None:
    desk.issue()
    again = desk.issue()
    assert again.count == 0
    assert "800.1.4/0001/BKPSDM-III/2026" in again.refused[0].reason


def test_only_the_chosen(desk: Desk) -> None:
    with reading(desk.engine) as s:
        chosen = [r.id for r in results.rows(s, desk.event_id)][1:2]
    assert desk.issue(only=chosen).count == 1


def test_preflight_takes_nothing(desk: Desk) -> None:
    with writing(desk.engine, "nama", actor="x") as s:
        s.get_one(Person, desk.people[0]).name = "東京 Contoh"
        s.get_one(Person, desk.people[1]).jabatan = "Penelaah " * 60
    with reading(desk.engine) as s:
        seen = certificates.preflight(s, desk.event_id, TODAY)
        assert [r.name for r in seen.ready] == ["Hasan Contoh"]
        assert (seen.first_number, seen.blocked, seen.warnings) == ("800.1.4/0001/BKPSDM-III/2026", (), ())
        assert {(p.name, p.field) for p in seen.problems} >= {
            ("Ir. 東京 Contoh, S.T.", "Nama"),
            ("Ir. Contoh Nomor 2, S.T.", "Jabatan"),
        }
        assert s.scalar(select(func.count(RegisterNumber.id))) == 0
    issued = desk.issue()
    assert (issued.count, len(issued.refused)) == (1, 2)
    assert issued.refused[0].reason.endswith("Perbaiki datanya, lalu terbitkan lagi.")


def test_preflight_warns(desk: Desk) -> None:
    with writing(desk.engine, "ubah") as s:
        event = training.get_event(s, desk.event_id)
        training.save_event(s, replace(event, jp=21, ends_on=date(2026, 12, 1)))
        s.get_one(Signatory, 2).valid_to = date(2025, 1, 1)
        warnings = certificates.preflight(s, desk.event_id, TODAY).warnings
    assert [w.split(" ")[0] for w in warnings] == ["Kegiatan", "Jumlah", "Contoh"]


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("signatory_id", None, "Penanda tangan belum dipilih"),
        ("scheme_id", None, "Skema nomor belum dipilih"),
        ("ends_on", date(2026, 1, 1), "sebelum tanggal mulai"),
        ("jp", 0, "JP kegiatan 0"),
        ("jp", 1000, "JP kegiatan 1000"),
    ],
)
def test_what_an_event_lacks(desk: Desk, column: str, value: object, message: str) -> None:
    with writing(desk.engine, "ubah") as s:
        setattr(s.get_one(Event, desk.event_id), column, value)
    with pytest.raises(UserError, match=message):
        desk.issue()
    with reading(desk.engine) as s:
        assert any(message in text for text in certificates.preflight(s, desk.event_id, TODAY).blocked)
        assert s.scalar(select(func.count(RegisterNumber.id))) == 0


def test_an_empty_list(desk: Desk) -> None:
    with writing(desk.engine, "keluarkan") as s:
        results.remove(s, [r.id for r in results.rows(s, desk.event_id)])
    with pytest.raises(UserError, match="masih kosong"):
        desk.issue()


def test_stopping_leaves_nothing(desk: Desk) -> None:
    with pytest.raises(Cancelled):
        desk.issue(progress=lambda *_: False)
    with reading(desk.engine) as s:
        assert certificates.rows(s) == []
        assert s.scalar(select(func.count(RegisterNumber.id))) == 0


def test_drawn_again_after_everything_changed(desk: Desk) -> None:
    issued = desk.issue()
    with writing(desk.engine, "ubah segalanya", actor="lain") as s:
        before = {key: certificates.redraw_hash(s, key)[1] for key in issued.certificate_ids}
        person = s.get_one(Person, desk.people[0])
        person.name, person.golongan, person.jabatan = "Nama Lain", "IV/a", "Lurah"
        event = training.get_event(s, desk.event_id)
        training.save_event(s, replace(event, jp=99, place="Jauh", signatory_id=2))
        held = training.get(s, event.training_id or 0)
        training.save(s, replace(held, name="Lain", subjects=held.subjects[:1]))
        office.save(s, replace(office.get(s), name="Kantor Lain", place="Sana"))
        office.set_arms(
            s, (Path(__file__).parents[2] / "resources/arms/placeholder.png").read_bytes() + b"\0"
        )
        template = s.get_one(Template, 1)
        s.add(Template(name=template.name, edition=2, title="X", content="nama = 'x'", sha256="0"))
    with reading(desk.engine) as s:
        for key in issued.certificate_ids:
            stored, now = certificates.redraw_hash(s, key)
            assert stored == now == before[key]


def test_undo_voids_the_numbers_and_redo_gives_them_back(desk: Desk) -> None:
    issued = desk.issue()
    with writing(desk.engine, "Batalkan") as s:
        assert history.undo(s, TODAY) == "Terbitkan sertifikat"
    with reading(desk.engine) as s:
        assert certificates.rows(s) == []
        lines = s.scalars(select(RegisterNumber)).all()
        assert {(line.state, line.reason) for line in lines} == {
            ("batal", "Penerbitan dibatalkan pada 24-11-2026")
        }
        assert history.state(s).redo == "Terbitkan sertifikat"
    with writing(desk.engine, "Ulangi") as s:
        history.redo(s, TODAY)
    with reading(desk.engine) as s:
        assert {line.state for line in s.scalars(select(RegisterNumber))} == {"terpakai"}
        assert [certificates.redraw_hash(s, key)[0] for key in issued.certificate_ids]
    with writing(desk.engine, "Batalkan") as s:
        history.undo(s, TODAY)
    assert desk.issue().first_number == "800.1.4/0004/BKPSDM-III/2026"


def test_a_spoilt_number_stays_void_whatever_is_undone(desk: Desk) -> None:
    with writing(desk.engine, "Batal", actor="lain") as s:
        numbers.void(s, PaperForm(1, 2026, 1, ""), TODAY, "blangko rusak")
    desk.issue()
    with writing(desk.engine, "Batalkan") as s:
        history.undo(s, TODAY)
    with reading(desk.engine) as s:
        assert s.get_one(RegisterNumber, 1).reason == "blangko rusak"


def test_replacement_names_the_old_one(desk: Desk) -> None:
    first = desk.issue().certificate_ids[0]
    with writing(desk.engine, "Perbaiki", actor="lain") as s:
        s.get_one(Person, desk.people[0]).name = "Contoh Benar"
    with reading(desk.engine) as s:
        wrong = [c for c in certificates.corrections(s, first, TODAY) if c.issued != c.now]
        assert [(c.token, c.label, c.now) for c in wrong] == [
            ("nama", "Nama lengkap dengan gelar", "Ir. Contoh Benar, S.T.")
        ]
    with writing(desk.engine, "Terbitkan pengganti", now=NOW) as s:
        new = certificates.replace(s, first, NOW, desk.keys, "salah nama")
    said = values(desk, new)
    assert said["nama"] == "Ir. Contoh Benar, S.T."
    assert said["pengganti"] == "Pengganti Sertifikat Nomor 800.1.4/0001/BKPSDM-III/2026"
    with reading(desk.engine) as s:
        old, now = certificates.detail(s, first), certificates.detail(s, new)
        assert (old.row.state, old.row.reason, old.replaced_by) == ("diganti", "salah nama", now.row.number)
        assert (now.row.state, now.replaces) == ("berlaku", old.row.number)
        stored, again = certificates.redraw_hash(s, first)
        assert stored == again
    with pytest.raises(UserError, match="sudah diganti"), writing(desk.engine, "Cabut") as s:
        certificates.revoke(s, first, "keliru")
    with writing(desk.engine, "Batalkan") as s:
        history.undo(s, TODAY)
        assert certificates.detail(s, first).row.state == "berlaku"
        assert certificates.rows(s, state="diganti") == []


def test_replacement_with_texts_of_the_clerk(desk: Desk) -> None:
    first = desk.issue().certificate_ids[0]
    later = datetime(2027, 1, 4, 8, 0)
    with writing(desk.engine, "Perbaiki", actor="lain") as s:
        s.get_one(Person, desk.people[0]).jabatan = "Lurah"
    with writing(desk.engine, "Terbitkan pengganti") as s:
        texts = {"tempat_tanggal_lahir": "Sekayu, 17 Januari 1980", "nomor": "palsu"}
        new = certificates.replace(s, first, later, desk.keys, "salah tempat lahir", texts=texts)
    said = values(desk, new)
    assert said["tempat_tanggal_lahir"] == "Sekayu, 17 Januari 1980"
    assert said["jabatan"] == "Analis SDM Aparatur Ahli Muda"
    assert said["nomor"] == "800.1.4/0001/BKPSDM-III/2027"
    assert said["ttd_tempat_tanggal"] == "Palembang, 4 Januari 2027"
    for texts, field in (({"nama": "Hj."}, "nama"), ({"nip": "123"}, "nip")):
        with pytest.raises(InvalidInput) as caught, writing(desk.engine, "x") as s:
            certificates.replace(s, new, later, desk.keys, "salah", texts=texts)
        assert list(caught.value.problems) == [field]
    with pytest.raises(UserError, match="terlalu panjang"), writing(desk.engine, "x") as s:
        certificates.replace(s, new, later, desk.keys, "salah", texts={"jabatan": "Penelaah " * 60})
    with reading(desk.engine) as s:
        assert len(certificates.rows(s)) == 4


def test_revoked_with_a_reason(desk: Desk) -> None:
    first = desk.issue().certificate_ids[0]
    with pytest.raises(InvalidInput, match="Alasan"), writing(desk.engine, "Cabut") as s:
        certificates.revoke(s, first, "  ")
    with writing(desk.engine, "Cabut") as s:
        certificates.revoke(s, first, "tidak hadir")
        assert certificates.detail(s, first).row.reason == "tidak hadir"
    assert desk.issue().count == 1
    with reading(desk.engine) as s:
        assert s.scalar(select(func.count(IssuedCertificate.id))) == 4


def test_lists_are_searched(desk: Desk) -> None:
    desk.issue()
    with reading(desk.engine) as s:
        code = certificates.rows(s)[0].code
        for text, count in (("hasan", 1), ("0002/", 1), ("contoh proyek", 3), (code, 1), ("%", 0)):
            assert len(certificates.rows(s, text)) == count, text
        assert len(certificates.rows(s, year=2026, event_id=desk.event_id, state="berlaku")) == 3
        assert certificates.rows(s, year=2025) == certificates.rows(s, event_id=99) == []


def test_people_with_certificates_stay_in_the_list(desk: Desk) -> None:
    desk.issue()
    with pytest.raises(UserError, match="sudah bersertifikat"), writing(desk.engine, "Keluarkan") as s:
        results.remove(s, [r.id for r in results.rows(s, desk.event_id)])


def test_a_role_has_its_own_template_and_verdict(engine: Engine, tmp_path: Path) -> None:
    desk = make_desk(engine, tmp_path, graded=True)
    with writing(engine, "Peran") as s:
        for code, said in {
            "narasumber": {"templat": "sttp", "putusan": "TELAH BERPERAN AKTIF"},
            "panitia": {},
            "peserta": {"templat": "sertifikat", "putusan": "HADIR"},
        }.items():
            s.add(ReferenceItem(kind="peran", code=code, name=code.title(), attributes=said))
        for code in ("narasumber", "panitia"):
            results.add_people(s, desk.event_id, desk.people[:1], code)
    issued = desk.issue().certificate_ids
    with reading(engine) as s:
        used = [
            (found.snapshot["values"]["putusan"], found.snapshot["values"]["peran"], template.name)
            for key in issued
            for found in [s.get_one(IssuedCertificate, key)]
            for template in [s.get_one(Template, found.template_id)]
        ]
    assert used[0] == ("LULUS", "peserta", "sttp")  # the event decides for those who were trained
    assert used[-2:] == [
        ("TELAH BERPERAN AKTIF", "narasumber", "sttp"),
        ("TELAH MENGIKUTI", "panitia", "sertifikat"),
    ]
