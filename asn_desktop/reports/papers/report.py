"""Laporan penyelenggaraan: cover, contents, five chapters with tables, charts and photos."""

from __future__ import annotations

from collections import Counter

from asn_desktop.domain import clock, dates
from asn_desktop.domain.marks import shown
from asn_desktop.domain.papers import Letter, PaperSession
from asn_desktop.reports.flow import (
    Bars,
    Block,
    Column,
    Contents,
    Drawn,
    Gap,
    Heading,
    Numbered,
    PageBreak,
    Pairs,
    Paragraph,
    Pen,
    Photos,
    Row,
    Section,
    Signatures,
    Table,
)
from asn_desktop.reports.flow.blocks import Sheet
from asn_desktop.reports.flow.pictures import put
from asn_desktop.reports.page import MM
from asn_desktop.reports.papers.common import name_nip, numbered
from asn_desktop.reports.papers.letters import FIRST, MARGINS, number
from asn_desktop.reports.papers.schedule import totals

NOTHING = "–"
_MOST_BARS = 12
_ARMS = (28, 34)  # mm


def sections(letter: Letter, paper: Sheet = "A4", footer: str = "") -> list[Section]:
    """The cover stands by itself and is not counted."""
    cover = Section(
        "Laporan penyelenggaraan",
        _cover(letter),
        paper,
        font=letter.font,
        size=12,
        margins=MARGINS,
        paged=False,
    )
    body = Section(
        "Isi laporan penyelenggaraan",
        [*_words(letter), *_data(letter), *_pictures(letter), Signatures((letter.signature,))],
        paper,
        font=letter.font,
        size=11,
        margins=MARGINS,
        footer=footer,
        listed=False,
    )
    return [cover, body]


def _cover(letter: Letter) -> list[Block]:
    event = letter.event
    lines = [letter.texts.get("bidang", "").upper(), *letter.head.lines, f"TAHUN {event.year}"]
    return [
        Gap(12),
        *_arms(letter),
        Heading("LAPORAN KEGIATAN PELATIHAN", 18, after=12),
        Heading(event.training.upper(), 16, after=5),
        Heading(f"ANGKATAN {event.angkatan}", 14, after=5),
        Paragraph(event.span, "centre", size=13, after=6),
        Paragraph(f"Nomor: {number(letter)}", "centre", size=12),
        Gap(75),
        *[Heading(line, 13, before=0, after=1.5) for line in lines if line],
    ]


def _arms(letter: Letter) -> list[Block]:
    picture = letter.head.arms
    if picture is None:
        return []

    def paint(pen: Pen, left: float, top: float, width: float) -> bytes:
        wide, high = _ARMS[0] * MM, _ARMS[1] * MM
        return put(pen, picture, (left + (width - wide) / 2, top - high, wide, high))

    return [Drawn(_ARMS[1], paint), Gap(8)]


def _words(letter: Letter) -> list[Block]:
    return [
        Heading("DAFTAR ISI", 13, after=4),
        Contents(),
        *_chapter("I. PENDAHULUAN"),
        *_part(letter, "A. Latar Belakang", "latar_belakang"),
        *_items(letter, "B. Dasar Hukum", "dasar_hukum"),
        *_part(letter, "C. Maksud dan Tujuan", "maksud_tujuan"),
        *_chapter("II. PELAKSANAAN"),
        *_part(letter, "A. Uraian Pelaksanaan", "uraian"),
        *_part(letter, "B. Capaian", "capaian"),
        *_part(letter, "C. Kendala", "kendala"),
        *_chapter("III. TINDAK LANJUT"),
        *_part(letter, "A. Tindak Lanjut", "tindak_lanjut"),
        *_part(letter, "B. Kesimpulan", "kesimpulan"),
        *_items(letter, "C. Rekomendasi", "rekomendasi"),
    ]


def _chapter(title: str) -> list[Block]:
    return [PageBreak(), Heading(title, 13, level=1, before=0, after=4)]


def _sub(title: str) -> Heading:
    return Heading(title, 11, "left", level=2, before=4, after=2)


def _part(letter: Letter, title: str, field: str) -> list[Block]:
    text = letter.texts.get(field, "")
    return [_sub(title), Paragraph(text, first=FIRST) if text else Paragraph(NOTHING, "left")]


def _items(letter: Letter, title: str, field: str) -> list[Block]:
    items = letter.items(field)
    return [_sub(title), Numbered(items) if items else Paragraph(NOTHING, "left")]


