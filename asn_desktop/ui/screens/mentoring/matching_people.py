"""Who is to get a mentor: people of the staff list, searched, filtered by unit, or pasted by their NIP."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from asn_desktop.services import units
from asn_desktop.services.mentoring import candidates
from asn_desktop.services.mentoring.candidates import Pasted
from asn_desktop.ui.kit.actions import Action
from asn_desktop.ui.kit.chips import FilterBy
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.people_picker import PeoplePicker

if TYPE_CHECKING:
    from asn_desktop.ui.kit.runner import Session

TOLD = 5  # unknown numbers that are named
HINT = "Tandai satu orang atau lebih, lalu tekan Ctrl+Enter. Daftar NIP dari Excel dapat ditempelkan."


class PickMentees(PeoplePicker):
    """`add` gets the ids and says how many of them are new."""

    def __init__(self, runner: Runner, add: Callable[[list[int]], int]) -> None:
        super().__init__(
            runner,
            "pick_mentees",
            "Pilih mentee yang dicarikan mentor",
            self.take,
            hint=HINT,
            more=[Action("Tempel &NIP", lambda _ids: self.paste(), "Ctrl+Shift+V", "copy", needs=0)],
            filters=[FilterBy("unit", "Perangkat daerah", _units, many=False)],
        )
        self._runner, self._add = runner, add

    def take(self, ids: list[int]) -> None:
        self.say(_told(self._add(ids), len(ids)))

    def paste(self) -> None:
        text = QGuiApplication.clipboard().text()
        self._runner.read(lambda s: candidates.by_nips(s, text), self._pasted, owner=self, latest="paste")

    def _pasted(self, found: Pasted) -> None:
        if not found.ids and not found.unknown:
            self.say("Papan klip tidak berisi NIP. Salin kolom NIP dari Excel dahulu.", "bad-box")
            return
        words = _told(self._add(list(found.ids)), len(found.ids))
        if found.unknown:
            named = ", ".join(found.unknown[:TOLD]) + (" …" if found.unknown[TOLD:] else "")
            words += f" {len(found.unknown)} NIP tidak dikenal: {named}. Periksa di layar Pegawai."
        self.say(words, "bad-box" if found.unknown else "good-box")


def _told(new: int, given: int) -> str:
    already = f" {given - new} sudah ada di daftar." if given > new else ""
    return f"✓ {new} mentee ditambahkan.{already}"


def _units(session: Session) -> list[tuple[int, str]]:
    return [(row.id, "    " * row.depth + row.name) for row in units.tree(session)]
