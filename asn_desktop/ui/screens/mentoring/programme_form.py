"""The form of a programme: what it aims at, its rules, and what its certificates need."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from asn_desktop.domain import dates
from asn_desktop.domain.conversion import ABROAD, Rule
from asn_desktop.domain.mentoring import words
from asn_desktop.services import conversions, numbers, office, reference, templates
from asn_desktop.services.mentoring import programmes
from asn_desktop.services.mentoring.programmes import ProgrammeForm
from asn_desktop.ui.drafts import PanelWatch, Place
from asn_desktop.ui.kit.form import Field, Form, FormPanel
from asn_desktop.ui.kit.kinds import DATE, NUMBER, check, choice, note
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.screens.mentoring.aimed_at import AIMED_AT

if TYPE_CHECKING:
    from asn_desktop.ui.kit.runner import Session

LEVELS = {"nasional": "Nasional", "internasional": "Internasional"}
PAPER = "paper_"  # before the code of a form, as the name of its field
FIELDS = [
    Field("name", "Nama program", group="Program"),
    Field("kind", "Jenis", choice(words.KINDS)),
    Field("aim", "Tujuan", note(2)),
    Field("starts_on", "Tanggal mulai", DATE),
    Field("ends_on", "Tanggal selesai", DATE),
    Field("organiser", "Penyelenggara"),
    Field("competences", "Kompetensi yang dituju", AIMED_AT, group="Kompetensi"),
    Field("most_mentees", "Mentee per mentor", NUMBER, group="Aturan", hint="paling banyak"),
    Field("level", "Tingkat", choice(LEVELS)),
    Field("jp_per_meeting", "JP per pertemuan", NUMBER, hint="kosong: tabel konversi JP"),
    Field("meetings_a_month", "Pertemuan per bulan", NUMBER, hint="kosong: tabel konversi JP"),
    Field("least_minutes", "Menit paling sedikit", NUMBER, hint="0: tidak dibatasi"),
    Field("mentor_earns", "JP mentor", check("Mentor &juga mendapat JP")),
    Field("rule_basis", "Dasar aturan JP", hint="misalnya SK Kepala BKPSDM nomor …"),
    *(
        Field(f"{PAPER}{code}", name, check("dipaka&i" if n == 0 else "dipakai"), group="Formulir")
        for n, (code, name) in enumerate(words.PAPERS.items())
    ),
    Field("signatory_id", "Penanda tangan", choice({}), group="Sertifikat dan surat keterangan"),
    Field("scheme_id", "Skema nomor", choice({})),
    Field("template_name", "Templat", choice({})),
    Field("basis", "Kalimat dasar", note(2), hint="kosong: kalimat dari Pengaturan"),
    Field("note", "Keterangan", note(2), group="Catatan"),
]


class Choices(NamedTuple):
    competences: Mapping[str, str]
    signatories: Mapping[int, str]
    valid: Mapping[int, tuple[date, date]]
    schemes: Mapping[int, str]
    templates: Mapping[str, str]
    rules: Mapping[str, Rule]  # of the conversion table, by kind


def choices(session: Session) -> Choices:
    signs = office.signatories(session)
    return Choices(
        reference.names(session, "kompetensi"),
        {s.id: f"{s.name} – {s.title}" for s in signs},
        {s.id: (s.valid_from or date.min, s.valid_to or date.max) for s in signs},
        {s.id: s.name for s in numbers.schemes(session)},
        {t.name: t.title for t in templates.of_mentoring()},
        {kind: conversions.rule(session, form) for kind, form in words.FORMS_OF_LEARNING.items()},
    )


def programme_panel(runner: Runner, form: ProgrammeForm, saved: Callable[[int], None]) -> FormPanel:
    """`saved` gets the id of the programme."""
    title = "Ubah program" if form.id else "Program baru"
    fields = Form(FIELDS)

    def save(values: dict[str, Any]) -> None:
        made = _made(form, values)
        verb = "Ubah" if form.id else "Tambah"
        label = f"{verb} program mentoring {made.name}"
        runner.write(label, lambda s: programmes.save(s, made), stored, panel.refuse, owner=panel)

    def stored(programme_id: int) -> None:
        for watch in panel.findChildren(PanelWatch):
            watch.done()
        saved(programme_id)

    def named() -> str:
        return f"{title} {fields.values()['name']}".strip()

    def offered(found: Choices) -> None:
        nobody = {None: "– belum dipilih –"}
        fields.editors["competences"].offer(found.competences)
        fields.offer("signatory_id", nobody | dict(found.signatories))
        fields.offer("scheme_id", nobody | dict(found.schemes))
        fields.offer("template_name", found.templates)
        fields.fill(_values(form))
        fields.changed.connect(lambda: _speak(panel, form, found))
        _speak(panel, form, found)
        PanelWatch(runner, panel, Place("mentoring", "programme", form.id), named)

    fields.fill(_values(form))
    panel = FormPanel(title, fields, save)
    runner.read(choices, offered, owner=fields)
    return panel


def _values(form: ProgrammeForm) -> dict[str, Any]:
    return form.__dict__ | {f"{PAPER}{code}": code in form.forms for code in words.PAPERS}


def _made(form: ProgrammeForm, values: dict[str, Any]) -> ProgrammeForm:
    plain = {name: value for name, value in values.items() if not name.startswith(PAPER)}
    plain |= {name: values[name] or None for name in ("signatory_id", "scheme_id")}
    plain |= {"template_name": values["template_name"] or form.template_name}
    return replace(form, **plain, forms=tuple(code for code in words.PAPERS if values[f"{PAPER}{code}"]))


def _speak(panel: FormPanel, form: ProgrammeForm, found: Choices) -> None:
    """What the values mean, what is odd and what is wrong, while the clerk types."""
    fields = panel.form
    made = _made(form, fields.values())
    told = _rules(made, found.rules.get(made.kind))
    problems = programmes.problems(made)
    warnings = {name: list(lines) for name, lines in programmes.warnings(made).items()}
    first, last = made.starts_on, made.ends_on
    if first and last and last >= first:
        told["ends_on"] = dates.span(first, last)
    if not made.signatory_id:
        warnings["signatory_id"] = ["Sertifikat baru dapat terbit setelah penanda tangan dipilih."]
    elif last and made.signatory_id in found.valid:
        begins, ends = found.valid[made.signatory_id]
        if not begins <= last <= ends:
            warnings["signatory_id"] = ["Pada tanggal selesai, pejabat ini tidak (lagi) menjabat."]
    if not made.scheme_id:
        warnings["scheme_id"] = ["Sertifikat baru dapat terbit setelah skema nomor dipilih."]
    fields.tell(told)
    fields.warn(warnings)
    empty = {"name", "starts_on", "ends_on"}  # told when saving: a new form is not all red
    fields.complain({k: v for k, v in problems.items() if k not in empty or getattr(made, k)}, go=False)
    panel.show_warnings()


def _rules(made: ProgrammeForm, rule: Rule | None) -> dict[str, str]:
    """What holds where the clerk leaves a rule of JP empty."""
    if rule is None:
        return {}
    jp = rule.international if made.level == ABROAD and rule.international is not None else rule.national
    told = {}
    if made.jp_per_meeting is None and jp is not None:
        told["jp_per_meeting"] = " – ".join(filter(None, (f"Tabel konversi: {jp} JP", rule.basis)))
    if made.meetings_a_month is None:
        most = f"paling banyak {rule.most_a_month}" if rule.most_a_month else "tidak dibatasi"
        told["meetings_a_month"] = f"Tabel konversi: {most} pertemuan per bulan dan orang."
    return told
