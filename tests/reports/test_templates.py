"""Templates as data: what is accepted, and how a slip is named (template_reader)."""

from __future__ import annotations

import pytest

from asn_desktop import resources
from asn_desktop.domain.certificates import TOKENS
from asn_desktop.domain.errors import UserError
from asn_desktop.reports import elements, templates
from asn_desktop.reports.patterns import parse

SHIPPED = ["sertifikat", "sttp"]


def text(name: str = "sertifikat") -> str:
    return resources.path(f"templates/{name}.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_templates_show_every_token(name: str) -> None:
    template = templates.load(text(name))
    assert template.back is not None
    shown = frozenset[str]().union(*map(elements.tokens, (*template.front.items, *template.back.items)))
    mentoring = {"jenis_kegiatan", "bersama", "pertemuan", "kompetensi", "tujuan"}
    optional = {"nilai", "predikat"} | mentoring | ({"peran"} if name == "sttp" else set())
    assert set(TOKENS) - shown == optional


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('nama = "Sertifikat"', 'nama = "Sertifikat', r"pada baris 4:"),
        (
            "[depan.lambang]\nkotak = [138.5, 16, 20, 19.5]",
            "[depan.lambang]\nkotak = [138.5, 16, 20]",
            "depan.lambang",
        ),
        ("kotak = [34, 131.2, 229, 15.6]", "kotak = [34, 129.6, 429, 15.6]", "keluar dari kertas"),
        ('isi = "{putusan}"', 'isi = "{putsan}"', r"\{putsan\} tidak dikenal"),
        ('isi = "{putusan}"', 'isi = "[{putusan}"', "kurung siku"),
        ('isi = "{putusan}"', 'isi = "{putusan"', "kurung"),
        ('huruf = "display"', 'huruf = "comic"', "harus salah satu dari serif"),
        ('emas = "#a8843a"', 'emas = "gold"', "harus warna seperti"),
        ('emas = "#a8843a"', "", "'emas' belum ada"),
        ('warna = "utama"', 'warna = "ungu"', "'ungu' tidak ada"),
        ("ukuran = 31", 'ukuran = "31"', "harus berupa angka"),
        ("tercetak = false", "tercetak = 1", "true atau false"),
        ("tercetak = false", "tercetk = false", "'tercetk': tidak dikenal"),
        ("[belakang.tanda_tangan]", "[belakang.tandatangan]", "'tandatangan': tidak dikenal"),
    ],
)
def test_a_slip_is_named(old: str, new: str, said: str) -> None:
    assert old in text()
    with pytest.raises(UserError, match=said):
        templates.load(text().replace(old, new, 1))


def test_a_pattern_drops_parts_whose_token_is_empty() -> None:
    pattern = parse("{pelatihan}[ di {tempat}][ ({jp} JP)].")
    assert pattern.fill({"pelatihan": "Bimtek", "tempat": "", "jp": "8"}) == "Bimtek (8 JP)."
    assert pattern.fill({"pelatihan": "{jp} [x]", "tempat": "A"}) == "{jp} [x] di A."
    assert pattern.tokens == {"pelatihan", "tempat", "jp"}
