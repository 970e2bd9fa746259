"""Who the lines of a participant list are, and into the event with them."""

from __future__ import annotations

import json
import time
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select
from staff_lists import ANA, BUDI, TODAY, imported, opened, write

from asn_desktop.db import undo
from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import Event, Participant, Person, Training
from asn_desktop.domain.errors import InvalidInput, UserError
from asn_desktop.services import imports, participants
from asn_desktop.services.participants import Decision, Match

HEADER = ("No", "Nama", "NIP/NIK", "Gol", "Jabatan", "Unit Kerja", "Nilai", "Hasil", "Sebagai", "Ket.")


def line(**cells: Any) -> dict[str, Any]:
    return {"Nama": "Ana Sari", "NIP/NIK": ANA["NIP"], "Unit Kerja": "Kecamatan Sako"} | cells


@pytest.fixture
def staffed(engine: Engine, tmp_path: Path) -> Engine:
    imported(engine, opened(tmp_path, ANA, BUDI))
    return engine


def matched(engine: Engine, tmp_path: Path, *rows: dict[str, Any]) -> list[Match]:
    source = participants.read_list(write(tmp_path / "peserta.xlsx", *rows, header=HEADER))
    with reading(engine) as session:
        return participants.match(session, source, source.fields, TODAY)


def an_event(engine: Engine) -> int:
    with writing(engine, "Kegiatan") as session:
        training = Training(name="Bimtek")
        session.add(training)
        session.flush()
        event = Event(training_id=training.id, starts_on=TODAY, ends_on=TODAY, jp=20)
        session.add(event)
        session.flush()
        return event.id


def test_sure_by_nip_however_it_is_written(staffed: Engine, tmp_path: Path) -> None:
    [found] = matched(
        staffed, tmp_path, line(**{"NIP/NIK": "NIP. 19800117 200801 2 003", "Nama": "ANA SARI, S.E."})
    )
    assert (found.kind, found.message, found.duplicate_of) == ("nip", "", None)
    assert participants.propose(found) == Decision(found, "pakai", found.person_id)


def test_a_nip_with_somebody_elses_name_is_remarked(staffed: Engine, tmp_path: Path) -> None:
    [found] = matched(staffed, tmp_path, line(Nama="Budi Hartono"))
    assert found.kind == "nip"
    assert "Ana Sari, S.E." in found.message


def test_without_nip_the_clerk_confirms(staffed: Engine, tmp_path: Path) -> None:
    exact, near = matched(
        staffed,
        tmp_path,
        line(**{"NIP/NIK": ""}),
        line(**{"NIP/NIK": "", "Nama": "Budy Hartono", "Unit Kerja": "", "Jabatan": "Staf"}),
    )
    assert (exact.kind, near.kind) == ("nama", "nama")
    assert (exact.person_id, near.person_id) == (exact.candidates[0].person_id, None)
    assert exact.candidates[0].score == 100
    assert near.candidates[0].name == "Budi Hartono, S.E."
    assert participants.propose(exact) is None


def test_a_damaged_nip_is_matched_by_name_and_never_repaired(staffed: Engine, tmp_path: Path) -> None:
    [found] = matched(staffed, tmp_path, line(**{"NIP/NIK": 198001172008012003}))
    assert found.kind == "nip_rusak"
    assert found.candidates[0].nip == ANA["NIP"]
    assert "nip" not in found.draft
    assert participants.propose(found) is None
    [stranger] = matched(staffed, tmp_path, line(**{"NIP/NIK": 197001172008012003, "Nama": "Xaverius Quint"}))
    assert (stranger.kind, stranger.candidates, stranger.person_id) == ("nip_rusak", [], None)


def test_of_two_with_one_name_the_surviving_digits_rank(engine: Engine, tmp_path: Path) -> None:
    other = ANA | {
        "NIP": "199001172015012007",
        "UNIT KERJA": ANA["UNIT KERJA"],
        "TANGGAL LAHIR": "17-01-1990",
    }
    imported(engine, opened(tmp_path, ANA, other))
    [found] = matched(engine, tmp_path, line(**{"NIP/NIK": 199001172015012007}))
    assert [c.nip for c in found.candidates] == [other["NIP"], ANA["NIP"]]
    assert found.person_id is None


