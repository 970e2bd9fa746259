"""Puts people of the database into an event: search, mark several, add."""

from __future__ import annotations

from asn_desktop.services import nominations, results
from asn_desktop.services.results import AddedPeople
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.people_picker import PeoplePicker


class AddPeople(PeoplePicker):
    def __init__(self, runner: Runner, event_id: int) -> None:
        super().__init__(runner, "pick_people", "Tambah pegawai sebagai peserta", self._add)
        self._runner, self._event_id = runner, event_id

    def _add(self, ids: list[int]) -> None:
        self._runner.write(
            f"Tambah {len(ids)} peserta",
            lambda s: (results.add_people(s, self._event_id, ids), nominations.crowded(s, self._event_id)),
            self._added,
            owner=self,
        )

    def _added(self, done: tuple[AddedPeople, str]) -> None:
        outcome, crowded = done
        words = f"✓ {outcome.added} peserta ditambahkan."
        if outcome.already:
            words += f" Sudah ada di daftar: {', '.join(outcome.already)}."
        self.say(f"{words} ⚠ {crowded}" if crowded else words, "warn-box" if crowded else "good-box")
