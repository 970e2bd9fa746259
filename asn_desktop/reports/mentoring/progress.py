"""Lembar kemajuan: aims with target and value, levels as three see them, meetings; and the way travelled."""

from __future__ import annotations

from asn_desktop.domain import dates
from asn_desktop.domain.marks import shown
from asn_desktop.domain.mentoring import words
from asn_desktop.domain.mentoring.papers import PaperLevel, PaperMentee, PaperOffice, PaperPair
from asn_desktop.domain.mentoring.progress import compared, spread
from asn_desktop.reports.flow import Bars, Block, Column, Heading, Paragraph, Row, Section, Signatures, Table
from asn_desktop.reports.flow.blocks import Sheet
from asn_desktop.reports.mentoring.common import (
    NOTHING,
    hours,
    kind_title,
    level,
    number,
    sheet,
    signed_by,
    titles,
    who,
)


def section(pair: PaperPair, office: PaperOffice, paper: Sheet = "A4") -> Section:
    blocks = [
        *titles(f"LEMBAR KEMAJUAN {kind_title(pair).upper()}", pair),
        *who(pair),
        _sub("A. Pertemuan"),
        meetings(pair),
        _sub("B. Capaian sasaran"),
        aims(pair),
        _sub("C. Tingkat kompetensi"),
        levels(pair),
        *_disagreements(pair),
        *_way(pair),
        _sub("D. Tindak lanjut yang belum selesai"),
        _open_actions(pair),
        Signatures((signed_by("Mentor,", pair.mentor, f"{office.place}, {office.dated}"),)),
    ]
    return sheet(office, f"Lembar kemajuan {pair.title}", blocks, paper)


def _sub(title: str) -> Heading:
    return Heading(title, 10.5, "left", before=3, after=1)


def meetings(pair: PaperPair) -> Table:
    rows = [
        (one.person.name, str(one.meetings), hours(one.minutes), _jp(one), one.left or NOTHING)
        for one in pair.mentees
    ]
    columns = (
        Column("Mentee"),
        Column("Pertemuan", 22, "right"),
        Column("Lamanya", 32, "right"),
        Column("JP diakui", 38, "right"),
        Column("Keterangan", 36),
    )
    return Table(columns, rows, empty="Belum ada mentee.")


def _jp(one: PaperMentee) -> str:
    if one.jp is None:
        return NOTHING
    return f"{one.jp} JP dari {one.counted} pertemuan"


def aims(pair: PaperPair, size: float = 9) -> Table:
    several = len(pair.mentees) > 1
    rows = [
        (
            str(n),
            "\n".join(filter(None, (a.text, a.indicator, f"({a.of})" if several and a.of else ""))),
            number(a.baseline, a.unit),
            number(a.target, a.unit),
            number(a.value, a.unit),
            NOTHING if a.percent is None else f"{shown(round(a.percent, 1))} %",
        )
        for n, a in enumerate(pair.aims, 1)
    ]
    columns = (
        Column("No.", 9, "centre"),
        Column("Sasaran dan indikator"),
        Column("Nilai awal", 24, "right"),
        Column("Target", 24, "right"),
        Column("Capaian", 24, "right"),
        Column("Tercapai", 20, "right"),
    )
    return Table(columns, rows, size=size, empty="Belum ada sasaran.")


def levels(pair: PaperPair) -> Table:
    """Mentor, mentee and superior side by side at each stage; then the level that counts."""
    short = {"mentor": "Mtr", "mentee": "Mte", "atasan": "Ats"}
    columns = (
        Column("Mentee", 34, merged=True),
        Column("Kompetensi"),
        Column("Standar", 15, "centre"),
        *(Column(short[who], 10, "centre") for _stage in words.STAGES for who in words.SEEN_BY),
        Column("Naik", 12, "centre"),
    )
    groups = (("", 3), *((title, len(words.SEEN_BY)) for title in words.STAGES.values()), ("", 1))
    rows = [
        Row(
            (
                mentee.person.name,
                one.name,
                level(one.standard),
                *(level(one.seen.get((stage, by))) for stage in words.STAGES for by in words.SEEN_BY),
                NOTHING if one.gained is None else f"{one.gained:+d}".replace("+0", "0"),
            )
        )
        for mentee in pair.mentees
        for one in mentee.levels
    ]
    return Table(columns, rows, groups, size=8, empty="Belum ada kompetensi yang dinilai.")


def _disagreements(pair: PaperPair) -> list[Block]:
    """In words: who sees it how, where they do not agree."""
    legend = "Mtr mentor, Mte mentee, Ats atasan. Yang dihitung: atasan, bila kosong mentor, lalu mentee."
    lines = []
    for mentee in pair.mentees:
        for one in mentee.levels:
            for stage, title in words.STAGES.items():
                seen = {by: value for (at, by), value in one.seen.items() if at == stage}
                if spread(seen) >= 1:
                    lines.append(f"{mentee.person.name}, {one.name}, {title.lower()}: {compared(seen)}")
    told = "\n".join([legend, *lines])
    return [Paragraph(told, "left", size=8, after=2)]


def _way(pair: PaperPair) -> list[Block]:
    """The levels that count, as bars from the beginning to the end."""
    found: list[Block] = []
    for mentee in pair.mentees:
        if bars := tuple(bar for one in mentee.levels for bar in _bars(one)):
            found.append(Bars(f"Jalan yang ditempuh {mentee.person.name}", bars, most=5, label=70))
    return found


def _bars(one: PaperLevel) -> list[tuple[str, float]]:
    titles = list(words.STAGES.values())
    return [
        (f"{one.name}, {titles[n].lower()}", float(value))
        for n, value in enumerate(one.way)
        if value is not None
    ]


def _open_actions(pair: PaperPair) -> Table:
    rows = [
        (
            one.text,
            one.owner,
            dates.short(one.due) if one.due else NOTHING,
            f"lewat {one.late} hari" if one.late else NOTHING,
        )
        for one in pair.actions
        if one.state == words.ACTION_STATES[words.OPEN]
    ]
    columns = (
        Column("Tindak lanjut"),
        Column("Pelaksana", 48),
        Column("Batas waktu", 24, "centre"),
        Column("Terlambat", 26),
    )
    return Table(columns, rows, empty="Tidak ada tindak lanjut yang terbuka.")
