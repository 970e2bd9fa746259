"""Certificates of a mentoring programme: through the same issuing, register and proof as those of events."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from desks import make_desk
from finished_pairs import NOW, TODAY, FinishedDesk, make_finished
from sqlalchemy import Engine, func, select

from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import (
    Action,
    IssuedCertificate,
    Mentee,
    MentoringPair,
    MentoringProgramme,
    NumberCounter,
    Person,
)
from asn_desktop.domain import nip
from asn_desktop.domain.errors import UserError
from asn_desktop.reports import certificate
from asn_desktop.services import (
    certificates,
    checks,
    deletion,
    history,
    ledger,
    merging,
    register,
    verification,
)
from asn_desktop.services.certificates import Occasion
from asn_desktop.services.trail import records


@pytest.fixture
def desk(program_engine: Engine, tmp_path: Path) -> FinishedDesk:
    return make_finished(program_engine, tmp_path)


def said(desk: FinishedDesk, certificate_id: int) -> dict[str, str]:
    with reading(desk.engine) as s:
        return dict(certificates.sheets(s, [certificate_id])[0].certificate.values)


def test_mentor_and_mentees_in_one_action(desk: FinishedDesk) -> None:
    issued = desk.issue()
    assert (issued.count, issued.refused) == (3, ())
    with reading(desk.engine) as s:
        assert s.scalar(select(func.count(Action.id)).where(Action.label == "Terbitkan sertifikat")) == 1
        held = s.execute(
            select(
                IssuedCertificate.event_id,
                IssuedCertificate.programme_id,
                IssuedCertificate.person_id,
                IssuedCertificate.role,
            ).order_by(IssuedCertificate.id)
        ).all()
        mentor, (first, second) = desk.pairs.mentor, desk.pairs.people
        programme = desk.pairs.programme
        assert [tuple(row) for row in held] == [
            (None, programme, mentor, "mentor"),
            (None, programme, first, "mentee"),
            (None, programme, second, "mentee"),
        ]
        assert certificates.ids_of(s, desk.occasion) == list(issued.certificate_ids)
        assert certificates.ids_of(s, Occasion.event(programme)) == []
        assert {(r.event_id, r.programme_id, r.training) for r in certificates.rows(s)} == {
            (None, programme, "Mentoring Kepala Seksi Tahun 2026")
        }
        assert [(r.training, r.state_text) for r in register.rows(s, 2026)] == [
            ("Mentoring Kepala Seksi Tahun 2026", "Berlaku")
        ] * 3


def test_what_each_says(desk: FinishedDesk) -> None:
    mentor, first, second = (said(desk, key) for key in desk.issue().certificate_ids)
    assert first | {"kode": ""} == first | {
        "nama": "Ir. Contoh Nomor 2, S.T.",
        "pelatihan": "Mentoring Kepala Seksi",
        "angkatan": "",
        "tahun": "2026",
        "penyelenggara": "Badan Contoh",
        "tanggal_pelatihan": "3 Agustus s.d. 18 Desember 2026",
        "jp": "8",
        "jp_terbilang": "delapan",
        "peran": "mentee",
        "bersama": "Ir. Contoh Nomor 1, S.T. (mentor)",
        "pertemuan": "4 kali, seluruhnya 360 menit",
        "tujuan": "Kepala seksi mampu menyusun rencana kerja dan membimbing stafnya",
        "kompetensi": "Integritas, Mengelola Perubahan",
        "kode": "",
    }
    assert (second["jp"], second["pertemuan"]) == ("2", "1 kali, seluruhnya 90 menit")
    assert [mentor[key] for key in ("jp", "peran", "putusan", "bersama")] == [
        "",
        "mentor",
        "TELAH BERTUGAS DALAM",
        "Ir. Contoh Nomor 2, S.T.; Ir. Contoh Nomor 3, S.T. (mentee)",
    ]


def test_a_year_in_the_name_is_not_followed_by_another(program_engine: Engine, tmp_path: Path) -> None:
    ends = date(2027, 1, 20)
    desk = make_finished(program_engine, tmp_path, name="Mentoring Loket 2026", ends_on=ends)
    mentee = said(desk, desk.issue().certificate_ids[1])
    assert (mentee["pelatihan"], mentee["tahun"]) == ("Mentoring Loket 2026", "")


def test_a_mentor_who_earns_by_the_rule_of_the_programme(program_engine: Engine, tmp_path: Path) -> None:
    desk = make_finished(program_engine, tmp_path, mentor_earns=True)
    assert said(desk, desk.issue().certificate_ids[0])["jp"] == "8"


@pytest.mark.parametrize(
    ("kind", "training", "roles"),
    [
        ("coaching", "Program coaching Mentoring Kepala Seksi", ["coach", "coachee"]),
        (
            "bimbingan",
            "Program bimbingan di tempat kerja Mentoring Kepala Seksi",
            ["pembimbing", "peserta bimbingan"],
        ),
    ],
)
def test_other_kinds_have_their_own_words(
    program_engine: Engine, tmp_path: Path, kind: str, training: str, roles: list[str]
) -> None:
    desk = make_finished(program_engine, tmp_path, kind)
    with reading(desk.engine) as s:
        told = certificates.preflight(s, desk.occasion, TODAY)
    assert [row.role for row in told.ready[:2]] == roles
    mentor, first, _ = (said(desk, key) for key in desk.issue().certificate_ids)
    assert (first["pelatihan"], [mentor["peran"], first["peran"]]) == (training, roles)


@pytest.mark.parametrize(
    ("state", "reason", "told"),
    [
        ("berjalan", "", "Pasangannya masih berjalan. Selesaikan dahulu"),
        ("disiapkan", "", "Pasangannya masih disiapkan."),
        ("dihentikan", "Mentor pindah tugas.", "Pasangannya dihentikan (Mentor pindah tugas)."),
    ],
)
def test_only_who_went_through_to_the_end(desk: FinishedDesk, state: str, reason: str, told: str) -> None:
    with writing(desk.engine, "Ubah") as s:
        pair = s.get_one(MentoringPair, desk.pairs.pair)
        pair.state, pair.stop_reason = state, reason
    issued = desk.issue()
    assert issued.count == 0
    assert len(issued.refused) == 3
    assert all(r.reason.startswith(told) for r in issued.refused)
    with reading(desk.engine) as s:
        assert s.scalar(select(func.count(NumberCounter.id))) == 0


def test_who_left_a_group_early_gets_none_and_is_not_named(desk: FinishedDesk) -> None:
    with writing(desk.engine, "Keluar") as s:
        s.get_one(Mentee, desk.pairs.mentees[1]).left_on = date(2026, 9, 1)
    issued = desk.issue()
    assert [(r.key, r.reason.split(".")[0]) for r in issued.refused] == [
        (desk.pairs.people[1], "Keluar dari pasangan pada 01-09-2026")
    ]
    assert said(desk, issued.certificate_ids[0])["bersama"] == "Ir. Contoh Nomor 2, S.T. (mentee)"


def test_nobody_gets_two_for_one_role(desk: FinishedDesk) -> None:
    desk.issue(only=[-desk.pairs.mentor])
    again = desk.issue()
    assert (again.count, [r.key for r in again.refused]) == (2, [-desk.pairs.mentor])
    assert "800.1.4/0001/BKPSDM-III/2026" in again.refused[0].reason


def test_who_was_mentor_and_mentee_gets_one_as_each(desk: FinishedDesk) -> None:
    with writing(desk.engine, "Pasangan kedua") as s:
        row = s.get_one(MentoringPair, desk.pairs.pair)
        other = MentoringPair(
            programme_id=row.programme_id,
            mentor_id=desk.pairs.people[0],
            state="selesai",
            starts_on=date(2026, 9, 1),
            ends_on=date(2026, 11, 30),
        )
        s.add(other)
        s.flush()
        s.add(Mentee(pair_id=other.id, person_id=desk.pairs.superior))
    issued = desk.issue()
    both = [said(desk, key) for key in issued.certificate_ids]
    mine = [(v["peran"], v["jp"], v["tanggal_pelatihan"]) for v in both if v["nama"].endswith("2, S.T.")]
    assert mine == [
        ("mentor", "", "1 September s.d. 30 November 2026"),
        ("mentee", "8", "3 Agustus s.d. 18 Desember 2026"),
    ]


def test_without_jp_only_the_statement(desk: FinishedDesk) -> None:
    with writing(desk.engine, "Tanpa JP") as s:
        s.get_one(MentoringProgramme, desk.pairs.programme).jp_per_meeting = 0
    with reading(desk.engine) as s:
        told = certificates.preflight(s, desk.occasion, TODAY)
    assert told.refused == ()
    assert told.warnings == (
        "Belum ada JP yang diakui, jadi terbit tanpa JP: Ir. Contoh Nomor 2, S.T.; Ir. Contoh Nomor 3, S.T.",
    )
    with writing(desk.engine, "Templat lain") as s:
        s.get_one(MentoringProgramme, desk.pairs.programme).template_name = "sertifikat"
    issued = desk.issue()
    assert [r.reason.split(".")[0] for r in issued.refused] == ["Belum ada JP yang diakui"] * 2


def test_what_the_programme_lacks_blocks_all(desk: FinishedDesk) -> None:
    with writing(desk.engine, "Kosongkan") as s:
        row = s.get_one(MentoringProgramme, desk.pairs.programme)
        row.signatory_id = row.scheme_id = None
    with reading(desk.engine) as s:
        told = certificates.preflight(s, desk.occasion, TODAY)
    assert [text.split(".")[0] for text in told.blocked] == [
        "Penanda tangan belum dipilih",
        "Skema nomor belum dipilih",
    ]
    with pytest.raises(UserError, match="pada program ini"):
        desk.issue()


def test_a_programme_without_pairs(desk: FinishedDesk) -> None:
    with writing(desk.engine, "Program kosong") as s:
        empty = MentoringProgramme(name="Kosong", starts_on=date(2026, 1, 1), ends_on=date(2026, 6, 30))
        s.add(empty)
        s.flush()
        told = certificates.preflight(s, Occasion.programme(empty.id), TODAY)
    assert told.blocked[-1].startswith("Program ini belum mempunyai pasangan.")


def test_warned_while_the_programme_runs(desk: FinishedDesk) -> None:
    with writing(desk.engine, "Berjalan") as s:
        s.get_one(MentoringProgramme, desk.pairs.programme).state = "berjalan"
    with reading(desk.engine) as s:
        assert certificates.preflight(s, desk.occasion, TODAY).warnings == ("Program ini masih berjalan.",)


def test_replaced_and_revoked_like_any_other(desk: FinishedDesk) -> None:
    first = desk.issue().certificate_ids[1]
    with writing(desk.engine, "Nama") as s:
        s.get_one(Person, desk.pairs.people[0]).gelar_belakang = "S.T., M.T."
    with reading(desk.engine) as s:
        wrong = [c for c in certificates.corrections(s, first, TODAY) if c.issued != c.now]
        assert [(c.token, c.now) for c in wrong] == [("nama", "Ir. Contoh Nomor 2, S.T., M.T.")]
    with writing(desk.engine, "Ganti", now=NOW) as s:
        new = certificates.replace(s, first, NOW, desk.keys, "gelar keliru")
    assert said(desk, new)["nama"] == "Ir. Contoh Nomor 2, S.T., M.T."
    assert said(desk, new)["pengganti"].startswith("Pengganti Sertifikat Nomor")
    with writing(desk.engine, "Cabut") as s:
        certificates.revoke(s, new, "terbit keliru")
    with reading(desk.engine) as s:
        row = s.get_one(IssuedCertificate, new)
        assert (row.programme_id, row.person_id, row.role) == (
            desk.pairs.programme,
            desk.pairs.people[0],
            "mentee",
        )
        ready = [r.key for r in certificates.preflight(s, desk.occasion, TODAY).ready]
    assert ready == [desk.pairs.people[0]]


def test_undone_in_one_step_and_the_numbers_are_void(desk: FinishedDesk) -> None:
    desk.issue()
    with writing(desk.engine, "Batalkan") as s:
        history.undo(s, TODAY)
    with reading(desk.engine) as s:
        assert certificates.rows(s) == []
        assert {r.state for r in register.rows(s, 2026)} == {"batal"}


def test_the_printed_page_is_verified(desk: FinishedDesk, tmp_path: Path) -> None:
    ids = desk.issue().certificate_ids
    for key in ids[:2]:  # a mentor without JP, a mentee with
        path = tmp_path / f"{key}.pdf"
        with reading(desk.engine) as s:
            path.write_bytes(certificate.draw(certificates.sheets(s, [key])[0]))
            verdict = verification.verify_file_or_text(path, desk.keys.known(), s)
        assert (verdict.kind, verdict.page) == ("sah", 1)
        assert verdict.fields is not None
        assert verdict.fields.training == "Mentoring Kepala Seksi"
        assert (verdict.fields.starts_on, verdict.fields.ends_on) == (date(2026, 8, 3), date(2026, 12, 18))
        assert ("tanpa JP" if key == ids[0] else ", 8 JP,") in verdict.message


def test_jp_written_on_a_page_that_was_issued_without(desk: FinishedDesk, tmp_path: Path) -> None:
    key = desk.issue().certificate_ids[0]
    with reading(desk.engine) as s:
        sheet = certificates.sheets(s, [key])[0]
        forged = dict(sheet.certificate.values) | {"jp": "20", "jp_terbilang": "dua puluh"}
        path = tmp_path / "palsu.pdf"
        path.write_bytes(
            certificate.draw(replace(sheet, certificate=replace(sheet.certificate, values=forged)))
        )
        verdict = verification.verify_file_or_text(path, desk.keys.known(), s)
    assert verdict.kind == "berubah"
    assert "(JP)" in verdict.message


def test_a_redrawn_one_is_the_same_file(desk: FinishedDesk) -> None:
    with writing(desk.engine, "Terbitkan", now=NOW) as s:
        ids = certificates.issue(s, desk.occasion, NOW, desk.keys).certificate_ids
    with reading(desk.engine) as s:
        for key in ids:
            stored, now = certificates.redraw_hash(s, key)
            assert stored == now


def test_jp_are_counted_once_with_or_without_a_certificate(desk: FinishedDesk) -> None:
    def total() -> int:
        with reading(desk.engine) as s:
            return sum(one.jp for one in ledger.credits.sums(s, 2026).values())

    before = total()
    desk.issue()
    assert total() == before


def test_who_holds_one_is_not_deleted(desk: FinishedDesk) -> None:
    desk.issue()
    for table, key in (("mentoring_programme", desk.pairs.programme), ("person", desk.pairs.people[0])):
        with pytest.raises(UserError, match="Tidak ada yang dihapus"), writing(desk.engine, "Hapus") as s:
            deletion.delete(s, table, [key])


def test_the_data_are_found_in_order_and_the_history_leads_to_them(desk: FinishedDesk) -> None:
    ids = desk.issue().certificate_ids
    with writing(desk.engine, "Periksa") as s:
        assert "Semua data baik." in checks.text(checks.run(s, NOW))
    with reading(desk.engine) as s:
        of_programme = records.of_record(s, "mentoring_programme", desk.pairs.programme)
        assert {("certificate", key) for key in ids} <= set(of_programme)
        assert ("certificate", ids[1]) in records.of_record(s, "person", desk.pairs.people[0])
        of_pair = {table for table, _ in records.of_record(s, "mentoring_pair", desk.pairs.pair)}
        assert of_pair == {"mentoring_pair", "mentee", "mentoring_meeting", "meeting_mentee"}


def test_two_records_of_one_mentee_keep_both_certificates_and_it_is_said(desk: FinishedDesk) -> None:
    desk.issue()
    first, second = desk.pairs.people
    with writing(desk.engine, "Gabung") as s:
        done = merging.merge(s, first, second, {}, TODAY)
    assert any("lebih dari satu sertifikat" in note for note in done.notes)
    with reading(desk.engine) as s:
        told = certificates.preflight(s, desk.occasion, TODAY)
    assert sorted(r.key for r in told.refused) == sorted([-desk.pairs.mentor, first])


def test_who_signed_certificates_of_a_programme_stays(desk: FinishedDesk) -> None:
    desk.issue()
    with reading(desk.engine) as s:
        signatory = s.get_one(MentoringProgramme, desk.pairs.programme).signatory_id
    assert signatory is not None
    with pytest.raises(UserError, match="pada program yang memakai"), writing(desk.engine, "Hapus") as s:
        deletion.delete(s, "signatory", [signatory])


def test_an_event_and_a_programme_share_the_register(engine: Engine, tmp_path: Path) -> None:
    event = make_desk(engine, tmp_path)
    event.issue()
    with reading(engine) as s:
        assert {(r.event_id, r.programme_id) for r in certificates.rows(s)} == {(event.event_id, None)}
        assert nip.spaced(register.rows(s, 2026)[0].nip)


def test_a_corrected_name_keeps_jp_period_and_who_sat_opposite(desk: FinishedDesk) -> None:
    """The page of corrections sends the personal texts alone."""
    mentee = desk.issue().certificate_ids[1]
    before = said(desk, mentee)
    with writing(desk.engine, "Ganti sertifikat", now=NOW) as s:
        texts = {"nama": "Nama Yang Benar, S.E."}
        new = certificates.replace(s, mentee, NOW, desk.keys, "Nama keliru", texts=texts)
    after = said(desk, new)
    kept = ("jp", "jp_terbilang", "tanggal_pelatihan", "tujuan", "pertemuan", "bersama")
    assert before["jp"]
    assert {token: after.get(token) for token in kept} == {token: before.get(token) for token in kept}
    assert after["nama"] == "Nama Yang Benar, S.E."
