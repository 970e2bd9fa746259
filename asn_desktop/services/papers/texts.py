"""What a paper says until the clerk words it otherwise: sentences made of the facts of the event."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date

from asn_desktop.domain import clock, dates
from asn_desktop.domain.calendar import DAYS
from asn_desktop.domain.marks import shown
from asn_desktop.domain.papers import PaperEvent, PaperMarks, Tally
from asn_desktop.domain.terbilang import terbilang
from asn_desktop.services.office import Office
from asn_desktop.services.papers.kinds import KINDS, Shape

MOST_ASKED = 5  # whom the letter itself is addressed to; more stand in its annex
LAWS = (
    "Undang-Undang Nomor 20 Tahun 2023 tentang Aparatur Sipil Negara",
    "Peraturan Pemerintah Nomor 11 Tahun 2017 tentang Manajemen Pegawai Negeri Sipil sebagaimana telah "
    "diubah dengan Peraturan Pemerintah Nomor 17 Tahun 2020",
    "Peraturan Lembaga Administrasi Negara Nomor 10 Tahun 2018 tentang Pengembangan Kompetensi Pegawai "
    "Negeri Sipil",
)


def usual(
    kind: str,
    event: PaperEvent,
    office: Office,
    *,
    dated: date,
    marks: PaperMarks | None = None,
    tally: Tally | None = None,
) -> dict[str, str]:
    """By name of the field; a field without a usual text is missing."""
    about = f"{event.training} Angkatan {event.angkatan} Tahun {event.year}"
    made: dict[str, Callable[[], dict[str, str]]] = {
        "undangan": lambda: _invitation(event, office, about),
        "surat_tugas": lambda: _assignment(event, office, about),
        "sk_peserta": lambda: _decree(event, office, about),
        "berita_acara": lambda: _minutes(event, office, about, dated),
        "laporan": lambda: _report(event, office, about, marks or PaperMarks(), tally or Tally()),
        "tanda_terima": lambda: {"berupa": "perlengkapan peserta (seminar kit)"},
        "honorarium": lambda: {"pajak": "\n".join(office.taxes)},
    }
    chosen = {f.name: f.choices[0] for f in KINDS[kind].fields if f.shape is Shape.CHOICE}
    return chosen | (made[kind]() if kind in made else {})


def day_span(first: date, last: date) -> str:
    """`Senin s.d. Jumat, 3 s.d. 7 November 2026`"""
    names = DAYS[first.weekday()] if first == last else f"{DAYS[first.weekday()]} s.d. {DAYS[last.weekday()]}"
    return f"{names}, {dates.span(first, last)}"


def hours(event: PaperEvent) -> str:
    """`pukul 07.30 s.d. 16.00 WIB`, as the sessions and the zone of the office say."""
    if not event.sessions:
        return f"pukul 08.00 {event.zone} s.d. selesai"
    starts = min(s.starts for s in event.sessions if s.day == event.sessions[0].day)
    ends = max(s.ends for s in event.sessions)
    return f"pukul {clock.shown(starts)} s.d. {clock.shown(ends)} {event.zone}"


def in_words(day: date) -> str:
    """`Senin tanggal sembilan bulan November tahun dua ribu dua puluh enam`"""
    return (
        f"{DAYS[day.weekday()]} tanggal {terbilang(day.day)} bulan {dates.MONTHS[day.month - 1]} "
        f"tahun {terbilang(day.year)}"
    )


_HEADS = {
    "Kecamatan": "Camat",
    "Kelurahan": "Lurah",
    "Sekretariat": "Sekretaris",
    "Inspektorat": "Inspektur",
    "Rumah Sakit": "Direktur Rumah Sakit",
    "RSUD": "Direktur RSUD",
}


def head_of(unit: str) -> str:
    """To whom a letter to a unit is addressed: `Camat Sako`, `Kepala Dinas Kesehatan`."""
    for kind, head in _HEADS.items():
        if unit.startswith(kind):
            return head + unit.removeprefix(kind)
    return f"Kepala {unit}"


def counted(number: int) -> str:
    """`40 (empat puluh)`"""
    return f"{number} ({terbilang(number)})"


def _invitation(event: PaperEvent, office: Office, about: str) -> dict[str, str]:
    asked = Counter(p.agency for p in event.people if p.agency and p.nip)
    if 1 <= len(asked) <= MOST_ASKED:
        to = [head_of(agency) for agency, _ in asked.most_common()]
    else:
        to = ["Kepala Perangkat Daerah (daftar terlampir)"]
    return {
        "sifat": "Biasa",
        "lampiran": "1 (satu) berkas" if event.people else "–",
        "hal": f"Undangan peserta {about}",
        "yth": "\n".join(to),
        "di": office.place,
        "pembuka": f"Dalam rangka pengembangan kompetensi aparatur sipil negara di lingkungan "
        f"{office.government}, {event.organiser} akan menyelenggarakan {about}. Sehubungan dengan hal "
        "tersebut, kami mengharapkan Saudara menugaskan pegawai yang namanya tercantum dalam lampiran surat "
        "ini untuk mengikuti kegiatan dimaksud, yang akan dilaksanakan pada:",
        "hari_tanggal": day_span(event.starts_on, event.ends_on),
        "waktu": hours(event),
        "tempat": event.place,
        "acara": about,
        "catatan": "",
        "penutup": "Demikian disampaikan, atas perhatian dan kerja sama Saudara diucapkan terima kasih.",
        "tembusan": "",
    }


def _assignment(event: PaperEvent, office: Office, about: str) -> dict[str, str]:
    when = day_span(event.starts_on, event.ends_on)
    where = f" bertempat di {event.place}" if event.place else ""
    return {
        "dasar": f"{LAWS[0]};\nProgram pengembangan kompetensi {office.government} Tahun {event.year}.",
        "untuk": f"Mengikuti {about} yang diselenggarakan oleh {event.organiser} pada hari {when}{where};\n"
        "Melaporkan hasil pelaksanaan tugas kepada pimpinan paling lambat 5 (lima) hari kerja setelah "
        "kegiatan selesai.",
        "penutup": "Demikian surat tugas ini dibuat untuk dilaksanakan dengan penuh tanggung jawab.",
        "tembusan": "",
    }


def _decree(event: PaperEvent, office: Office, about: str) -> dict[str, str]:
    return {
        "jabatan": f"Kepala {office.name}",
        "tentang": f"Penetapan Peserta {about}",
        "menimbang": "bahwa dalam rangka meningkatkan kompetensi aparatur sipil negara di lingkungan "
        f"{office.government} perlu diselenggarakan {event.training};\n"
        "bahwa berdasarkan pertimbangan sebagaimana dimaksud dalam huruf a, perlu menetapkan peserta "
        f"{about} dengan keputusan;",
        "mengingat": ";\n".join(LAWS) + ";",
        "memperhatikan": "",
        "diktum": "Menetapkan pegawai yang namanya tercantum dalam lampiran keputusan ini sebagai peserta "
        f"{about}.\n"
        f"Kegiatan sebagaimana dimaksud dalam diktum KESATU dilaksanakan pada tanggal {event.span}"
        + (f" di {event.place}" if event.place else "")
        + f" selama {counted(event.jp)} jam pelajaran.\n"
        "Segala biaya yang timbul akibat ditetapkannya keputusan ini dibebankan pada "
        + (event.funding or "anggaran sesuai dengan ketentuan peraturan perundang-undangan")
        + ".\nKeputusan ini mulai berlaku pada tanggal ditetapkan.",
        "tembusan": "",
    }


def _minutes(event: PaperEvent, office: Office, about: str, dated: date) -> dict[str, str]:
    return {
        "pembuka": f"Pada hari ini {in_words(dated)}, bertempat di {office.place}, telah dilaksanakan rapat "
        f"penetapan kelulusan peserta {about} yang diselenggarakan oleh {event.organiser} pada tanggal "
        f"{event.span}.",
        "rapat": "",
        "bahan": "Rekapitulasi nilai peserta\nRekapitulasi kehadiran peserta",
        "penutup": "Demikian berita acara ini dibuat dengan sebenarnya untuk dipergunakan sebagaimana "
        "mestinya.",
    }


def _report(event: PaperEvent, office: Office, about: str, marks: PaperMarks, tally: Tally) -> dict[str, str]:
    where = f" di {event.place}" if event.place else ""
    passed = sum(line.result == "Lulus" for line in marks.lines)
    finals = [line.final for line in marks.lines if line.final is not None]
    attendance = "" if tally.percent is None else f" dengan rata-rata kehadiran {shown(tally.percent)} persen"
    reached = f"Kegiatan diikuti oleh {counted(len(event.people))} orang peserta{attendance}."
    if passed:
        reached += f" Peserta yang dinyatakan lulus sebanyak {counted(passed)} orang."
    if finals:
        reached += f" Rata-rata nilai akhir peserta adalah {shown(sum(finals) / len(finals))}."
    return {
        "bidang": "",
        "latar_belakang": "Pengembangan kompetensi merupakan hak sekaligus kewajiban setiap aparatur sipil "
        f"negara. Untuk memenuhi kebutuhan tersebut, {event.organiser} menyelenggarakan {about}.",
        "dasar_hukum": ";\n".join(LAWS) + ".",
        "maksud_tujuan": f"Kegiatan ini dimaksudkan untuk meningkatkan kompetensi aparatur sipil negara di "
        f"lingkungan {office.government} melalui {event.training}.",
        "uraian": f"Kegiatan dilaksanakan pada tanggal {event.span}{where} selama {counted(event.jp)} jam "
        f"pelajaran dan diikuti oleh {counted(len(event.people))} orang peserta"
        + (f" dengan {counted(len(event.trainers))} orang narasumber." if event.trainers else "."),
        "capaian": reached,
        "kendala": "",
        "tindak_lanjut": "",
        "kesimpulan": f"{about} telah dilaksanakan sesuai dengan rencana.",
        "rekomendasi": "",
    } | ({"evaluasi_2": f"Rata-rata nilai akhir {shown(sum(finals) / len(finals))}."} if finals else {})
