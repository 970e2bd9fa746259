"""What the tables of the training year are called where a clerk reads the trail."""

from __future__ import annotations

from asn_desktop.domain.passing import RESULTS
from asn_desktop.services.papers.kinds import KINDS

ROOM = {
    "name": "Nama ruang",
    "place": "Letak",
    "capacity": "Daya tampung",
    "note": "Catatan",
    "archived": "Diarsipkan",
}
TRAINER = {
    "person_id": "Orang",
    "subjects": "Mata pelatihan yang dikuasai",
    "rate": "Honorarium",
    "rate_unit": "Satuan honorarium",
    "npwp": "NPWP",
    "bank": "Bank",
    "account": "Nomor rekening",
    "account_name": "Nama pada rekening",
    "note": "Catatan",
    "archived": "Diarsipkan",
}
TRAINER_SCORE = {
    "trainer_id": "Narasumber",
    "event_id": "Kegiatan",
    "given_on": "Tanggal",
    "subject": "Mata pelatihan",
    "score": "Nilai",
    "most": "Nilai tertinggi skala",
    "respondents": "Jumlah penilai",
    "note": "Catatan",
}
EVENT_SERIES = {
    "name": "Nama seri",
    "training_id": "Pelatihan",
    "rule": "Aturan ulangan",
    "starts_on": "Mulai",
    "days": "Lama (hari)",
    "skip_holidays": "Lewati hari libur",
    "pattern": "Pola hari",
    "skipped": "Tanggal yang dilewati",
}
EVENT_PLAN = {
    "event_id": "Kegiatan",
    "capacity": "Jumlah kursi",
    "method": "Metode",
    "funding": "Sumber dana",
    "room_id": "Ruang",
    "min_attendance": "Kehadiran paling sedikit (%)",
    "pass_mark": "Nilai kelulusan",
    "series_id": "Seri",
    "series_day": "Tanggal dalam seri",
    "apart": "Diubah sendiri",
}
CLASS_SESSION = {
    "event_id": "Kegiatan",
    "day": "Tanggal",
    "starts": "Mulai",
    "ends": "Selesai",
    "kind": "Jenis sesi",
    "subject_id": "Mata pelatihan",
    "title": "Materi",
    "room_id": "Ruang",
    "class_name": "Kelas",
    "note": "Catatan",
}
SESSION_TRAINER = {"session_id": "Sesi", "trainer_id": "Narasumber"}
ATTENDANCE = {
    "session_id": "Sesi",
    "participant_id": "Peserta",
    "status": "Kehadiran",
    "source": "Dicatat lewat",
    "at": "Waktu pindai",
    "note": "Catatan",
}
MARK_COMPONENT = {
    "event_id": "Kegiatan",
    "position": "Urutan",
    "name": "Nama penilaian",
    "kind": "Jenis",
    "weight": "Bobot",
    "subject_id": "Mata pelatihan",
}
MARK = {"component_id": "Penilaian", "participant_id": "Peserta", "value": "Nilai"}
OVERRULING = {
    "participant_id": "Peserta",
    "ruled": "Menurut aturan",
    "result": "Ditetapkan",
    "reason": "Alasan",
}
QUOTA = {"event_id": "Kegiatan", "unit_id": "Perangkat daerah", "seats": "Kursi"}
NOMINATION = {
    "event_id": "Kegiatan",
    "person_id": "Orang",
    "state": "Keadaan",
    "rank": "Urutan",
    "score": "Angka kebutuhan",
    "reasons": "Pertimbangan",
    "note": "Catatan",
    "decided_at": "Diputuskan pada",
}
TRAINING_NEED = {
    "training_id": "Pelatihan",
    "person_id": "Pegawai",
    "gap": "Kesenjangan",
    "source": "Sumber",
    "noted_on": "Tanggal",
}
OUTSIDE_TRAINING = {
    "person_id": "Pegawai",
    "name": "Nama pelatihan",
    "kind": "Daftar SIASN",
    "form": "Bentuk",
    "level": "Tingkat",
    "organiser": "Penyelenggara",
    "starts_on": "Tanggal mulai",
    "ends_on": "Tanggal selesai",
    "year": "Tahun",
    "certificate_number": "Nomor sertifikat",
    "certificate_date": "Tanggal sertifikat",
    "jp": "JP",
    "amount": "Banyaknya (sesi, semester, kegiatan)",
    "minutes": "Lama belajar (menit)",
    "certificate_jp": "JP tertulis di sertifikat",
    "ruled_jp": "JP menurut tabel konversi",
    "jp_reason": "Alasan JP berbeda",
    "file_id": "Bukti",
    "source": "Dicatat lewat",
    "note": "Catatan",
}
STORED_FILE = {
    "name": "Nama berkas",
    "media_type": "Jenis",
    "size": "Ukuran (bita)",
    "sha256": "Sidik berkas",
}
EVENT_PAPER = {
    "event_id": "Kegiatan",
    "kind": "Naskah",
    "number_id": "Nomor register",
    "number": "Nomor",
    "dated": "Tanggal",
    "signatory_id": "Penanda tangan",
    "texts": "Isi",
}
EVENT_PHOTO = {"event_id": "Kegiatan", "file_id": "Foto", "position": "Urutan", "caption": "Keterangan"}
LETTER_TEMPLATE = {"kind": "Naskah", "file_id": "Templat Word"}
NOUNS = {
    "room": ("ruang", ROOM),
    "trainer": ("narasumber", TRAINER),
    "trainer_score": ("nilai narasumber", TRAINER_SCORE),
    "event_series": ("seri kegiatan", EVENT_SERIES),
    "event_plan": ("rencana kegiatan", EVENT_PLAN),
    "class_session": ("sesi", CLASS_SESSION),
    "session_trainer": ("narasumber sesi", SESSION_TRAINER),
    "attendance": ("kehadiran", ATTENDANCE),
    "mark_component": ("penilaian", MARK_COMPONENT),
    "mark": ("nilai peserta", MARK),
    "overruling": ("kelulusan di luar aturan", OVERRULING),
    "quota": ("kuota", QUOTA),
    "nomination": ("usulan peserta", NOMINATION),
    "training_need": ("kebutuhan pelatihan", TRAINING_NEED),
    "outside_training": ("pelatihan luar", OUTSIDE_TRAINING),
    "stored_file": ("berkas", STORED_FILE),
    "event_paper": ("naskah kegiatan", EVENT_PAPER),
    "event_photo": ("foto kegiatan", EVENT_PHOTO),
    "letter_template": ("templat naskah", LETTER_TEMPLATE),
}
METHODS = {"klasikal": "Klasikal", "daring": "Daring", "campuran": "Campuran"}
SESSION_KINDS = {"materi": "Materi", "istirahat": "Istirahat", "acara": "Acara"}
MARK_KINDS = {"pre": "Pre-test", "post": "Post-test", "mata": "Mata pelatihan", "lain": "Lainnya"}
SOURCES = {"ketik": "Ketikan", "pindai": "Pemindai", "daftar": "Daftar", "impor": "Impor"}
PAPERS = {code: kind.title for code, kind in KINDS.items()}
CODES = {
    ("attendance", "status"): {"H": "Hadir", "I": "Izin", "S": "Sakit", "T": "Tanpa keterangan"},
    ("attendance", "source"): SOURCES,
    ("outside_training", "source"): SOURCES,
    ("outside_training", "kind"): {"kursus": "Kursus", "diklat": "Diklat"},
    ("outside_training", "level"): {"nasional": "Nasional", "internasional": "Internasional"},
    ("event_plan", "method"): METHODS,
    ("event_paper", "kind"): PAPERS,
    ("letter_template", "kind"): PAPERS,
    ("class_session", "kind"): SESSION_KINDS,
    ("mark_component", "kind"): MARK_KINDS,
    ("overruling", "ruled"): RESULTS,
    ("overruling", "result"): RESULTS,
    ("nomination", "state"): {
        "diusulkan": "Diusulkan",
        "menunggu": "Menunggu",
        "dipilih": "Dipilih",
        "dilewati": "Dilewati",
    },
}
