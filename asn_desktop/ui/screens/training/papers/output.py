"""Papers on their way out: to the preview, the printer, a PDF, a file of Word."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QWidget

from asn_desktop.domain.errors import UserError
from asn_desktop.domain.files import replacing
from asn_desktop.services import places
from asn_desktop.services.papers import overview, pack, templates
from asn_desktop.services.papers.pack import PAPERS, Pack
from asn_desktop.services.papers.templates import Filled
from asn_desktop.ui.kit.progress import Progress
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.screens.training.chosen import Chosen

if TYPE_CHECKING:
    from asn_desktop.ui.kit.runner import Session

NO_FOLDER = "Berkas kegiatan hanya dapat disimpan bila basis data berupa berkas di komputer ini."
NOBODY = (
    "Tidak ada peserta yang cocok dengan pilihan itu. Ubah atau kosongkan katanya, atau cetak semua peserta."
)


class Wish(NamedTuple):
    """What is to be drawn, and of whom: those who have the `words` and are `chosen`, all for neither."""

    event_id: int
    kinds: tuple[str, ...]
    paper: str = "A4"
    words: str = ""
    chosen: Chosen | None = None


def folder(runner: Runner) -> Path | None:
    """Where photos and templates lie; None where the database is no file."""
    return places.files_folder(runner.file) if runner.file else None


def folder_or_refuse(runner: Runner) -> Path:
    found = folder(runner)
    if found is None:
        raise UserError(NO_FOLDER)
    return found


def whom(session: Session, wish: Wish) -> tuple[list[int] | None, str]:
    """Participants and how they were chosen, in words for the foot; None for all."""
    words = wish.words.strip()
    if not words and wish.chosen is None:
        return None, ""
    found = overview.matching(session, wish.event_id, words)
    told = [f"cari “{words}”"] if words else []
    if wish.chosen is not None:
        found = [key for key in found if key in wish.chosen.ids]
        told.insert(0, f"cari “{wish.chosen.searched}”" if wish.chosen.searched else "dipilih")
    if not found:
        raise UserError(NOBODY)
    return found, "" if told == ["dipilih"] else "; ".join(told)


def gather(session: Session, wish: Wish, files: Path | None) -> Pack:
    only, why = whom(session, wish)
    return pack.build(
        session,
        wish.event_id,
        wish.kinds,
        today=date.today(),
        folder=files,
        paper=next(p for p in PAPERS if p == wish.paper),
        only=only,
        why=why,
    )


class Output:
    """Draws for `owner`; `refuse` is told what went wrong."""

    def __init__(self, runner: Runner, owner: QWidget, refuse: Callable[[UserError], object]) -> None:
        self._runner, self._owner, self._refuse = runner, owner, refuse

    def draw(self, wish: Wish, done: Callable[[Pack, bytes], object], *, latest: str = "") -> None:
        """`latest` drops what was asked before and is not answered yet."""
        files = folder(self._runner)

        def gathered(made: Pack) -> None:
            self._runner.work(
                "Menyusun halaman",
                lambda progress: pack.draw(made, progress),
                lambda pdf: done(made, pdf),
                refused=self._refuse,
                owner=self._owner,
            )

        self._runner.read(
            lambda s: gather(s, wish, files),
            gathered,
            refused=self._refuse,
            owner=self._owner,
            latest=latest,
        )

    def save_pdf(self, wish: Wish, path: Path, done: Callable[[str], object]) -> None:
        files = folder(self._runner)

        def gathered(made: Pack) -> None:
            self._runner.work(
                "Menyimpan PDF",
                lambda progress: pack.write(made, path, progress),
                lambda pages: done(f"✓ {pages} halaman disimpan: {path}"),
                refused=self._refuse,
                owner=self._owner,
            )

        self._runner.read(lambda s: gather(s, wish, files), gathered, refused=self._refuse, owner=self._owner)

    def save_word(self, wish: Wish, paths: Sequence[tuple[str, Path]], done: Callable[[str], object]) -> None:
        """One document each. All are filled before the first is written."""
        files = folder(self._runner) or Path()

        def read(session: Session) -> list[tuple[Filled, Path]]:
            only, _why = whom(session, wish)
            return [
                (templates.filled(session, wish.event_id, kind, files, today=date.today(), only=only), path)
                for kind, path in paths
            ]

        def fill(made: list[tuple[Filled, Path]], progress: Progress) -> int:
            documents = []
            for n, (one, path) in enumerate(made, 1):
                documents.append((path, templates.document(one, "F4" if wish.paper == "F4" else "A4")))
                progress(n, len(made), path.name)
            for path, document in documents:
                with replacing(path) as draft:
                    draft.write_bytes(document)
            return len(documents)

        def gathered(made: list[tuple[Filled, Path]]) -> None:
            self._runner.work(
                "Menyimpan dokumen Word",
                lambda progress: fill(made, progress),
                lambda count: done(
                    f"✓ {count} dokumen Word disimpan: {paths[0][1] if count == 1 else paths[0][1].parent}"
                ),
                refused=self._refuse,
                owner=self._owner,
            )

        self._runner.read(read, gathered, refused=self._refuse, owner=self._owner)
