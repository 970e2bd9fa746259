"""The rooms: seats, and which events need them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from asn_desktop.domain import dates
from asn_desktop.services import rooms
from asn_desktop.services.drafts import Draft
from asn_desktop.services.rooms import RoomForm, Use
from asn_desktop.ui.deletion import delete_action
from asn_desktop.ui.drafts import PanelWatch, Place, Reopens
from asn_desktop.ui.kit.actions import Action, Empty
from asn_desktop.ui.kit.chips import FilterBy
from asn_desktop.ui.kit.details import Details, Section
from asn_desktop.ui.kit.form import Field, Form, FormPanel
from asn_desktop.ui.kit.kinds import NUMBER, note
from asn_desktop.ui.kit.list_screen import Asked, ListScreen, Rows
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.table import Column
from asn_desktop.ui.navigation import Go
from asn_desktop.ui.record_history import record_history

if TYPE_CHECKING:
    from asn_desktop.ui.kit.runner import Session

COLUMNS = [
    Column("Nama ruang", "name", width=34),
    Column("Letak", "place", width=28),
    Column("Kursi", "capacity", width=6),
    Column("Sesi mendatang", "sessions", width=14),
]
FIELDS = [
    Field("name", "Nama ruang"),
    Field("place", "Letak", hint="gedung, lantai, alamat"),
    Field("capacity", "Daya tampung", NUMBER, hint="kosong: belum diketahui"),
    Field("note", "Catatan", note(3)),
]
ARCHIVED = [(True, "yang diarsipkan")]


def room_list(runner: Runner, go: Go) -> ListScreen:
    details = Details("Pilih ruang untuk melihat siapa yang memakainya.")

    def edit(form: RoomForm) -> None:
        panel = _panel(runner, form, saved)
        panel.closed.connect(screen.close_side)
        screen.open_side(panel)
        panel.form.editors["name"].setFocus()

    def saved(room_id: int) -> None:
        screen.close_side()
        screen.reveal(room_id)

    def open_(room_id: int | None) -> None:
        if room_id is not None:
            runner.read(lambda s: rooms.get(s, room_id), edit, owner=screen)

    def archive(ids: list[int]) -> None:
        put_aside = not screen.asked().chosen["archived"]

        def work(session: Session) -> None:
            for room_id in ids:
                rooms.archive(session, room_id, put_aside)

        runner.write(f"{'Arsipkan' if put_aside else 'Pakai lagi'} {len(ids)} ruang", work)

    def show(room_id: int | None) -> None:
        if room_id is None:
            details.clear()
            return
        today = date.today()
        runner.read(
            lambda s: (rooms.get(s, room_id), rooms.uses(s, room_id, today)),
            lambda found: _describe(details, *found),
            owner=details,
            latest="detail",
        )

    def reopen(draft: Draft) -> None:
        edit(RoomForm()) if draft.record is None else open_(draft.record)

    screen = ListScreen(
        runner,
        "rooms",
        COLUMNS,
        Rows(lambda s, asked: rooms.rows(s, date.today(), asked.text, _archived(asked))),
        noun="ruang",
        empty=Empty("Belum ada ruang.", "&Tambah ruang", lambda: edit(RoomForm())),
        actions=[
            Action("&Ruang baru", lambda _ids: edit(RoomForm()), "Ctrl+N", "plus", needs=0, main=True),
            Action("Uba&h", lambda ids: open_(ids[0]), "F2", "pencil"),
            Action("&Arsipkan / pakai lagi", archive, "Ctrl+Del", "archive", needs=2, more=True),
            delete_action(runner, "room", lambda: screen),
            record_history(go, "room"),
        ],
        filters=[FilterBy("archived", "Tampilkan", lambda _s: ARCHIVED, many=False)],
        side=details,
        hint="Cari nama atau letak ruang…",
    )
    screen.opened.connect(open_)
    screen.selected.connect(show)
    Reopens(screen, {"room": reopen})
    return screen


def _archived(asked: Asked) -> bool:
    return bool(asked.chosen.get("archived"))


def _panel(runner: Runner, form: RoomForm, saved: Callable[[int], None]) -> FormPanel:
    def save(values: dict[str, Any]) -> None:
        made = RoomForm(**values, id=form.id, version=form.version)
        label = f"{'Ubah' if form.id else 'Tambah'} ruang {made.name}"
        runner.write(label, lambda s: rooms.save(s, made), stored, panel.refuse, owner=panel)

    def stored(room_id: int) -> None:
        watch.done()
        saved(room_id)

    title = "Ubah ruang" if form.id else "Ruang baru"
    fields = Form(FIELDS)
    fields.fill(form)
    panel = FormPanel(title, fields, save)
    watch = PanelWatch(
        runner, panel, Place("training", "room", form.id), lambda: f"{title} {fields.values()['name']}"
    )
    return panel


def _describe(details: Details, form: RoomForm, uses: list[Use]) -> None:
    needed = [
        ("Kegiatan", "Tanggal", "Hari"),
        *((u.title, dates.span(u.first, u.last), str(u.days)) for u in uses),
    ]
    details.show_record(
        form.name,
        form.place,
        [
            ("Daya tampung", f"{form.capacity} kursi" if form.capacity else "belum diketahui"),
            ("Catatan", form.note),
        ],
        [Section("Akan dipakai", needed, "Tidak ada kegiatan mendatang di ruang ini.")],
    )
