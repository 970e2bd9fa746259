"""Levels of a person typed at once, each beside what is known so far; an empty field says nothing new."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from asn_desktop.domain import dates
from asn_desktop.domain.competences import LEVELS, SOURCES
from asn_desktop.services import competences
from asn_desktop.services.competences import Given, PersonRow
from asn_desktop.ui.drafts import PanelWatch, Place
from asn_desktop.ui.kit.form import Field, Form, FormPanel
from asn_desktop.ui.kit.kinds import DATE, NUMBER, choice, note
from asn_desktop.ui.kit.list_screen import ListScreen
from asn_desktop.ui.kit.runner import Runner

if TYPE_CHECKING:
    from asn_desktop.ui.kit.runner import Session

TYPED = {code: words for code, words in SOURCES.items() if code in ("ketik", "asesmen")}
RANGE = f"Tingkat kompetensi {LEVELS[0]} sampai {LEVELS[-1]}."


class _Start(NamedTuple):
    row: PersonRow
    names: Mapping[str, str]


def open_form(screen: ListScreen, runner: Runner, person_id: int) -> None:
    """Beside the list; nothing where the person is gone."""

    def start(session: Session) -> _Start | None:
        rows = competences.page(session, [person_id])
        return _Start(rows[0], competences.names(session)) if rows else None

    def ready(found: _Start | None) -> None:
        if found is not None:
            screen.open_side(_panel(screen, runner, found))

    runner.read(start, ready, owner=screen)


def _panel(screen: ListScreen, runner: Runner, start: _Start) -> FormPanel:
    who = start.row

    def save(values: dict[str, Any]) -> None:
        given = {code: values[code] for code in start.names}
        about = Given(who.id, "", None, values["noted_on"], values["source"], note=values["note"])
        runner.write(
            f"Catat tingkat kompetensi {who.name}",
            lambda s: competences.record_many(s, who.id, given, about, date.today()),
            saved,
            panel.refuse,
            owner=panel,
        )

    def saved(_count: int) -> None:
        watch.done()
        screen.close_side()

    def check() -> None:
        """While typing: what is no level is said at its field."""
        typed = fields.values()
        wrong = {code: RANGE for code in start.names if typed[code] is not None and typed[code] not in LEVELS}
        fields.complain(wrong, go=False)

    fields = Form(
        [
            Field("noted_on", "Tanggal", DATE, group="Penilaian"),
            Field("source", "Sumber", choice(TYPED)),
            *(
                Field(code, name, NUMBER, group="Tingkat (kosong: tidak diubah)", hint=_so_far(who, code))
                for code, name in start.names.items()
            ),
            Field("note", "Keterangan", note(2), group="Lainnya"),
        ]
    )
    standard = f"standar jabatan: tingkat {who.standard}" if who.standard else who.jabatan
    panel = FormPanel(f"Catat tingkat kompetensi\n{who.name}, {standard}", fields, save)
    fields.fill({"noted_on": date.today(), "source": "ketik"})
    fields.changed.connect(check)
    place = Place("mentoring", "levels", who.id)
    watch = PanelWatch(runner, panel, place, lambda: f"Tingkat kompetensi {who.name}")
    panel.closed.connect(screen.close_side)
    panel.setFocusProxy(fields.editors[next(iter(start.names), "noted_on")])
    return panel


def _so_far(who: PersonRow, code: str) -> str:
    level = who.levels.get(code)
    return f"sekarang {level.level} ({dates.short(level.noted_on)})" if level else "belum tercatat"
