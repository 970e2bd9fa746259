from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest
from desks import Desk, make_desk
from sqlalchemy import Engine

from asn_desktop.db.session import reading
from asn_desktop.domain.errors import Cancelled, UserError
from asn_desktop.reports import certificate, rendering
from asn_desktop.reports.certificate import Sheet
from asn_desktop.services import certificates, printing
from asn_desktop.services.printing import Options


@pytest.fixture
def sheets(desk: Desk) -> list[Sheet]:
    issued = desk.issue()
    with reading(desk.engine) as s:
        return certificates.sheets(s, issued.certificate_ids)


def test_preview_shows_the_pages_of_the_file(sheets: list[Sheet], tmp_path: Path) -> None:
    out = tmp_path / "semua.pdf"
    seen: list[int] = []

    def progress(done: int, total: int, text: str) -> bool:
        seen.append(done)
        return total == 3

    printing.merged(sheets, out, Options(), progress)
    preview = printing.preview_pdf(sheets, Options())
    assert preview == out.read_bytes()
    assert seen == [1, 2, 3]
    assert printing.page_count(preview) == 6
    picture = printing.page_picture(preview, 0, 50)
    assert len(picture.pixels) == picture.width * picture.height * 4
    width, height = printing.page_size(printing.preview_pdf(sheets, Options(paper="F4")), 0)
    assert (round(width), round(height)) == (935, 609)


def test_no_empty_pages_where_there_is_no_curriculum(sheets: list[Sheet]) -> None:
    bare = [replace(s, certificate=replace(s.certificate, curriculum=())) for s in sheets]
    assert printing.page_count(printing.preview_pdf(bare, Options())) == 3
    mixed = [bare[0], sheets[1]]  # in duplex the second must not start on the back of the first
    assert printing.page_count(printing.preview_pdf(mixed, Options())) == 4


def test_one_file_a_person(desk: Desk, sheets: list[Sheet], tmp_path: Path) -> None:
    paths = printing.one_each(sheets, tmp_path / "a" / "b", "{nama}: {jp} <JP>")
    assert [p.name for p in paths][2] == "Hasan Contoh- 20 -JP-.pdf"
    with reading(desk.engine) as s:
        for path, key in zip(paths, certificates.ids_of_event(s, desk.event_id), strict=True):
            assert hashlib.sha256(path.read_bytes()).hexdigest() == certificates.redraw_hash(s, key)[0]


def test_names_are_never_alike(sheets: list[Sheet]) -> None:
    assert printing.file_names(sheets, "{pelatihan}") == [
        "Pelatihan Manajemen Proyek.pdf",
        "Pelatihan Manajemen Proyek (2).pdf",
        "Pelatihan Manajemen Proyek (3).pdf",
    ]


def test_both_report_one_progress(sheets: list[Sheet], tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []

    def progress(done: int, total: int, text: str) -> bool:
        seen.append((done, total))
        return True

    made = printing.both(sheets, tmp_path / "s.pdf", tmp_path / "satu", Options(), progress=progress)
    assert seen == [(1, 6), (2, 6), (3, 6), (6, 6)]
    assert all(p.exists() for p in [*made, tmp_path / "s.pdf"])


def test_cancelled_leaves_the_old_file(sheets: list[Sheet], tmp_path: Path) -> None:
    out = tmp_path / "semua.pdf"
    out.write_bytes(b"lama")
    with pytest.raises(Cancelled):
        printing.merged(sheets, out, Options(), lambda done, *_: done < 2)
    assert out.read_bytes() == b"lama"
    assert {p.name for p in tmp_path.iterdir()} == {"semua.pdf", "kunci"}
    with pytest.raises(UserError, match="Dibatalkan"):
        printing.one_each(sheets, tmp_path / "satu", progress=lambda *_: False)


def test_folders_that_cannot_be(sheets: list[Sheet], tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("")
    with pytest.raises(UserError, match="bukan folder"):
        printing.one_each(sheets, tmp_path / "berkas")
    with pytest.raises(UserError, match="tidak ada"):
        printing.merged(sheets, tmp_path / "tidak" / "ada.pdf", Options())


def test_many_are_the_same_from_two_processes(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(certificate, "_WORTH_A_PROCESS", 200)
    desk = make_desk(engine, tmp_path, count=203)
    issued = desk.issue()
    with reading(engine) as s:
        sheets = certificates.sheets(s, issued.certificate_ids)
        paths = printing.one_each(sheets, tmp_path / "satu")
        stored = [certificates.detail(s, key).sha256 for key in issued.certificate_ids]
    assert [hashlib.sha256(p.read_bytes()).hexdigest() for p in paths] == stored
    assert "Nomor: 800.1.4/0203/BKPSDM-III/2026" in rendering.page_text(paths[-1], 0)
