"""The outcome of a check in words and files, and the comparison with a printed register."""

import json
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from damage import checked, damage, file_of, make_office
from desks import Desk

from asn_desktop.db import chain
from asn_desktop.db.session import reading
from asn_desktop.domain.errors import InvalidInput, UserError
from asn_desktop.services import anchors, checks


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("ASN_DESKTOP_DATA", str(tmp_path / "data"))
    desk = make_office(tmp_path)
    yield desk
    desk.engine.dispose()


def test_never_checked_is_said_too() -> None:
    assert checks.last(None) == "Belum pernah diperiksa di komputer ini."


def test_the_report_as_a_file(office: Desk, tmp_path: Path) -> None:
    damage(office, "UPDATE person SET name = '=1+1' WHERE id = 1")
    report = checked(office)
    checks.save(report, tmp_path / "laporan.txt")
    words = (tmp_path / "laporan.txt").read_text(encoding="utf-8-sig")
    for expected in ("Laporan pemeriksaan data", report.mark, "Yang harus dilakukan", "sekarang “=1+1”"):
        assert expected in words
    checks.save(report, tmp_path / "laporan.xlsx")
    book = openpyxl.load_workbook(tmp_path / "laporan.xlsx")
    cells = [cell for line in book["Temuan"].iter_rows(values_only=True) for cell in line]
    parts = [line[0] for line in book["Bagian"].iter_rows(values_only=True)]
    book.close()
    assert "Rusak" in cells
    assert "Ir. =1+1, S.T." in cells
    assert "Buku register" in parts
    with pytest.raises(UserError, match="berakhiran"):
        checks.save(report, tmp_path / "laporan.doc")
    assert json.loads(json.dumps(checks.as_json(report)))["findings"][0]["table"] == "person"


def test_a_place_where_nothing_can_be_noted_is_said(office: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASN_DESKTOP_DATA", str(file_of(office)))
    report = checked(office)
    assert report.good
    assert not report.anchored
    assert "tidak dapat dicatat di luar basis data" in checks.text(report)


def test_a_printed_register_is_compared(office: Desk) -> None:
    with reading(office.engine) as s:
        head = chain.head(s)
        code = anchors.spaced(head.hash)
        same = checks.compare(s, f"ke-{head.length}", f" {code.upper()} ")
        other = checks.compare(s, str(head.length), code[::-1])
        later = checks.compare(s, "1.234", code)
    assert same.matches
    assert "“Ganti sertifikat”" in same.message
    assert not other.matches
    assert code in other.message
    assert not later.matches
    assert f"berakhir di tindakan ke-{head.length}" in later.message


@pytest.mark.parametrize("number", ["", "0", "-3", "satu", "²", "1" * 40])
def test_what_is_no_number_of_an_action(office: Desk, number: str) -> None:
    with reading(office.engine) as s, pytest.raises(InvalidInput) as refused:
        checks.compare(s, number, "0" * 16)
    assert list(refused.value.problems) == ["number"]


@pytest.mark.parametrize("code", ["", "3f9a", "3f9a 07c2 5b1e 88dg", "٣" * 16, "0" * 17])
def test_what_is_no_code(office: Desk, code: str) -> None:
    with reading(office.engine) as s, pytest.raises(InvalidInput) as refused:
        checks.compare(s, "1", code)
    assert list(refused.value.problems) == ["code"]
