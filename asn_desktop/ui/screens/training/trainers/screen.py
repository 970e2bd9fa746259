"""The trainers: who teaches what, how many hours, for how much, and how well."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from asn_desktop.services import employees, trainers
from asn_desktop.services.drafts import Draft
from asn_desktop.services.trainers import RATE_UNITS, ScoreForm, ScoreRow, TrainerForm, YearOfTeaching
from asn_desktop.ui.deletion import delete_action
from asn_desktop.ui.drafts import Reopens
from asn_desktop.ui.kit.actions import Action, Empty
from asn_desktop.ui.kit.chips import FilterBy
from asn_desktop.ui.kit.details import Details, Section
from asn_desktop.ui.kit.list_screen import Asked, ListScreen, Rows
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.table import Column, shown
from asn_desktop.ui.kit.text import counted
from asn_desktop.ui.navigation import Go
from asn_desktop.ui.record_history import record_history
from asn_desktop.ui.screens.training.trainers.forms import outsider_panel, trainer_panel
from asn_desktop.ui.screens.training.trainers.pick import pick_person
from asn_desktop.ui.screens.training.trainers.scores import score_list

if TYPE_CHECKING:
    from asn_desktop.ui.kit.runner import Session

COLUMNS = [
    Column("Nama", "printed_name", width=24),
    Column("Asal", "origin", width=15),
    Column("Mata pelatihan", "subjects", width=16),
    Column("JP", "jp", width=4, hint=lambda _row: "JP yang dijadwalkan tahun ini"),
    Column("Nilai (%)", "score", width=7),
    Column("Honorarium", "rate", text=lambda rate: counted(rate) if rate else "", width=9),
]
ARCHIVED = [(True, "yang diarsipkan")]


class Record(NamedTuple):
    name: str
    origin: str
    form: TrainerForm
    years: list[YearOfTeaching]
    scores: list[ScoreRow]
    taught: list[str]


def trainer_list(runner: Runner, go: Go) -> ListScreen:
    details = Details("Pilih narasumber untuk melihat jam mengajar dan nilainya.")

    def edit(name: str, form: TrainerForm) -> None:
        panel = trainer_panel(runner, name, form, saved)
        panel.closed.connect(screen.close_side)
        screen.open_side(panel)
        panel.form.editors["subjects"].setFocus()

    def outsider() -> None:
        panel = outsider_panel(runner, saved)
        panel.closed.connect(screen.close_side)
        screen.open_side(panel)
        panel.form.editors["name"].setFocus()

    def saved(trainer_id: int) -> None:
        screen.close_side()
        screen.reveal(trainer_id)

    def pick() -> None:
        screen.open_page(pick_person(runner, picked, screen.close_page))

    def picked(person_id: int) -> None:
        """One who is registered already is changed, not registered twice."""
        screen.close_page()
        runner.read(lambda s: _new(s, person_id), lambda found: edit(*found), owner=screen)

    def open_(trainer_id: int | None) -> None:
        if trainer_id is not None:
            runner.read(
                lambda s: _record(s, trainer_id), lambda found: edit(found.name, found.form), owner=screen
            )

    def score(trainer_id: int, first: ScoreForm | None = None) -> None:
        def opened(found: Record) -> None:
            screen.open_page(score_list(runner, trainer_id, found.name, screen.close_page, first))

        runner.read(lambda s: _record(s, trainer_id), opened, owner=screen)

    def archive(ids: list[int]) -> None:
        put_aside = not screen.asked().chosen["archived"]

        def work(session: Session) -> None:
            for trainer_id in ids:
                trainers.archive(session, trainer_id, put_aside)

        runner.write(f"{'Arsipkan' if put_aside else 'Pakai lagi'} {len(ids)} narasumber", work)

    def show(trainer_id: int | None) -> None:
        if trainer_id is None:
            details.clear()
        else:
            runner.read(
                lambda s: _record(s, trainer_id),
                lambda found: _describe(details, found),
                owner=details,
                latest="detail",
            )

    def reopen_score(draft: Draft) -> None:
        key = draft.record or 0
        if draft.form == "score_of":
            score(key, ScoreForm(key))
        else:
            runner.read(
                lambda s: trainers.get_score(s, key), lambda form: score(form.trainer_id, form), owner=screen
            )

    screen = ListScreen(
        runner,
        "trainers",
        COLUMNS,
        Rows(_rows),
        noun="narasumber",
        empty=Empty("Belum ada narasumber.", "&Daftarkan dari pegawai…", pick),
        actions=[
            Action("Dari &pegawai…", lambda _ids: pick(), "Ctrl+N", "user-plus", needs=0, main=True),
            Action("Dari &luar…", lambda _ids: outsider(), "Ctrl+Shift+N", "plus", needs=0),
            Action("Uba&h", lambda ids: open_(ids[0]), "F2", "pencil"),
            Action("&Nilai peserta…", lambda ids: score(ids[0]), "Ctrl+E", "award"),
            Action("&Arsipkan / pakai lagi", archive, "Ctrl+Del", "archive", needs=2, more=True),
            delete_action(runner, "trainer", lambda: screen, lambda row: str(row.printed_name)),
            record_history(go, "trainer"),
        ],
        filters=[FilterBy("archived", "Tampilkan", lambda _s: ARCHIVED, many=False)],
        side=details,
        hint="Cari nama, asal, atau mata pelatihan…",
    )
    screen.opened.connect(open_)
    screen.selected.connect(show)
    Reopens(
        screen,
        {
            "trainer": lambda draft: open_(draft.record),
            "trainer_of": lambda draft: picked(draft.record or 0),
            "outsider": lambda _draft: outsider(),
            "score": reopen_score,
            "score_of": reopen_score,
        },
    )
    return screen


def _rows(session: Session, asked: Asked) -> list[trainers.TrainerRow]:
    return trainers.rows(session, date.today().year, asked.text, bool(asked.chosen.get("archived")))


def _new(session: Session, person_id: int) -> tuple[str, TrainerForm]:
    [person] = employees.page(session, [person_id])
    known = trainers.find(session, person_id)
    return person.printed_name, known or TrainerForm(person_id)


def _record(session: Session, trainer_id: int) -> Record:
    form = trainers.get(session, trainer_id)
    [person] = employees.page(session, [form.person_id or 0])
    return Record(
        person.printed_name,
        person.unit or "",
        form,
        trainers.hours(session, trainer_id),
        trainers.scores(session, trainer_id),
        trainers.subjects(session, trainer_id),
    )


def _describe(details: Details, found: Record) -> None:
    form = found.form
    rate = f"Rp{counted(form.rate)} {RATE_UNITS[form.rate_unit]}" if form.rate else "belum ditetapkan"
    account = " ".join(
        filter(None, [form.bank, form.account, form.account_name and f"a.n. {form.account_name}"])
    )
    hours = [
        (str(y.year), str(y.jp), str(y.oj), counted(y.honorarium) if y.honorarium else "–")
        for y in found.years
    ]
    marks = [(str(y.year), shown(y.percent), str(y.times)) for y in trainers.years(found.scores)]
    details.show_record(
        found.name,
        found.origin,
        [
            ("Mata pelatihan", form.subjects),
            ("Pernah mengajar", "\n".join(found.taught[:8])),
            ("Honorarium", rate),
            ("NPWP", form.npwp),
            ("Rekening", account),
            ("Catatan", form.note),
        ],
        [
            Section(
                "Jam mengajar",
                [("Tahun", "JP", "OJ", "Honorarium (Rp)"), *hours],
                "Belum mengajar pada jadwal mana pun.",
            ),
            Section("Nilai dari peserta", [("Tahun", "Rata-rata (%)", "Banyak"), *marks], "Belum ada nilai."),
        ],
    )
