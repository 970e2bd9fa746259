"""Usulan pasangan of a programme: mentees, for each the mentor who fits best, and why; the clerk decides."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QVBoxLayout, QWidget

from asn_desktop.domain import golongan
from asn_desktop.domain.errors import UserError
from asn_desktop.domain.mentoring.matching import ANY, WISHES
from asn_desktop.services import units
from asn_desktop.services.mentoring import matching
from asn_desktop.services.mentoring.candidates import Pool
from asn_desktop.services.mentoring.matching import Candidate, Chosen, Matching, Proposed
from asn_desktop.ui.kit.actions import Action, Empty
from asn_desktop.ui.kit.chips import FilterBy
from asn_desktop.ui.kit.list_screen import Asked, ListScreen, Rows
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.table import Column
from asn_desktop.ui.kit.text import counted, label, say
from asn_desktop.ui.navigation import Go
from asn_desktop.ui.screens.mentoring.matching_candidates import Candidates
from asn_desktop.ui.screens.mentoring.matching_people import PickMentees

if TYPE_CHECKING:
    from asn_desktop.ui.kit.runner import Session

EXPLAINED = (
    "Dibagi dari angka tertinggi lebih dahulu sampai mentor penuh; bukan pembagian terbaik untuk semua "
    "sekaligus. Angkanya pilihan program ini, bukan peraturan; Anda yang memutuskan."
)


class Line(NamedTuple):
    """A mentee with the mentor chosen so far: the one proposed, or another the clerk has taken."""

    proposed: Proposed
    chosen: Candidate | None
    note: str
    is_odd: bool  # the note warns
    limited: str  # when not all who fit were weighed

    @property
    def id(self) -> int:
        return self.proposed.id


COLUMNS = [
    Column("Mentee", "proposed.name", width=22),
    Column("Perlu", "proposed.lacks", width=20),
    Column("Mentor", lambda row: row.chosen.name if row.chosen else "–", width=22),
    Column("Angka", lambda row: row.chosen.score if row.chosen else None, width=6),
    Column("Perhatian", "note", width=26, tone=lambda row: "warn" if row.is_odd else ""),
    Column("Pertimbangan", lambda row: row.chosen.why if row.chosen else "", width=40),
]


class MatchingPage(QWidget):
    def __init__(self, runner: Runner, programme_id: int, go: Go) -> None:
        super().__init__()
        self.setObjectName("matching")
        self._runner, self._programme_id, self._go = runner, programme_id, go
        self._mentees: list[int] = []
        self._taken: dict[int, int] = {}  # the mentor the clerk has taken, by mentee
        self._message = label("", "good-box", wrap=True, name="matching_message")
        self._message.hide()
        self._told = label(EXPLAINED, "quiet", wrap=True, name="matching_told")
        self._side = Candidates(self._take)
        self.list = ListScreen(
            runner,
            "matching_list",
            COLUMNS,
            Rows(self._read),
            noun="mentee",
            empty=Empty("Belum ada mentee yang dicarikan mentor.", "Pilih me&ntee…", self.pick),
            actions=[
                Action("Ter&ima usulan", self.accept, "Ctrl+Return", "handshake", needs=2, main=True),
                Action("Pilih m&entee…", lambda _ids: self.pick(), "Ctrl+N", "user-plus", needs=0),
                Action("Kelu&arkan", self.leave_out, "Ctrl+Del", "circle-x", needs=2),
            ],
            filters=[
                FilterBy("unit", "Mentor dari", _units, many=False),
                FilterBy("least", "Golongan mentor", _grades, many=False),
                FilterBy("wish", "Unit", lambda _s: list(WISHES.items()), many=False),
            ],
            side=self._side,
            hint="Cari mentee atau mentor…",
        )
        self.list.selected.connect(self._show)
        self.list.opened.connect(self._go_to_candidates)
        self.list.listing.arrived.connect(lambda _count, _more: self._tell())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        head = QVBoxLayout()
        head.setContentsMargins(12, 0, 12, 0)
        for part in (self._message, self._told):
            head.addWidget(part)
        layout.addLayout(head)
        layout.addWidget(self.list, 1)
        self.setFocusProxy(self.list.search)  # an empty list has nothing that takes the keys

    def refresh(self) -> None:
        self.list.refresh()

    def pick(self) -> None:
        page = PickMentees(self._runner, self.add)
        page.closed.connect(self._picked)
        self._told.hide()
        self.list.open_page(page)

    def add(self, ids: list[int]) -> int:
        """How many of them were not there yet."""
        new = [one for one in dict.fromkeys(ids) if one not in self._mentees]
        self._mentees = [*self._mentees, *new]
        return len(new)

    def leave_out(self, ids: list[int]) -> None:
        self._mentees = [one for one in self._mentees if one not in ids]
        self.list.refresh()

    def accept(self, ids: list[int]) -> None:
        """The pairs of the selected mentees, in one action."""
        lines = [line for line in self.list.rows() if line.id in ids]
        without = [line.proposed.name for line in lines if line.chosen is None]
        if without:
            named = ", ".join(without[:3]) + (" …" if without[3:] else "")
            remedy = "Pilih calon di sebelah kanan, atau jangan tandai orang itu."
            say(self._message, f"Belum ada mentor untuk {named}. {remedy}", "bad-box")
            return
        chosen = [_decided(line.proposed, line.chosen) for line in lines if line.chosen]
        programme_id, clerk = self._programme_id, self._runner.actor
        self._runner.write(
            f"Terima {len(chosen)} usulan pasangan",
            lambda s: matching.accept(s, programme_id, chosen, date.today(), clerk),
            lambda made: self._accepted(ids, len(made)),
            self._refuse,
            owner=self,
        )

    def _picked(self) -> None:
        self._told.show()
        self.list.close_page()
        self.list.refresh()

    def _take(self, mentee_id: int, candidate: Candidate) -> None:
        self._taken[mentee_id] = candidate.id
        self.list.refresh()
        self.list.table.setFocus()

    def _go_to_candidates(self, mentee_id: int | None) -> None:
        """Enter on a mentee; Enter on a candidate leads back."""
        if mentee_id is not None:
            self._show(mentee_id)
            self._side.table.setFocus()

    def _accepted(self, ids: list[int], count: int) -> None:
        self._mentees = [one for one in self._mentees if one not in ids]
        words = f"✓ {len(ids)} mentee berpasangan, {count} pasangan disiapkan. Lihat di bagian Pasangan."
        say(self._message, words)
        self.list.refresh()

    def _refuse(self, error: UserError) -> None:
        say(self._message, str(error), "bad-box")

    def _read(self, session: Session, asked: Asked) -> list[Line]:
        if not self._mentees:
            return []
        (unit,), (least,) = (asked.chosen.get(name) or (None,) for name in ("unit", "least"))
        wish = (asked.chosen.get("wish") or (ANY,))[0]
        pool = Pool(unit, least or "", "", wish)
        found = matching.propose(
            session, self._programme_id, tuple(self._mentees), pool, date.today(), taken=dict(self._taken)
        )
        words = asked.text.casefold().split()
        return [line for line in self._lines(found) if all(w in _searched(line) for w in words)]

    def _lines(self, found: Matching) -> list[Line]:
        picked = [(one, _candidate(one, one.suggested)) for one in found.proposed]
        counts = Counter(chosen.id for _one, chosen in picked if chosen)
        limited = ""
        if found.considered < found.fitting:
            limited = (
                f"Ditimbang {counted(found.considered)} dari {counted(found.fitting)} calon mentor: yang "
                "tingkat kompetensinya tercatat, lalu yang paling senior. Persempit dengan saringan."
            )
        return [
            Line(one, chosen, *_note(one, chosen, counts, found.most_mentees), limited)
            for one, chosen in picked
        ]

    def _tell(self) -> None:
        """How the proposals were made, once they are there."""
        limited = next((line.limited for line in self.list.rows()), "")
        self._told.setText(f"{limited} {EXPLAINED}".strip())

    def _show(self, mentee_id: int | None) -> None:
        line: Line | None = self.list.row()
        if mentee_id is None or line is None:
            self._side.show_mentee(None, None)
        else:
            self._side.show_mentee(line.proposed, line.chosen)


def _candidate(one: Proposed, mentor_id: int | None) -> Candidate | None:
    return next((candidate for candidate in one.candidates if candidate.id == mentor_id), None)


def _note(one: Proposed, chosen: Candidate | None, counts: Counter[int], most: int) -> tuple[str, bool]:
    """What the clerk should look at before taking it, and whether it is odd."""
    found = [f"! sudah berpasangan dengan {one.paired_with}"] if one.paired_with else []
    if chosen is None:
        if not one.paired_with:
            found.append("! tidak ada calon yang masih luang" if one.candidates else "! tidak ada calon")
        return "; ".join(found), True
    if chosen.is_junior:
        found.append("! golongan mentor lebih rendah")
    if counts[chosen.id] > most:
        found.append(f"! mentor untuk {counts[chosen.id]} mentee, aturan program paling banyak {most}")
    shared = f"mentor untuk {counts[chosen.id]} mentee" if counts[chosen.id] > 1 else ""
    return ("; ".join(found), True) if found else (shared, False)


def _searched(line: Line) -> str:
    mentor = line.chosen.name if line.chosen else ""
    one = line.proposed
    return f"{one.name} {one.nip} {one.jabatan} {one.unit} {mentor}".casefold()


def _decided(mentee: Proposed, mentor: Candidate) -> Chosen:
    """With the reasons as they stood when it was decided."""
    reasons = tuple(f"{mentee.name}: {part.told}" for part in mentor.parts)
    return Chosen(mentee.id, mentor.id, mentor.score, reasons)


def _units(session: Session) -> list[tuple[int, str]]:
    return [(row.id, row.name) for row in units.tree(session) if row.depth == 0]


def _grades(_session: Session) -> list[tuple[str, str]]:
    return [(code, f"PNS {code} ke atas") for code in reversed(golongan.PANGKAT) if code >= "III"]
