"""What the rekap nilai and the berita acara kelulusan say of an event."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from asn_desktop.domain import golongan, marks, nip
from asn_desktop.domain.papers import MarkLine, PaperMarks, PaperPerson
from asn_desktop.domain.passing import PASSED, percent
from asn_desktop.services import marks as mark_service
from asn_desktop.services import results
from asn_desktop.services.marks import ComponentForm, MarkGrid
from asn_desktop.services.passing import Standing, rules


@dataclass(frozen=True)
class Minutes:
    """`overruled` has name, result in words and reason; `rule` is a sentence."""

    total: int
    passed: int
    failed: int
    undecided: int
    rule: str
    overruled: tuple[tuple[str, str, str], ...]
    marks: PaperMarks


def minutes(session: Session, event_id: int, people: Mapping[int, PaperPerson] | None = None) -> Minutes:
    """Of those who take part; `people` by participant, as the other papers print them."""
    shown = mark_service.grid(session, event_id)
    found = [person.row.result for person in shown.people]
    apart = [s for s in shown.people if s.differs]
    return Minutes(
        total=len(found),
        passed=found.count("lulus"),
        failed=found.count("tidak_lulus"),
        undecided=found.count(""),
        rule=rule_words(session, event_id),
        overruled=tuple((s.row.name, results.RESULTS[s.row.result], s.reason) for s in apart),
        marks=_paper(shown, people or {}),
    )


def paper_marks(
    session: Session, event_id: int, people: Mapping[int, PaperPerson] | None = None
) -> PaperMarks:
    return _paper(mark_service.grid(session, event_id), people or {})


def rule_words(session: Session, event_id: int) -> str:
    """`Lulus bila hadir paling sedikit 90% dan bernilai akhir paling rendah 70,01.`"""
    rule = rules.of_event(session, event_id).rule
    words = f"Lulus bila hadir paling sedikit {percent(rule.min_attendance)}"
    if rule.pass_mark is not None:
        words += f" dan bernilai akhir paling rendah {marks.shown(rule.pass_mark)}"
    return f"{words}."


def _paper(shown: MarkGrid, people: Mapping[int, PaperPerson]) -> PaperMarks:
    lines = [
        MarkLine(
            person=people.get(one.id) or _person(one, number),
            marks=tuple(shown.marks.get((c.id or 0, one.id)) for c in shown.components),
            final=one.row.score,
            predikat=one.row.predikat,
            attendance=one.attended.percent if one.attended else None,
            result=results.RESULTS[one.row.result] if one.row.result else "",
            note=_note(one),
        )
        for number, one in enumerate(shown.people, 1)
    ]
    return PaperMarks(tuple(_head(c, shown.components) for c in shown.components), tuple(lines))


def _head(component: ComponentForm, every: tuple[ComponentForm, ...]) -> str:
    """With its weight, where it has one."""
    share = mark_service.share(component.weight, every)
    return f"{component.name} ({marks.shown(share)}%)" if share else component.name


def _note(one: Standing) -> str:
    if one.differs and one.reason:
        return one.reason
    failed = one.ruling is not None and one.row.result not in ("", PASSED)
    return one.ruling.words if failed and one.ruling else ""


def _person(one: Standing, number: int) -> PaperPerson:
    row = one.row
    return PaperPerson(
        number=number,
        name=row.name,
        nip=nip.spaced(row.nip),
        pangkat_golongan=golongan.printed(row.golongan),
        jabatan=row.jabatan,
        unit=row.unit,
    )
