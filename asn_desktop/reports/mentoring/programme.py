"""Report of a programme: pairs, meetings, JP, levels before and after, aims, what was stopped and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from asn_desktop.domain.marks import shown
from asn_desktop.domain.mentoring import words
from asn_desktop.domain.mentoring.papers import PaperOffice
from asn_desktop.domain.mentoring.summary import (
    AgencyLine,
    LevelChange,
    MentorLine,
    PairLine,
    ProgrammeReport,
    Spread,
)
from asn_desktop.reports.flow import (
    Bars,
    Block,
    Column,
    Heading,
    Pairs,
    Paragraph,
    Row,
    Section,
    Signatures,
    Table,
    Together,
)
from asn_desktop.reports.flow.blocks import Sheet
from asn_desktop.reports.mentoring.common import NOTHING, hours, level, sheet


def section(report: ProgrammeReport, office: PaperOffice, paper: Sheet = "A4") -> Section:
    blocks = [
        Heading(
            f"LAPORAN PROGRAM {words.KINDS.get(report.kind, 'Mentoring').upper()}", 13, before=0, after=1
        ),
        Heading(report.name.upper(), 11, before=0, after=4),
        _about(report),
        _sub("A. Ringkasan"),
        _numbers(report),
        *_months(report),
        _sub("B. Tingkat kompetensi sebelum dan sesudah"),
        *_levels(report.levels),
        _sub("C. Pasangan"),
        pairs_table(report.pairs),
        _sub("D. Yang dihentikan atau berhenti lebih awal"),
        _stopped(report),
        _sub("E. Perangkat daerah"),
        agencies_table(report.agencies),
        *([Signatures((office.signature,))] if office.signature else []),
    ]
    return sheet(office, f"Laporan {report.name}", blocks, paper)


def _sub(title: str) -> Heading:
    return Heading(title, 10.5, "left", before=3, after=1)


def _about(report: ProgrammeReport) -> Pairs:
    rows = (
        ("Tujuan", report.aim),
        ("Waktu", report.span),
        ("Penyelenggara", report.organiser),
        ("Dasar", report.basis),
        ("Keadaan", report.state + (f": {report.stop_reason}" if report.stop_reason else "")),
        ("Aturan JP", report.rule),
    )
    return Pairs(tuple((label, value) for label, value in rows if value), after=2)


def _numbers(report: ProgrammeReport) -> Pairs:
    states = Counter(one.state for one in report.pairs)
    told = ", ".join(f"{n} {state.lower()}" for state, n in states.most_common())
    meetings, minutes = sum(p.meetings for p in report.pairs), sum(p.minutes for p in report.pairs)
    jp, aims = sum(p.jp for p in report.pairs), sum(p.aims for p in report.pairs)
    reached, still = sum(p.reached for p in report.pairs), sum(p.open_actions for p in report.pairs)
    rows = (
        ("Pasangan", f"{len(report.pairs)} ({told})" if told else "0"),
        ("Mentee", f"{report.mentees} orang"),
        ("Pertemuan", f"{meetings}, {hours(minutes)}"),
        ("JP yang diakui", f"{jp} JP"),
        ("Sasaran tercapai", f"{reached} dari {aims}" if aims else "belum ada sasaran"),
        ("Tindak lanjut terbuka", str(still)),
    )
    return Pairs(rows, after=2)


def _months(report: ProgrammeReport) -> list[Block]:
    if len(report.months) < 2:
        return []
    best = max(report.months, key=lambda one: one[1])
    bars = tuple((name, float(count)) for name, count in report.months)
    return [Bars(f"Pertemuan terbanyak pada {best[0]} ({best[1]})", bars, label=40)]


def _levels(levels: Sequence[LevelChange]) -> list[Block]:
    columns = (
        Column("Kompetensi"),
        Column("Standar", 15, "centre"),
        Column("Orang", 14, "right"),
        Column("Awal", 33, "centre"),
        Column("Akhir", 33, "centre"),
        Column("Naik", 13, "right"),
        Column("Tetap", 13, "right"),
        Column("Turun", 13, "right"),
    )
    rows = [
        (
            one.name,
            level(one.standard),
            str(one.before.people if one.before else 0),
            _spread(one.before),
            _spread(one.after),
            str(one.higher),
            str(one.same),
            str(one.lower),
        )
        for one in levels
    ]
    found: list[Block] = [
        Table(columns, rows, size=8.5, empty="Belum ada tingkat yang dicatat."),
        Paragraph(
            "\n".join(
                [
                    "Awal dan akhir: rata-rata ± simpangan baku (terendah–tertinggi) dari orang yang sama, "
                    "yaitu yang dinilai di awal dan di akhir.",
                    *filter(None, map(_left_out, levels)),
                ]
            ),
            "left",
            size=8,
        ),
    ]
    known = [one for one in levels if one.before and one.after]
    if known:
        bars = tuple(
            bar
            for one in known
            for bar in (
                (f"{one.name}, awal", one.before.mean if one.before else 0.0),
                (f"{one.name}, akhir", one.after.mean if one.after else 0.0),
            )
        )
        found.append(Bars("Tingkat rata-rata di awal dan di akhir", bars, most=5, decimals=2, label=70))
    return found


def _spread(one: Spread | None) -> str:
    if one is None:
        return NOTHING
    return f"{_two(one.mean)} ± {_two(one.deviation)} ({one.low}–{one.high})"


def _two(value: float) -> str:
    return shown(round(value, 2))


def _left_out(one: LevelChange) -> str:
    told = []
    if one.only_before:
        told.append(f"{one.only_before} orang hanya dinilai di awal")
    if one.only_after:
        told.append(f"{one.only_after} orang hanya dinilai di akhir")
    if one.standard and (one.after or one.only_after):
        told.append(f"{one.meeting_standard} orang di akhir memenuhi standar {one.standard}")
    return f"{one.name}: {'; '.join(told)}." if told else ""


def pairs_table(lines: Sequence[PairLine], *, programme: bool = False) -> Table:
    """`programme`: of several, each told with its own."""
    first = Column("Program", 46) if programme else Column("Mentor", 46)
    columns = (
        Column("No.", 9, "centre"),
        first,
        Column("Mentee"),
        Column("Keadaan", 22),
        Column("Per-\ntemuan", 16, "right"),
        Column("Menit", 14, "right"),
        Column("JP", 11, "right"),
        Column("Sasaran", 17, "right"),
        Column("Nilai", 13, "right"),
    )
    rows: list[Row | tuple[str, ...]] = [
        (
            str(n),
            f"{one.programme}\n{one.span}" if programme else "\n".join(filter(None, (one.mentor, one.unit))),
            "\n".join(one.mentees),
            one.state,
            str(one.meetings),
            str(one.minutes),
            str(one.jp),
            f"{one.reached}/{one.aims}" if one.aims else NOTHING,
            NOTHING if one.mean is None else _two(one.mean),
        )
        for n, one in enumerate(lines, 1)
    ]
    if lines:
        total = (
            str(sum(one.meetings for one in lines)),
            str(sum(one.minutes for one in lines)),
            str(sum(one.jp for one in lines)),
            f"{sum(one.reached for one in lines)}/{sum(one.aims for one in lines)}",
            "",
        )
        rows.append(Row(("Jumlah", *total), (4, 1, 1, 1, 1, 1), bold=True))
    return Table(columns, rows, size=8, empty="Belum ada pasangan.")


def _stopped(report: ProgrammeReport) -> Table:
    stopped = [
        (f"{p.mentor} – {', '.join(p.mentees)}", p.reason or NOTHING) for p in report.pairs if p.reason
    ]
    return Table(
        (Column("Siapa", 80), Column("Alasan")),
        [*stopped, *report.left],
        size=8.5,
        empty="Tidak ada.",
    )


def agencies_table(lines: Sequence[AgencyLine]) -> Table:
    columns = (
        Column("No.", 9, "centre"),
        Column("Perangkat daerah"),
        Column("Mentor", 16, "right"),
        Column("Mentee", 16, "right"),
        Column("Selesai", 16, "right"),
        Column("Pertemuan", 20, "right"),
        Column("JP", 13, "right"),
        Column("Kenaikan tingkat", 34, "right"),
    )
    rows = [
        (
            str(n),
            one.name,
            str(one.mentors),
            str(one.mentees),
            str(one.finished),
            str(one.meetings),
            str(one.jp),
            NOTHING if one.gained is None else f"rata-rata {_two(one.gained)} ({one.seen} penilaian)",
        )
        for n, one in enumerate(lines, 1)
    ]
    return Table(columns, rows, size=8.5, empty="Belum ada pasangan.")


def mentors_section(
    lines: Sequence[MentorLine], title: str, office: PaperOffice, paper: Sheet = "A4"
) -> Section:
    """Load and results of each mentor, over years."""
    blocks: list[Block] = [
        Heading("LAPORAN PER MENTOR", 13, before=0, after=1),
        Heading(title.upper(), 11, before=0, after=4),
    ]
    for one in lines:
        years = Counter(pair.year for pair in one.pairs if pair.year)
        told_years = "; ".join(f"{year}: {count} pasangan" for year, count in sorted(years.items()))
        running = sum(p.state == words.STATES[words.RUNNING] for p in one.pairs)
        head = ", ".join(filter(None, (one.name, f"NIP {one.nip}" if one.nip else "", one.unit)))
        told = Paragraph(
            f"{len(one.pairs)} pasangan ({running} sedang berjalan), {one.mentees} mentee, "
            f"{one.meetings} pertemuan. {told_years}.",
            "left",
            size=9,
            after=1,
        )
        title_of = Heading(head, 10, "left", before=4, after=1)
        blocks.append(Together((title_of, told, pairs_table(one.pairs, programme=True))))
    if not lines:
        blocks.append(Paragraph("Belum ada mentor.", "left"))
    blocks += [Signatures((office.signature,))] if office.signature else []
    return sheet(office, "Laporan per mentor", blocks, paper)


def agencies_section(
    lines: Sequence[AgencyLine], title: str, office: PaperOffice, paper: Sheet = "A4"
) -> Section:
    most = [one for one in lines if one.mentees][:12]
    chart: list[Block] = []
    if len({one.mentees for one in most}) > 1:  # else there is nothing to compare
        bars = tuple((one.name, float(one.mentees)) for one in most)
        chart = [Bars(f"Mentee terbanyak dari {most[0].name} ({most[0].mentees})", bars, " orang", label=70)]
    blocks = [
        Heading("LAPORAN MENTORING PER PERANGKAT DAERAH", 13, before=0, after=1),
        Heading(title.upper(), 11, before=0, after=4),
        agencies_table(lines),
        *chart,
        *([Signatures((office.signature,))] if office.signature else []),
    ]
    return sheet(office, f"Laporan per perangkat daerah, {title}", blocks, paper)
