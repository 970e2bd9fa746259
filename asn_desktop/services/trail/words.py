"""What tables and columns are called where a clerk reads the trail."""

from __future__ import annotations

from typing import NamedTuple

from asn_desktop.db import images
from asn_desktop.domain.certificates import STATES as CERTIFICATE_STATES
from asn_desktop.domain.passing import RESULTS
from asn_desktop.services.trail import mentoring_words, year_words
from asn_desktop.services.training import LEVELS


class Noun(NamedTuple):
    """`one` is said of a record; `columns` are in the order in which they are shown."""

    one: str
    columns: dict[str, str]


PERSON = {
    "gelar_depan": "Gelar depan",
    "name": "Nama tanpa gelar",
    "gelar_belakang": "Gelar belakang",
    "status": "Status",
    "nip": "NIP",
    "golongan": "Golongan",
    "tmt_golongan": "TMT golongan",
    "jenis_jabatan": "Jenis jabatan",
    "jabatan": "Jabatan",
    "tmt_jabatan": "TMT jabatan",
    "unit_id": "Perangkat daerah",
    "instansi": "Instansi luar",
    "kedudukan": "Kedudukan hukum",
    "tmt_cpns": "TMT CPNS",
    "tmt_pns": "TMT PNS",
    "nip_lama": "NIP lama",
    "birth_place": "Tempat lahir",
    "birth_date": "Tanggal lahir",
    "sex": "Jenis kelamin",
    "nik": "NIK",
    "agama": "Agama",
    "kawin": "Perkawinan",
    "pendidikan": "Pendidikan",
    "pendidikan_nama": "Jurusan",
    "tahun_lulus": "Tahun lulus",
    "phone": "Nomor HP",
    "email": "Email",
    "address": "Alamat",
    "note": "Catatan",
    "siasn_id": "ID SIASN",
    "archived": "Diarsipkan",
}
FORMER_NIP = {"person_id": "Pegawai", "nip": "NIP lama", "until": "Berlaku sampai", "note": "Catatan"}
DISTINCT_PEOPLE = {"low_id": "Orang pertama", "high_id": "Orang kedua"}
UNIT = {"name": "Nama", "code": "Kode", "parent_id": "Di bawah", "archived": "Diarsipkan"}
TRAINING = {
    "name": "Nama pelatihan",
    "code": "Kode",
    "form": "Bentuk",
    "level": "Tingkat",
    "graded": "Kelulusan ditentukan nilai",
    "basis": "Kalimat dasar",
    "archived": "Diarsipkan",
}
CURRICULUM_SUBJECT = {
    "training_id": "Pelatihan",
    "position": "Urutan",
    "group_name": "Kelompok",
    "name": "Mata pelatihan",
    "jp": "JP",
}
EVENT = {
    "training_id": "Pelatihan",
    "angkatan": "Angkatan",
    "starts_on": "Tanggal mulai",
    "ends_on": "Tanggal selesai",
    "place": "Tempat",
    "organiser": "Penyelenggara",
    "jp": "JP",
    "signatory_id": "Penanda tangan",
    "back_signatory_id": "Penanda tangan belakang",
    "scheme_id": "Skema nomor",
    "template_name": "Templat",
    "note": "Keterangan",
    "archived": "Diarsipkan",
}
PARTICIPANT = {
    "person_id": "Orang",
    "event_id": "Kegiatan",
    "position": "Urutan",
    "role": "Peran",
    "result": "Hasil",
    "score": "Nilai",
    "note": "Catatan",
}
CERTIFICATE = {
    "number": "Nomor",
    "name": "Nama",
    "nip": "NIP",
    "event_id": "Kegiatan",
    "participant_id": "Peserta",
    "programme_id": "Program mentoring",
    "person_id": "Orang",
    "role": "Peran",
    "number_id": "Nomor register",
    "code": "Kode pemeriksaan",
    "issued_on": "Tanggal terbit",
    "issued_at": "Diterbitkan pada",
    "template_id": "Templat",
    "arms_id": "Lambang",
    "snapshot": "Isi",
    "sha256": "Sidik berkas",
    "state": "Keadaan",
    "reason": "Alasan",
    "replaces_id": "Menggantikan",
}
REGISTER_NUMBER = {
    "number": "Nomor",
    "scheme_id": "Skema",
    "year": "Tahun",
    "sequence": "Nomor urut",
    "taken_on": "Tanggal",
    "state": "Keadaan",
    "reason": "Alasan",
    "holder": "Nama penerima",
    "training": "Pelatihan",
}
NUMBER_SCHEME = {
    "name": "Nama skema",
    "pattern": "Pola nomor",
    "klasifikasi": "Klasifikasi",
    "kode_unit": "Kode unit",
    "bidang": "Bidang",
    "archived": "Diarsipkan",
}
NUMBER_COUNTER = {"scheme_id": "Skema", "year": "Tahun", "next": "Nomor berikutnya"}
TEMPLATE = {
    "title": "Judul",
    "name": "Nama",
    "edition": "Edisi",
    "content": "Isi",
    "sha256": "Sidik berkas",
}
ASSET = {"sha256": "Sidik berkas"}
SIGNATORY = {
    "name": "Nama dengan gelar",
    "nip": "NIP",
    "pangkat": "Pangkat",
    "prefix": "Kewenangan",
    "on_behalf": "Atas nama",
    "jabatan": "Jabatan",
    "valid_from": "Berlaku mulai",
    "valid_to": "Berlaku sampai",
    "archived": "Diarsipkan",
}
SETTING = {"name": "Pengaturan", "value": "Isi"}
COLUMN_MAPPING = {"purpose": "Daftar", "headers": "Sidik judul kolom", "fields": "Kolom"}
REFERENCE_ITEM = {
    "kind": "Tabel",
    "code": "Kode",
    "name": "Nama",
    "position": "Urutan",
    "attributes": "Ketentuan",
    "basis": "Dasar",
    "archived": "Diarsipkan",
}
NOUNS = {
    "person": Noun("pegawai", PERSON),
    "former_nip": Noun("NIP lama", FORMER_NIP),
    "distinct_people": Noun("tanda bukan orang yang sama", DISTINCT_PEOPLE),
    "unit": Noun("unit kerja", UNIT),
    "training": Noun("pelatihan", TRAINING),
    "curriculum_subject": Noun("mata pelatihan", CURRICULUM_SUBJECT),
    "event": Noun("kegiatan", EVENT),
    "participant": Noun("keikutsertaan", PARTICIPANT),
    "certificate": Noun("sertifikat", CERTIFICATE),
    "register_number": Noun("nomor register", REGISTER_NUMBER),
    "number_scheme": Noun("skema nomor", NUMBER_SCHEME),
    "number_counter": Noun("penghitung nomor", NUMBER_COUNTER),
    "template": Noun("templat", TEMPLATE),
    "asset": Noun("gambar", ASSET),
    "signatory": Noun("penanda tangan", SIGNATORY),
    "setting": Noun("pengaturan", SETTING),
    "column_mapping": Noun("pemetaan kolom", COLUMN_MAPPING),
    "reference_item": Noun("baris tabel rujukan", REFERENCE_ITEM),
} | {name: Noun(*told) for name, told in (year_words.NOUNS | mentoring_words.NOUNS).items()}
HIDDEN = frozenset({"id", "version", "name_key"})  # of no meaning to a clerk

