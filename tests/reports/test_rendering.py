"""Reading PDFs and pictures back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from asn_desktop.domain.errors import UserError
from asn_desktop.reports import certificate, qr, rendering

from .conftest import PROOF, make_sheet


@pytest.mark.parametrize("dpi", [100, 150, 200, 300])
@pytest.mark.parametrize("length", [150, 300])
def test_codes_are_read_at_every_resolution(dpi: int, length: int, tmp_path: Path) -> None:
    from dataclasses import replace

    shown = make_sheet()
    proof = (PROOF * 3)[:length]
    shown = replace(shown, certificate=replace(shown.certificate, proof=proof))
    picture = rendering.page_picture(certificate.draw(shown), 0, dpi)
    image = Image.frombuffer("RGB", (picture.width, picture.height), picture.pixels, "raw", "BGRX", 0, 1)
    out = tmp_path / "scan.png"
    image.save(out)
    assert rendering.read_codes(out) == [proof]


@pytest.mark.parametrize("text", ["a", "ASN1:ABC", "huruf kecil dan é", "1" * 300, PROOF])
def test_any_text_comes_back(text: str, tmp_path: Path) -> None:
    white, pixels = qr.modules(text)
    out = tmp_path / "code.png"
    Image.frombytes("L", (white, white), pixels).resize(
        (white * 4, white * 4), Image.Resampling.NEAREST
    ).save(out)
    assert rendering.read_codes(out) == [text]


def test_too_long_a_code_is_refused() -> None:
    with pytest.raises(UserError, match="terlalu panjang"):
        qr.modules("x" * 301)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 broken", b"\x89PNG broken", b"text"])
def test_what_is_no_picture_is_refused_plainly(content: bytes, tmp_path: Path) -> None:
    out = tmp_path / "file.bin"
    out.write_bytes(content)
    with pytest.raises(UserError, match=r"file\.bin"):
        rendering.read_codes(out)
    with pytest.raises(UserError):
        rendering.page_count(content)


def test_a_missing_file_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="tidak dapat dibuka"):
        rendering.read_codes(tmp_path / "none.pdf")


def test_a_picture_has_four_bytes_a_dot() -> None:
    picture = rendering.page_picture(certificate.draw(make_sheet()), 0, 61)
    assert len(picture.pixels) == picture.width * picture.height * 4
    assert picture.width == pytest.approx(297 / 25.4 * 61, abs=1)


def test_a_page_as_large_as_a_house_is_looked_at_all_the_same(tmp_path: Path) -> None:
    pdf = certificate.draw(make_sheet())
    assert b"/MediaBox[0 0 841.89 595.28]" in pdf
    (tmp_path / "besar.pdf").write_bytes(pdf.replace(b"[0 0 841.89 595.28]", b"[0 0 14400 14400] "))
    assert rendering.page_codes(tmp_path / "besar.pdf", 0) == []
    (tmp_path / "tegak.pdf").write_bytes(pdf.replace(b"[0 0 841.89 595.28]", b"[0 0 90000 90000] "))
    rendering.page_codes(tmp_path / "tegak.pdf", 0)
