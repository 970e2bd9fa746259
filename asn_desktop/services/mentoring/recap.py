"""A programme as Excel: pairs, mentees with levels and JP, meetings, what was agreed, levels in sum."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from sqlalchemy.orm import Session

from asn_desktop.domain.mentoring import words
from asn_desktop.domain.mentoring.papers import PaperPair
from asn_desktop.domain.mentoring.summary import ProgrammeReport, Spread
from asn_desktop.services import office
from asn_desktop.services.mentoring import facts, reports
from asn_desktop.spreadsheets.writing import ColumnOut, SheetOut
from asn_desktop.spreadsheets.writing import write as write_book

_NUMBER = "number"
_PAIRS = (
    *(ColumnOut("No.", 6, _NUMBER), ColumnOut("Mentor", 38), ColumnOut("Unit kerja mentor", 40)),
    *(ColumnOut("Mentee", 50), ColumnOut("Keadaan", 14), ColumnOut("Waktu", 30)),
    *(ColumnOut(title, 11, _NUMBER) for title in ("Pertemuan", "Menit", "JP", "Sasaran", "Tercapai")),
    *(ColumnOut("Nilai", 9, _NUMBER), ColumnOut("Tindak lanjut terbuka", 12, _NUMBER)),
    ColumnOut("Alasan dihentikan", 40),
)
_MENTEES = (
    *(ColumnOut("No.", 6, _NUMBER), ColumnOut("Nama", 38), ColumnOut("NIP", 24), ColumnOut("Jabatan", 40)),
    *(ColumnOut("Unit kerja", 40), ColumnOut("Perangkat daerah", 40), ColumnOut("Mentor", 38)),
    *(ColumnOut("Atasan", 38), ColumnOut("Pertemuan", 11, _NUMBER), ColumnOut("Menit", 9, _NUMBER)),
    *(ColumnOut("JP", 8, _NUMBER), ColumnOut("Pertemuan dihitung", 12, _NUMBER)),
    *(ColumnOut("Nilai", 9, _NUMBER), ColumnOut("Kesimpulan", 50), ColumnOut("Siap untuk", 30)),
    *(ColumnOut("Pelatihan lanjutan", 30), ColumnOut("Berhenti lebih awal", 30)),
)
_LEVELS = (
    *(ColumnOut("Mentee", 38), ColumnOut("Mentor", 38), ColumnOut("Kompetensi", 34)),
    ColumnOut("Standar", 9, _NUMBER),
    *(
        ColumnOut(f"{stage} menurut {who.lower()}", 12, _NUMBER)
        for stage in words.STAGES.values()
        for who in words.SEEN_BY.values()
    ),
    *(ColumnOut("Awal", 8, _NUMBER), ColumnOut("Akhir", 8, _NUMBER), ColumnOut("Naik", 8, _NUMBER)),
)
_MEETINGS = (
    *(ColumnOut("Mentor", 38), ColumnOut("Tanggal", 12, "date"), ColumnOut("Jam", 8)),
    *(ColumnOut("Menit", 8, _NUMBER), ColumnOut("Cara", 14), ColumnOut("Hadir", 50)),
    *(ColumnOut("Topik", 40), ColumnOut("Pembahasan", 50), ColumnOut("Hasil", 50)),
    *(ColumnOut("JP", 8, _NUMBER), ColumnOut("Keterangan JP", 40)),
)
_ACTIONS = (
    *(ColumnOut("Mentor", 38), ColumnOut("Tindak lanjut", 50), ColumnOut("Pelaksana", 38)),
    *(ColumnOut("Disepakati", 12, "date"), ColumnOut("Batas waktu", 12, "date")),
    *(ColumnOut("Keadaan", 12), ColumnOut("Terlambat (hari)", 10, _NUMBER)),
)
_CHANGES = (
    *(ColumnOut("Kompetensi", 34), ColumnOut("Standar", 9, _NUMBER), ColumnOut("Orang", 9, _NUMBER)),
    *(
        ColumnOut(f"{title} {what}", 11, _NUMBER)
        for title in ("Awal", "Akhir")
        for what in ("rata-rata", "terendah", "tertinggi", "simpangan baku")
    ),
    *(ColumnOut(title, 8, _NUMBER) for title in ("Naik", "Tetap", "Turun")),
    *(ColumnOut("Hanya awal", 9, _NUMBER), ColumnOut("Hanya akhir", 9, _NUMBER)),
    ColumnOut("Memenuhi standar", 11, _NUMBER),
)


class Recap(NamedTuple):
    """Plain data, written without the database."""

    title: str
    office: str
    report: ProgrammeReport
    pairs: tuple[PaperPair, ...]


def build(session: Session, programme_id: int, today: date) -> Recap:
    report = reports.programme(session, programme_id)
    found = facts.pairs(session, facts.ids(session, programme_id), today)
    return Recap(report.name, office.get(session).name, report, tuple(found))


def write(made: Recap, path: Path) -> None:
    """Six sheets. Confidential notes are not among them. Raises UserError when it cannot be written."""
    sheets = (
        ("Pasangan", _PAIRS, _pairs(made.report)),
        ("Mentee", _MENTEES, _mentees(made.pairs)),
        ("Tingkat", _LEVELS, _levels(made.pairs)),
        ("Pertemuan", _MEETINGS, _meetings(made.pairs)),
        ("Tindak lanjut", _ACTIONS, _actions(made.pairs)),
        ("Awal dan akhir", _CHANGES, _changes(made.report)),
    )
    write_book(
        path,
        [
            SheetOut(name, columns, rows, (f"{name}: {made.title}", made.office), made.title)
            for name, columns, rows in sheets
        ],
    )


def _pairs(report: ProgrammeReport) -> list[Sequence[object]]:
    return [
        (n, p.mentor, p.unit, ", ".join(p.mentees), p.state, p.span, p.meetings, p.minutes, p.jp, p.aims,
         p.reached, _two(p.mean), p.open_actions, p.reason)
        for n, p in enumerate(report.pairs, 1)
    ]  # fmt: skip


def _mentees(pairs: Sequence[PaperPair]) -> list[Sequence[object]]:
    both = [(pair, one) for pair in pairs for one in pair.mentees]
    return [
        (n, one.person.name, one.person.nip, one.person.jabatan, one.person.unit, one.person.agency,
         pair.mentor.name, one.superior.name if one.superior else "", one.meetings, one.minutes, one.jp,
         one.counted, _two(one.mean), one.conclusion, one.ready_for, one.next_training, one.left)
        for n, (pair, one) in enumerate(both, 1)
    ]  # fmt: skip


def _levels(pairs: Sequence[PaperPair]) -> list[Sequence[object]]:
    return [
        (
            *(one.person.name, pair.mentor.name, level.name, level.standard),
            *(level.seen.get((stage, who)) for stage in words.STAGES for who in words.SEEN_BY),
            *(level.way[0], level.way[-1], level.gained),
        )
        for pair in pairs
        for one in pair.mentees
        for level in one.levels
    ]


def _meetings(pairs: Sequence[PaperPair]) -> list[Sequence[object]]:
    return [
        (pair.mentor.name, m.day, m.starts, m.minutes, m.method, ", ".join(m.present), m.topic, m.discussion,
         m.result, m.jp, m.credit)
        for pair in pairs
        for m in pair.meetings
    ]  # fmt: skip


def _actions(pairs: Sequence[PaperPair]) -> list[Sequence[object]]:
    return [
        (pair.mentor.name, a.text, a.owner, a.met_on, a.due, a.state, a.late or None)
        for pair in pairs
        for a in pair.actions
    ]


def _changes(report: ProgrammeReport) -> list[Sequence[object]]:
    return [
        (c.name, c.standard, c.before.people if c.before else 0, *_four(c.before), *_four(c.after), c.higher,
         c.same, c.lower, c.only_before, c.only_after, c.meeting_standard if c.standard else None)
        for c in report.levels
    ]  # fmt: skip


def _four(one: Spread | None) -> tuple[float | None, ...]:
    if one is None:
        return (None,) * 4
    return _two(one.mean), one.low, one.high, _two(one.deviation)


def _two(value: float | None) -> float | None:
    return None if value is None else round(value, 2)
