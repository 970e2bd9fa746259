"""What was decided: the waiting list in its order, who was passed over and why, who was chosen."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from asn_desktop.domain import nip
from asn_desktop.services import nominations
from asn_desktop.services.nominations import STATES, NominationRow
from asn_desktop.ui.kit.actions import Action, Empty
from asn_desktop.ui.kit.chips import FilterBy
from asn_desktop.ui.kit.details import Details
from asn_desktop.ui.kit.list_screen import Asked, ListScreen, Rows
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.table import Column, shown
from asn_desktop.ui.screens.training.nominations.proposed import Say

if TYPE_CHECKING:
    from asn_desktop.ui.kit.runner import Session

MARKS = {
    "menunggu": "… Menunggu",
    "diusulkan": "– Diusulkan",
    "dilewati": "✗ Dilewati",
    "dipilih": "✓ Dipilih",
}
TONES = {"dipilih": "good", "dilewati": "bad"}
ORDER = {state: n for n, state in enumerate(MARKS)}  # who waits comes first
COLUMNS = [
    Column(
        "Keadaan",
        lambda row: (ORDER[row.state], row.rank),
        text=lambda place: list(MARKS.values())[place[0]],
        width=12,
        tone=lambda row: TONES.get(row.state, ""),
    ),
    Column("Urutan", "rank", width=7),
    Column("Nama", "name", width=28),
    Column("Catatan", "note", width=34),
    Column("Pertimbangan", "why", width=40),
    Column("Perangkat daerah", "unit", width=24),
    Column("NIP", "nip", text=nip.spaced, width=19),
    Column("Diputuskan", "decided_at", width=16),
]


class Decided:
    def __init__(self, runner: Runner, event_id: int, say: Say) -> None:
        self._runner, self._event_id, self._say = runner, event_id, say
        self._details = Details("Pilih satu baris untuk melihat pertimbangannya.")
        self.list = ListScreen(
            runner,
            "decided",
            COLUMNS,
            Rows(self._read),
            noun="keputusan",
            empty=Empty(
                "Belum ada yang diputuskan. Tandai orang pada usulan, lalu jadikan peserta.",
                "Ba&ca lagi",
                self._again,
            ),
            actions=[
                Action(
                    "Naikkan jadi pes&erta", self._promote, "Ctrl+Return", "user-plus", needs=2, main=True
                ),
                Action("Ke &atas", lambda ids: self._move(ids[0], -1), "Ctrl+Up", needs=1),
                Action("Ke ba&wah", lambda ids: self._move(ids[0], 1), "Ctrl+Down", needs=1),
                Action("Usulkan &lagi", self._forget, "Ctrl+Del", "undo-2", needs=2),
            ],
            filters=[FilterBy("state", "Keadaan", lambda _s: list(STATES.items()))],
            side=self._details,
            hint="Cari nama, NIP, catatan…",
        )
        self.list.selected.connect(self._show)

    def _again(self) -> None:
        self.list.refresh()

    def _read(self, session: Session, asked: Asked) -> list[NominationRow]:
        words, states = asked.text.casefold().split(), asked.chosen.get("state")
        return [
            row
            for row in nominations.rows(session, self._event_id)
            if (not states or row.state in states)
            and all(w in f"{row.name} {row.nip} {row.note} {row.unit}".casefold() for w in words)
        ]

    def _show(self, row_id: int | None) -> None:
        row = self.list.row()
        if row_id is None or row is None:
            self._details.clear()
            return
        decided = shown(row.decided_at) or "–"
        pairs = [("Catatan", row.note), ("Pertimbangan", row.why), ("Diputuskan", decided)]
        self._details.show_record(row.name, STATES.get(row.state, row.state), pairs)

    def _promote(self, ids: list[int]) -> None:
        event_id = self._event_id
        self._runner.write(
            f"Naikkan {len(ids)} orang dari daftar tunggu",
            lambda s: nominations.promote(s, event_id, ids, datetime.now()),
            self._promoted,
            self._refuse,
            owner=self.list,
        )

    def _promoted(self, count: int) -> None:
        self._say(
            f"✓ {count} orang menjadi peserta."
            if count
            else "Yang ditandai tidak sedang menunggu. Tandai baris dengan keadaan Menunggu."
        )

    def _move(self, row_id: int, step: int) -> None:
        event_id = self._event_id
        self._runner.write(
            "Ubah urutan daftar tunggu",
            lambda s: nominations.move(s, event_id, row_id, step),
            refused=self._refuse,
            owner=self.list,
        )

    def _forget(self, ids: list[int]) -> None:
        self._runner.write(
            f"Usulkan lagi {len(ids)} orang",
            lambda s: nominations.forget(s, ids),
            refused=self._refuse,
            owner=self.list,
        )

    def _refuse(self, error: Any) -> None:
        self._say(str(error), "bad-box")
