"""Papers of mentoring on their way out: to the preview, the printer, a PDF, Word or Excel."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QWidget

from asn_desktop.domain.errors import UserError
from asn_desktop.domain.files import replacing
from asn_desktop.services.mentoring import papers, recap, word
from asn_desktop.services.mentoring.papers import Asking, Pack
from asn_desktop.services.papers.pack import PAPERS
from asn_desktop.ui.kit.progress import Progress
from asn_desktop.ui.kit.runner import Runner

if TYPE_CHECKING:
    from asn_desktop.ui.kit.runner import Session

SECRET = "laporan"  # the paper that may carry confidential notes


class Source(NamedTuple):
    """A whole programme, or one pair."""

    programme_id: int | None = None
    pair_id: int | None = None


class Wish(NamedTuple):
    """`secret`: with the confidential notes, which is written down."""

    source: Source
    kinds: tuple[str, ...]
    paper: str = "A4"
    secret: bool = False


def gather(session: Session, wish: Wish, actor: str) -> Pack:
    asking = Asking(actor, datetime.now().replace(microsecond=0)) if wish.secret else None
    paper = next(p for p in PAPERS if p == wish.paper)
    if wish.source.pair_id is not None:
        return papers.of_pair(
            session, wish.source.pair_id, wish.kinds, date.today(), paper=paper, asking=asking
        )
    programme_id = wish.source.programme_id or 0
    return papers.build(session, programme_id, wish.kinds, date.today(), paper=paper, asking=asking)


class Output:
    """Draws for `owner`; `refuse` is told what went wrong."""

    def __init__(self, runner: Runner, owner: QWidget, refuse: Callable[[UserError], object]) -> None:
        self._runner, self._owner, self._refuse = runner, owner, refuse

    def draw(self, wish: Wish, done: Callable[[Pack, bytes], object], *, latest: str = "") -> None:
        """`latest` drops what was asked before and is not answered yet."""

        def gathered(made: Pack) -> None:
            self._runner.work(
                "Menyusun halaman",
                lambda progress: papers.draw(made, progress),
                lambda pdf: done(made, pdf),
                refused=self._refuse,
                owner=self._owner,
            )

        self._gather(wish, gathered, latest)

    def save_pdf(self, wish: Wish, path: Path, done: Callable[[str], object]) -> None:
        def gathered(made: Pack) -> None:
            self._runner.work(
                "Menyimpan PDF",
                lambda progress: papers.write(made, path, progress),
                lambda pages: done(f"✓ {pages} halaman disimpan: {path}"),
                refused=self._refuse,
                owner=self._owner,
            )

        self._gather(wish, gathered)

    def save_word(self, wish: Wish, folder: Path, done: Callable[[str], object]) -> None:
        """A document for each pair and kind. All are filled before the first is written."""

        def task(made: Pack, progress: Progress) -> int:
            filled = word.documents(made, progress)
            for name, document in filled:
                with replacing(folder / name) as draft:
                    draft.write_bytes(document)
            return len(filled)

        def gathered(made: Pack) -> None:
            self._runner.work(
                "Menyimpan dokumen Word",
                lambda progress: task(made, progress),
                lambda count: done(f"✓ {count} dokumen Word disimpan: {folder}"),
                refused=self._refuse,
                owner=self._owner,
            )

        self._gather(wish, gathered)

    def save_excel(self, programme_id: int, path: Path, done: Callable[[str], object]) -> None:
        def gathered(made: recap.Recap) -> None:
            self._runner.work(
                "Menyimpan Excel",
                lambda _progress: recap.write(made, path),
                lambda _nothing: done(f"✓ Rekap disimpan: {path}"),
                refused=self._refuse,
                owner=self._owner,
            )

        self._runner.read(
            lambda s: recap.build(s, programme_id, date.today()),
            gathered,
            refused=self._refuse,
            owner=self._owner,
        )

    def _gather(self, wish: Wish, done: Callable[[Pack], object], latest: str = "") -> None:
        actor = self._runner.actor
        if wish.secret:
            self._runner.write(
                "Cetak catatan rahasia",
                lambda s: gather(s, wish, actor),
                done,
                self._refuse,
                owner=self._owner,
            )
            return
        self._runner.read(
            lambda s: gather(s, wish, actor), done, refused=self._refuse, owner=self._owner, latest=latest
        )
