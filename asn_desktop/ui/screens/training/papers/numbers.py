"""Numbers of letters: taken from a scheme, or given back as void."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from asn_desktop.services.papers import numbering
from asn_desktop.services.papers.kinds import KINDS
from asn_desktop.ui.drafts import PanelWatch, Place
from asn_desktop.ui.kit.form import Field, Form, FormPanel
from asn_desktop.ui.kit.kinds import note

if TYPE_CHECKING:
    from asn_desktop.ui.kit.runner import Session
    from asn_desktop.ui.screens.training.papers.page import PapersPage

NO_NUMBER = "Berkas ini tidak bernomor. Nomor hanya untuk surat, keputusan, berita acara, dan laporan."
NONE_YET = "Berkas ini belum bernomor, jadi tidak ada yang dibatalkan."
WHY = "Nomor tidak pernah dipakai lagi; di buku register tercatat batal dengan alasan ini. Alasan pembatalan:"


def take(page: PapersPage, kind: str) -> None:
    """From the scheme letters used before; the office's first letter makes the usual one."""
    if not KINDS[kind].numbered:
        page.say(NO_NUMBER, "bad-box")
        return
    event_id, runner = page.event_id, page.runner

    def found(scheme: int | None) -> None:
        if scheme is None:
            runner.write("Buat skema nomor naskah dinas", numbering.letter_scheme, found, page.refuse)
            return
        runner.write(
            f"Ambil nomor {KINDS[kind].title.lower()}",
            lambda s: numbering.take(s, event_id, kind, scheme, date.today()),
            lambda number: page.say(f"✓ {KINDS[kind].title} bernomor {number}."),
            page.refuse,
            owner=page,
        )

    def read(session: Session) -> int | None:
        return numbering.scheme_for(session, kind)

    runner.read(read, found, owner=page)


def give_back(page: PapersPage, kind: str) -> None:
    """Asks for the reason in a form beside the list."""
    row = page.row(kind)
    if not row.number:
        page.say(NONE_YET, "bad-box")
        return

    def save(values: dict[str, Any]) -> None:
        page.runner.write(
            f"Batalkan nomor {KINDS[kind].title.lower()}",
            lambda s: numbering.give_back(s, page.event_id, kind, values["reason"]),
            lambda _nothing: stored(),
            panel.refuse,
            owner=panel,
        )

    def stored() -> None:
        watch.done()
        page.close_form()
        page.say(f"✓ Nomor {row.number} dibatalkan dan tercatat batal di buku register.")

    fields = Form([Field("reason", "Alasan", note(3), hint="tercatat di buku register")])
    fields.tell({"reason": WHY})
    panel = FormPanel(f"Batalkan nomor {row.number}", fields, save)
    place = Place("training", "papers.void", page.event_id)
    watch = PanelWatch(page.runner, panel, place, lambda: f"Batalkan nomor {row.number}")
    page.open_form(panel)
