"""Certificates and the register print what was given, or it is said in words what cannot be printed."""

from __future__ import annotations

import unicodedata
from contextlib import suppress
from datetime import date
from pathlib import Path

from desks import NOW, TODAY, make_desk
from naughty.corpus import CORPUS
from sqlalchemy import Engine

from asn_desktop.db.session import reading, writing
from asn_desktop.domain.errors import UserError
from asn_desktop.reports import certificate, register, rendering
from asn_desktop.reports.fonts import unprintable
from asn_desktop.reports.register import RegisterLine
from asn_desktop.services import certificates, employees, results
from asn_desktop.services.employees import EmployeeForm


def packed(text: str) -> str:
    """Letters and signs as readers of PDF give them: no blanks, no hyphens, ligatures as letters."""
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isalnum() or c in "<>&%\"'*_=\\{}$")


def test_each_name_is_printed_or_refused_in_words(engine: Engine, tmp_path: Path):
    desk = make_desk(engine, tmp_path)
    with writing(engine, "Isi", now=NOW) as session:
        made = []
        for text in CORPUS:
            with suppress(UserError):
                made.append(employees.save(session, EmployeeForm(name=text, status="NON"), TODAY))
        results.add_people(session, desk.event_id, made)
        results.set_result(session, [row.id for row in results.rows(session, desk.event_id)], "lulus")
    with reading(engine) as session:
        told = certificates.preflight(session, desk.event_id, TODAY)
    desk.issue()
    with reading(engine) as session:
        rows = certificates.rows(session)
        sheets = certificates.sheets(session, [row.id for row in rows])
    assert len(rows) == len(told.ready) > 200
    assert len(rows) + len(told.refused) == len(made) + len(desk.people)
    assert all(refused.reason for refused in told.refused)
    wrong = []
    for row, sheet in zip(rows, sheets, strict=True):
        if packed(row.name) not in packed(rendering.page_text(certificate.draw(sheet), 0)):
            wrong.append(row.name)
    assert wrong == []


def test_the_register_prints_all_it_has_letters_for(tmp_path: Path):
    out = tmp_path / "register.pdf"
    day = date(2026, 11, 24)

    def printed(texts: list[str]) -> str:
        lines = [RegisterLine(n, str(n), day, text, "", "", "") for n, text in enumerate(texts, 1)]
        register.write(lines, "Buku Register", ["BADAN"], "Tahun 2026", out)
        return packed("".join(rendering.page_text(out, n) for n in range(rendering.page_count(out))))

    assert printed(CORPUS)  # what has no letters is left blank; a file holds 223 rare ones
    fits = [text for text in CORPUS if len(text) < 60 and not unprintable(text, "sans")]
    assert len(fits) > 150
    pages = "".join(printed(fits[start : start + 50]) for start in range(0, len(fits), 50))
    assert [text for text in fits if packed(text) not in pages] == []
