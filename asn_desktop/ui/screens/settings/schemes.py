"""How certificate numbers look, with a live sample while the pattern is typed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from asn_desktop.domain.errors import InvalidInput
from asn_desktop.domain.numbering import TOKENS
from asn_desktop.services import numbers
from asn_desktop.services.numbers import SchemeForm
from asn_desktop.ui.deletion import delete_action
from asn_desktop.ui.drafts import PanelWatch, Place, Reopens
from asn_desktop.ui.kit.actions import Action, Empty
from asn_desktop.ui.kit.details import Details, Section
from asn_desktop.ui.kit.form import Field, Form, FormPanel
from asn_desktop.ui.kit.list_screen import Asked, ListScreen, Rows
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.table import Column
from asn_desktop.ui.navigation import Go
from asn_desktop.ui.record_history import record_history

if TYPE_CHECKING:
    from asn_desktop.ui.kit.runner import Session

FIELDS = [
    Field("name", "Nama skema", group="Skema"),
    Field("pattern", "Pola nomor"),
    Field("klasifikasi", "Klasifikasi", hint="800.1.4", group="Isi token"),
    Field("kode_unit", "Kode unit", hint="BKPSDM"),
    Field("bidang", "Bidang", hint="III"),
]
HELP = "Token untuk pola:\n" + "\n".join(f"{{{name}}}  {words}" for name, (words, _) in TOKENS.items())


class Row(NamedTuple):
    id: int
    name: str
    pattern: str
    sample: str
    next: int


COLUMNS = [
    Column("Nama", "name", width=28),
    Column("Pola", "pattern", width=46),
    Column("Contoh", "sample", width=34),
    Column("Nomor berikutnya", "next"),
]


def scheme_list(runner: Runner, go: Go) -> ListScreen:
    details = Details("Pilih skema nomor untuk melihat contohnya.")

    def open_(scheme_id: int | None) -> None:
        if scheme_id is not None:
            runner.read(lambda s: numbers.get_scheme(s, scheme_id), edit, owner=screen)

    def edit(form: SchemeForm) -> None:
        panel = _panel(runner, form, saved)
        panel.closed.connect(screen.close_side)
        screen.open_side(panel)
        panel.form.editors["name" if form.id is None else "pattern"].setFocus()

    def saved(scheme_id: int) -> None:
        screen.close_side()
        screen.reveal(scheme_id)

    def archive(ids: list[int]) -> None:
        row = screen.row()
        name = row.name if row else ""
        runner.write(f"Arsipkan skema nomor {name}", lambda s: numbers.archive_scheme(s, ids[0]))

    def show(_scheme_id: int | None) -> None:
        screen.close_side(typed_too=False)
        row = screen.row()
        if row is None:
            details.clear()
            return
        tokens = [("Token", "Arti"), *((f"{{{name}}}", words) for name, (words, _) in TOKENS.items())]
        details.show_record(
            row.name,
            row.pattern,
            [("Contoh", row.sample), ("Nomor urut berikutnya", str(row.next))],
            [Section("Token yang dapat dipakai", tokens)],
        )

    screen = ListScreen(
        runner,
        "schemes",
        COLUMNS,
        Rows(_read),
        noun="skema nomor",
        empty=Empty("Belum ada skema nomor.", "&Tambah skema", lambda: edit(SchemeForm())),
        actions=[
            Action("S&kema baru", lambda _: edit(SchemeForm()), "Ctrl+N", "plus", needs=0, main=True),
            Action("Uba&h", lambda ids: open_(ids[0]), "F2", "pencil"),
            Action("&Arsipkan", archive, "Ctrl+Del", "archive", more=True),
            delete_action(runner, "number_scheme", lambda: screen),
            record_history(go, "number_scheme"),
        ],
        side=details,
    )
    screen.opened.connect(open_)
    screen.selected.connect(show)
    Reopens(screen, {"scheme": lambda draft: open_(draft.record) if draft.record else edit(SchemeForm())})
    return screen


def _read(session: Session, asked: Asked) -> list[Row]:
    today, words = date.today(), asked.text.casefold().split()
    rows = []
    for scheme in numbers.schemes(session):
        if all(word in f"{scheme.name} {scheme.pattern}".casefold() for word in words):
            text, _ = sample(numbers.get_scheme(session, scheme.id), today)
            following = numbers.next_free(session, scheme.id, today.year)
            rows.append(Row(scheme.id, scheme.name, scheme.pattern, text, following))
    return rows


def sample(form: SchemeForm, today: date) -> tuple[str, str]:
    """A number as the scheme would write it, or what is wrong with the pattern."""
    try:
        return numbers.sample(form, today, kode_pelatihan="PIM"), ""
    except InvalidInput as error:
        return "", " ".join(error.problems.values())


def _panel(runner: Runner, form: SchemeForm, saved: Callable[[int], None]) -> FormPanel:
    def now() -> SchemeForm:
        return SchemeForm(**fields.values(), id=form.id, version=form.version)

    def save(_values: dict[str, Any]) -> None:
        made = now()
        runner.write(
            f"{'Ubah' if form.id else 'Tambah'} skema nomor {made.name}",
            lambda s: numbers.save_scheme(s, made),
            stored,
            panel.refuse,
            owner=panel,
        )

    def stored(scheme_id: int) -> None:
        watch.done()
        saved(scheme_id)

    def speak() -> None:
        text, wrong = sample(now(), date.today())
        fields.complain({"pattern": wrong} if wrong else {}, go=False)
        fields.tell({"pattern": f"Contoh: {text}" if text else "", "bidang": HELP})

    fields = Form(FIELDS)
    fields.fill(form)
    panel = FormPanel("Ubah skema nomor" if form.id else "Skema nomor baru", fields, save)
    fields.changed.connect(speak)
    speak()
    watch = PanelWatch(
        runner,
        panel,
        Place("settings", "scheme", form.id),
        lambda: f"{'Ubah skema nomor' if form.id else 'Skema nomor baru'} {fields.values()['name']}",
    )
    return panel