def test_outsiders_and_remarks_behind_the_name(staffed: Engine, tmp_path: Path) -> None:
    [found] = matched(
        staffed,
        tmp_path,
        line(**{"Nama": "Ana Sari (Ketua RW 05)", "NIP/NIK": "-", "Unit Kerja": "Masyarakat"}),
    )
    assert (found.kind, found.person_id) == ("luar", None)
    assert (found.draft["name"], found.draft["jabatan"]) == ("Ana Sari", "Ketua RW 05")


def test_a_nik_in_the_column_of_the_nip(staffed: Engine, tmp_path: Path) -> None:
    [found] = matched(
        staffed, tmp_path, line(**{"Nama": "Citra", "NIP/NIK": "1671081704981242", "Unit Kerja": "Warga"})
    )
    assert (found.kind, found.draft["nik"]) == ("luar", "1671081704981242")


def test_a_wrong_nip(staffed: Engine, tmp_path: Path) -> None:
    known, unknown = matched(
        staffed,
        tmp_path,
        line(**{"NIP/NIK": "19800117200801200"}),
        line(**{"Nama": "Xaverius Quint", "NIP/NIK": "198013172008012003"}),
    )
    assert (known.kind, unknown.kind) == ("nama", "ditolak")
    assert "Baris 3" in unknown.message
    assert participants.propose(unknown) == Decision(unknown, "lewati")


def test_an_unknown_nip_of_a_known_name_asks(staffed: Engine, tmp_path: Path) -> None:
    mistyped, new = matched(
        staffed,
        tmp_path,
        line(**{"NIP/NIK": "198001172008012004"}),
        line(**{"NIP/NIK": "198505052010011005", "Nama": "Xaverius Quint"}),
    )
    assert (mistyped.kind, new.kind) == ("tidak_dikenal", "tidak_dikenal")
    assert participants.propose(mistyped) is None
    assert participants.propose(new) == Decision(new, "baru")


def test_the_same_person_twice(staffed: Engine, tmp_path: Path) -> None:
    found = matched(
        staffed,
        tmp_path,
        line(**{"NIP/NIK": ""}),  # by name the same as the next, who is sure
        line(),
        line(Nama="Ana"),
        line(**{"NIP/NIK": "", "Nama": "Tamu", "Unit Kerja": "Warga"}),
        line(**{"NIP/NIK": "", "Nama": "TAMU", "Unit Kerja": "warga"}),
    )
    assert [(m.kind, m.duplicate_of) for m in found] == [
        ("kembar", 3),
        ("nip", None),
        ("kembar", 3),
        ("luar", None),
        ("kembar", 5),
    ]


def test_marks_results_and_roles(staffed: Engine, tmp_path: Path) -> None:
    good, bad = matched(
        staffed,
        tmp_path,
        line(Nilai="87,5", Hasil="Lulus", Sebagai="Peserta"),
        line(**{"NIP/NIK": BUDI["NIP"], "Nama": "Budi Hartono", "Nilai": "seribu", "Hasil": "TIDAK LULUS"}),
    )
    assert (good.score_value, good.result, good.role) == (87.5, "lulus", "peserta")
    assert (bad.score_value, bad.result) == (None, "tidak_lulus")
    assert "seribu" in bad.message


def test_no_column_for_the_name(staffed: Engine, tmp_path: Path) -> None:
    source = participants.read_list(write(tmp_path / "p.xlsx", line(), header=HEADER))
    fields = [None if field == "name" else field for field in source.fields]
    with reading(staffed) as session, pytest.raises(InvalidInput, match="Nama"):
        participants.match(session, source, fields, TODAY)


