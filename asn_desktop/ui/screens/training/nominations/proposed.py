"""Those who need this training, best first, each with why; the clerk marks and decides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from asn_desktop.domain import nip
from asn_desktop.services import nominations, units
from asn_desktop.services.nominations import Chosen, Proposal, Seats, gaps
from asn_desktop.services.nominations.gaps import Taken
from asn_desktop.ui.drafts import PanelWatch, Place
from asn_desktop.ui.kit import dialogs
from asn_desktop.ui.kit.actions import Action, Empty
from asn_desktop.ui.kit.chips import FilterBy
from asn_desktop.ui.kit.details import Details
from asn_desktop.ui.kit.form import Field, Form, FormPanel
from asn_desktop.ui.kit.kinds import NUMBER, note
from asn_desktop.ui.kit.list_screen import Asked, ListScreen, Rows
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.table import Column

if TYPE_CHECKING:
    from asn_desktop.ui.kit.runner import Session

MOST = 500  # shown; the filters and the search reach the others
TOLD = 8  # rows of a list that are named where they could not be taken
COLUMNS = [
    Column("Urutan", "rank", width=7),
    Column("Nama", "name", width=28),
    Column("Angka", "score", width=6),
    Column("Pertimbangan", "why", width=58),
    Column("Perangkat daerah", "unit", width=24),
    Column("Gol.", "golongan", width=5),
    Column("NIP", "nip", text=nip.spaced, width=19),
    Column("Catatan", lambda row: "pernah dilewati" if row.state else "", width=14),
]
Say = Callable[..., None]


class Proposed:
    def __init__(self, runner: Runner, event_id: int, say: Say) -> None:
        self._runner, self._event_id, self._say = runner, event_id, say
        self._details = Details("Pilih satu orang untuk melihat alasannya.")
        self.list = ListScreen(
            runner,
            "proposed",
            COLUMNS,
            Rows(self._read),
            noun="usulan",
            empty=Empty(
                "Tidak ada pegawai aktif yang dapat diusulkan. Impor daftar pegawai di layar Pegawai.",
                "Ba&ca lagi",
                self._again,
            ),
            actions=[
                Action("Jadikan pes&erta", self._choose, "Ctrl+Return", "user-plus", needs=2, main=True),
                Action("&Lewati…", self._pass_over, "Ctrl+L", "circle-x", needs=2),
                Action("Ku&ota…", lambda _ids: self._ask_quotas(), icon="users", needs=0),
                Action("Kesenj&angan dari Excel…", lambda _ids: self._open_gaps(), icon="file-up", needs=0),
            ],
            filters=[FilterBy("unit", "Perangkat daerah", _agencies, many=False)],
            side=self._details,
            hint="Cari nama, NIP, jabatan, perangkat daerah…",
        )
        self.list.selected.connect(self._show)

    def _again(self) -> None:
        self.list.refresh()

    def _read(self, session: Session, asked: Asked) -> list[Proposal]:
        unit = asked.chosen.get("unit") or (None,)
        return nominations.propose(
            session, self._event_id, date.today(), text=asked.text, unit_id=unit[0], most=MOST
        )

    def _show(self, person_id: int | None) -> None:
        row = self.list.row()
        if person_id is None or row is None:
            self._details.clear()
            return
        pairs = [(f"{reason.points:+d}" if reason.points else "–", reason.words) for reason in row.reasons]
        self._details.show_record(row.name, f"urutan {row.rank} · angka {row.score}", pairs)

    def _choose(self, ids: list[int]) -> None:
        seen = [row.person_id for row in self.list.rows()]
        left_out = nominations.passed_over(self.list.rows(), set(ids))
        if not left_out:
            self._store(ids, seen, {})
            return
        named = ", ".join(row.name for row in left_out[:3]) + (" …" if left_out[3:] else "")
        self._ask(
            f"{len(ids)} orang dipilih, {len(left_out)} yang lebih membutuhkan dilewati: {named}",
            lambda values: self._store(ids, seen, values),
        )

    def _store(self, ids: Sequence[int], seen: Sequence[int], values: dict[str, Any]) -> None:
        event_id, now = self._event_id, datetime.now()
        self._runner.write(
            f"Jadikan {len(ids)} orang peserta",
            lambda s: nominations.choose(s, event_id, ids, now, considered=seen, **values),
            self._chosen,
            self._refuse,
            owner=self.list,
        )

    def reopen(self, form: str) -> None:
        """The reason is offered again when people were marked again."""
        if form == "nominations.quotas":
            self._ask_quotas()

    def _stored(self) -> None:
        """What was typed is kept: nothing of it is offered again."""
        for watch in self.list.side.findChildren(PanelWatch):
            watch.done()
        self.list.close_side()

    def _chosen(self, done: Chosen) -> None:
        self._stored()
        self._say(f"✓ {done.sentence}")

    def _refuse(self, error: Any) -> None:
        panel = self.list.side.currentWidget()
        if isinstance(panel, FormPanel):
            panel.refuse(error)
        else:
            self._say(str(error), "bad-box")

    def _pass_over(self, ids: list[int]) -> None:
        event_id = self._event_id

        def store(values: dict[str, Any]) -> None:
            self._runner.write(
                f"Lewati {len(ids)} usulan",
                lambda s: nominations.pass_over(s, event_id, ids, values["why_not"], datetime.now()),
                lambda _count: self._stored(),
                self._refuse,
                owner=self.list,
            )

        self._ask(f"Lewati {len(ids)} orang", store)

    def _ask(self, title: str, store: Callable[[dict[str, Any]], None]) -> None:
        """Why somebody is passed over: kept on record."""
        fields = Form([Field("why_not", "Alasan melewati", note(3), hint="disimpan bersama keputusan ini")])
        panel = FormPanel(title, fields, store)
        place = Place("training", "nominations.reason", self._event_id)
        PanelWatch(self._runner, panel, place, lambda: "Alasan melewati usulan")
        panel.closed.connect(self.list.close_side)
        self.list.open_side(panel)
        fields.editors["why_not"].setFocus()

    def _ask_quotas(self) -> None:
        event_id = self._event_id

        def read(session: Session) -> tuple[Seats, list[tuple[int, str]]]:
            return nominations.seats(session, event_id), _agencies(session)

        self._runner.read(read, lambda found: self._edit_quotas(*found), owner=self.list)

    def _edit_quotas(self, seats: Seats, agencies: Sequence[tuple[int, str]]) -> None:
        known = {row.unit_id: row for row in seats.quotas}
        fields = Form([Field(str(unit_id), name, NUMBER) for unit_id, name in agencies])
        fields.fill({str(q.unit_id): q.seats for q in seats.quotas if q.seats is not None})

        def store(values: dict[str, Any]) -> None:
            wanted = {int(key): value for key, value in values.items()}
            changed = {
                unit: count
                for unit, count in wanted.items()
                if count != (known[unit].seats if unit in known else None)
            }
            self._runner.write(
                "Ubah kuota peserta",
                lambda s: nominations.save_quotas(s, self._event_id, changed),
                lambda _done: self._stored(),
                panel.refuse,
                owner=self.list,
            )

        panel = FormPanel("Kuota perangkat daerah (kosong: tanpa batas)", fields, store)
        place = Place("training", "nominations.quotas", self._event_id)
        PanelWatch(self._runner, panel, place, lambda: "Kuota perangkat daerah")
        panel.closed.connect(self.list.close_side)
        self.list.open_side(panel)

    def _open_gaps(self) -> None:
        path = dialogs.open_file(self.list, "Daftar NIP dan kesenjangan")
        if path is not None:
            self.take_gaps(path)

    def take_gaps(self, path: Path) -> None:
        event_id = self._event_id

        def arrived(lines: list[gaps.GapLine]) -> None:
            self._runner.write(
                f"Kesenjangan dari {path.name}",
                lambda s: gaps.take(s, event_id, lines, path.stem, date.today()),
                self._taken,
                self._refuse,
                owner=self.list,
            )

        self._runner.work(
            f"Membaca {path.name}",
            lambda _progress: gaps.read(path),
            arrived,
            refused=self._refuse,
            owner=self.list,
        )

    def _taken(self, taken: Taken) -> None:
        words = [f"✓ {taken.saved} kesenjangan disimpan."]
        if taken.problems:
            words.append(f"{len(taken.problems)} baris tidak diambil:")
            words += taken.problems[:TOLD]
            if taken.problems[TOLD:]:
                words.append(f"… dan {len(taken.problems) - TOLD} baris lain.")
        self._say("\n".join(words), "bad-box" if taken.problems else "good-box")


def _agencies(session: Session) -> list[tuple[int, str]]:
    return [(row.id, row.name) for row in units.tree(session) if row.depth == 0]
