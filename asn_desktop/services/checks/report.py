"""The outcome of a check as text and as a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from asn_desktop.domain.errors import UserError
from asn_desktop.domain.files import replacing
from asn_desktop.services.anchors import Anchor
from asn_desktop.services.checks.findings import NOTE, SEVERITIES, Finding, Report
from asn_desktop.services.trail.words import counted
from asn_desktop.spreadsheets.writing import ColumnOut, SheetOut, write

TITLE = "Laporan pemeriksaan data"
NO_ANCHOR = (
    "Ujung riwayat tidak dapat dicatat di luar basis data. Pastikan folder data program boleh ditulisi."
)
_FINDINGS = (
    ColumnOut("Tingkat", 16),
    ColumnOut("Bagian", 22),
    ColumnOut("Data", 44),
    ColumnOut("Temuan", 70),
    ColumnOut("Yang harus dilakukan", 70),
    ColumnOut("Keterangan teknis", 40),
)
_PARTS = (ColumnOut("Bagian", 24), ColumnOut("Yang diperiksa", 44), ColumnOut("Temuan", 10, "number"))


def outcome(report: Report) -> str:
    """In one sentence."""
    if report.count:
        return f"Ada {counted(report.count)} hal yang harus diperhatikan."
    return "Semua data baik." + (" Ada catatan di bawah." if report.findings else "")


def last(anchor: Anchor | None) -> str:
    """When the last check was, and how it ended."""
    if anchor is None:
        return "Belum pernah diperiksa di komputer ini."
    number = anchor.why.partition(" ")[2]
    how = f"{number} hal harus diperhatikan" if number else "semua baik"
    return f"Terakhir diperiksa {anchor.at:%d-%m-%Y %H.%M}: {how}."


def row(finding: Finding) -> tuple[str, str, str, str, str, str]:
    """In the order of the columns."""
    f = finding
    return SEVERITIES[f.severity], f.part, f.record, f.what, f.todo, f.detail


def text(report: Report) -> str:
    """All of it, to be read without any program."""
    lines = [TITLE, f"{report.at:%d-%m-%Y %H.%M}", report.mark, "", outcome(report), ""]
    for part in report.parts:
        found = f"{counted(part.found)} temuan" if part.found else "baik"
        lines.append(f"  {part.title} ({part.looked_at}): {found}")
    for n, finding in enumerate(report.findings, 1):
        severity, part_, record, what, todo, detail = row(finding)
        lines += ["", f"{n}. {severity}, {part_}" + (f": {record}" if record else ""), f"   {what}"]
        lines += [f"   Yang harus dilakukan: {todo}"]
        lines += [f"   {line}" for line in detail.splitlines()]
    lines += ["", *untold(report)]
    return "\n".join(lines).rstrip() + "\n"


def untold(report: Report) -> list[str]:
    """Sentences about what the list does not show."""
    more = [f"{title}: masih ada {counted(number)} temuan sejenis." for title, number in report.untold]
    return [*more, *([] if report.anchored else [NO_ANCHOR])]


def save(report: Report, path: Path) -> None:
    """As .xlsx or .txt, by the ending. UserError when it cannot be written."""
    writers: dict[str, Callable[[Report, Path], None]] = {".xlsx": _save_excel, ".txt": _save_text}
    if path.suffix.lower() not in writers:
        raise UserError(f"“{path.name}” harus berakhiran .xlsx atau .txt. Ubah nama berkasnya.")
    writers[path.suffix.lower()](report, path)


def _save_text(report: Report, path: Path) -> None:
    with replacing(path) as draft:
        draft.write_text(text(report), encoding="utf-8-sig", newline="\r\n")


def _save_excel(report: Report, path: Path) -> None:
    notes = (TITLE, f"{report.at:%d-%m-%Y %H.%M}", report.mark, outcome(report), *untold(report))
    write(
        path,
        [
            SheetOut("Temuan", _FINDINGS, map(row, report.findings), notes, report.mark),
            SheetOut("Bagian", _PARTS, [part[:3] for part in report.parts], notes[:1]),
        ],
    )


def as_json(report: Report) -> dict[str, object]:
    """For other programs."""
    return {
        "good": report.good,
        "at": report.at.isoformat(timespec="seconds"),
        "length": report.length,
        "mark": report.mark,
        "anchored": report.anchored,
        "parts": [
            {"part": p.title, "looked_at": p.looked_at, "found": p.found, "seconds": round(p.seconds, 2)}
            for p in report.parts
        ],
        "findings": [
            {
                "part": f.part,
                "severity": f.severity,
                "is_note": f.severity == NOTE,
                "record": f.record,
                "table": f.key and f.key[0],
                "id": f.key and f.key[1],
                "what": f.what,
                "todo": f.todo,
                "detail": f.detail,
            }
            for f in report.findings
        ],
        "untold": dict(report.untold),
    }
