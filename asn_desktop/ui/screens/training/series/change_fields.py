"""What of an event, and of others of its series, can be changed at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from asn_desktop.domain.errors import InvalidInput
from asn_desktop.services import series
from asn_desktop.services.series import SCOPES, THIS, Changes, Now
from asn_desktop.services.trail.year_words import METHODS
from asn_desktop.ui.kit.form import Field, Form
from asn_desktop.ui.kit.kinds import DATE, NUMBER, choice
from asn_desktop.ui.screens.training.schedule.trainer_picker import TRAINERS
from asn_desktop.ui.screens.training.series import fields

if TYPE_CHECKING:
    from asn_desktop.ui.kit.runner import Session

FIELDS = [
    Field("scope", "Yang diubah", choice(SCOPES), group="Lingkup"),
    Field("starts_on", "Mulai", DATE, group="Waktu"),
    Field("minutes", "Geser jam", NUMBER, hint="menit; -30: lebih awal"),
    Field("trainer_ids", "Narasumber", TRAINERS, group="Isi"),
    Field("room_id", "Ruang", choice({})),
    Field("place", "Tempat"),
    Field("organiser", "Penyelenggara"),
    Field("capacity", "Jumlah kursi", NUMBER),
    Field("method", "Metode", choice(METHODS)),
    Field("funding", "Sumber dana"),
]


class Found(NamedTuple):
    now: Now
    choices: fields.Choices


def read(session: Session, event_id: int) -> Found:
    return Found(series.now(session, event_id), fields.choices(session))


def offer(form: Form, found: Found) -> None:
    form.offer("room_id", {0: "–"} | dict(found.choices.rooms))
    form.editors["trainer_ids"].offer(found.choices.trainers)
    form.fill(found.now._asdict() | {"scope": THIS, "room_id": found.now.room_id or 0, "minutes": None})


def changes(values: dict[str, Any], now: Now) -> Changes:
    """Only what differs from the event as it is. Raises InvalidInput."""
    if values["starts_on"] is None:
        raise InvalidInput({"starts_on": "Tanggal mulai harus diisi."})
    different = {
        name: values[name]
        for name in ("place", "organiser", "capacity", "method", "funding", "trainer_ids")
        if values[name] != getattr(now, name)
    }
    if (values["room_id"] or None) != now.room_id:
        different["room_id"] = values["room_id"] or 0
    return Changes((values["starts_on"] - now.starts_on).days, values["minutes"] or 0, **different)
