"""How a state of a programme or a pair is shown: a sign, its word and a tone."""

from __future__ import annotations

from asn_desktop.domain.mentoring import words

SIGNS = {words.PREPARED: "○", words.RUNNING: "▸", words.FINISHED: "✓", words.STOPPED: "■"}
TONES = {words.PREPARED: "quiet", words.RUNNING: "news", words.FINISHED: "good", words.STOPPED: "warn"}
VERBS = {
    words.PREPARED: "Kembalikan ke Disiapkan",
    words.RUNNING: "Jalankan",
    words.FINISHED: "Selesaikan",
    words.STOPPED: "Hentikan",
}
WHY_STOPPED = "Misalnya “Mentor dimutasi ke kecamatan”. Alasan ini ikut tercetak di laporan program."


def shown(state: str) -> str:
    return f"{SIGNS.get(state, '')} {words.STATES.get(state, state)}".strip()


def tone(state: str) -> str:
    return TONES.get(state, "")
