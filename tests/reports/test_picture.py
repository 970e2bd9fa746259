"""Every kind of emblem an office may have."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from asn_desktop.domain.errors import UserError
from asn_desktop.reports import picture


def made(mode: str, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    Image.new(mode, (40, 60), 0 if mode == "P" else None).save(out, kind, **options)
    return out.getvalue()


@pytest.mark.parametrize(("mode", "kind"), [("RGB", "PNG"), ("L", "PNG"), ("RGB", "JPEG"), ("L", "JPEG")])
def test_plain_pictures_go_in_untouched(mode: str, kind: str) -> None:
    given = made(mode, kind)
    shown = picture.embed(given)
    assert (shown.width, shown.height) == (40, 60)
    assert shown.data in given


@pytest.mark.parametrize(
    ("mode", "kind"),
    [
        ("RGBA", "PNG"),
        ("LA", "PNG"),
        ("P", "PNG"),
        ("1", "PNG"),
        ("I;16", "PNG"),
        ("CMYK", "JPEG"),
        ("RGB", "GIF"),
    ],
)
def test_others_are_put_on_white_first(mode: str, kind: str) -> None:
    shown = picture.embed(made(mode, kind))
    assert (shown.width, shown.height) == (40, 60)
    assert b"DeviceRGB" in shown.entries


def test_transparent_becomes_white_and_large_becomes_small() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (3000, 1500), (10, 20, 30, 0)).save(out, "PNG")
    with Image.open(io.BytesIO(picture.plain(out.getvalue()))) as image:
        assert image.size == (1200, 600)
        assert image.getpixel((0, 0)) == (255, 255, 255)


@pytest.mark.parametrize(
    "given", [b"", b"text", b"\x89PNG\r\n\x1a\n", made("RGB", "PNG")[:60], made("RGB", "PNG")[:-30]]
)
def test_what_is_no_picture_is_refused(given: bytes) -> None:
    with pytest.raises(UserError):
        picture.embed(given)


def camera(size: tuple[int, int], turned: int = 1, quality: int = 95) -> bytes:
    """As a phone makes it: noisy, so that it is large."""
    image = Image.effect_noise((size[0] // 4, size[1] // 4), 90).resize(size).convert("RGB")
    out, exif = io.BytesIO(), Image.Exif()
    exif[0x0112] = turned
    image.save(out, "JPEG", quality=quality, exif=exif)
    return out.getvalue()


def test_photo_of_a_phone_is_reduced_to_what_paper_needs() -> None:
    given = camera((4000, 3000))
    made = picture.photo(given)
    assert len(made) < len(given) / 4
    with Image.open(io.BytesIO(made)) as image:
        assert (image.format, image.size) == ("JPEG", (1600, 1200))


def test_photo_held_upright_is_turned() -> None:
    with Image.open(io.BytesIO(picture.photo(camera((400, 300), turned=6)))) as image:
        assert image.size == (300, 400)
        assert image.getexif().get(0x0112, 1) == 1


def test_small_photo_goes_in_as_it_is_and_a_transparent_one_comes_on_white() -> None:
    small = camera((400, 300))
    assert picture.photo(small) is small
    out = io.BytesIO()
    Image.new("RGBA", (2000, 1000), (10, 20, 30, 0)).save(out, "PNG")
    with Image.open(io.BytesIO(picture.photo(out.getvalue()))) as image:
        assert image.size == (1600, 800)
        assert image.getpixel((0, 0)) == (255, 255, 255)


@pytest.mark.parametrize("given", [b"", b"%PDF-1.7", camera((400, 300))[:2000], camera((4000, 3000))[:90000]])
def test_photo_that_is_none_or_torn_is_refused(given: bytes) -> None:
    with pytest.raises(UserError):
        picture.photo(given)
