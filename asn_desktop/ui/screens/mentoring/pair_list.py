"""The pairs of a programme as a table, and one of them in short."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from asn_desktop.domain import dates, nip
from asn_desktop.domain.mentoring import words
from asn_desktop.services.mentoring import board
from asn_desktop.services.mentoring.board import PairRow
from asn_desktop.services.mentoring.pairs import PairDetail
from asn_desktop.ui.kit.actions import Action, Empty
from asn_desktop.ui.kit.chips import FilterBy
from asn_desktop.ui.kit.details import Details, Section
from asn_desktop.ui.kit.list_screen import Asked, ListScreen, Rows
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.table import Column
from asn_desktop.ui.screens.mentoring import states

if TYPE_CHECKING:
    from asn_desktop.ui.kit.runner import Session


def _late(overdue: int, still_open: int) -> str:
    """The sign says the same as the colour."""
    if not still_open:
        return ""
    return f"{still_open} terbuka" + (f", ! {overdue} lewat" if overdue else "")


COLUMNS = [
    Column("Mentor", "mentor", width=22),
    Column("Mentee", "mentees", width=25),
    Column("Status", "state", text=states.shown, width=11, tone=lambda row: states.tone(row.state)),
    Column("Pertemuan", "meetings", width=9),
    Column("Terakhir", "last_meeting", width=10),
    Column("Berikutnya", "next_meeting", width=10),
    Column(
        "Tindak lanjut",
        lambda row: (row.overdue, row.open_actions),
        text=lambda counts: _late(*counts),
        width=16,
        tone=lambda row: "bad" if row.overdue else "",
    ),
    Column("Mulai", "starts_on", width=10),
    Column("Selesai", "ends_on", width=10),
    Column("Perangkat daerah mentor", "mentor_unit", width=28),
]


def pair_list(
    runner: Runner, programme_id: int, actions: Sequence[Action], new: Callable[[], None]
) -> ListScreen:
    def read(session: Session, asked: Asked) -> list[PairRow]:
        state = (asked.chosen.get("state") or ("",))[0]
        return board.rows(session, programme_id, date.today(), asked.text, state)

    return ListScreen(
        runner,
        "pairs",
        COLUMNS,
        Rows(read),
        noun="pasangan",
        empty=Empty("Belum ada pasangan di program ini.", "Tamba&h pasangan…", new),
        actions=actions,
        filters=[FilterBy("state", "Status", lambda _session: words.STATES.items(), many=False)],
        hint="Cari nama mentor, mentee, atau perangkat daerah…",
    )


def show_pair(details: Details, pair: PairDetail) -> None:
    mentor = pair.mentor
    details.show_record(
        mentor.printed,
        "Mentor" + (f" · {mentor.jabatan}" if mentor.jabatan else ""),
        [
            ("Status", states.shown(pair.state)),
            ("Alasan", pair.stop_reason),
            ("NIP", nip.spaced(mentor.nip)),
            ("Pangkat", mentor.pangkat),
            ("Unit", mentor.unit),
            ("Waktu", dates.span(pair.starts_on, pair.ends_on)),
            ("Tujuan", pair.aim),
            ("Cara", words.METHODS.get(pair.method, "")),
            ("Tempat", pair.place),
            ("Kesepakatan", dates.long(pair.agreed_on) if pair.agreed_on else "belum ditandatangani"),
            ("Petugas", pair.clerk),
        ],
        [
            Section(
                "Mentee",
                [("Nama", "Atasan")]
                + [
                    (
                        one.person.printed + (f" (keluar {dates.short(one.left_on)})" if one.left_on else ""),
                        one.superior.printed if one.superior else "–",
                    )
                    for one in pair.mentees
                ],
            )
        ],
    )