def _data(letter: Letter) -> list[Block]:
    event, tally = letter.event, letter.tally
    agencies = {one.agency or one.unit for one in event.people} - {""}
    present = "" if tally.percent is None else f"{shown(tally.percent)} %"
    return [
        *_chapter("IV. DATA PELAKSANAAN"),
        Table(
            (
                Column("Pelaksanaan", align="centre"),
                Column("Lokasi", align="centre"),
                Column("Metode", 40, "centre"),
            ),
            [(event.span, event.place or NOTHING, event.method or NOTHING)],
        ),
        Table(
            (
                Column("Peserta", align="centre"),
                Column("Pengajar", align="centre"),
                Column("Kehadiran", 40, "centre"),
            ),
            [
                (
                    f"{len(event.people)} orang dari {len(agencies)} instansi",
                    f"{len(event.trainers)} orang",
                    present or NOTHING,
                )
            ],
        ),
        *_attendance(letter),
        _sub("A. Jadwal"),
        _schedule(event.sessions, event.zone),
        _sub("B. Pengajar"),
        Table(
            (Column("No.", 9, "centre"), Column("Nama/NIP", 60), Column("Jabatan"), Column("Instansi", 45)),
            [(str(n), name_nip(one), one.jabatan, one.unit) for n, one in numbered(event.trainers)],
            empty="Belum ada pengajar.",
        ),
        _sub("C. Peserta"),
        Table(
            (
                Column("No.", 9, "centre"),
                Column("Nama", 50),
                Column("NIP/NIK", 38),
                Column("Jabatan"),
                Column("Instansi", 34),
            ),
            [(str(n), one.name, one.nip, one.jabatan, one.unit) for n, one in numbered(event.people)],
            empty="Belum ada peserta.",
        ),
        _sub("D. Hasil Evaluasi"),
        Pairs(
            tuple(
                (f"Level {n} ({what})", letter.texts.get(f"evaluasi_{n}", "") or NOTHING)
                for n, what in enumerate(("reaksi", "pembelajaran", "perilaku", "hasil"), 1)
            ),
            after=4,
        ),
        *_marks(letter),
    ]


def _attendance(letter: Letter) -> list[Block]:
    tally = letter.tally
    if not tally.slots:
        return []
    counted = (
        ("Hadir", tally.present),
        ("Izin", tally.excused),
        ("Sakit", tally.ill),
        ("Tanpa keterangan", tally.missing),
    )
    blocks: list[Block] = [Pairs(tuple((label, f"{n} dari {tally.slots}") for label, n in counted), after=3)]
    if len(tally.by_day) > 1:
        bars = tuple((dates.long(day), percent) for day, percent in tally.by_day)
        low = min(tally.by_day, key=lambda one: one[1])
        title = f"Kehadiran terendah {shown(low[1])} % pada {dates.long(low[0])}"
        blocks.append(Bars(title, bars, " %", most=100, decimals=1))
    return blocks


def _schedule(sessions: tuple[PaperSession, ...], zone: str) -> Table:
    rows = [
        Row(
            (
                dates.long(s.day),
                f"{clock.shown(s.starts)}–{clock.shown(s.ends)}",
                s.title,
                "\n".join(s.trainers),
                str(s.jp) if s.jp else "",
            )
        )
        for s in sessions
    ]
    rows += [Row((words, str(jp)), (4, 1), bold=True) for words, jp in totals(sessions)]
    return Table(
        (
            Column("Tanggal", 31, merged=True),
            Column(f"Waktu ({zone})", 25, "centre"),
            Column("Kegiatan/materi"),
            Column("Pengajar", 42),
            Column("JP/OJ", 12, "right"),
        ),
        rows,
        empty="Jadwal belum disusun.",
    )


def _marks(letter: Letter) -> list[Block]:
    """How many got which predikat, where there are marks."""
    lines = [line for line in letter.marks.lines if line.final is not None]
    if not lines:
        return []
    counted = Counter(line.predikat or "Tanpa predikat" for line in lines)
    best = max(counted.items(), key=lambda one: one[1])
    order = sorted(lines, key=lambda line: -(line.final or 0))
    names = list(dict.fromkeys(line.predikat or "Tanpa predikat" for line in order))[:_MOST_BARS]
    bars = tuple((name, float(counted[name])) for name in names)
    title = f"Predikat terbanyak: {best[0]} ({best[1]} dari {len(lines)} peserta)"
    return [Bars(title, bars, " orang")]


def _pictures(letter: Letter) -> list[Block]:
    return [*_chapter("V. DOKUMENTASI"), Photos(letter.photos)] if letter.photos else []
