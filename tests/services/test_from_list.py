from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from desks import NOW, Desk
from sqlalchemy import Engine, func, select

from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import Event, Person, Signatory
from asn_desktop.domain.errors import InvalidInput
from asn_desktop.services import certificates, from_list, participants
from asn_desktop.services.from_list import NothingIssued, Outcome, Request
from asn_desktop.services.imports import ImportSource

REQUEST = Request("Etika Publik", date(2026, 11, 16), date(2026, 11, 17), 12, place="Aula")


def listed(folder: Path, *rows: tuple[object, ...]) -> ImportSource:
    book = openpyxl.Workbook()
    for row in (("No", "Nama", "NIP", "Unit Kerja", "Nilai", "Hasil"), *rows):
        book.worksheets[0].append(row)
    book.save(folder / "peserta.xlsx")
    book.close()
    return participants.read_list(folder / "peserta.xlsx")


def issue(desk: Desk, source: ImportSource, request: Request = REQUEST) -> Outcome:
    with writing(desk.engine, "Terbitkan dari daftar", now=NOW) as s:
        return from_list.issue(s, source, request, NOW, desk.keys)


def count(engine: Engine, table: type[Event | Person | Signatory]) -> int:
    with reading(engine) as s:
        return s.scalar(select(func.count(table.id))) or 0


def test_only_sure_matches_are_issued(desk: Desk, tmp_path: Path) -> None:
    source = listed(
        tmp_path,
        (1, "Contoh Nomor 1", "198001172008012001", "Kecamatan Sako", "", ""),
        (2, "Contoh Nomor 2", "", "Kecamatan Sako", "", ""),
        (3, "Baru Sekali", "199001012015011001", "Kecamatan Sako", "", ""),
        (4, "Tidak Cakap", "199101012016012002", "Kecamatan Sako", "", "Tidak lulus"),
        (5, "Orang Luar", "", "Masyarakat", "", ""),
        (6, "Contoh Nomor 1", "198001172008012001", "Kecamatan Sako", "", ""),
    )
    outcome = issue(desk, source)
    assert (outcome.listed, outcome.people, len(outcome.certificate_ids)) == (6, 5, 3)
    assert [(left.row, left.reason.split(".")[0]) for left in outcome.left_out] == [
        (3, "Tanpa NIP"),
        (5, "Tidak Cakap: Dinyatakan tidak lulus"),
        (7, "Orang yang sama sudah ada di baris 2, jadi baris ini dilewati"),
    ]
    with reading(desk.engine) as s:
        names = [r.name for r in certificates.rows(s)]
        said = certificates.sheets(s, outcome.certificate_ids)[0].certificate.values
    assert names == ["Orang Luar", "Baru Sekali", "Ir. Contoh Nomor 1, S.T."]
    assert (said["pelatihan"], said["jp"], said["tempat"]) == ("Etika Publik", "12", "Aula")
    assert said["ttd_nama"] == "Dr. Contoh Pejabat, M.Si."

    with pytest.raises(NothingIssued) as caught:
        issue(desk, source)
    assert len(caught.value.outcome.left_out) == 6
    assert count(desk.engine, Event) == 2


def test_what_stands_against_the_event(desk: Desk, tmp_path: Path) -> None:
    source = listed(tmp_path, (1, "Orang Luar", "", "Masyarakat", "", ""))
    people = count(desk.engine, Person)
    for change, field in (
        ({"jp": 0}, "jp"),
        ({"ends_on": date(2026, 1, 1)}, "ends_on"),
        ({"template": "piagam"}, "template_name"),
        ({"signatory": "|Kepala"}, "name"),
        ({"signatory": "Nama|Kepala|12"}, "nip"),
    ):
        with pytest.raises(InvalidInput) as caught:
            issue(desk, source, replace(REQUEST, **change))
        assert field in caught.value.problems
    assert (count(desk.engine, Event), count(desk.engine, Person)) == (1, people)


def test_the_same_event_must_be_asked_for_in_the_same_words(desk: Desk, tmp_path: Path) -> None:
    issue(desk, listed(tmp_path, (1, "Orang Luar", "", "Masyarakat", "", "")))
    more = listed(tmp_path, (1, "Orang Lain", "", "Masyarakat", "", ""))
    for other, words in (
        (replace(REQUEST, jp=13), "12 JP"),
        (replace(REQUEST, template="sttp"), "templat sertifikat"),
        (replace(REQUEST, place="Lapangan"), "tempat Aula"),
        (replace(REQUEST, signatory="Orang Lain|Kepala"), "penanda tangan lain"),
    ):
        with pytest.raises(InvalidInput, match=words):
            issue(desk, more, other)
    assert count(desk.engine, Signatory) == 2
    assert len(issue(desk, more).certificate_ids) == 1
    assert count(desk.engine, Event) == 2


def test_a_signatory_given_twice_is_kept_once(desk: Desk, tmp_path: Path) -> None:
    for n in (1, 2):
        source = listed(tmp_path, (1, f"Orang Luar {n}", "", "Masyarakat", "", ""))
        issue(desk, source, replace(REQUEST, name=f"Pelatihan {n}", signatory="Nama Baru | Kepala Balai"))
    with reading(desk.engine) as s:
        assert s.scalar(select(func.count(Signatory.id)).where(Signatory.name == "Nama Baru")) == 1
    numbered = "Nama Baru | Kepala Balai | 19700101 199003 1 001"
    for n in (3, 4):  # with a NIP it is somebody else than without
        source = listed(tmp_path, (1, f"Orang Luar {n}", "", "Masyarakat", "", ""))
        outcome = issue(desk, source, replace(REQUEST, name=f"Pelatihan {n}", signatory=numbered))
        with reading(desk.engine) as s:
            printed = certificates.sheets(s, outcome.certificate_ids)[0].certificate.values
            assert printed["ttd_nip"] == "19700101 199003 1 001"
            assert s.scalar(select(func.count(Signatory.id)).where(Signatory.name == "Nama Baru")) == 2
