"""Reference tables: predikat scale, roles and the like, each line with the rule it rests on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from asn_desktop.domain.errors import UserError
from asn_desktop.domain.reference import KINDS
from asn_desktop.services import reference, templates
from asn_desktop.services.drafts import Draft
from asn_desktop.services.reference import ReferenceForm, ReferenceRow
from asn_desktop.ui.deletion import delete_action
from asn_desktop.ui.drafts import PanelWatch, Place, Reopens
from asn_desktop.ui.kit.actions import Action, Empty
from asn_desktop.ui.kit.chips import FilterBy
from asn_desktop.ui.kit.details import Details
from asn_desktop.ui.kit.form import Field, Form, FormPanel
from asn_desktop.ui.kit.kinds import NUMBER, note
from asn_desktop.ui.kit.list_screen import Asked, ListScreen, Rows
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.table import Column
from asn_desktop.ui.navigation import Go
from asn_desktop.ui.record_history import record_history
from asn_desktop.ui.screens.settings import table_fields

if TYPE_CHECKING:
    from asn_desktop.ui.kit.runner import Session

FIRST = "predikat"  # the table an office changes most
COLUMNS = [
    Column("Tabel", lambda row: KINDS.get(row.kind, row.kind), width=24),
    Column("Urutan", "position", width=7),
    Column("Kode", "code", width=12),
    Column("Nama", "name", width=36),
    Column("Ketentuan", lambda row: table_fields.words(row.attributes), width=30),
    Column("Dasar", "basis", width=44),
]


def table_list(runner: Runner, go: Go) -> ListScreen:
    details = Details("Pilih baris untuk melihat dasarnya.")

    def open_(item_id: int | None) -> None:
        row = screen.row()
        if item_id is not None and row is not None:
            edit(ReferenceForm(*row))

    def new(kind: str = "") -> None:
        kind = kind or (screen.asked().chosen.get("kind") or (FIRST,))[0]
        last = max((row.position for row in screen.rows() if row.kind == kind), default=0)
        edit(ReferenceForm(None, kind, "", "", last + 1))

    def reopen(kind: str, draft: Draft) -> None:
        if draft.record is None:
            new(kind)
        else:
            runner.read(lambda s: _form(s, kind, draft.record), edit, owner=screen)

    def edit(form: ReferenceForm) -> None:
        panel = _panel(runner, form, saved)
        panel.closed.connect(screen.close_side)
        screen.open_side(panel)
        panel.form.editors["name" if form.id else "code"].setFocus()

    def saved(item_id: int) -> None:
        screen.close_side()
        screen.reveal(item_id)

    def show() -> None:
        screen.close_side(typed_too=False)
        row = screen.row()
        if row is None:
            details.clear()
        else:
            pairs = [
                ("Kode", row.code),
                ("Ketentuan", table_fields.words(row.attributes)),
                ("Dasar", row.basis),
            ]
            details.show_record(row.name, KINDS.get(row.kind, row.kind), pairs)

    screen = ListScreen(
        runner,
        "tables",
        COLUMNS,
        Rows(_read),
        noun="baris",
        empty=Empty("Tabel acuan masih kosong.", "&Tambah baris", new),
        actions=[
            Action("Ba&ris baru", lambda _: new(), "Ctrl+N", "plus", needs=0, main=True),
            Action("Uba&h", lambda ids: open_(ids[0]), "F2", "pencil"),
            delete_action(runner, "reference_item", lambda: screen),
            record_history(go, "reference_item"),
        ],
        filters=[FilterBy("kind", "Tabel", lambda _s: list(KINDS.items()), many=False)],
        side=details,
    )
    screen.opened.connect(open_)
    screen.selected.connect(lambda _id: show())
    Reopens(screen, {f"table-{kind}": partial(reopen, kind) for kind in KINDS})
    return screen


def _read(session: Session, asked: Asked) -> list[ReferenceRow]:
    words = asked.text.casefold().split()
    rows = [row for kind in asked.chosen.get("kind") or KINDS for row in reference.items(session, kind)]
    return [r for r in rows if all(w in f"{r.code} {r.name} {r.basis}".casefold() for w in words)]


def _form(session: Session, kind: str, item_id: int | None) -> ReferenceForm:
    """UserError when the line is gone."""
    for row in reference.items(session, kind):
        if row.id == item_id:
            return ReferenceForm(*row)
    raise UserError("Baris ini sudah tidak ada. Tambahkan baris baru bila masih diperlukan.")


def _panel(runner: Runner, form: ReferenceForm, saved: Callable[[int], None]) -> FormPanel:
    extra = table_fields.of(form.kind, form.code)
    fields = Form(
        [
            Field("code", "Kode", group=KINDS.get(form.kind, form.kind)),
            Field("name", "Nama"),
            Field("position", "Urutan", NUMBER),
            *extra,
            Field(
                "basis", "Dasar", note(3), group="Dasar", hint="peraturan atau kebiasaan yang mendasarinya"
            ),
        ]
    )
    fields.fill(
        {name: getattr(form, name) for name in ("code", "name", "position", "basis")} | form.attributes
    )

    def save(values: dict[str, Any]) -> None:
        given = dict(form.attributes)
        given |= table_fields.attributes(form.kind, form.code, values)
        own = {name: value for name, value in values.items() if name not in given}
        made = replace(form, **own | {"position": values["position"] or 0, "attributes": given})
        runner.write(
            f"{'Ubah' if form.id else 'Tambah'} {KINDS.get(form.kind, form.kind).lower()} {made.name}",
            lambda s: reference.save(s, made),
            stored,
            panel.refuse,
            owner=panel,
        )

    def stored(item_id: int) -> None:
        watch.done()
        saved(item_id)

    if table_fields.TEMPLATE in fields.editors:
        titles = {"": "– seperti biasa –"} | {row.name: row.title for row in templates.of_trainings()}
        fields.offer(table_fields.TEMPLATE, titles)
    panel = FormPanel("Ubah baris" if form.id else "Baris baru", fields, save)
    table = KINDS.get(form.kind, form.kind).lower()
    watch = PanelWatch(
        runner,
        panel,
        Place("settings", f"table-{form.kind}", form.id),
        lambda: f"{'Ubah baris' if form.id else 'Baris baru'} {table} {fields.values()['name']}",
    )
    return panel
