"""Certificate templates: those that ship, and every edition that was issued with."""

from __future__ import annotations

import hashlib
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from asn_desktop import resources
from asn_desktop.db import history
from asn_desktop.db.tables import Template
from asn_desktop.domain.errors import UserError
from asn_desktop.reports import templates
from asn_desktop.services import office

_FOLDER = "templates"
STATEMENT = "keterangan_mentoring"  # the one for mentoring alone, and the one that may do without JP


class TemplateRow(NamedTuple):
    name: str  # as an event names it
    title: str


def rows() -> list[TemplateRow]:
    """All that ship."""
    files = resources.path(_FOLDER).glob("*.toml")
    found = [TemplateRow(f.stem, templates.load(f.read_text(encoding="utf-8")).name) for f in files]
    return sorted(found, key=lambda row: row.title.casefold())


def of_trainings() -> list[TemplateRow]:
    """Those an event can choose from."""
    return [row for row in rows() if row.name != STATEMENT]


def of_mentoring() -> list[TemplateRow]:
    """Those a programme of mentoring can choose from; nobody passes there with an STTP."""
    return sorted((row for row in rows() if row.name != "sttp"), key=lambda row: row.name != STATEMENT)


def content(name: str) -> str:
    """The text of a template as it is now."""
    known = {f.stem: f for f in resources.path(_FOLDER).glob("*.toml")}
    if name not in known:
        raise UserError(f"Templat “{name}” tidak ada. Pilih salah satu: {', '.join(sorted(known))}.")
    return known[name].read_text(encoding="utf-8")


def current(name: str) -> templates.Template:
    return templates.load(content(name))


def keep(session: Session, name: str) -> int:
    """Id of the edition with the present text; a changed text becomes a new edition."""
    text = content(name)
    sha = hashlib.sha256(text.encode()).hexdigest()
    found = session.scalar(select(Template.id).where(Template.name == name, Template.sha256 == sha))
    if found is not None:
        return found
    last = session.scalar(select(func.max(Template.edition)).where(Template.name == name))
    title = templates.load(text).name
    row = {"name": name, "edition": (last or 0) + 1, "title": title, "content": text, "sha256": sha}
    return history.insert_rows(session, Template, [row])[0]


def kept(session: Session, template_id: int) -> templates.Template:
    """The edition something was issued with."""
    return templates.load(session.get_one(Template, template_id).content)


def arms(session: Session) -> bytes:
    """The office's arms, or the neutral placeholder."""
    return office.arms(session) or resources.path("arms/placeholder.png").read_bytes()