def test_into_the_event(staffed: Engine, tmp_path: Path) -> None:
    event_id = an_event(staffed)
    found = matched(
        staffed,
        tmp_path,
        line(**{"NIP/NIK": "", "Nama": "Tamu Agung", "Unit Kerja": "Warga", "Jabatan": "Ketua RT"}),
        line(**{"NIP/NIK": "199505052022211005", "Nama": "XAVERIUS, S.T.", "Gol": "IX"}),
        line(Nilai=90, Hasil="lulus"),
        line(Nama="Ana Sari"),
        line(**{"NIP/NIK": BUDI["NIP"], "Nama": "Budi Hartono"}),
        line(**{"NIP/NIK": "", "Nama": "Budi Hartono", "Unit Kerja": "Dinas Sosial"}),
    )
    ana = found[2].person_id
    decisions = [d for m in found[:5] if (d := participants.propose(m))]
    decisions.append(Decision(found[4], "pakai", ana, "lulus", 70.0))  # the clerk chose someone already there
    with writing(staffed, "Tambah peserta") as session:
        summary = participants.add_from_matches(session, event_id, decisions, TODAY)
    assert summary.added == 4
    assert [row for row, _ in summary.skipped] == [5, 6]
    with reading(staffed) as session:
        rows = session.execute(
            select(
                Participant.position,
                Person.name,
                Person.status,
                Person.instansi,
                Participant.score,
                Participant.result,
            )
            .join(Person, Person.id == Participant.person_id)
            .order_by(Participant.position)
        ).all()
        new = session.scalars(select(Person).where(Person.nip == "199505052022211005")).one()
    assert [tuple(r) for r in rows] == [
        (1, "Tamu Agung", "NON", "Warga", None, ""),
        (2, "Xaverius", "PPPK", "", None, ""),
        (3, "Ana Sari", "PNS", "", 90.0, "lulus"),
        (4, "Budi Hartono", "PNS", "", None, ""),
    ]
    assert (new.gelar_belakang, new.golongan, new.birth_date, new.sex) == (
        "S.T.",
        "IX",
        date(1995, 5, 5),
        "L",
    )
    assert new.unit_id is not None

    with writing(staffed, "Lagi") as session:
        again = participants.add_from_matches(session, event_id, [decisions[2]], TODAY)
    assert (again.added, again.skipped) == (0, [(4, "Baris 4: sudah terdaftar dalam kegiatan ini.")])
    with writing(staffed, "Batalkan") as session:
        undo.undo_last(session)
    with reading(staffed) as session:
        assert session.scalars(select(Participant)).all() == []
        assert len(session.scalars(select(Person)).all()) == 2


def test_nobody_chosen_and_no_such_event(staffed: Engine, tmp_path: Path) -> None:
    [found] = matched(
        staffed,
        tmp_path,
        line(**{"NIP/NIK": "", "Nama": "Budy Hartono", "Unit Kerja": "", "Jabatan": "Staf"}),
    )
    event_id = an_event(staffed)
    with writing(staffed, "Tambah") as session:
        summary = participants.add_from_matches(session, event_id, [Decision(found, "pakai")], TODAY)
    assert (summary.added, summary.skipped) == (0, [(2, "Baris 2: belum dipilih orangnya.")])
    with pytest.raises(UserError, match="Kegiatan"), writing(staffed, "Tambah") as session:
        participants.add_from_matches(session, 999, [], TODAY)


def test_sample_lists(engine: Engine, shared_data: Path) -> None:
    truth = json.loads((shared_data / "truth.json").read_text())
    imported(engine, imports.open_list(shared_data / "pegawai_siasn.xlsx"))
    for name in ("peserta_pelatihan.xlsx", "peserta_lama.xls"):
        source = participants.read_list(shared_data / name)
        started = time.perf_counter()
        with reading(engine) as session:
            found = participants.match(session, source, source.fields, TODAY)
        assert time.perf_counter() - started < 5  # the benchmark holds the true limit
        assert len(found) == truth[name].get("listed_rows", truth[name]["distinct_people"])
        doubles = [m for m in found if m.kind == "kembar"]
        assert len(found) - len(doubles) == truth[name]["distinct_people"]
        kinds = Counter(m.kind for m in found)
        if name == "peserta_lama.xls":
            assert kinds == {"nip": 30}
            continue
        special = {m.row_number: m for m in found if m.row_number in {11, 45, 46}}
        assert special[11].kind == "nip_rusak"
        assert special[11].candidates[0].name == "Ir. Pratama Dedi"
        assert special[45].kind == "luar"
        assert (special[46].kind, special[46].duplicate_of) == ("kembar", 8)
        assert set(kinds) == {"nip", "tidak_dikenal", "nip_rusak", "luar", "kembar"}
        assert all(m.message == "" for m in found if m.kind == "nip")
