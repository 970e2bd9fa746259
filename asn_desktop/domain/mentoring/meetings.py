"""A meeting as it is typed, and what prevents keeping it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from asn_desktop.domain import clock, dates
from asn_desktop.domain.mentoring import words


@dataclass(frozen=True)
class ActionForm:
    """Of an empty line nothing is kept."""

    text: str = ""
    owner_id: int | None = None  # a person
    due: date | None = None
    state: str = words.OPEN
    id: int | None = None

    @property
    def is_empty(self) -> bool:
        """The owner alone is only the usual one that was offered."""
        return not self.text.strip() and self.due is None and self.id is None


@dataclass(frozen=True)
class MeetingForm:
    """`present` are ids of mentees; `starts` is a time of day as it was typed, or empty."""

    pair_id: int
    day: date | None = None
    starts: str = ""
    minutes: int | None = None
    state: str = words.HELD
    method: str = "tatap_muka"
    place: str = ""
    topic: str = ""
    discussion: str = ""
    result: str = ""
    goal: str = ""
    reality: str = ""
    options: str = ""
    will: str = ""
    next_on: date | None = None
    note: str = ""
    present: tuple[int, ...] = ()
    actions: tuple[ActionForm, ...] = ()
    id: int | None = None
    version: int = 1


def problems(form: MeetingForm, starts_on: date, today: date) -> dict[str, str]:
    """By field, those of actions as `actions.0.owner_id`. `starts_on` is the first day of the pair."""
    found = _day_problems(form, starts_on, today) | _length_problems(form)
    if form.state not in words.MEETING_STATES:
        found["state"] = "Pilih direncanakan, terlaksana, atau batal."
    if form.method not in words.METHODS:
        found["method"] = "Pilih tatap muka, daring, atau campuran."
    if form.state == words.HELD and not form.present:
        found["present"] = (
            "Pilih paling sedikit satu mentee yang hadir. Jika tidak ada yang hadir, pilih keadaan Batal."
        )
    return found | _action_problems(form.actions, form.day)


def _day_problems(form: MeetingForm, starts_on: date, today: date) -> dict[str, str]:
    found = {}
    if form.day is None:
        found["day"] = "Isi tanggal pertemuan."
    elif form.day < starts_on:
        found["day"] = (
            f"Pasangan ini baru mulai {dates.long(starts_on)}. Betulkan tanggalnya, "
            "atau ubah tanggal mulai pasangan."
        )
    elif form.state == words.HELD and form.day > today:
        found["day"] = (
            f"Tanggal ini belum tiba (hari ini {dates.long(today)}). Betulkan tanggalnya, "
            "atau pilih keadaan Direncanakan."
        )
    if form.next_on is not None and form.day is not None and form.next_on <= form.day:
        found["next_on"] = (
            "Pertemuan berikutnya harus sesudah pertemuan ini. Betulkan tanggalnya, atau kosongkan."
        )
    return found


def _length_problems(form: MeetingForm) -> dict[str, str]:
    found = {}
    if form.minutes is None:
        if form.state == words.HELD:
            found["minutes"] = "Isi lamanya dalam menit."
    elif not 1 <= form.minutes <= words.MOST_MINUTES:
        found["minutes"] = (
            f"Lama pertemuan antara 1 dan {words.MOST_MINUTES} menit. Betulkan, "
            "atau bagi menjadi beberapa pertemuan."
        )
    if form.starts.strip() and read_time(form.starts) is None:
        found["starts"] = "Jam tidak terbaca. Tulis seperti 08.00, atau kosongkan."
    return found


def _action_problems(given: Sequence[ActionForm], day: date | None) -> dict[str, str]:
    found = {}
    for n, action in enumerate(given):
        if action.is_empty:
            continue
        if not action.text.strip():
            found[f"actions.{n}.text"] = "Isi tindak lanjutnya, atau hapus barisnya."
        if action.owner_id is None:
            found[f"actions.{n}.owner_id"] = "Pilih siapa yang mengerjakan tindak lanjut ini."
        if action.due is not None and day is not None and action.due < day:
            found[f"actions.{n}.due"] = "Batas waktu tidak boleh sebelum tanggal pertemuan. Betulkan."
        if action.state not in words.ACTION_STATES:
            found[f"actions.{n}.state"] = "Pilih terbuka, selesai, atau batal."
    return found


def read_time(text: str) -> str | None:
    """HH:MM, or None for what is empty or no time of day."""
    try:
        return clock.read(text)
    except ValueError:
        return None
