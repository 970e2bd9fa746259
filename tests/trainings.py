"""An invented training on paper: any number of people, days and subjects, some with awkward names."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from asn_desktop.domain import dates
from asn_desktop.domain.papers import (
    CertificateLine,
    Letterhead,
    MarkLine,
    PaperEvent,
    PaperMarks,
    PaperPerson,
    PaperSession,
    Signature,
)

FIRST = date(2026, 11, 2)
NAMES = (
    "Siti Nurhaliza",
    "Ahmad Fauzi",
    "Marlina Oktaviani",
    "Bambang",
    "Dewi Kartika Sari",
    "Yohanes Ḥabib",
)
LONG_NAME = (
    "Dr. Hj. Raden Ayu Siti Nurhaliza Rahmawati Kusumaningrum Tjokroaminoto Binti Abdurrahman, S.Sos., M.Si."
)
UNITS = (
    "Dinas Pendidikan",
    "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia",
    "Kecamatan Contoh Timur",
    "Dinas Pekerjaan Umum dan Penataan Ruang",
)
POSTS = ("Analis Sumber Daya Manusia Aparatur Ahli Muda", "Pengadministrasi Umum", "Kepala Subbagian Umum")
HEAD = Letterhead(
    ("PEMERINTAH KOTA CONTOH", "BADAN KEPEGAWAIAN DAN PENGEMBANGAN SUMBER DAYA MANUSIA"),
    "Jalan Merdeka Nomor 1, Kode Pos 30131, Telepon (0711) 123456",
)
SIGNED = Signature(
    ("Plt. KEPALA BADAN KEPEGAWAIAN DAN", "PENGEMBANGAN SUMBER DAYA MANUSIA,"),
    "Drs. AHMAD FAUZI RAHMAN, M.Si.",
    "Pembina Utama Muda (IV/c)",
    "19680512 199403 1 007",
    "Contoh, 24 November 2026",
)
_DAY = (
    ("07:30", "09:00", "materi", 2),
    ("09:00", "09:15", "istirahat", 0),
    ("09:15", "11:30", "materi", 3),
    ("11:30", "13:00", "istirahat", 0),
    ("13:00", "15:15", "materi", 3),
    ("15:15", "16:00", "materi", 1),
)


def person(n: int) -> PaperPerson:
    return PaperPerson(
        n,
        LONG_NAME if n == 3 else f"{NAMES[n % len(NAMES)]} ke-{n}, S.E., M.M.",
        "" if n == 4 else f"198001{n % 28 + 1:02d} 200801 {n % 2 + 1} {n:03d}",
        "Penata Tingkat I (III/d)",
        POSTS[n % len(POSTS)],
        UNITS[n % len(UNITS)],
        "Palembang, 17 Januari 1980",
        "Perempuan" if n % 2 else "Laki-laki",
        "S-1 Administrasi Negara",
        "0812 3456 7890" if n % 3 else "",
        f"nama.{n}@contoh.go.id",
        "Jalan Contoh Raya Nomor 12, RT 03 RW 04, Kelurahan Contoh Ilir, Kecamatan Contoh Timur",
        code=f"K12P{n}C07",
    )


@lru_cache(maxsize=8)
def event(people: int = 30, days: int = 5) -> PaperEvent:
    trainers = tuple(f"Dr. Narasumber ke-{n}, M.Si." for n in range(1, 4))
    sessions = tuple(
        PaperSession(
            FIRST + timedelta(day),
            starts,
            ends,
            "Istirahat" if kind == "istirahat" else f"Materi {day * 4 + n}: Penyusunan Rencana Pengembangan",
            kind,
            jp,
            trainers[n % 3 : n % 3 + 1] if kind == "materi" else (),
            "Aula Lantai 2",
        )
        for day in range(days)
        for n, (starts, ends, kind, jp) in enumerate(_DAY, 1)
    )
    last = FIRST + timedelta(days - 1)
    return PaperEvent(
        "Bimbingan Teknis Penyusunan Rencana Pengembangan Kompetensi",
        "II",
        2026,
        FIRST,
        last,
        dates.span(FIRST, last),
        "Gedung Diklat Kota Contoh, Jalan Merdeka Nomor 1",
        "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia Kota Contoh",
        9 * days,
        "Bimbingan teknis",
        "Klasikal",
        "APBD Kota Contoh Tahun Anggaran 2026",
        tuple(person(n) for n in range(1, people + 1)),
        tuple(PaperPerson(n, name, role="Narasumber", unit=UNITS[0]) for n, name in enumerate(trainers, 1)),
        sessions=sessions,
        subjects=tuple(("Kelompok inti", f"Materi {n}", 2) for n in range(1, 9)),
    )


def marks(of: PaperEvent, components: int = 6) -> PaperMarks:
    names = ("Pre-test (10%)", "Post-test (20%)", *(f"Materi yang ke-{n} (10%)" for n in range(1, 40)))
    lines = tuple(
        MarkLine(
            one,
            tuple(None if one.number == 2 else 70 + (one.number * 7 + k * 3) % 30 for k in range(components)),
            None if one.number == 2 else 70 + one.number % 30 + 0.25,
            "" if one.number == 2 else "Memuaskan",
            96.5,
            "Tidak lulus" if one.number == 2 else "Lulus",
            "Belum mengikuti ujian" if one.number == 2 else "",
        )
        for one in of.people
    )
    return PaperMarks(names[:components], lines)


def certificates(of: PaperEvent) -> tuple[CertificateLine, ...]:
    return tuple(
        CertificateLine(one, f"800.1.4/{one.number:04d}/BKPSDM-III/2026", of.ends_on) for one in of.people
    )
