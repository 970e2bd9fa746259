"""The codes of mentoring and what they are called."""

from __future__ import annotations

MENTORING, COACHING, WORKPLACE = "mentoring", "coaching", "bimbingan"
KINDS = {MENTORING: "Mentoring", COACHING: "Coaching", WORKPLACE: "Bimbingan di tempat kerja"}
# The form of learning (bentuk_pelatihan) of each kind, by which JP are counted and SIASN is told.
FORMS_OF_LEARNING = {MENTORING: "NKL02", COACHING: "NKL01", WORKPLACE: "NKL11"}
PREPARED, RUNNING, FINISHED, STOPPED = "disiapkan", "berjalan", "selesai", "dihentikan"
STATES = {PREPARED: "Disiapkan", RUNNING: "Berjalan", FINISHED: "Selesai", STOPPED: "Dihentikan"}
PLANNED, HELD, CANCELLED = "rencana", "terlaksana", "batal"
MEETING_STATES = {PLANNED: "Direncanakan", HELD: "Terlaksana", CANCELLED: "Batal"}
OPEN, DONE, DROPPED = "terbuka", "selesai", "batal"
ACTION_STATES = {OPEN: "Terbuka", DONE: "Selesai", DROPPED: "Batal"}
METHODS = {"tatap_muka": "Tatap muka", "daring": "Daring", "campuran": "Campuran"}
STAGES = {"awal": "Awal", "tengah": "Tengah", "akhir": "Akhir"}
SEEN_BY = {"mentor": "Mentor", "mentee": "Mentee", "atasan": "Atasan"}
MENTOR, MENTEE = "mentor", "mentee"
ROLES = {MENTOR: "Mentor", MENTEE: "Mentee"}
PAPERS = {
    "kesepakatan": "Kesepakatan mentoring",
    "logbook": "Lembar logbook",
    "kemajuan": "Lembar kemajuan",
    "laporan": "Laporan akhir",
}
GROW = {"goal": "Goal (tujuan)", "reality": "Reality (kenyataan)", "options": "Options (pilihan)"} | {
    "will": "Will (kemauan bertindak)"
}
LEVELS = range(1, 6)
MOST_MINUTES = 480  # a meeting said to be longer is taken for a slip of the pen
