"""What an event is, in a few words for the panel beside a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from asn_desktop.domain import dates
from asn_desktop.services import numbers, office, rooms, schedule, templates, training
from asn_desktop.services.trail.year_words import METHODS

if TYPE_CHECKING:
    from asn_desktop.ui.kit.runner import Session


class Summary(NamedTuple):
    title: str
    subtitle: str
    pairs: list[tuple[str, str]]


def summary(session: Session, event_id: int) -> Summary:
    form = training.get_event(session, event_id)
    held = (r for gone in (False, True) for r in training.events(session, archived=gone))
    row = next(r for r in held if r.id == event_id)
    signs = {s.id: f"{s.name}, {s.title}" for s in office.signatories(session)}
    schemes = {s.id: s.name for s in numbers.schemes(session)}
    plan = schedule.plan(session, event_id)
    looks = {t.name: t.title for t in templates.rows()}
    return Summary(
        row.training,
        f"Angkatan {dates.roman(row.angkatan)} · {dates.span(row.starts_on, row.ends_on)}",
        [
            ("Tempat", form.place),
            ("Penyelenggara", form.organiser),
            ("JP", str(row.jp)),
            ("Metode", METHODS.get(plan.method, plan.method)),
            ("Ruang", rooms.get(session, plan.room_id).name if plan.room_id else ""),
            ("Sumber dana", plan.funding),
            (
                "Peserta",
                f"{row.participants} dari {plan.capacity} kursi" if plan.capacity else str(row.participants),
            ),
            ("Lulus", str(row.passed)),
            ("Sertifikat terbit", str(row.issued)),
            ("Penanda tangan", signs.get(form.signatory_id or 0, "belum dipilih")),
            ("Halaman belakang", signs.get(form.back_signatory_id or 0, "")),
            ("Skema nomor", schemes.get(form.scheme_id or 0, "belum dipilih")),
            ("Templat", looks.get(form.template_name, form.template_name)),
            ("Keterangan", form.note),
        ],
    )
