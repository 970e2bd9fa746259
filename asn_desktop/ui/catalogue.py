"""The screens of the program, and what the search box on top finds.

A screen is imported when it is first shown, so that the window does not wait for any of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtWidgets import QWidget

from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.navigation import Go

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class Screen(NamedTuple):
    name: str
    title: str
    icon: str
    make: Callable[[Runner, Go], QWidget]


class Hit(NamedTuple):
    title: str
    about: str
    screen: str
    target: Any


class Finder(NamedTuple):
    title: str
    find: Callable[[Session, str], Sequence[Hit]]


FOUND = 6  # hits of one kind


def _overview(runner: Runner, go: Go) -> QWidget:
    from asn_desktop.ui.screens import overview  # noqa: PLC0415 - when first shown

    return overview.overview_screen(runner, go)


def _calendar(runner: Runner, go: Go) -> QWidget:
    from asn_desktop.ui.screens import calendar  # noqa: PLC0415 - when first shown

    return calendar.calendar_screen(runner, go)


def _employees(runner: Runner, go: Go) -> QWidget:
    from asn_desktop.ui.screens import employees  # noqa: PLC0415 - when first shown

    return employees.employees_screen(runner, go)


def _training(runner: Runner, go: Go) -> QWidget:
    from asn_desktop.ui.screens import training  # noqa: PLC0415 - when first shown

    return training.training_screen(runner, go)


def _mentoring(runner: Runner, go: Go) -> QWidget:
    from asn_desktop.ui.screens import mentoring  # noqa: PLC0415 - when first shown

    return mentoring.mentoring_screen(runner, go)


def _ledger(runner: Runner, go: Go) -> QWidget:
    from asn_desktop.ui.screens import ledger  # noqa: PLC0415 - when first shown

    return ledger.ledger_screen(runner, go)


def _certificates(runner: Runner, go: Go) -> QWidget:
    from asn_desktop.ui.screens import certificates  # noqa: PLC0415 - when first shown

    return certificates.certificates_screen(runner, go)


def _history(runner: Runner, go: Go) -> QWidget:
    from asn_desktop.ui.screens import history  # noqa: PLC0415 - when first shown

    return history.history_screen(runner, go)


def _settings(runner: Runner, go: Go) -> QWidget:
    from asn_desktop.ui.screens import settings  # noqa: PLC0415 - when first shown

    return settings.settings_screen(runner, go)


SCREENS = (
    Screen("overview", "Beranda", "house", _overview),
    Screen("calendar", "Kalender", "calendar-days", _calendar),
    Screen("employees", "Pegawai", "users", _employees),
    Screen("training", "Pelatihan", "graduation-cap", _training),
    Screen("mentoring", "Mentoring", "handshake", _mentoring),
    Screen("ledger", "JP pegawai", "book-open", _ledger),
    Screen("certificates", "Sertifikat", "award", _certificates),
    Screen("history", "Riwayat", "history", _history),
    Screen("settings", "Pengaturan", "settings", _settings),
)


def _find_people(session: Session, text: str) -> list[Hit]:
    from asn_desktop.services import employees  # noqa: PLC0415 - on the database thread

    rows = employees.quick(session, text, FOUND)
    return [
        Hit(row.printed_name, " · ".join(filter(None, (row.nip, row.unit))), "employees", row.id)
        for row in rows
    ]


def _find_events(session: Session, text: str) -> list[Hit]:
    from asn_desktop.services import training  # noqa: PLC0415 - on the database thread

    rows = training.events(session, text)[:FOUND]
    return [
        Hit(row.training, f"{row.angkatan} · {row.starts_on:%d-%m-%Y}", "training", row.id) for row in rows
    ]


def _find_certificates(session: Session, text: str) -> list[Hit]:
    from asn_desktop.services import certificates  # noqa: PLC0415 - on the database thread

    rows = certificates.rows(session, text)[:FOUND]
    return [Hit(row.number, f"{row.name} · {row.training}", "certificates", row.id) for row in rows]


def _find_mentoring(session: Session, text: str) -> list[Hit]:
    from asn_desktop.services.mentoring import agenda  # noqa: PLC0415 - on the database thread

    return [
        Hit(
            one.title,
            one.about,
            "mentoring",
            ("pair", one.pair_id) if one.pair_id else ("programme", one.programme_id),
        )
        for one in agenda.find(session, text, FOUND)
    ]


FINDERS = (
    Finder("Pegawai", _find_people),
    Finder("Pelatihan", _find_events),
    Finder("Mentoring", _find_mentoring),
    Finder("Sertifikat", _find_certificates),
)
