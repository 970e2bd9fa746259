"""Pegawai: everybody the office trains, with what a certificate needs to know of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from asn_desktop.domain import dates, nip
from asn_desktop.domain.mentoring import words
from asn_desktop.services import employees, reference, units
from asn_desktop.services.mentoring import agenda
from asn_desktop.ui.drafts import Reopens
from asn_desktop.ui.kit import dialogs
from asn_desktop.ui.kit.actions import Action, Empty
from asn_desktop.ui.kit.chips import FilterBy
from asn_desktop.ui.kit.details import Details, Section
from asn_desktop.ui.kit.list_screen import Asked, ListScreen, Paged
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.table import Column
from asn_desktop.ui.navigation import Go
from asn_desktop.ui.record_history import record_history
from asn_desktop.ui.screens.employees.form import edit
from asn_desktop.ui.screens.employees.tidying import tidying

if TYPE_CHECKING:
    from asn_desktop.ui.kit.runner import Session

SaveAs = Callable[[QWidget, str, str], Path | None]


def _tone(row: employees.EmployeeRow) -> str:
    return "quiet" if row.archived else ""


COLUMNS = [
    Column("Nama", "printed_name", width=32, sort="name", tone=_tone),
    Column("NIP", lambda row: nip.spaced(row.nip or ""), width=22, sort="nip", tone=_tone),
    Column(
        "Status", lambda row: f"{row.status} (arsip)" if row.archived else row.status, width=9, tone=_tone
    ),
    Column("Gol.", "golongan", width=7, sort="golongan", tone=_tone),
    Column("Jabatan", "jabatan", width=28, sort="jabatan", tone=_tone),
    Column("Perangkat daerah", "unit", width=28, sort="unit", tone=_tone),
]


def employees_screen(runner: Runner, go: Go, save_as: SaveAs = dialogs.save_file) -> ListScreen:
    details = Details("Pilih seorang pegawai untuk melihat rinciannya.")

    def new(_ids: Sequence[int] = ()) -> None:
        edit(screen, runner, None)

    def change(ids: Sequence[int]) -> None:
        edit(screen, runner, ids[0])

    def start_import(_ids: Sequence[int] = ()) -> None:
        from asn_desktop.ui.screens.employees.staff_import import import_wizard  # noqa: PLC0415 - rarely needed

        screen.open_page(import_wizard(runner, screen.close_page))

    def archive(ids: Sequence[int]) -> None:
        row = screen.row()
        bring_back = bool(row and row.archived)
        who = row.printed_name if row and len(ids) == 1 else f"{len(ids)} pegawai"
        label = f"Aktifkan lagi {who}" if bring_back else f"Arsipkan {who}"
        runner.write(label, lambda s: employees.archive(s, ids, archived=not bring_back))

    def export(_ids: Sequence[int]) -> None:
        path = save_as(screen, "Simpan daftar yang tampil", "Pegawai.xlsx")
        if path:
            shown = filter_of(screen.asked())
            runner.read(
                lambda s: employees.export(s, shown, path),
                lambda _result: runner.said.emit(f"Daftar pegawai disimpan: {path}"),
                owner=screen,
            )

    def show(person_id: int | None) -> None:
        screen.close_side(typed_too=False)
        if person_id is None:
            details.clear()
        else:
            runner.read(
                lambda s: (employees.detail(s, person_id), agenda.of_person(s, person_id)),
                lambda found: shown(*found),
                owner=details,
                latest="detail",
            )

    def shown(detail: employees.EmployeeDetail, guided: list[agenda.Part]) -> None:
        head = ("Pelatihan", "Waktu, JP, nomor sertifikat")
        rows = [(row[0], "\n".join(map(str, (row[1], f"{row[2]} JP", row[3])))) for row in detail.trainings]
        trainings = Section("Riwayat pelatihan", [head, *rows], empty="Belum ada.")
        details.show_record(detail.printed_name, "", detail.pairs, [trainings, *_mentoring(guided)])

    screen = ListScreen(
        runner,
        "employees",
        COLUMNS,
        Paged(lambda s, asked, limit: employees.ids(s, filter_of(asked), limit), employees.page),
        noun="pegawai",
        hint="Cari nama, NIP, perangkat daerah, jabatan…",
        empty=Empty("Belum ada pegawai.", "I&mpor daftar pegawai…", start_import),
        actions=[
            Action("&Impor dari Excel…", start_import, "Ctrl+I", "file-up", needs=0),
            Action("&Ekspor ke Excel…", export, "Ctrl+E", "file-down", needs=0),
            Action("&Ubah", change, icon="pencil", needs=1),
            Action("Pegawai &baru", new, "Ctrl+N", "user-plus", needs=0, main=True),
            Action("&Arsipkan / aktifkan lagi", archive, "Ctrl+Del", "archive", needs=2, more=True),
            *tidying(runner, lambda: screen, lambda: filter_of(screen.asked())),
            record_history(go, "person"),
        ],
        filters=FILTERS,
        side=details,
    )
    screen.selected.connect(show)
    screen.opened.connect(lambda person_id: edit(screen, runner, person_id))
    Reopens(
        screen,
        {"person": lambda draft: edit(screen, runner, draft.record), "import": lambda _draft: start_import()},
    )
    return screen


def filter_of(asked: Asked) -> employees.Filter:
    chosen: dict[str, Any] = dict(asked.chosen)
    unit = chosen.get("unit", ())
    return employees.Filter(
        text=asked.text,
        statuses=chosen.get("status", ()),
        unit_id=unit[0] if unit else None,
        golongan=chosen.get("golongan", ()),
        jenis_jabatan=chosen.get("jenis_jabatan", ()),
        archived=bool(chosen.get("archived")),
        sort=asked.sort or "name",
        descending=asked.descending,
    )


def _names(kind: str) -> Callable[[Session], list[tuple[Any, str]]]:
    return lambda s: list(reference.names(s, kind).items())


def _statuses(session: Session) -> list[tuple[Any, str]]:
    """By their short forms, as in the table."""
    return [
        (code, name if code == "NON" else code) for code, name in reference.names(session, "status").items()
    ]


def _unit_names(session: Session) -> list[tuple[Any, str]]:
    return [(row.id, "    " * row.depth + row.name) for row in units.tree(session)]


FILTERS = [
    FilterBy("status", "Status", _statuses),
    FilterBy("unit", "Perangkat daerah", _unit_names, many=False),
    FilterBy("golongan", "Golongan", lambda s: [(code, code) for code in reference.names(s, "golongan")]),
    FilterBy("jenis_jabatan", "Jenis jabatan", _names("jenis_jabatan")),
    FilterBy("archived", "Arsip", lambda _s: [(True, "hanya yang diarsipkan")], many=False),
]


def _mentoring(parts: Sequence[agenda.Part]) -> list[Section]:
    """Nothing at all for who was never in a pair."""
    rows = [
        (
            one.programme,
            "\n".join(
                (
                    f"{words.ROLES[one.role]}, dengan {one.others}",
                    f"{dates.span(one.starts_on, one.ends_on)}, {words.STATES[one.state].lower()}",
                )
            ),
        )
        for one in parts
    ]
    return [Section("Mentoring", [("Program", "Sebagai dan waktu"), *rows])] if rows else []
