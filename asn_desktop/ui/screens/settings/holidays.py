"""The days off: each with its kind, year by year, and as CSV lists in and out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from asn_desktop.domain import dates
from asn_desktop.domain.calendar import DAYS
from asn_desktop.domain.holidays import KINDS
from asn_desktop.services import holidays
from asn_desktop.services.holidays import HolidayForm, HolidayRow
from asn_desktop.ui.deletion import delete_action
from asn_desktop.ui.drafts import PanelWatch, Place, Reopens
from asn_desktop.ui.kit import dialogs
from asn_desktop.ui.kit.actions import Action, Empty
from asn_desktop.ui.kit.chips import FilterBy
from asn_desktop.ui.kit.details import Details
from asn_desktop.ui.kit.form import Field, Form, FormPanel
from asn_desktop.ui.kit.kinds import DATE, choice, note
from asn_desktop.ui.kit.list_screen import Asked, ListScreen, Rows
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.table import Column
from asn_desktop.ui.navigation import Go
from asn_desktop.ui.record_history import record_history
from asn_desktop.ui.screens.settings.holiday_import import HolidayImport

if TYPE_CHECKING:
    from asn_desktop.ui.kit.runner import Session

CSV = "Daftar CSV (*.csv *.txt)"
COLUMNS = [
    Column("Tanggal", "day", width=10),
    Column("Hari", lambda row: DAYS[row.day.weekday()], width=7),
    Column("Nama", "name", width=28),
    Column("Jenis", lambda row: KINDS[row.kind], width=13),
]
FIELDS = [
    Field("day", "Tanggal", DATE, group="Hari libur"),
    Field("name", "Nama", hint="Hari Kemerdekaan"),
    Field("kind", "Jenis", choice(KINDS)),
    Field("basis", "Dasar", note(3), hint="SKB 3 Menteri, keputusan daerah, …"),
]


def holiday_list(runner: Runner, go: Go) -> ListScreen:
    details = Details("Pilih hari libur untuk melihat rinciannya.")

    def open_(holiday_id: int | None) -> None:
        if holiday_id is not None:
            runner.read(lambda s: holidays.get(s, holiday_id), edit, owner=screen)

    def edit(form: HolidayForm) -> None:
        panel = _panel(runner, form, saved)
        panel.closed.connect(screen.close_side)
        screen.open_side(panel)
        panel.form.editors["day"].setFocus()

    def saved(holiday_id: int) -> None:
        screen.close_side()
        screen.reveal(holiday_id)

    def show(_holiday_id: int | None) -> None:
        screen.close_side(typed_too=False)
        row = screen.row()
        if row is None:
            details.clear()
        else:
            _describe(details, row)

    def bring_in() -> None:
        if path := dialogs.open_file(screen, "Impor hari libur", CSV):
            take(path)

    def take(path: Path) -> None:
        page = HolidayImport(runner, path)
        page.closed.connect(screen.close_page)
        screen.open_page(page)

    def give_out() -> None:
        (year,) = screen.asked().chosen.get("year") or (None,)
        name = f"hari-libur-{year}.csv" if year else "hari-libur.csv"
        path = dialogs.save_file(screen, "Ekspor hari libur", name, CSV)
        if path:
            runner.read(
                lambda s: holidays.export_csv(s, path, year),
                lambda count: runner.said.emit(f"{count} hari libur disimpan ke {path.name}."),
                owner=screen,
            )

    screen = ListScreen(
        runner,
        "holidays",
        COLUMNS,
        Rows(_read),
        noun="hari libur",
        empty=Empty("Belum ada hari libur.", "&Tambah hari libur", lambda: edit(HolidayForm())),
        actions=[
            Action("Hari &libur baru", lambda _: edit(HolidayForm()), "Ctrl+N", "plus", needs=0, main=True),
            Action("Uba&h", lambda ids: open_(ids[0]), "F2", "pencil"),
            Action("I&mpor CSV…", lambda _: bring_in(), "Ctrl+I", "file-up", needs=0),
            Action("&Ekspor CSV…", lambda _: give_out(), "", "file-down", needs=0),
            delete_action(runner, "reference_item", lambda: screen),
            record_history(go, "reference_item"),
        ],
        filters=[FilterBy("year", "Tahun", _years, many=False)],
        side=details,
        hint="Cari nama hari libur…",
    )
    screen.opened.connect(open_)
    screen.selected.connect(show)
    Reopens(
        screen,
        {"holiday": lambda draft: edit(HolidayForm()) if draft.record is None else open_(draft.record)},
    )
    return screen


def _read(session: Session, asked: Asked) -> list[HolidayRow]:
    (year,) = asked.chosen.get("year") or (None,)
    return holidays.rows(session, year, asked.text)


def _years(session: Session) -> list[tuple[int, str]]:
    return [(year, str(year)) for year in holidays.years(session)]


def _describe(details: Details, row: HolidayRow) -> None:
    details.show_record(
        row.name,
        f"{DAYS[row.day.weekday()]}, {dates.long(row.day)}",
        [("Jenis", KINDS[row.kind]), ("Dasar", row.basis)],
    )


def _panel(runner: Runner, form: HolidayForm, saved: Callable[[int], None]) -> FormPanel:
    def save(values: dict[str, Any]) -> None:
        made = HolidayForm(**values, id=form.id)
        verb = "Ubah" if form.id else "Tambah"
        runner.write(
            f"{verb} hari libur {made.name}",
            lambda s: holidays.save(s, made),
            stored,
            panel.refuse,
            owner=panel,
        )

    def stored(holiday_id: int) -> None:
        watch.done()
        saved(holiday_id)

    def speak() -> None:
        day = fields.values()["day"]
        fields.tell({"day": f"{DAYS[day.weekday()]}, {dates.long(day)}" if day else ""})

    fields = Form(FIELDS)
    fields.fill(form)
    fields.changed.connect(speak)
    speak()
    panel = FormPanel("Ubah hari libur" if form.id else "Hari libur baru", fields, save)
    watch = PanelWatch(
        runner,
        panel,
        Place("settings", "holiday", form.id),
        lambda: f"{'Ubah hari libur' if form.id else 'Hari libur baru'} {fields.values()['name']}",
    )
    return panel
