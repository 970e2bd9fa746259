"""Everybody's competences beside what the position asks for: who lacks what, and where it is from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from asn_desktop.domain import dates, nip
from asn_desktop.domain.competences import SOURCES, gap
from asn_desktop.services import competences, employees, units
from asn_desktop.services.competences import KNOWN, UNKNOWN, Noted, PersonRow, Wanted
from asn_desktop.ui.drafts import Reopens
from asn_desktop.ui.kit.actions import Action, Empty
from asn_desktop.ui.kit.chips import FilterBy
from asn_desktop.ui.kit.details import Details, Section
from asn_desktop.ui.kit.list_screen import Asked, ListScreen, Paged
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.table import Column
from asn_desktop.ui.navigation import Go
from asn_desktop.ui.screens.mentoring.competences_form import open_form

if TYPE_CHECKING:
    from asn_desktop.ui.kit.runner import Session

MOST_LINES = 30  # of a history beside the list


def _lacks(row: PersonRow) -> str:
    if not row.levels:
        return "… belum tercatat"
    if row.standard is None:
        return "? standar jabatan tidak diketahui"
    return f"✗ {row.lacks}" if row.lacks else "✓ memenuhi standar"


def _tone(row: PersonRow) -> str:
    return "bad" if row.lacks else "good" if row.levels and row.standard else "quiet"


COLUMNS = [
    Column("Nama", "name", width=28, sort="name"),
    Column("Standar", "standard", width=7),
    Column("Kekurangan", _lacks, width=34, tone=_tone),
    Column("Sesuai (%)", "fit", width=9),
    Column("Tercatat", lambda row: len(row.levels) or None, width=8),
    Column("Terakhir", "noted_on", width=10),
    Column("Jabatan", "jabatan", width=26, sort="jabatan"),
    Column("Perangkat daerah", "unit", width=28, sort="unit"),
    Column("NIP", "nip", text=nip.spaced, width=21, sort="nip"),
]


class _Told(NamedTuple):
    row: PersonRow
    names: dict[str, str]
    history: list[Noted]


def competence_list(runner: Runner, go: Go) -> ListScreen:
    details = Details("Pilih seorang pegawai untuk melihat tingkat kompetensinya.")

    def note(ids: Sequence[int]) -> None:
        open_form(screen, runner, ids[0])

    def start_import(_ids: Sequence[int] = ()) -> None:
        from asn_desktop.ui.screens.mentoring.competences_import import levels_wizard  # noqa: PLC0415 - rare

        screen.open_page(levels_wizard(runner, screen.close_page))

    def delete(ids: Sequence[int]) -> None:
        row = screen.row()
        who = row.name if row else "seorang pegawai"
        runner.write(f"Hapus catatan kompetensi terakhir {who}", lambda s: competences.delete_last(s, ids[0]))

    def show(person_id: int | None) -> None:
        screen.close_side(typed_too=False)
        if person_id is None:
            details.clear()
            return

        def read(session: Session) -> _Told | None:
            rows = competences.page(session, [person_id])
            names, told = competences.names(session), competences.history(session, person_id)
            return _Told(rows[0], names, told) if rows else None

        runner.read(read, lambda told: _tell(details, told), owner=details, latest="detail")

    screen = ListScreen(
        runner,
        "competences",
        COLUMNS,
        Paged(lambda s, asked, limit: competences.ids(s, _wanted(asked), limit), competences.page),
        noun="pegawai",
        hint="Cari nama, NIP, perangkat daerah, jabatan…",
        empty=Empty("Belum ada pegawai.", "Buka pega&wai", lambda: go("employees", None)),
        actions=[
            Action("Catat &tingkat…", note, "Ctrl+N", "plus", main=True),
            Action("&Impor dari Excel…", start_import, "Ctrl+I", "file-up", needs=0),
            Action("&Hapus catatan terakhir", delete, "Ctrl+Del", "trash-2", more=True),
        ],
        filters=[
            FilterBy("unit", "Perangkat daerah", _units, many=False),
            FilterBy("lacking", "Kurang dalam", lambda s: competences.names(s).items(), many=False),
            FilterBy("known", "Catatan", lambda _s: _KNOWN.items(), many=False),
        ],
        side=details,
    )
    screen.selected.connect(show)
    screen.opened.connect(lambda one: open_form(screen, runner, one) if one is not None else None)
    Reopens(screen, {"levels": lambda draft: open_form(screen, runner, draft.record or 0)})
    return screen


_KNOWN = {KNOWN: "Sudah ada tingkat yang tercatat", UNKNOWN: "Belum ada tingkat yang tercatat"}


def _wanted(asked: Asked) -> Wanted:
    unit, lacking, known = (asked.chosen.get(name, ()) for name in ("unit", "lacking", "known"))
    people = employees.Filter(
        text=asked.text,
        unit_id=unit[0] if unit else None,
        sort=asked.sort or "name",
        descending=asked.descending,
    )
    return Wanted(people, lacking[0] if lacking else "", known[0] if known else "")


def _tell(details: Details, told: _Told | None) -> None:
    if told is None:
        details.clear()
        return
    row = told.row
    standard = f"tingkat {row.standard}" if row.standard else "tidak terbaca dari nama jabatan"
    pairs = [
        ("NIP", nip.spaced(row.nip)),
        ("Jabatan", row.jabatan),
        ("Unit", row.unit),
        ("Standar", standard),
    ]
    lines = [("Kompetensi", "Tingkat", "Selisih", "Tanggal")]
    for code, name in told.names.items():
        if (level := row.levels.get(code)) is None:
            continue
        missing = gap(row.standard, level.level)
        lines.append((name, str(level.level), f"−{missing}" if missing else "", dates.short(level.noted_on)))
    known = Section("Tingkat sekarang", lines, empty="Belum ada tingkat yang tercatat.")
    past = [
        (told.names.get(one.competence, one.competence), str(one.level), _where(one))
        for one in told.history[:MOST_LINES]
    ]
    sections = [known, Section("Riwayat", [("Kompetensi", "Tingkat", "Dari"), *past], empty="Belum ada.")]
    details.show_record(row.name, "", pairs, sections)


def _where(one: Noted) -> str:
    return f"{SOURCES.get(one.source, one.source)}\n{dates.short(one.noted_on)}"


def _units(session: Session) -> list[tuple[int, str]]:
    return [(row.id, "    " * row.depth + row.name) for row in units.tree(session)]
