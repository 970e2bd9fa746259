"""Letters as files of Word, and the office's own templates for them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from asn_desktop.domain import filenames
from asn_desktop.domain.errors import UserError
from asn_desktop.domain.files import replacing
from asn_desktop.services.papers import templates
from asn_desktop.services.papers.kinds import KINDS
from asn_desktop.ui.kit import dialogs
from asn_desktop.ui.screens.training.papers.output import folder, folder_or_refuse

if TYPE_CHECKING:
    from asn_desktop.ui.kit.runner import Session
    from asn_desktop.ui.screens.training.papers.page import PapersPage

ONLY_LETTERS = (
    "Word hanya untuk undangan, surat tugas, keputusan, berita acara, dan laporan. Daftar lainnya dicetak "
    "atau disimpan sebagai PDF."
)


def save(page: PapersPage, kinds: Sequence[str]) -> None:
    """One file, or a folder for several."""
    worded = _worded(page, kinds)
    if len(worded) == 1:
        name = f"{filenames.safe(KINDS[worded[0]].title)}.docx"
        path = dialogs.save_file(page, "Simpan dokumen Word", name, dialogs.WORD)
        chosen = [(worded[0], path)] if path else []
    else:
        into = dialogs.choose_folder(page, "Folder untuk dokumen Word") if worded else None
        chosen = [(k, into / f"{filenames.safe(KINDS[k].title)}.docx") for k in worded] if into else []
    if chosen:
        page.output.save_word(page.wish(worded), chosen, page.say)


def choose(page: PapersPage, kind: str, path: Path | None = None) -> None:
    """Take a file as the office's template; what is wrong in it is told before anything is kept."""
    if not _worded(page, [kind]):
        return
    found = path or dialogs.open_file(page, "Templat Word", dialogs.WORD)
    if found is None:
        return
    event_id, runner = page.event_id, page.runner

    def take(session: Session) -> None:
        try:
            data = found.read_bytes()
        except OSError as error:
            raise UserError(
                f"“{found.name}” tidak dapat dibaca. Tutup dahulu di Word, lalu pilih lagi."
            ) from error
        templates.choose(
            session,
            event_id,
            kind,
            folder_or_refuse(runner),
            (found.name, data),
            today=date.today(),
        )

    runner.write(
        f"Templat Word {KINDS[kind].title.lower()}",
        take,
        lambda _nothing: page.say(f"✓ {KINDS[kind].title} kini memakai templat “{found.name}”."),
        page.refuse,
        owner=page,
    )


def forget(page: PapersPage, kind: str) -> None:
    if _worded(page, [kind]):
        page.runner.write(
            f"Pakai templat bawaan {KINDS[kind].title.lower()}",
            lambda s: templates.forget(s, kind),
            lambda _nothing: page.say(f"✓ {KINDS[kind].title} kini memakai templat bawaan."),
            page.refuse,
            owner=page,
        )


def template(page: PapersPage, kind: str) -> None:
    """Save the template in use, to be edited in Word."""
    if not _worded(page, [kind]):
        return
    name = f"Templat {filenames.safe(KINDS[kind].title.lower())}.docx"
    path = dialogs.save_file(page, "Simpan templat Word", name, dialogs.WORD)
    if path is None:
        return
    files = folder(page.runner) or Path()

    def written(found: templates.Chosen) -> None:
        def task(_progress: object) -> None:
            with replacing(path) as draft:
                draft.write_bytes(found.data)

        page.runner.work(
            "Menyimpan templat Word",
            task,
            lambda _nothing: page.say(f"✓ Disimpan: {path}. Ubah di Word, lalu pilih Templat Word sendiri."),
            refused=page.refuse,
            owner=page,
        )

    page.runner.read(lambda s: templates.chosen(s, kind, files), written, refused=page.refuse, owner=page)


def _worded(page: PapersPage, kinds: Sequence[str]) -> list[str]:
    found = [kind for kind in kinds if KINDS[kind].worded]
    if not found:
        page.say(ONLY_LETTERS, "bad-box")
    return found
