import pytest

from asn_desktop.domain import headers


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("NIP BARU", "nip"),
        ("N I P", "nip"),
        ("NIP/NIK", "nip"),
        ("NAMA / NIP", "name_nip"),
        ("NAMA LENGKAP", "name"),
        ("PANGKAT GOL. RUANG", "golongan"),
        ("PENDIDIKAN\nTERAKHIR", "pendidikan"),
        ("GOL AKHIR NAMA", "golongan"),
        ("GOL AKHIR ID", None),
        ("Unit Kerja / Instansi", "unit"),
        ("Ket.", "note"),
        ("NO.", None),
        ("", None),
        ("Ukuran baju", None),
    ],
)
def test_match(header: str, field: str | None) -> None:
    assert headers.match(header) == field


def test_every_synonym_leads_to_a_known_field() -> None:
    for header, field in headers._BY_HEADER.items():
        assert headers.normalise(header) == header
        assert field in headers.FIELDS
