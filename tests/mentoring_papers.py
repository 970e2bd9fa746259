"""An invented pair and programme on paper; the tests of the papers of mentoring start from them."""

from __future__ import annotations

from datetime import date, timedelta

import trainings

from asn_desktop.domain.mentoring import words
from asn_desktop.domain.mentoring.papers import (
    PaperAction,
    PaperAim,
    PaperLevel,
    PaperMeeting,
    PaperMentee,
    PaperOffice,
    PaperPair,
    PaperTexts,
)
from asn_desktop.domain.mentoring.summary import AgencyLine, MentorLine, PairLine, ProgrammeReport, change

TEXTS = PaperTexts(
    mentor="membimbing mentee sesuai dengan sasaran;\nmemberi umpan balik pada setiap pertemuan.",
    mentee="hadir tepat waktu;\nmengerjakan tindak lanjut yang disepakati.",
    superior="memberi waktu kepada mentee.",
    confidential="isi percakapan tidak diteruskan kepada pihak lain tanpa izin.",
    closing="Kesepakatan ini dibuat dengan sadar dan dapat ditinjau kembali.",
    reminder="Mohon diselesaikan dan dilaporkan kepada mentor.",
)
OFFICE = PaperOffice(trainings.HEAD, trainings.SIGNED, "Contoh", "24 November 2026", TEXTS)
ASPECTS = ("Kehadiran dan kedisiplinan", "Keaktifan dan inisiatif", "Pemahaman materi")
COMPETENCES = (PaperLevel("Pelayanan Publik", 3, 2), PaperLevel("Komunikasi", 3, 2))


def mentee(n: int) -> PaperMentee:
    seen = {("awal", "mentor"): 2, ("awal", "mentee"): 3, ("awal", "atasan"): 2}
    seen |= {("tengah", "mentor"): 3, ("akhir", "mentor"): 4, ("akhir", "mentee"): 4, ("akhir", "atasan"): 3}
    return PaperMentee(
        trainings.person(n),
        trainings.person(n + 20),
        (
            PaperLevel("Pelayanan Publik", 3, 2, seen, (2, 3, 3)),
            PaperLevel("Komunikasi", 3, 2, {("awal", "mentor"): 2}, (2, None, None)),
        ),
        meetings=6,
        minutes=390,
        jp=10,
        counted=5,
        marks=tuple((name, 4 if k else 5) for k, name in enumerate(ASPECTS)),
        mean=13 / 3,
        conclusion="Mampu menyusun standar pelayanan sendiri dan memeriksa rancangan rekannya.",
        ready_for="Analis kebijakan ahli muda",
        next_training="Pelatihan Pelayanan Prima",
    )


def meeting(n: int, *, coaching: bool = False) -> PaperMeeting:
    day = date(2026, 7, 7) + timedelta(14 * n)
    grow = {key: f"Isi {key} ke-{n}" for key in words.GROW} if coaching else {}
    return PaperMeeting(
        day,
        "09:15",
        65,
        f"Topik ke-{n}: peta proses pelayanan perizinan",
        "Mentee memaparkan alur pelayanan yang berlaku, lalu bersama mentor mencari langkah yang dapat "
        "dihilangkan tanpa melanggar ketentuan.",
        "Rancangan alur baru dengan dua langkah lebih sedikit",
        "Tatap muka",
        (),
        grow,
        (
            PaperAction(
                f"Menulis rancangan bagian {n}",
                "Siti Nurhaliza",
                day + timedelta(10),
                words.ACTION_STATES[words.DONE if n < 4 else words.OPEN],
                day,
                30 if n == 4 else 0,
            ),
        ),
    )


def pair(mentees: int = 1, meetings: int = 6, *, kind: str = words.MENTORING) -> PaperPair:
    held = tuple(meeting(n, coaching=kind == words.COACHING) for n in range(meetings))
    return PaperPair(
        "Mentoring Pelayanan Publik 2026",
        kind,
        "Mentee mampu menyusun standar pelayanan yang sesuai ketentuan.",
        date(2026, 7, 1),
        date(2026, 12, 31),
        "1 Juli s.d. 31 Desember 2026",
        trainings.person(11),
        tuple(mentee(n) for n in range(1, mentees + 1)),
        COMPETENCES,
        rhythm="setiap 2 minggu pada Selasa, sampai 31 Desember 2026",
        hours="09.15",
        method="Tatap muka",
        place="Ruang Anggrek",
        agreed="1 Juli 2026",
        state="Selesai",
        aims=(
            PaperAim(
                "Menyusun standar pelayanan",
                "Dokumen yang disetujui",
                "dokumen",
                0,
                4,
                3,
                75.0,
                "Semua mentee",
            ),
            PaperAim("Mempersingkat waktu tunggu", "Rata-rata tunggu", "menit", 45, 20, 20, 100.0),
            PaperAim("Menjadi narasumber internal"),
        ),
        meetings=held,
        actions=tuple(action for one in held for action in one.actions),
    )


def report(pairs: int = 8) -> ProgrammeReport:
    states = ("Selesai", "Berjalan", "Selesai", "Dihentikan")
    lines = tuple(
        PairLine(
            trainings.person(n).name,
            trainings.person(n).unit,
            tuple(trainings.person(n + 30 + k).name for k in range(1 + n % 3)),
            states[n % 4],
            "1 Juli s.d. 31 Desember 2026",
            n,
            60 * n,
            4 * n,
            2,
            n % 3,
            n % 2,
            4.25 if n % 2 else None,
            "Mentor pindah tugas ke luar daerah" if n % 4 == 3 else "",
            "Mentoring Pelayanan Publik 2026",
            2026,
        )
        for n in range(1, pairs + 1)
    )
    return ProgrammeReport(
        "Mentoring Pelayanan Publik 2026",
        words.MENTORING,
        "Meningkatkan mutu pelayanan",
        "1 Juli s.d. 31 Desember 2026",
        "Berjalan",
        "Badan Contoh",
        "Keputusan Kepala Badan",
        "2 JP setiap pertemuan, paling banyak 2 pertemuan sebulan",
        lines,
        (
            change("Pelayanan Publik", 3, [(2, 3), (2, 4), (3, 3), (1, None), (None, 5)]),
            change("Komunikasi", None, []),
        ),
        (("Juli 2026", 4), ("Agustus 2026", 9), ("September 2026", 2)),
        (
            AgencyLine("Dinas Pendidikan", 3, 7, 2, 20, 44, 0.75, 4),
            AgencyLine("Kecamatan Contoh Timur", 1, 2, 0, 5, 10),
        ),
    )


def mentors() -> tuple[MentorLine, ...]:
    return tuple(
        MentorLine(one.mentor, "19680512 199403 1 007", one.unit, (one,)) for one in report().pairs[:2]
    )
