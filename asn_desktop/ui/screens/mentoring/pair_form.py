"""The form of a pair: who with whom, when, and how they meet. What is odd is told while it is typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit

from asn_desktop.domain import clock
from asn_desktop.domain.mentoring import rhythm, words
from asn_desktop.services.mentoring import pairs
from asn_desktop.services.mentoring.fitness import Warned
from asn_desktop.services.mentoring.pairs import PairForm
from asn_desktop.ui.drafts import PanelWatch, Place
from asn_desktop.ui.kit.form import Field, Form, FormPanel
from asn_desktop.ui.kit.kinds import DATE, NUMBER, Kind, choice, note
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.person_field import PersonField
from asn_desktop.ui.screens.mentoring.mentees_field import MenteesField

if TYPE_CHECKING:
    from asn_desktop.ui.kit.runner import Session

RHYTHMS = {"": "belum ditetapkan"} | rhythm.EVERY
NO_TIME = "Tulis jam seperti 09.00."


def _clock(edit: QLineEdit) -> str | None:
    """None for what is no time of day."""
    text = edit.text().strip()
    try:
        return clock.read(text) if text else ""
    except ValueError:
        return None


CLOCK = Kind(
    QLineEdit,
    _clock,
    lambda edit, value: edit.setText(clock.shown(value or "")),
    lambda edit: edit.textChanged,
    lambda edit: NO_TIME if _clock(edit) is None else "",
)
RESTING = 250  # milliseconds without a key before the form is looked at


class Checked(NamedTuple):
    problems: dict[str, str]
    warnings: list[Warned]


def fields(runner: Runner) -> list[Field]:
    person = Kind(
        lambda: PersonField(runner, "mentor_id", "Mentor"),
        lambda w: w.value(),
        lambda w, value: w.put(value),
        lambda w: w.textChanged,
        lambda w: w.fault(),
    )
    mentees = Kind(
        lambda: MenteesField(runner),
        lambda w: w.value(),
        lambda w, value: w.put(value),
        lambda w: w.changed,
        lambda w: w.fault(),
    )
    return [
        Field("mentor_id", "Mentor", person, group="Siapa dengan siapa", hint="ketik nama atau NIP"),
        Field("mentees", "Mentee", mentees),
        Field("aim", "Tujuan bersama", note(2)),
        Field("starts_on", "Mulai", DATE, group="Waktu"),
        Field("ends_on", "Selesai", DATE),
        Field("agreed_on", "Kesepakatan", DATE, hint="tanggal ditandatangani; boleh menyusul"),
        Field("rhythm", "Irama", choice(RHYTHMS), group="Cara bertemu"),
        Field("meets_at", "Jam", CLOCK, hint="misalnya 09.00"),
        Field("minutes", "Lama (menit)", NUMBER),
        Field("method", "Cara", choice(words.METHODS)),
        Field("place", "Tempat"),
        Field("clerk", "Petugas", group="Catatan", hint="akun yang boleh membuka catatan rahasianya"),
        Field("note", "Keterangan", note(2)),
    ]


def pair_panel(runner: Runner, form: PairForm, saved: Callable[[int], None]) -> FormPanel:
    """`saved` gets the id of the pair."""
    title = "Ubah pasangan" if form.id else "Pasangan baru"
    made = Form(fields(runner))
    rest = QTimer(made, singleShot=True, interval=RESTING)

    def current() -> PairForm:
        values = _cleaned(made.values())
        return replace(form, **values | {"rhythm": rhythm.agreed(values["rhythm"], form.rhythm)})

    def save(_values: dict[str, Any]) -> None:
        wanted = current()
        verb = f"{'Ubah' if form.id else 'Tambah'} pasangan mentoring"
        runner.write(verb, lambda s: pairs.save(s, wanted, date.today()), stored, panel.refuse, owner=panel)

    def stored(pair_id: int) -> None:
        watch.done()
        saved(pair_id)

    def look() -> None:
        wanted = current()
        runner.read(lambda s: _check(s, wanted), speak, owner=made, latest="check")

    def speak(found: Checked) -> None:
        by_field: dict[str, list[str]] = {}
        for warned in found.warnings:
            by_field.setdefault(warned.field, []).append(warned.message)
        made.warn(by_field)
        made.complain(
            {name: told for name, told in found.problems.items() if _is_given(current(), name)}, go=False
        )
        panel.show_warnings()

    made.fill(vars(form) | {"rhythm": rhythm.every(form.rhythm)})
    panel = FormPanel(title, made, save)
    name, record = ("pair", form.id) if form.id else ("pair_new", form.programme_id)
    watch = PanelWatch(runner, panel, Place("mentoring", name, record), lambda: title)
    rest.timeout.connect(look)
    made.changed.connect(rest.start)
    look()
    return panel


def _check(session: Session, form: PairForm) -> Checked:
    return Checked(pairs.problems(session, form, date.today()), pairs.check(session, form, date.today()))


def _is_given(form: PairForm, name: str) -> bool:
    """What is still empty is not held against the clerk while typing."""
    return getattr(form, name) not in (None, (), "")


def _cleaned(values: dict[str, Any]) -> dict[str, Any]:
    usual = {"rhythm": "", "meets_at": "", "method": "tatap_muka"}
    return values | {name: values[name] or word for name, word in usual.items()}
