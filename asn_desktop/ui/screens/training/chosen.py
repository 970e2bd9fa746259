"""Some of the participants, chosen in their list: what the other parts of an event are to take over."""

from __future__ import annotations

from typing import NamedTuple


class Chosen(NamedTuple):
    """`ids` of participants; `searched` is the word they were found by, empty where rows were selected."""

    ids: tuple[int, ...]
    searched: str = ""

    @property
    def words(self) -> str:
        """As a sentence for the clerk."""
        how = f"hasil pencarian “{self.searched}”" if self.searched else "yang dipilih"
        return f"Yang dicetak hanya {len(self.ids)} orang {how} di bagian Peserta."
