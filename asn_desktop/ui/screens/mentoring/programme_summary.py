"""A programme in short, beside the list."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from asn_desktop.domain import dates
from asn_desktop.domain.mentoring import words
from asn_desktop.services.mentoring import programmes
from asn_desktop.services.mentoring.programmes import ProgrammeForm, ProgrammeRow
from asn_desktop.ui.kit.details import Details, Section
from asn_desktop.ui.kit.text import counted
from asn_desktop.ui.screens.mentoring import states

if TYPE_CHECKING:
    from asn_desktop.ui.kit.runner import Session


class Summary(NamedTuple):
    form: ProgrammeForm
    row: ProgrammeRow
    competences: dict[str, str]


def summary(session: Session, programme_id: int) -> Summary | None:
    row = programmes.row(session, programme_id, date.today())
    if row is None:
        return None
    return Summary(programmes.get(session, programme_id), row, programmes.competence_names(session))


def describe(details: Details, found: Summary | None) -> None:
    if found is None:
        details.clear()
        return
    form, row, names = found
    aims = [
        (names.get(one.competence, one.competence), _level(one.standard), _level(one.present))
        for one in form.competences
    ]
    details.show_record(
        form.name,
        words.KINDS.get(form.kind, form.kind),
        [
            ("Status", states.shown(form.state)),
            ("Alasan", form.stop_reason),
            ("Waktu", dates.span(row.starts_on, row.ends_on)),
            ("Tujuan", form.aim),
            ("Pasangan", _pairs(row)),
            ("Mentee", counted(row.mentees)),
            ("Pertemuan", counted(row.meetings)),
            ("Tindak lanjut", _actions(row)),
            ("Penyelenggara", form.organiser),
        ],
        [Section("Kompetensi yang dituju", [("Kompetensi", "Standar", "Sekarang"), *aims], "Belum ada.")],
    )


def _level(level: int | None) -> str:
    return "–" if level is None else str(level)


def _pairs(row: ProgrammeRow) -> str:
    prepared = row.pairs - row.running - row.finished - row.stopped
    parts = [
        (prepared, "disiapkan"),
        (row.running, "berjalan"),
        (row.finished, "selesai"),
        (row.stopped, "dihentikan"),
    ]
    told = ", ".join(f"{counted(count)} {state}" for count, state in parts if count)
    return f"{counted(row.pairs)} ({told})" if told else "belum ada"


def _actions(row: ProgrammeRow) -> str:
    if not row.open_actions:
        return ""
    late = f", {counted(row.overdue)} lewat batas waktu" if row.overdue else ""
    return f"{counted(row.open_actions)} terbuka{late}"
