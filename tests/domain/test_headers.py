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


SIASN = (
    "PNS ID,NIP BARU,NIP LAMA,NIK,NAMA,GELAR DEPAN,GELAR BELAKANG,TEMPAT LAHIR ID,"
    "TEMPAT LAHIR NAMA,TANGGAL LAHIR,JENIS KELAMIN,AGAMA ID,AGAMA NAMA,JENIS KAWIN ID,JENIS KAWIN NAMA,"
    "JENIS PEGAWAI ID,JENIS PEGAWAI NAMA,"
    "KEDUDUKAN HUKUM ID,KEDUDUKAN HUKUM NAMA,STATUS CPNS PNS,STATUS ASN,GOL AWAL ID,GOL AWAL NAMA,"
    "GOL AKHIR ID,GOL AKHIR NAMA,TMT GOLONGAN,MK TAHUN,MK BULAN,JENIS JABATAN ID,"
    "JENIS JABATAN NAMA,JABATAN ID,JABATAN NAMA,"
    "TMT JABATAN,TINGKAT PENDIDIKAN ID,TINGKAT PENDIDIKAN NAMA,PENDIDIKAN ID,PENDIDIKAN NAMA,TAHUN LULUS,"
    "NAMA SEKOLAH,ALAMAT,NOMOR HP,EMAIL,EMAIL GOV,NPWP NOMOR,BPJS,TMT CPNS,TMT PNS,UNOR ID,UNOR NAMA,"
    "INSTANSI INDUK NAMA,SATUAN KERJA INDUK NAMA,IS VALID NIK"
).split(",")


def test_of_an_export_with_codes_and_names_the_names_are_taken() -> None:
    taken = {field: header for header, field in zip(SIASN, headers.assign(SIASN), strict=True) if field}
    assert not [h for h in taken.values() if h.endswith(" ID") and h != "PNS ID"]
    assert len(taken) == 30
    assert (taken["agama"], taken["golongan"]) == ("AGAMA NAMA", "GOL AKHIR NAMA")
    assert (taken["unit"], taken["parent_unit"]) == ("UNOR NAMA", "SATUAN KERJA INDUK NAMA")
    assert (taken["status"], taken["cpns_flag"]) == ("STATUS ASN", "STATUS CPNS PNS")


def test_a_code_is_taken_where_it_stands_alone() -> None:
    assert headers.assign(["NIP", "NAMA", "AGAMA ID", "GOL AKHIR ID"]) == ["nip", "name", "agama", None]


def test_field_names_of_the_web_service_are_known() -> None:
    names = (
        "nipBaru nipLama nama gelarDepan gelarBelakang tempatLahir tglLahir jenisKelamin nik email noHp "
        "jenisPegawaiNama kedudukanPnsNama tkPendidikanTerakhir pendidikanTerakhirNama tahunLulus tmtCpns "
        "tmtPns golRuangAkhir unorNama unorIndukNama jenisJabatan jabatanNama tmtJabatan"
    ).split()
    found = headers.assign(names)
    assert None not in found
    assert len(set(found)) == len(names)


def test_of_two_columns_for_one_field_the_more_usual_wins() -> None:
    assert headers.assign(["Bidang", "Unit Kerja", "NAMA"]) == [None, "unit", "name"]
    assert headers.assign(["NAMA", "NAMA"]) == ["name", None]


def test_a_list_of_participants() -> None:
    row = ["No.", "Nama Lengkap (dengan gelar)", "NIP/NI PPPK/NIK", "Pangkat, Gol/Ruang", "Jabatan/Pekerjaan"]
    fields = headers.assign([*row, "Unit Kerja / OPD", "Nilai Akhir", "Peran", "No. HP/WA", "Ket."])
    assert fields == [None, "name", "nip", "golongan", "jabatan", "unit", "score", "role", "phone", "note"]
