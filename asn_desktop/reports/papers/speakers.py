"""Daftar hadir narasumber: who taught what and when, each lesson signed for."""

from __future__ import annotations

from asn_desktop.domain import clock
from asn_desktop.domain.papers import PaperEvent, PaperPerson, PaperSession
from asn_desktop.reports.flow import Column, Section, Table
from asn_desktop.reports.papers.common import (
    DOTS,
    SIGN_ROW,
    Look,
    about,
    day_words,
    name_nip,
    sheet,
    titles,
    unbroken,
    zigzag,
    zigzag_cells,
)
from asn_desktop.reports.papers.sign_in import signed_for

_SIGN = 40.0  # mm


def section(event: PaperEvent, look: Look) -> Section:
    """A line for each trainer of each session. A lesson without one has a line to be filled in; whoever is
    in no session stands at the end.
    """
    known = {one.name: one for one in event.trainers}
    lines = [(session, name) for session in signed_for(event) for name in _taught_by(session)]
    taught = {name for _session, name in lines}
    rows = [_told(session, known.get(name) or PaperPerson(0, name)) for session, name in lines]
    rows += [
        (DOTS[:4], DOTS[:4], DOTS[:4], name_nip(one)) for one in event.trainers if one.name not in taught
    ]
    columns = (
        Column("No.", 9, "centre"),
        Column("Hari/tanggal", 28, merged=True),
        Column(f"Waktu ({event.zone})", 22, "centre"),
        Column("Materi"),
        Column("Nama / NIP narasumber", 55),
        *zigzag(_SIGN),
    )
    return sheet(
        look,
        "Daftar hadir narasumber",
        [
            *titles("DAFTAR HADIR NARASUMBER", event),
            about(("Tanggal", event.span), ("Tempat", event.place)),
            Table(
                columns,
                [(str(n), *row, *zigzag_cells(n, _SIGN)) for n, row in enumerate(rows, 1)],
                row=SIGN_ROW,
                middle=True,
                size=8.5,
                empty="Belum ada narasumber.",
            ),
        ],
    )


def _taught_by(session: PaperSession) -> tuple[str, ...]:
    return session.trainers or ((DOTS,) if session.kind == "materi" else ())


def _told(session: PaperSession, who: PaperPerson) -> tuple[str, ...]:
    times = unbroken(f"{clock.shown(session.starts)}–{clock.shown(session.ends)}")
    return (day_words(session.day), times, session.title, name_nip(who))