# Codes that no reference table explains.
CODES = {
    ("person", "sex"): {"L": "Laki-laki", "P": "Perempuan"},
    ("participant", "result"): RESULTS,
    ("training", "level"): LEVELS,
    ("certificate", "state"): CERTIFICATE_STATES,
    ("register_number", "state"): {"terpakai": "Terpakai", "batal": "Batal", "kertas": "Dipakai di kertas"},
    ("column_mapping", "purpose"): {"pegawai": "Daftar pegawai", "peserta": "Daftar peserta"},
    ("setting", "name"): {
        "office": "Instansi",
        "teks_mentoring": "Teks berkas mentoring",
        "administrator_mentoring": "Administrator mentoring",
    },
} | (year_words.CODES | mentoring_words.CODES)
# Which reference table explains a code.
KINDS = {
    ("person", "status"): "status",
    ("person", "golongan"): "golongan",
    ("person", "jenis_jabatan"): "jenis_jabatan",
    ("person", "kedudukan"): "kedudukan",
    ("person", "agama"): "agama",
    ("person", "kawin"): "kawin",
    ("person", "pendidikan"): "pendidikan",
    ("training", "form"): "bentuk_pelatihan",
    ("participant", "role"): "peran",
    ("outside_training", "form"): "bentuk_pelatihan",
    ("event_series", "pattern"): "pola_hari",
}
VERBS = {"added": "ditambah", "changed": "diubah", "removed": "dihapus"}
# Parts of what is kept as one value.
PARTS = {
    "name": "Nama instansi",
    "short_name": "Nama pendek",
    "government": "Pemerintah daerah",
    "letterhead": "Kop",
    "address": "Alamat",
    "place": "Tempat penerbitan",
    "basis": "Kalimat dasar",
    "organiser": "Penyelenggara biasanya",
    "arms_id": "Lambang",
    "minimum": "Mulai nilai",
    "lulus": "Lulus dengan predikat ini",
    "pangkat": "Pangkat",
    "curriculum": "Kurikulum",
    "proof": "Isi kode QR",
}


def noun(table_name: str) -> str:
    return NOUNS[table_name].one if table_name in NOUNS else table_name


def title(table_name: str) -> str:
    """At the beginning of a line: `NIP lama`, `Unit kerja`."""
    one = noun(table_name)
    return one[:1].upper() + one[1:]


def counted(number: int) -> str:
    """15754 as 15.754."""
    return f"{number:,}".replace(",", ".")


def tally(table_name: str, added: int = 0, changed: int = 0, removed: int = 0) -> str:
    """`15.754 pegawai ditambah`, several verbs after each other."""
    counts = {"added": added, "changed": changed, "removed": removed}
    told = [f"{counted(number)} {{}} {VERBS[verb]}" for verb, number in counts.items() if number]
    return ", ".join(told[:1] + [part.replace(" {}", "") for part in told[1:]]).format(noun(table_name))


def column(table_name: str, key: str) -> str:
    return NOUNS[table_name].columns.get(key, key) if table_name in NOUNS else key


def shown_columns(table_name: str) -> list[str]:
    """In the order in which a clerk reads them; what nobody named comes last."""
    known = NOUNS[table_name].columns if table_name in NOUNS else {}
    rest = [key for key in images.columns(images.TABLES[table_name]) if key not in known]
    return [*known, *(key for key in rest if key not in HIDDEN)]
