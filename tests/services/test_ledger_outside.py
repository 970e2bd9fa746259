"""services.ledger: outside trainings with proof, the history of a person, and events that close the gap."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine

from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import Event, EventPlan, Participant
from asn_desktop.domain.errors import InvalidInput, UserError
from asn_desktop.services import files, history, ledger, reference, results
from asn_desktop.services.ledger import OutsideForm, Proof
from tests.desks import TODAY, Desk, make_desk
from tests.proofs import PDF, PNG

SEMINAR = OutsideForm(
    name="Seminar  Nasional Pelayanan Publik",
    form="KL06",
    organiser="LAN",
    starts_on=date(2026, 5, 4),
    ends_on=date(2026, 5, 5),
    certificate_number="12/LAN/2026",
)


@pytest.fixture
def desk(program_engine: Engine, tmp_path: Path) -> Desk:
    return make_desk(program_engine, tmp_path)


def save(desk: Desk, form: OutsideForm, proof: Proof | None = None, folder: Path | None = None) -> int:
    form = replace(form, person_id=form.person_id or desk.people[0])
    with writing(desk.engine, "Simpan pelatihan luar") as s:
        return ledger.save(s, form, TODAY, proof, folder)


def refused(desk: Desk, form: OutsideForm) -> dict[str, str]:
    with pytest.raises(InvalidInput) as told:
        save(desk, form)
    return told.value.problems


def jp_of(desk: Desk, outside_id: int) -> tuple[int | None, str]:
    with reading(desk.engine) as s:
        found = {e.record_id: e for e in ledger.history(s, desk.people[0]) if e.source == ledger.OUTSIDE}
    return found[outside_id].jp, found[outside_id].note


def test_jp_comes_from_the_table_with_its_basis(desk: Desk) -> None:
    with reading(desk.engine) as s:
        found = ledger.suggest(s, SEMINAR)
        assert found.jp == 8
        assert found.words.startswith("2 hari × 4 JP = 8 JP (Surat pelaksanaan Peraturan LAN 10/2018")
        assert list(ledger.forms(s))[-1] == "PEND"
    assert jp_of(desk, save(desk, SEMINAR)) == (8, "")


def test_the_certificate_wins_and_overriding_asks_for_a_reason(desk: Desk) -> None:
    assert jp_of(desk, save(desk, replace(SEMINAR, certificate_jp=10))) == (10, "")
    assert "berbeda dari 8 JP" in refused(desk, replace(SEMINAR, jp=12))["jp_reason"]
    assert "berbeda dari 10 JP" in refused(desk, replace(SEMINAR, certificate_jp=10, jp=8))["jp_reason"]
    own = save(desk, replace(SEMINAR, jp=12, jp_reason="Termasuk tugas mandiri"))
    assert jp_of(desk, own) == (12, "JP ditetapkan sendiri: Termasuk tugas mandiri")
    with reading(desk.engine) as s:
        assert ledger.get(s, own).jp == 12
        assert ledger.get(s, own).name == "Seminar Nasional Pelayanan Publik"


def test_a_reason_without_a_difference_is_not_kept(desk: Desk) -> None:
    kept = save(desk, replace(SEMINAR, jp=8, jp_reason="tidak perlu"))
    with reading(desk.engine) as s:
        assert (ledger.get(s, kept).jp, ledger.get(s, kept).jp_reason) == (None, "")


def test_each_fault_is_named_at_its_field(desk: Desk) -> None:
    assert set(refused(desk, OutsideForm())) == {"name", "form", "ends_on", "jp"}
    assert "belum selesai" in refused(desk, replace(SEMINAR, ends_on=date(2026, 12, 1)))["ends_on"]
    assert "Tanggal mulai sesudah" in refused(desk, replace(SEMINAR, starts_on=date(2026, 6, 1)))["starts_on"]
    assert set(refused(desk, replace(SEMINAR, form="XX", level="x", kind="x", amount=-1))) >= {
        "form", "level", "kind", "amount",
    }  # fmt: skip
    assert (
        "JP belum dapat dihitung. Isi JP di sertifikat" in refused(desk, replace(SEMINAR, form="KL03"))["jp"]
    )


def test_a_proof_is_kept_with_it_and_found_again_after_undo_and_redo(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "asn.berkas"
    kept = save(desk, SEMINAR, Proof("piagam.pdf", PDF), folder)
    with writing(desk.engine, "Batal") as s:
        history.undo(s, TODAY)
    with writing(desk.engine, "Ulangi") as s:
        history.redo(s, TODAY)
    with reading(desk.engine) as s:
        entry = ledger.history(s, desk.people[0], 2026)[1]
        assert (entry.record_id, entry.file) == (kept, "piagam.pdf")
        assert files.read(s, folder, entry.file_id or 0) == PDF
        form = ledger.get(s, kept)
    save(desk, form, Proof("piagam.png", PNG), folder)
    with reading(desk.engine) as s:
        assert files.read(s, folder, ledger.get(s, kept).file_id or 0) == PNG


def test_a_bad_proof_saves_nothing(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="bukan PDF, PNG atau JPEG"):
        save(desk, SEMINAR, Proof("piagam.pdf", b"teks saja"), tmp_path)
    with reading(desk.engine) as s:
        assert len(ledger.history(s, desk.people[0])) == 1


def test_a_newer_change_is_not_overwritten(desk: Desk) -> None:
    kept = save(desk, SEMINAR)
    with reading(desk.engine) as s:
        form = ledger.get(s, kept)
    save(desk, replace(form, note="pertama"))
    with pytest.raises(UserError):
        save(desk, replace(form, note="kedua"))


def test_deleting_is_taken_back(desk: Desk) -> None:
    kept = save(desk, SEMINAR)
    with writing(desk.engine, "Hapus") as s:
        assert ledger.delete(s, [kept]) == 1
    with writing(desk.engine, "Batal") as s:
        history.undo(s, TODAY)
    assert jp_of(desk, kept) == (8, "")


def test_the_history_tells_why_something_does_not_count(desk: Desk) -> None:
    desk.issue()
    with writing(desk.engine, "Ubah") as s:
        row = results.rows(s, desk.event_id)[1]
        results.add_people(s, desk.event_id, [desk.people[0]], "narasumber")
        results.set_result(s, [results.rows(s, desk.event_id)[2].id], "")
    with reading(desk.engine) as s:
        own, taught = ledger.history(s, desk.people[0])
        assert {own.jp, taught.jp} == {20, None}
        assert own.certificate or taught.certificate
        assert "narasumber" in f"{own.note}{taught.note}"
        assert ledger.history(s, row.person_id)[0].name == "Pelatihan Manajemen Proyek, angkatan 1"
        assert ledger.history(s, desk.people[0], 2025) == []


def test_open_events_that_close_the_gap_come_first(desk: Desk) -> None:
    with writing(desk.engine, "Rencanakan") as s:
        made = []
        for angkatan, jp, day in ((2, 6, 1), (3, 30, 5), (4, 12, 9), (5, 25, 12), (6, 40, 15)):
            event = Event(
                training_id=1,
                angkatan=angkatan,
                starts_on=date(2026, 12, day),
                ends_on=date(2026, 12, day),
                jp=jp,
            )
            s.add(event)
            s.flush()
            made.append(event.id)
        s.add(EventPlan(event_id=made[1], capacity=1))
        s.add(EventPlan(event_id=made[3], capacity=10))
        s.add(Participant(event_id=made[1], person_id=desk.people[1]))
        s.add(Participant(event_id=made[4], person_id=desk.people[0]))
    with reading(desk.engine) as s:
        found = ledger.open_events(s, desk.people[0], 11, 2026, TODAY)
        assert [(e.jp, e.closes, e.seats) for e in found] == [
            (12, True, None),
            (25, True, 10),
            (6, False, None),
        ]
        assert ledger.booked(s, desk.people[0], 2026) == 40
        assert ledger.open_events(s, desk.people[0], 11, 2027, TODAY) == []
        assert ledger.status(s, desk.people[0]) == "PNS"


def test_the_office_edits_the_table(desk: Desk) -> None:
    with writing(desk.engine, "Ubah tabel") as s:
        item = next(i for i in reference.items(s, "konversi_jp") if i.code == "KL06")
        changed = item.attributes | {"nasional": 5}
        reference.save(
            s,
            reference.ReferenceForm(
                item.id, item.kind, item.code, item.name, attributes=changed, basis="Perwali 1/2026"
            ),
        )
    with reading(desk.engine) as s:
        assert ledger.suggest(s, SEMINAR) == (10, "2 hari × 5 JP = 10 JP (Perwali 1/2026)")
