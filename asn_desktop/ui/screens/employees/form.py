"""The form of one person. It reads the NIP out while it is typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from asn_desktop.domain import dates, names, nip
from asn_desktop.services import employees, reference, units
from asn_desktop.ui.drafts import PanelWatch, Place
from asn_desktop.ui.kit.form import Field, Form, FormPanel
from asn_desktop.ui.kit.kinds import DATE, NOTE, choice, options, search_choice
from asn_desktop.ui.kit.list_screen import ListScreen
from asn_desktop.ui.kit.runner import Runner

if TYPE_CHECKING:
    from asn_desktop.ui.kit.runner import Session

SEX = {"": "–", "L": "Laki-laki", "P": "Perempuan"}
CHOICES = ("status", "golongan", "jenis_jabatan", "pendidikan", "kedudukan", "agama", "kawin")


class Opened(NamedTuple):
    """What the form needs from the database."""

    person: employees.EmployeeForm
    names: dict[str, dict[str, str]]
    units: dict[int, str]


def _fields(opened: Opened) -> list[Field]:
    def of(kind: str) -> Any:
        return choice(options(opened.names[kind].items(), empty="–"))

    golongan = choice({"": "–"} | {code: code for code in opened.names["golongan"]})
    return [
        Field("gelar_depan", "Gelar depan", group="Nama", hint="Dr., Ir."),
        Field("name", "Nama tanpa gelar"),
        Field("gelar_belakang", "Gelar belakang", hint="S.E., M.Si."),
        Field("status", "Status", of("status"), group="Kepegawaian"),
        Field("nip", "NIP / NI PPPK", hint="18 angka"),
        Field("golongan", "Golongan", golongan),
        Field("tmt_golongan", "TMT golongan", DATE),
        Field("jenis_jabatan", "Jenis jabatan", of("jenis_jabatan")),
        Field("jabatan", "Jabatan"),
        Field("tmt_jabatan", "TMT jabatan", DATE),
        Field("unit_id", "Perangkat daerah", search_choice(opened.units), hint="ketik sebagian namanya"),
        Field("instansi", "Instansi luar", hint="untuk peserta dari luar"),
        Field("kedudukan", "Kedudukan hukum", of("kedudukan")),
        Field("tmt_cpns", "TMT CPNS", DATE),
        Field("tmt_pns", "TMT PNS", DATE),
        Field("nip_lama", "NIP lama", hint="9 angka"),
        Field("birth_place", "Tempat lahir", group="Pribadi"),
        Field("birth_date", "Tanggal lahir", DATE),
        Field("sex", "Jenis kelamin", choice(SEX)),
        Field("nik", "NIK", hint="16 angka"),
        Field("agama", "Agama", of("agama")),
        Field("kawin", "Perkawinan", of("kawin")),
        Field("pendidikan", "Pendidikan", of("pendidikan"), group="Pendidikan"),
        Field("pendidikan_nama", "Jurusan"),
        Field("tahun_lulus", "Tahun lulus"),
        Field("phone", "Nomor HP", group="Kontak"),
        Field("email", "Email"),
        Field("address", "Alamat", NOTE),
        Field("note", "Catatan", NOTE),
    ]


def read_out(digits: str, today: date) -> tuple[str, str]:
    """What a NIP says, and what is wrong with it; both empty for no NIP."""
    cleaned = nip.clean(digits)
    if not cleaned:
        return "", ""
    if cleaned.isdecimal() and len(cleaned) < 18:
        return f"Baru {len(cleaned)} dari 18 angka.", ""
    try:
        read = nip.parse(cleaned, today)
    except nip.NipError as error:
        return "", str(error)
    sex = "laki-laki" if read.sex == "L" else "perempuan"
    if read.start_month:
        start = f"CPNS sejak {dates.MONTHS[read.start_month - 1]} {read.start_year}"
    else:
        start = f"PPPK sejak {read.start_year}, kode perjanjian {read.agreement}"
    return f"Lahir {dates.long(read.birth_date)}, {sex}, {start}.", ""


def edit(screen: ListScreen, runner: Runner, person_id: int | None) -> None:
    """Open the form beside the list; None is a new person."""

    def read(session: Session) -> Opened:
        person = employees.blank() if person_id is None else employees.get(session, person_id)
        return Opened(
            person,
            {kind: reference.names(session, kind) for kind in CHOICES},
            _unit_names(units.tree(session)),
        )

    runner.read(read, lambda opened: _show(screen, runner, opened), owner=screen, latest="edit")


def _show(screen: ListScreen, runner: Runner, opened: Opened) -> None:
    form = Form(_fields(opened))
    title = "Pegawai baru" if opened.person.id is None else "Ubah data pegawai"

    def now() -> employees.EmployeeForm:
        typed: dict[str, Any] = {
            name: "" if value is None and _is_text(name) else value for name, value in form.values().items()
        }
        return replace(opened.person, **typed)

    def speak() -> None:
        person, today = now(), date.today()
        told, wrong = read_out(person.nip or "", today)
        shown = names.printed(person.name, person.gelar_depan, person.gelar_belakang) if person.name else ""
        form.complain({"nip": wrong} if wrong else {}, go=False)
        form.warn(employees.warnings(None, person, today))
        form.tell({"nip": told, "gelar_belakang": f"Tercetak: {shown}" if shown else ""})
        panel.show_warnings()

    def save(_values: dict[str, Any]) -> None:
        person = now()
        verb = "Tambah" if person.id is None else "Ubah"
        runner.write(
            f"{verb} pegawai {person.name}",
            lambda s: employees.save(s, person, date.today()),
            saved,
            panel.refuse,
            owner=panel,
        )

    def saved(person_id: int) -> None:
        watch.done()
        screen.close_side()
        screen.reveal(person_id)

    panel = FormPanel(title, form, save)
    panel.closed.connect(screen.close_side)
    form.fill(opened.person)
    form.changed.connect(speak)
    speak()
    place = Place("employees", "person", opened.person.id)
    verb = "Pegawai baru" if opened.person.id is None else "Ubah pegawai"
    watch = PanelWatch(runner, panel, place, lambda: f"{verb} {now().name}")
    screen.open_side(panel)
    form.editors["name" if opened.person.id is None else "gelar_depan"].setFocus()


def _unit_names(rows: Sequence[units.UnitRow]) -> dict[int, str]:
    """With the units above, since every office has its Subbagian Umum."""
    by_id = {row.id: row for row in rows}

    def full(row: units.UnitRow) -> str:
        above = by_id.get(row.parent_id) if row.parent_id else None
        return f"{row.name} – {full(above)}" if above else row.name

    return {row.id: full(row) for row in rows}


def _is_text(name: str) -> bool:
    return name not in {"nip", "unit_id"} and not name.startswith("tmt_") and name != "birth_date"
