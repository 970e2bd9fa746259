"""What the office words itself on the papers of mentoring: rights, duties, confidentiality, the reminder."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from asn_desktop.db.tables import Setting
from asn_desktop.domain.mentoring.papers import PaperTexts
from asn_desktop.domain.typed import clean

SETTING = "teks_mentoring"
TITLES = {
    "mentor": "Hak dan kewajiban mentor (satu butir setiap baris)",
    "mentee": "Hak dan kewajiban mentee (satu butir setiap baris)",
    "superior": "Hak dan kewajiban atasan (satu butir setiap baris)",
    "confidential": "Kerahasiaan (satu butir setiap baris)",
    "closing": "Penutup kesepakatan",
    "reminder": "Penutup surat pengingat",
}
USUAL = PaperTexts(
    mentor="membagikan pengetahuan dan pengalaman sesuai dengan sasaran yang disepakati;\n"
    "menyediakan waktu sesuai dengan irama pertemuan dan memberi tahu lebih awal bila berhalangan;\n"
    "memberi umpan balik dan penilaian secara jujur dan objektif;\n"
    "berhak memperoleh informasi yang diperlukan untuk membimbing mentee.",
    mentee="hadir dan berperan aktif dalam setiap pertemuan;\n"
    "mengerjakan tindak lanjut yang disepakati sebelum batas waktunya;\n"
    "mencatat setiap pertemuan dalam logbook;\n"
    "berhak memperoleh bimbingan, umpan balik, dan kesempatan menerapkan yang dipelajari.",
    superior="memberi waktu dan kesempatan kepada mentee untuk mengikuti pertemuan dan menerapkan hasilnya;\n"
    "menilai tingkat kompetensi mentee di awal, tengah, dan akhir;\n"
    "berhak menerima laporan kemajuan, kecuali catatan rahasia.",
    confidential="isi percakapan hanya digunakan untuk pengembangan mentee;\n"
    "hal yang dinyatakan rahasia tidak disampaikan kepada pihak lain tanpa persetujuan yang menyampaikan;\n"
    "kewajiban ini tetap berlaku setelah kesepakatan berakhir.",
    closing="Kesepakatan ini dibuat tanpa paksaan, berlaku sejak ditandatangani, dan dapat ditinjau kembali "
    "atas persetujuan kedua pihak.",
    reminder="Sehubungan dengan hal tersebut, mohon tindak lanjut itu segera diselesaikan dan hasilnya "
    "disampaikan pada pertemuan berikutnya. Atas perhatian dan kerja sama Saudara diucapkan terima kasih.",
)


def get(session: Session) -> PaperTexts:
    """The office's own where it wrote any, the usual ones otherwise."""
    stored = session.scalar(select(Setting.value).where(Setting.name == SETTING)) or {}
    own = {one.name: stored.get(one.name) for one in fields(PaperTexts)}
    return PaperTexts(**asdict(USUAL) | {name: text for name, text in own.items() if isinstance(text, str)})


def save(session: Session, texts: PaperTexts) -> None:
    """What is still the usual text, or was emptied, is not stored."""
    usual = asdict(USUAL)
    value: dict[str, Any] = {
        name: kept
        for name, text in asdict(texts).items()
        if (kept := clean(text).strip()) and kept != usual[name]
    }
    row = session.scalar(select(Setting).where(Setting.name == SETTING))
    if row is None:
        session.add(Setting(name=SETTING, value=value))
    elif row.value != value:
        row.value = value
    session.flush()
