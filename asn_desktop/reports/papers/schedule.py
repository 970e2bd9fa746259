"""Jadwal: days, times, subjects, JP, trainers."""

from __future__ import annotations

from collections.abc import Sequence

from asn_desktop.domain import clock
from asn_desktop.domain.papers import PaperEvent, PaperSession
from asn_desktop.reports.flow import Column, Row, Section, Table
from asn_desktop.reports.papers.common import Look, about, day_words, sheet, titles


def section(event: PaperEvent, look: Look) -> Section:
    sessions = sorted(event.sessions, key=lambda s: (s.day, s.starts, s.ends, s.class_name))
    rooms = len({session.room for session in sessions if session.room}) > 1
    columns = [
        Column("Hari/tanggal", 33, merged=True),
        Column(f"Waktu ({event.zone})", 25, "centre"),
        Column("Kegiatan/materi"),
        Column("JP", 10, "centre"),
        Column("Narasumber/PIC", 44),
    ]
    if rooms:
        columns.append(Column("Ruang", 24))
    rows = [_row(session, rooms=rooms) for session in sessions]
    rows += [_total(words, jp, len(columns)) for words, jp in totals(sessions)]
    return sheet(
        look,
        "Jadwal",
        [
            *titles("JADWAL PELATIHAN", event),
            about(("Tanggal", event.span), ("Tempat", event.place), ("Metode", event.method)),
            Table(tuple(columns), rows, empty="Jadwal belum disusun."),
        ],
    )


def totals(sessions: Sequence[PaperSession]) -> list[tuple[str, int]]:
    """The JP that one who takes part hears: classes run beside each other and are summed apart."""
    common = sum(session.jp for session in sessions if not session.class_name)
    classes = sorted({session.class_name for session in sessions if session.class_name})
    sums = [
        (name, common + sum(session.jp for session in sessions if session.class_name == name))
        for name in classes
    ]
    if len({jp for _, jp in sums}) > 1:
        return [(f"Jumlah JP kelas {name}", jp) for name, jp in sums]
    if not sessions:
        return []
    return [("Jumlah JP", sums[0][1] if sums else common)]


def _row(session: PaperSession, *, rooms: bool) -> Row:
    title = f"{session.title} (kelas {session.class_name})" if session.class_name else session.title
    cells = [
        day_words(session.day).replace(", ", ",\n", 1),
        f"{clock.shown(session.starts)}–{clock.shown(session.ends)}",
        title,
        str(session.jp) if session.jp else "–",
        "\n".join(session.trainers),
    ]
    return Row(tuple([*cells, session.room] if rooms else cells))


def _total(words: str, jp: int, columns: int) -> Row:
    return Row((words, str(jp), ""), (3, 1, columns - 4), bold=True, tint=True)
