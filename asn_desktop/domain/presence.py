"""The four marks of attendance, as they are typed, listed and shown."""

from __future__ import annotations

STATUSES = {"H": "Hadir", "I": "Izin", "S": "Sakit", "T": "Tanpa keterangan"}
NO_STATUS = (
    "“{}” bukan kehadiran. Tulis H hadir, I izin, S sakit atau T tanpa keterangan; kosongkan bila belum."
)
_SPELLED = {
    "H": "h|hadir|ya|y|1|v|✓|√|ada|masuk|present|p|datang",
    "I": "i|izin|ijin|dispensasi|dinas luar|dl|cuti",
    "S": "s|sakit",
    "T": "t|tk|a|alpa|alpha|alfa|tanpa keterangan|tidak hadir|tanpa berita|mangkir|0|bolos|absen",
}
_CODES = {word: code for code, words in _SPELLED.items() for word in words.split("|")}


def read(text: str) -> str:
    """A key of STATUSES, or empty for nothing. Raises ValueError with words for the clerk."""
    plain = " ".join(text.split()).casefold().strip(".")
    if plain in {"", "-", "–"}:
        return ""
    if plain not in _CODES:
        raise ValueError(NO_STATUS.format(text))
    return _CODES[plain]
