"""The part Penyelesaian of a pair: what is missing, the assessment of each mentee, and the end."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from asn_desktop.domain import dates, marks
from asn_desktop.domain.errors import UserError
from asn_desktop.domain.mentoring import words
from asn_desktop.services.mentoring import closing, pairs
from asn_desktop.services.mentoring.closing import Closing, MenteeClosing
from asn_desktop.services.mentoring.feeding import Fed
from asn_desktop.ui.kit.actions import Action, Empty
from asn_desktop.ui.kit.details import Details, Section
from asn_desktop.ui.kit.list_screen import Asked, ListScreen, Rows
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.table import Column
from asn_desktop.ui.kit.text import label, say
from asn_desktop.ui.navigation import Go
from asn_desktop.ui.screens.mentoring.closing_form import closing_panel
from asn_desktop.ui.screens.mentoring.leaving_form import leaving_panel

if TYPE_CHECKING:
    from asn_desktop.ui.kit.runner import Session


def _complete(row: MenteeClosing) -> str:
    if row.left_on:
        return f"keluar {dates.short(row.left_on)}"
    return f"{len(row.missing)} hal belum lengkap" if row.missing else "✓ lengkap"


def _unassessed(found: Closing) -> list[str]:
    count = sum(bool(row.missing) for row in found.mentees)
    return [f"penilaian {count} mentee belum lengkap"] if count else []


COLUMNS = [
    Column("Mentee", "mentee", width=26),
    Column("Nilai rata-rata", "mean", marks.shown, width=12),
    Column(
        "Kelengkapan",
        _complete,
        width=26,
        tone=lambda row: "warn" if row.missing else "good" if not row.left_on else "",
        hint=lambda row: "\n".join(row.missing),
    ),
    Column("Siap untuk", "form.ready_for", width=20),
    Column("Pelatihan berikutnya", "form.next_training", width=26),
    Column("Kesimpulan", "form.conclusion", width=40),
]


class ClosingPart(QWidget):
    def __init__(self, runner: Runner, pair_id: int, go: Go) -> None:
        super().__init__()
        self.setObjectName("closing")
        self._runner, self._pair_id, self._go, self._stale = runner, pair_id, go, True
        self._found: Closing | None = None
        self._state = label("", "warn-box", wrap=True, name="closing_state")
        self._message = label("", "bad-box", wrap=True, name="closing_message")
        self._message.hide()
        self._details = Details("Pilih mentee untuk melihat penilaiannya.")
        self.list = ListScreen(
            runner,
            "closing_mentees",
            COLUMNS,
            Rows(self._read),
            noun="mentee",
            empty=Empty("Pasangan ini belum mempunyai mentee.", "&Muat ulang", self.refresh),
            actions=[
                Action("Is&i penilaian", lambda ids: self.edit(ids[0]), "F2", "pencil"),
                Action(
                    "Ke sertifikat program", lambda _: self.certificates(), icon="award", needs=0, more=True
                ),
                Action("Mentee keluar / ikut lagi…", lambda ids: self.leave(ids[0]), icon="ban", more=True),
                Action("B&uka kembali", lambda _: self.open_again(), icon="undo-2", needs=0, more=True),
                Action("S&elesaikan pasangan", lambda _: self.close_pair(), "Ctrl+Return", "check", 0, True),
            ],
            side=self._details,
            hint="Cari mentee…",
        )
        self.list.selected.connect(self._on_selected)
        self.list.listing.arrived.connect(self._arrived)
        self.list.opened.connect(lambda key: self.edit(key) if key is not None else None)
        said = QVBoxLayout()
        said.setContentsMargins(12, 8, 12, 0)
        said.setSpacing(4)
        said.addWidget(self._state)
        said.addWidget(self._message)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(said)
        layout.addWidget(self.list, 1)
        self.setFocusProxy(self.list)
        runner.changed.connect(self._on_changed)

    def refresh(self) -> None:
        self._stale = False
        self.list.refresh()

    def reopen(self, form: str) -> None:
        """`closing.mentee.12` or `closing.leave.12`"""
        name, _, number = form.rpartition(".")
        key = int(number)

        def found(told: Closing) -> None:
            self._found = told
            for row in told.mentees:
                if row.id == key and name.endswith("leave"):
                    self._open_leaving(row)
                elif row.id == key:
                    self._open(row, told)

        self._runner.read(lambda s: closing.get(s, self._pair_id), found, owner=self)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def edit(self, mentee_id: int) -> None:
        row = next((one for one in self.list.rows() if one.id == mentee_id), None)
        if row is not None and self._found is not None:
            self._open(row, self._found)

    def _open(self, row: MenteeClosing, told: Closing) -> None:
        panel = closing_panel(self._runner, row, told.aspects, self._kept)
        panel.closed.connect(self._close)
        self.list.open_side(panel)

    def leave(self, mentee_id: int) -> None:
        """Who has left already takes part again."""
        row = next((one for one in self.list.rows() if one.id == mentee_id), None)
        if row is None:
            return
        if row.left_on is None:
            self._open_leaving(row)
        else:
            self._runner.write(f"{row.mentee} ikut lagi", lambda s: pairs.rejoin(s, mentee_id), owner=self)

    def _open_leaving(self, row: MenteeClosing) -> None:
        panel = leaving_panel(self._runner, row, self._kept)
        panel.closed.connect(self._close)
        self.list.open_side(panel)

    def close_pair(self) -> None:
        def closed(fed: list[Fed]) -> None:
            said = f"{len(fed)} tingkat kompetensi dicatat" if fed else "tidak ada tingkat akhir yang dicatat"
            self._say(f"✓ Pasangan selesai; {said}.", "good-box")

        today, pair_id = date.today(), self._pair_id
        self._runner.write(
            "Selesaikan pasangan mentoring",
            lambda s: closing.close(s, pair_id, today),
            closed,
            self._refused,
            owner=self,
        )

    def certificates(self) -> None:
        """They are issued for all finished pairs of the programme at once."""
        if self._found is not None:
            self._go("mentoring", ("programme", self._found.programme_id))

    def open_again(self) -> None:
        today, pair_id = date.today(), self._pair_id
        self._runner.write(
            "Buka kembali pasangan mentoring",
            lambda s: closing.reopen(s, pair_id, today),
            lambda _: self._say(
                "✓ Pasangan berjalan lagi; tingkat yang sudah dicatat ditarik kembali.", "good-box"
            ),
            self._refused,
            owner=self,
        )

    def _read(self, session: Session, asked: Asked) -> list[MenteeClosing]:
        self._found = closing.get(session, self._pair_id)
        sought = asked.text.casefold().split()
        return [one for one in self._found.mentees if all(word in one.mentee.casefold() for word in sought)]

    def _on_selected(self, mentee_id: int | None) -> None:
        self.list.close_side(typed_too=False)
        row = next((one for one in self.list.rows() if one.id == mentee_id), None)
        if row is None or self._found is None:
            self._details.clear()
            return
        given = [(name, row.form.marks.get(code)) for code, name in self._found.aspects.items()]
        fed = [f for f in self._found.feeds if f.mentee_id == row.id]
        self._details.show_record(
            row.mentee,
            f"Keluar {dates.short(row.left_on)}: {row.left_reason}" if row.left_on else "",
            [
                ("Belum lengkap", "; ".join(row.missing)),
                *((name, MARK.get(value or 0, "")) for name, value in given),
                ("Rata-rata", marks.shown(row.mean)),
                ("Kesimpulan", row.form.conclusion),
                ("Siap untuk", row.form.ready_for),
                ("Pelatihan berikutnya", row.form.next_training),
            ],
            [
                Section(
                    "Tingkat yang dicatat bagi pegawai",
                    [("Kompetensi", "Awal", "Akhir", "Menurut"), *(_line(one) for one in fed)] if fed else (),
                    "Belum ada tingkat akhir.",
                )
            ],
        )

    def _arrived(self, count: int, _more: bool) -> None:
        """The first mentee is chosen, so that F2 has somebody to assess."""
        if count and not self.list.table.selectionModel().hasSelection():
            self.list.table.go_to(0)
        self._tell()

    def _tell(self) -> None:
        found = self._found
        if found is None:
            return
        if found.state in (words.FINISHED, words.STOPPED):
            day = f" pada {dates.short(found.closed_on)}" if found.closed_on else ""
            say(self._state, f"Pasangan ini {words.STATES[found.state].lower()}{day}.", "good-box")
        elif missing := [*found.missing, *_unassessed(found)]:
            say(self._state, f"Sebelum ditutup, periksa: {'; '.join(missing)}.", "warn-box")
        else:
            say(self._state, "Siap ditutup.", "good-box")

    def _kept(self, mentee_id: int) -> None:
        self.list.close_side()
        self.list.reveal(mentee_id)
        self.list.table.setFocus()

    def _close(self) -> None:
        self.list.close_side()
        self.list.table.setFocus()

    def _refused(self, error: UserError) -> None:
        self._say(str(error), "bad-box")

    def _say(self, said: str, look: str) -> None:
        say(self._message, said, look)
        self._message.show()

    def _on_changed(self) -> None:
        self._stale = True
        self._message.hide()


MARK = {n: str(n) for n in words.LEVELS}


def _line(one: Fed) -> tuple[str, ...]:
    before = "–" if one.before is None else str(one.before)
    return one.name, before, str(one.level), words.SEEN_BY[one.seen_by].lower()
