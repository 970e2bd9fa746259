"""Laporan akhir of a pair: a page that says it all, then the logbook, and the notes where asked for."""

from __future__ import annotations

from asn_desktop.domain import dates
from asn_desktop.domain.marks import shown
from asn_desktop.domain.mentoring.papers import PaperMentee, PaperOffice, PaperPair
from asn_desktop.reports.flow import (
    Block,
    Column,
    Heading,
    PageBreak,
    Pairs,
    Paragraph,
    Section,
    Signatures,
    Table,
)
from asn_desktop.reports.flow.blocks import Sheet
from asn_desktop.reports.mentoring import logbook, progress
from asn_desktop.reports.mentoring.common import (
    NOTHING,
    hours,
    kind_title,
    level,
    sheet,
    signed_by,
    titles,
    who,
)


def section(pair: PaperPair, office: PaperOffice, paper: Sheet = "A4") -> Section:
    blocks = [
        *titles(f"LAPORAN AKHIR {kind_title(pair).upper()}", pair),
        *who(pair, ("Tujuan", pair.aim or NOTHING), *_numbers(pair)),
        _sub("A. Capaian sasaran"),
        progress.aims(pair, size=8),
        _sub("B. Tingkat kompetensi awal dan akhir"),
        _levels(pair),
        _sub("C. Penilaian akhir (1 sampai 5)" + _mean_of_one(pair)),
        _marks(pair),
        *_conclusions(pair),
        _signatures(pair, office),
        *([PageBreak()] if len(pair.mentees) == 1 else []),  # a group goes over its page anyway
        *logbook.summary(pair),
        *_notes(pair),
    ]
    return sheet(office, f"Laporan akhir {pair.title}", blocks, paper, size=9)


def _sub(title: str) -> Heading:
    return Heading(title, 9.5, "left", before=1.5, after=0.8)


def _numbers(pair: PaperPair) -> list[tuple[str, str]]:
    told = f"{len(pair.meetings)} pertemuan, {hours(pair.total_minutes)}"
    credited = [one.jp for one in pair.mentees if one.jp is not None]
    if credited and len(pair.mentees) == 1:
        told += f"; {credited[0]} JP diakui dari {pair.mentees[0].counted} pertemuan"
    elif credited:
        told += f"; {sum(credited)} JP diakui untuk {len(credited)} mentee"
    left = [f"{one.person.name} ({one.left})" for one in pair.mentees if one.left]
    return [("Pelaksanaan", told)] + ([("Berhenti lebih awal", "; ".join(left))] if left else [])


def _levels(pair: PaperPair) -> Table:
    rows = [
        (
            mentee.person.name,
            one.name,
            level(one.standard),
            level(one.way[0]),
            level(one.way[-1]),
            NOTHING if one.gained is None else f"{one.gained:+d}".replace("+0", "0"),
        )
        for mentee in pair.mentees
        for one in mentee.levels
    ]
    columns = (
        Column("Mentee", 50, merged=True),
        Column("Kompetensi"),
        Column("Standar", 18, "centre"),
        Column("Awal", 16, "centre"),
        Column("Akhir", 16, "centre"),
        Column("Naik", 14, "centre"),
    )
    return Table(columns, rows, size=8, empty="Belum ada kompetensi yang dinilai.")


def _marks(pair: PaperPair) -> Table:
    """A group has its aspects in columns."""
    if len(pair.mentees) == 1:
        return _of_one(pair.mentees[0])
    aspects = [name for name, _value in pair.mentees[0].marks] if pair.mentees else []
    columns = (
        Column("Mentee"),
        *(Column(name, 21, "centre") for name in aspects),
        Column("Rata-rata", 17, "centre"),
    )
    rows_of_all = [
        (one.person.name, *(level(value) for _name, value in one.marks), _mean(one)) for one in pair.mentees
    ]
    return Table(columns, rows_of_all, size=8, empty="Belum dinilai.")


def _of_one(one: PaperMentee) -> Table:
    """Two aspects side by side, so that the report stays on its page."""
    cells = [(name, level(value)) for name, value in one.marks]
    half = (len(cells) + 1) // 2
    left, right = cells[:half], [*cells[half:], *([("", "")] * (2 * half - len(cells)))]
    rows = [(*a, *b) for a, b in zip(left, right, strict=True)]
    mark = Column("Nilai", 16, "centre")
    return Table((Column("Aspek"), mark, Column("Aspek"), mark), rows, size=8, empty="Belum dinilai.")


def _mean_of_one(pair: PaperPair) -> str:
    if len(pair.mentees) != 1 or pair.mentees[0].mean is None:
        return ""
    return f", rata-rata {_mean(pair.mentees[0])}"


def _mean(one: PaperMentee) -> str:
    return NOTHING if one.mean is None else shown(round(one.mean, 2))


def _conclusions(pair: PaperPair) -> list[Block]:
    found: list[Block] = [_sub("D. Kesimpulan dan rekomendasi")]
    several = len(pair.mentees) > 1
    for one in pair.mentees:
        if several:
            found.append(Paragraph(one.person.name, "left", bold=True, after=0.5))
        rows = (
            ("Kesimpulan", one.conclusion or NOTHING),
            ("Siap untuk", one.ready_for or NOTHING),
            ("Pelatihan lanjutan", one.next_training or NOTHING),
        )
        found.append(Pairs(rows, label=34, after=1.5))
    return found


def _signatures(pair: PaperPair, office: PaperOffice) -> Signatures:
    place = f"{office.place}, {dates.long(pair.ends_on) if not office.dated else office.dated}"
    mentor = signed_by("Mentor,", pair.mentor, place)
    if len(pair.mentees) != 1:
        return Signatures((mentor,), room=12, before=3)
    one = pair.mentees[0]
    superior = signed_by("Atasan langsung,", one.superior, "Mengetahui,")
    return Signatures((superior, mentor), room=12, before=3)


def _notes(pair: PaperPair) -> list[Block]:
    """Only where they were asked for: that is logged by who hands them over."""
    if not pair.notes:
        return []
    found: list[Block] = [PageBreak(), Heading("CATATAN RAHASIA", 12, before=0, after=2)]
    for one in pair.notes:
        found.append(Paragraph(f"{dates.long(one.day)}, {one.author}", "left", bold=True, after=0.5))
        found.append(Paragraph(one.text, "left", after=3))
    return found
