"""The catalogue of trainings and their curricula."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from asn_desktop.services import reference, training
from asn_desktop.services.training import TrainingForm
from asn_desktop.ui.deletion import delete_action
from asn_desktop.ui.drafts import PanelWatch, Place, Reopens
from asn_desktop.ui.kit.actions import Action, Empty
from asn_desktop.ui.kit.details import Details, Section
from asn_desktop.ui.kit.form import Field, Form, FormPanel
from asn_desktop.ui.kit.kinds import check, choice, note
from asn_desktop.ui.kit.list_screen import ListScreen, Rows
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.table import Column
from asn_desktop.ui.navigation import Go
from asn_desktop.ui.record_history import record_history
from asn_desktop.ui.screens.training.curriculum import CURRICULUM

if TYPE_CHECKING:
    from asn_desktop.ui.kit.runner import Session

COLUMNS = [
    Column("Nama pelatihan", "name", width=48),
    Column("Kode", "code", width=10),
    Column("Bentuk", "form_name", width=24),
    Column("Tingkat", lambda row: training.LEVELS.get(row.level, row.level)),
    Column("JP", "jp"),
    Column("Kegiatan", "events"),
]
FIELDS = [
    Field("name", "Nama pelatihan", group="Pelatihan"),
    Field("code", "Kode", hint="dipakai token {kode_pelatihan} pada nomor"),
    Field("form", "Bentuk", choice({})),
    Field("level", "Tingkat", choice(training.LEVELS)),
    Field("graded", "Penilaian", check("&Kelulusan ditentukan nilai (STTP)")),
    Field("basis", "Kalimat dasar", note(2), hint="kosong: kalimat dari Pengaturan, … menyatakan bahwa:"),
    Field("subjects", "Kurikulum", CURRICULUM, group="Kurikulum"),
]


def catalogue(runner: Runner, go: Go, hold: Callable[[int], None]) -> ListScreen:
    """`hold` begins an event of the training with this id."""
    details = Details("Pilih pelatihan untuk melihat kurikulumnya.")

    def new() -> None:
        edit(TrainingForm())

    def edit(form: TrainingForm) -> None:
        panel = _panel(runner, form, saved)
        panel.closed.connect(screen.close_page)
        screen.close_page()
        screen.open_page(panel)
        panel.form.editors["name"].setFocus()

    def saved(training_id: int) -> None:
        screen.close_page()
        screen.reveal(training_id)

    def open_(training_id: int | None) -> None:
        if training_id is not None:
            runner.read(lambda s: training.get(s, training_id), edit, owner=screen)

    def archive(ids: list[int]) -> None:
        def work(session: Session) -> None:
            for training_id in ids:
                training.archive(session, training_id)

        runner.write(f"Arsipkan {len(ids)} pelatihan", work)

    def show(training_id: int | None) -> None:
        if training_id is None:
            details.clear()
        else:
            runner.read(
                lambda s: (training.get(s, training_id), reference.names(s, "bentuk_pelatihan")),
                lambda found: _describe(details, *found),
                owner=details,
                latest="detail",
            )

    screen = ListScreen(
        runner,
        "catalogue",
        COLUMNS,
        Rows(lambda s, asked: training.rows(s, asked.text)),
        noun="pelatihan",
        empty=Empty("Katalog pelatihan masih kosong.", "&Tambah pelatihan", new),
        actions=[
            Action("&Pelatihan baru", lambda _ids: new(), "Ctrl+N", "plus", needs=0, main=True),
            Action("Uba&h", lambda ids: open_(ids[0]), "F2", "pencil"),
            Action("&Selenggarakan…", lambda ids: hold(ids[0]), "Ctrl+Return", "calendar-days"),
            Action("&Arsipkan", archive, "Ctrl+Del", "archive", needs=2, more=True),
            delete_action(runner, "training", lambda: screen),
            record_history(go, "training"),
        ],
        side=details,
        hint="Cari nama atau kode pelatihan…",
    )
    screen.opened.connect(open_)
    screen.selected.connect(show)
    Reopens(screen, {"training": lambda draft: new() if draft.record is None else open_(draft.record)})
    return screen


def _panel(runner: Runner, form: TrainingForm, saved: Callable[[int], None]) -> FormPanel:
    def save(values: dict[str, Any]) -> None:
        made = TrainingForm(**values, id=form.id, version=form.version)
        verb = "Ubah" if form.id else "Tambah"
        runner.write(
            f"{verb} pelatihan {made.name}",
            lambda s: training.save(s, made),
            stored,
            panel.refuse,
            owner=panel,
        )

    def stored(training_id: int) -> None:
        watch.done()
        saved(training_id)

    fields = Form(FIELDS)
    fields.fill(form)
    panel = FormPanel("Ubah pelatihan" if form.id else "Pelatihan baru", fields, save)
    runner.read(
        lambda s: reference.names(s, "bentuk_pelatihan"),
        lambda names: fields.offer("form", {"": "–"} | names),
        owner=fields,
    )
    watch = PanelWatch(
        runner,
        panel,
        Place("training", "training", form.id),
        lambda: f"{'Ubah pelatihan' if form.id else 'Pelatihan baru'} {fields.values()['name']}",
    )
    return panel


def _describe(details: Details, form: TrainingForm, forms: dict[str, str]) -> None:
    details.show_record(
        form.name,
        form.code,
        [
            ("Bentuk", forms.get(form.form, "")),
            ("Tingkat", training.LEVELS.get(form.level, form.level)),
            ("Kelulusan", "ditentukan nilai" if form.graded else "ditetapkan tanpa nilai"),
            ("Kalimat dasar", form.basis),
            ("Jumlah JP", str(form.jp)),
        ],
        [
            Section(
                "Kurikulum",
                [
                    ("Mata pelatihan", "JP"),
                    *((f"{s.group}: {s.name}" if s.group else s.name, str(s.jp)) for s in form.subjects),
                ],
                "Belum ada mata pelatihan. Pilih Ubah untuk mengisinya.",
            )
        ],
    )
