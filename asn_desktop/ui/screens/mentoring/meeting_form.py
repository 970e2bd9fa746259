"""The form of a meeting, typed in half a minute: only keys, the next one comes blank with Ctrl+Enter."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from asn_desktop.domain import dates
from asn_desktop.domain.calendar import DAYS
from asn_desktop.domain.errors import InvalidInput, UserError
from asn_desktop.domain.mentoring import words
from asn_desktop.services import places
from asn_desktop.services.mentoring import attachments, meeting_checks, meetings, pairs
from asn_desktop.services.mentoring.attachments import Attached
from asn_desktop.services.mentoring.meetings import MeetingForm
from asn_desktop.ui.drafts import PanelWatch, Place
from asn_desktop.ui.kit.form import Field, Form, FormPanel
from asn_desktop.ui.kit.kinds import DATE, NUMBER, choice, note
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.screens.mentoring.actions_edit import ACTIONS, ActionsEdit
from asn_desktop.ui.screens.mentoring.files_edit import FILES, FilesEdit
from asn_desktop.ui.screens.mentoring.present_edit import PRESENT, PresentEdit

if TYPE_CHECKING:
    from asn_desktop.ui.kit.runner import Session

LABEL = "Catat pertemuan"
_OF_ACTION = re.compile(r"actions\.(\d+)\.(\w+)")
FIRST = [
    Field("day", "Tanggal", DATE, group="Pertemuan"),
    Field("minutes", "Lama, menit", NUMBER),
    Field("topic", "Topik"),
]
GROW = [
    Field(name, title.partition(" ")[0], note(2), group="GROW", hint=title.partition(" ")[2].strip("()"))
    for name, title in words.GROW.items()
]
THEN = [
    Field("result", "Hasil", note(2), group="Hasil dan tindak lanjut"),
    Field("actions", "Tindak lanjut", ACTIONS),
    Field("next_on", "Pertemuan berikut", DATE),
]
REST = [
    Field("present", "Hadir", PRESENT, group="Lainnya"),
    Field("starts", "Jam mulai", hint="misalnya 09.00"),
    Field("discussion", "Uraian", note(2)),
    Field("method", "Cara", choice(words.METHODS)),
    Field("place", "Tempat"),
    Field("state", "Keadaan", choice(words.MEETING_STATES)),
    Field("note", "Catatan", note(2)),
    Field("files", "Lampiran", FILES),
]


class Start(NamedTuple):
    """`owners` are persons: the mentees first, for they are to do most."""

    form: MeetingForm
    pair: pairs.PairDetail
    files: tuple[Attached, ...]

    @property
    def owners(self) -> dict[int, str]:
        people = [one.person for one in self.pair.mentees] + [self.pair.mentor]
        people += [one.superior for one in self.pair.mentees if one.superior]
        return {one.id: one.printed for one in people}


def start(session: Session, pair_id: int, meeting_id: int | None, today: date) -> Start:
    """A blank one, one there is, or a planned one as it is typed when it has been held."""
    files: tuple[Attached, ...] = ()
    if meeting_id is None:
        form = meetings.blank(session, pair_id, today)
    else:
        form = meetings.get(session, meeting_id)
        if form.state == words.PLANNED and form.day and form.day <= today:
            form = meetings.held_of(session, meeting_id, today)
        files = attachments.of_meeting(session, meeting_id)
    return Start(form, pairs.detail(session, pair_id), files)


def meeting_panel(
    runner: Runner,
    begun: Start,
    saved: Callable[[int, bool], None],
    show_file: Callable[[int, str], None],
) -> FormPanel:
    """`saved` gets the id of the meeting, and whether the next blank one is wanted."""
    form, pair = begun.form, begun.pair
    others = GROW if pair.kind == words.COACHING else []
    fields = Form([*FIRST, *others, *THEN, *REST])
    again = [False]

    def made() -> MeetingForm:
        values = fields.values()
        del values["files"]
        return replace(form, **values)

    def save(values: dict[str, Any]) -> None:
        kept, paths = values["files"]
        now, today, file = made(), date.today(), runner.file
        folder = places.files_folder(file) if file else None

        def work(session: Session) -> int:
            meeting_id = meetings.save(session, now, today)
            if folder and (paths or len(kept) != len(begun.files)):
                attachments.save(session, folder, meeting_id, kept, attachments.pick(map(Path, paths)))
            return meeting_id

        day = f" {dates.short(now.day)}" if now.day else ""
        label = f"{LABEL}{day}" if form.id is None else f"Ubah pertemuan{day}"
        runner.write(label, work, stored, refused, owner=panel)

    def stored(meeting_id: int) -> None:
        watch.done()
        saved(meeting_id, again[0])

    def refused(error: UserError) -> None:
        again[0] = False
        panel.refuse(_gathered(error))
        if isinstance(error, InvalidInput):
            _go_to_action(fields, error)

    def save_and_next() -> None:
        again[0] = True
        panel.save()
        again[0] = not fields.faults() and again[0]

    panel = FormPanel("Pertemuan baru" if form.id is None else "Ubah pertemuan", fields, save)
    panel.setObjectName("meeting_form")
    following = QShortcut(QKeySequence("Ctrl+Return"), panel)
    following.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    following.activated.connect(save_and_next)
    panel.save_button.setToolTip("Ctrl+S menyimpan; Ctrl+Enter menyimpan dan membuka yang berikutnya")
    _furnish(fields, begun)
    fields.editors["files"].opened.connect(show_file)
    record = pair.id if form.id is None else form.id
    place = Place("mentoring", "meeting.new" if form.id is None else "meeting", record)
    watch = PanelWatch(runner, panel, place, lambda: f"Pertemuan {pair.title}")
    fields.changed.connect(lambda: _look(runner, panel, made()))
    _look(runner, panel, made())
    return panel


def _furnish(fields: Form, begun: Start) -> None:
    form, pair = begun.form, begun.pair
    acting, present, files = (fields.editors[name] for name in ("actions", "present", "files"))
    assert isinstance(acting, ActionsEdit)
    assert isinstance(present, PresentEdit)
    assert isinstance(files, FilesEdit)
    acting.offer(begun.owners, pair.mentees[0].person.id if pair.mentees else None)
    present.offer({one.id: one.person.printed for one in pair.mentees})
    files.offer(begun.files)
    fields.fill({**vars(form), "files": None})


def _look(runner: Runner, panel: FormPanel, form: MeetingForm) -> None:
    """What the days mean, and what is odd, while the clerk types."""

    def speak(found: list[meeting_checks.Warned]) -> None:
        warnings: dict[str, list[str]] = {}
        for one in found:
            warnings.setdefault(one.field, []).append(one.message)
        told = {name: DAYS[day.weekday()] for name in ("day", "next_on") if (day := getattr(form, name))}
        panel.form.tell(told)
        panel.form.warn(warnings)
        panel.show_warnings()

    runner.read(lambda s: meeting_checks.check(s, form), speak, owner=panel, latest="checks")


def _gathered(error: UserError) -> UserError:
    """What is wrong with action points, told under their field."""
    if not isinstance(error, InvalidInput):
        return error
    lines = [
        f"Baris {int(found[1]) + 1}: {said}"
        for name, said in error.problems.items()
        if (found := _OF_ACTION.fullmatch(name))
    ]
    rest = {name: said for name, said in error.problems.items() if not _OF_ACTION.fullmatch(name)}
    return InvalidInput(rest | {"actions": "\n".join(lines)}) if lines else error


def _go_to_action(fields: Form, error: InvalidInput) -> None:
    """Unless something above is wrong too."""
    first = next(iter(error.problems), "")
    if found := _OF_ACTION.fullmatch(first):
        acting = fields.editors["actions"]
        assert isinstance(acting, ActionsEdit)
        acting.go_to(int(found[1]), found[2])
