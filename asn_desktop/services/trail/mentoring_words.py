"""What the tables of mentoring are called where a clerk reads the trail."""

from __future__ import annotations

from asn_desktop.domain import competences
from asn_desktop.domain.mentoring import words

PROGRAMME = {
    "name": "Nama program",
    "kind": "Jenis",
    "aim": "Tujuan",
    "starts_on": "Mulai",
    "ends_on": "Selesai",
    "state": "Keadaan",
    "stop_reason": "Alasan dihentikan",
    "level": "Tingkat",
    "most_mentees": "Mentee paling banyak tiap mentor",
    "jp_per_meeting": "JP tiap pertemuan",
    "meetings_a_month": "Pertemuan dihitung paling banyak sebulan",
    "least_minutes": "Lama pertemuan paling sedikit (menit)",
    "mentor_earns": "Mentor ikut memperoleh JP",
    "rule_basis": "Dasar aturan JP",
    "forms": "Formulir",
    "organiser": "Penyelenggara",
    "basis": "Dasar hukum",
    "signatory_id": "Penanda tangan",
    "scheme_id": "Skema nomor",
    "template_name": "Templat",
    "note": "Catatan",
    "archived": "Diarsipkan",
}
PROGRAMME_COMPETENCE = {
    "programme_id": "Program",
    "position": "Urutan",
    "competence": "Kompetensi",
    "standard": "Tingkat yang dituntut",
    "present": "Tingkat sekarang",
}
PAIR = {
    "programme_id": "Program",
    "mentor_id": "Mentor",
    "state": "Keadaan",
    "stop_reason": "Alasan dihentikan",
    "starts_on": "Mulai",
    "ends_on": "Selesai",
    "aim": "Tujuan",
    "method": "Cara",
    "place": "Tempat",
    "rhythm": "Irama pertemuan",
    "meets_at": "Jam",
    "minutes": "Lama (menit)",
    "agreed_on": "Tanggal kesepakatan",
    "closed_on": "Tanggal selesai",
    "clerk": "Petugas",
    "score": "Angka usulan",
    "reasons": "Pertimbangan",
    "note": "Catatan",
}
MENTEE = {
    "pair_id": "Pasangan",
    "person_id": "Mentee",
    "superior_id": "Atasan",
    "position": "Urutan",
    "conclusion": "Kesimpulan",
    "ready_for": "Siap untuk",
    "next_training": "Pelatihan berikutnya",
    "left_on": "Keluar pada",
    "left_reason": "Alasan keluar",
}
AIM = {
    "pair_id": "Pasangan",
    "mentee_id": "Mentee",
    "position": "Urutan",
    "text": "Sasaran",
    "indicator": "Indikator",
    "unit": "Satuan",
    "baseline": "Nilai awal",
    "target": "Target",
    "falling": "Makin kecil makin baik",
}
AIM_VALUE = {"aim_id": "Sasaran", "day": "Tanggal", "value": "Capaian", "note": "Catatan"}
SEEN_LEVEL = {
    "mentee_id": "Mentee",
    "competence": "Kompetensi",
    "stage": "Tahap",
    "seen_by": "Menurut",
    "level": "Tingkat",
    "noted_on": "Tanggal",
    "note": "Catatan",
}
ASPECT_MARK = {"mentee_id": "Mentee", "aspect": "Aspek", "value": "Nilai"}
MEETING = {
    "pair_id": "Pasangan",
    "day": "Tanggal",
    "starts": "Jam",
    "minutes": "Lama (menit)",
    "state": "Keadaan",
    "method": "Cara",
    "place": "Tempat",
    "topic": "Topik",
    "discussion": "Uraian",
    "result": "Hasil",
    "goal": "Goal",
    "reality": "Reality",
    "options": "Options",
    "will": "Will",
    "next_on": "Pertemuan berikutnya",
    "source": "Dicatat lewat",
    "note": "Catatan",
}
MEETING_MENTEE = {"meeting_id": "Pertemuan", "mentee_id": "Mentee"}
ACTION_POINT = {
    "meeting_id": "Pertemuan",
    "position": "Urutan",
    "text": "Tindak lanjut",
    "owner_id": "Pelaksana",
    "due": "Batas waktu",
    "state": "Keadaan",
    "done_on": "Selesai pada",
    "note": "Catatan",
}
MEETING_FILE = {
    "meeting_id": "Pertemuan",
    "file_id": "Berkas",
    "position": "Urutan",
    "caption": "Keterangan",
}
COMPETENCE_LEVEL = {
    "person_id": "Pegawai",
    "competence": "Kompetensi",
    "level": "Tingkat",
    "noted_on": "Tanggal",
    "source": "Sumber",
    "pair_id": "Mentoring",
    "note": "Catatan",
}
NOTE = {"pair_id": "Pasangan", "written_at": "Ditulis", "author": "Penulis", "sealed": "Isi"}
ACCESS = {
    "pair_id": "Pasangan",
    "at": "Waktu",
    "actor": "Oleh",
    "purpose": "Untuk",
    "about": "Tentang",
}
NOUNS = {
    "mentoring_programme": ("program mentoring", PROGRAMME),
    "programme_competence": ("kompetensi program", PROGRAMME_COMPETENCE),
    "mentoring_pair": ("pasangan mentoring", PAIR),
    "mentee": ("mentee", MENTEE),
    "mentoring_aim": ("sasaran mentoring", AIM),
    "aim_value": ("capaian sasaran", AIM_VALUE),
    "seen_level": ("tingkat yang dinilai", SEEN_LEVEL),
    "aspect_mark": ("nilai aspek", ASPECT_MARK),
    "mentoring_meeting": ("pertemuan mentoring", MEETING),
    "meeting_mentee": ("kehadiran mentee", MEETING_MENTEE),
    "action_point": ("tindak lanjut", ACTION_POINT),
    "meeting_file": ("lampiran pertemuan", MEETING_FILE),
    "competence_level": ("tingkat kompetensi", COMPETENCE_LEVEL),
    "confidential_note": ("catatan rahasia", NOTE),
    "confidential_access": ("pembukaan catatan rahasia", ACCESS),
}
SOURCES = {"ketik": "Ketikan", "rencana": "Rencana", "impor": "Impor"}
PURPOSES = {"dibaca": "Dibaca", "cetak": "Dicetak", "ekspor": "Diekspor"}
CODES = {
    ("mentoring_programme", "kind"): words.KINDS,
    ("mentoring_programme", "state"): words.STATES,
    ("mentoring_programme", "level"): {"nasional": "Nasional", "internasional": "Internasional"},
    ("mentoring_pair", "state"): words.STATES,
    ("mentoring_pair", "method"): words.METHODS,
    ("mentoring_meeting", "state"): words.MEETING_STATES,
    ("mentoring_meeting", "method"): words.METHODS,
    ("mentoring_meeting", "source"): SOURCES,
    ("action_point", "state"): words.ACTION_STATES,
    ("seen_level", "stage"): words.STAGES,
    ("seen_level", "seen_by"): words.SEEN_BY,
    ("competence_level", "source"): competences.SOURCES,
    ("confidential_access", "purpose"): PURPOSES,
    ("certificate", "role"): words.ROLES,
}
SEALED = {("confidential_note", "sealed")}  # columns nobody reads in the trail
# Names made of columns, as in services.trail.naming.
PATTERNS = {
    "programme_competence": "{competence} – {programme_id}",
    "mentoring_pair": "{mentor_id} – {programme_id}",
    "mentee": "{person_id}, {pair_id}",
    "mentoring_aim": "{text}",
    "aim_value": "{aim_id}: {day}",
    "seen_level": "{competence} {stage} – {mentee_id}",
    "aspect_mark": "{aspect} – {mentee_id}",
    "mentoring_meeting": "{day} – {pair_id}",
    "meeting_mentee": "{mentee_id}, {meeting_id}",
    "action_point": "{text}",
    "meeting_file": "{caption} – {meeting_id}",
    "competence_level": "{competence}: {person_id}",
    "confidential_note": "{written_at} – {pair_id}",
    "confidential_access": "{actor} {at}",
}
