"""One action point beside the list of them."""

from __future__ import annotations

from asn_desktop.domain import dates
from asn_desktop.services.mentoring.actions import ActionRow
from asn_desktop.ui.kit.details import Details


class ActionDetails(Details):
    def __init__(self) -> None:
        super().__init__("Pilih tindak lanjut untuk melihat rinciannya.")

    def show_action(self, row: ActionRow | None) -> None:
        if row is None:
            self.clear()
            return
        told = [
            ("Pelaksana", row.owner),
            ("Batas waktu", dates.long(row.due) if row.due else "tidak ditetapkan"),
            ("Terlambat", f"{row.late} hari" if row.late else ""),
            ("Mentor", row.mentor),
            ("Program", row.programme),
            ("Pertemuan", dates.long(row.met_on)),
        ]
        self.show_record(row.text, "Tindak lanjut terbuka", [(title, said) for title, said in told if said])
