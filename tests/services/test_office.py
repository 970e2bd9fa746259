from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Engine, func, select

from asn_desktop import resources
from asn_desktop.db import undo
from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import Asset
from asn_desktop.domain.errors import InvalidInput, UserError
from asn_desktop.reports.picture import plain
from asn_desktop.services import office
from asn_desktop.services.office import SignatoryForm

PNG = plain(resources.path("arms/placeholder.png").read_bytes())
HEAD = SignatoryForm(name="Dr. Contoh Pejabat, M.Si.", nip="19700101 199003 1 001", jabatan="Kepala Badan")


def test_a_new_office_has_defaults_to_change(engine: Engine) -> None:
    with writing(engine, "Simpan pengaturan") as s:
        first = office.get(s)
        office.save(s, replace(first, place="Kota Contoh", letterhead=("SATU", " ", "DUA")))
    with reading(engine) as s:
        assert first.name
        assert "{instansi_penerbit}" in first.basis
        assert office.get(s) == replace(first, place="Kota Contoh", letterhead=("SATU", "DUA"))
    with writing(engine, "Batalkan") as s:
        undo.undo_last(s)
    with reading(engine) as s:
        assert office.get(s) == first


def test_what_an_office_needs(engine: Engine) -> None:
    with reading(engine) as s, pytest.raises(InvalidInput) as caught:
        office.save(s, replace(office.get(s), name=" ", place=""))
    assert set(caught.value.problems) == {"name", "place"}


def test_arms_are_stored_once_and_never_lost(engine: Engine) -> None:
    with writing(engine, "Lambang") as s:
        assert office.arms(s) is None
        office.set_arms(s, PNG)
    with writing(engine, "Simpan") as s:
        office.save(s, replace(office.get(s), place="Lain", arms_id=None))
        assert office.arms(s) == PNG
        kept = office.get(s).arms_id
    with writing(engine, "Tanpa lambang") as s:
        office.set_arms(s, None)
        assert office.arms(s) is None
        assert office.arms(s, kept) == PNG
    with writing(engine, "Lagi") as s:
        office.set_arms(s, PNG)
        assert s.scalar(select(func.count(Asset.id))) == 1


@pytest.mark.parametrize("picture", [b"GIF89a", b"", PNG + bytes(office.MAX_ARMS), PNG[:60]])
def test_pictures_that_are_none(engine: Engine, picture: bytes) -> None:
    with pytest.raises(UserError, match=r"[Gg]ambar"), writing(engine, "x") as s:
        office.set_arms(s, picture)


def test_signatories(engine: Engine) -> None:
    with writing(engine, "Tambah") as s:
        old = office.save_signatory(
            s, replace(HEAD, valid_from=date(2024, 1, 1), valid_to=date(2025, 12, 31))
        )
        acting = office.save_signatory(
            s, replace(HEAD, name="Contoh Pelaksana", prefix="Plt.", valid_from=date(2026, 1, 1))
        )
    with writing(engine, "Tambah") as s:
        office.save_signatory(
            s, replace(HEAD, name="A", prefix="a.n.", on_behalf="Wali Kota", valid_from=date(2023, 1, 1))
        )
    with reading(engine) as s:
        assert office.signatory_for(s, date(2024, 5, 1)) == old
        assert office.signatory_for(s, date(2026, 5, 1)) == acting
        assert office.signatory_for(s, date(2020, 5, 1)) is None
        assert len(office.valid_signatories(s, date(2024, 5, 1))) == 2
        assert [r.title for r in office.signatories(s)] == [
            "a.n. Wali Kota Kepala Badan",
            "Plt. Kepala Badan",
            "Kepala Badan",
        ]
        form = office.get_signatory(s, old)
        assert form.nip == "197001011990031001"
    with writing(engine, "Ubah") as s:
        office.save_signatory(s, replace(form, jabatan="Sekretaris,"))
    with writing(engine, "Arsip") as s:
        office.archive_signatory(s, acting)
    with reading(engine) as s:
        assert office.title_lines(office.get_signatory(s, old)) == "Sekretaris,"
        assert office.signatory_for(s, date(2026, 5, 1)) != acting
        assert [r.id for r in office.signatories(s, archived=True)] == [acting]
    with pytest.raises(UserError, match="orang lain"), writing(engine, "Ubah") as s:
        office.save_signatory(s, form)


def test_what_a_signatory_needs(engine: Engine) -> None:
    wrong = SignatoryForm(nip="123", prefix="a.n.", valid_from=date(2026, 2, 1), valid_to=date(2026, 1, 1))
    with pytest.raises(InvalidInput) as caught, writing(engine, "x") as s:
        office.save_signatory(s, wrong)
    assert set(caught.value.problems) == {"name", "jabatan", "on_behalf", "nip", "valid_to"}
    with reading(engine) as s:
        assert office.signatories(s) == []
