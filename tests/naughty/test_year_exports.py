"""What leaves a training year as lists, calendars and files: text stays text, and is read back as it was."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from desks import NOW, Desk, make_desk
from icalendar import Calendar
from naughty.corpus import CORPUS, LONG
from naughty.test_exports import lines
from openpyxl.utils.escape import unescape
from PIL import Image
from sqlalchemy import Engine

from asn_desktop.db.history import insert_rows
from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import Event, OutsideTraining, Training
from asn_desktop.domain.errors import UserError
from asn_desktop.domain.typed import clean
from asn_desktop.reports import rendering
from asn_desktop.services import calendar, files, holidays, ledger, office
from asn_desktop.services.calendar import Filter
from asn_desktop.services.holidays import HolidayForm
from asn_desktop.services.ledger import Wanted
from asn_desktop.services.office import Office
from asn_desktop.services.papers import photos
from asn_desktop.spreadsheets import csv_lists

NEW_YEAR = date(2027, 1, 1)
EMPTY = Filter()


def picture(n: int) -> bytes:
    out = BytesIO()
    Image.new("RGB", (2, 1), n).save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def desk(program_engine: Engine, tmp_path: Path) -> Desk:
    return make_desk(program_engine, tmp_path)


@pytest.fixture
def held(desk: Desk) -> Desk:
    """An event of each text, from New Year on."""
    with writing(desk.engine, "Isi", now=NOW) as s:
        ids = insert_rows(s, Training, [{"name": text, "form": "KL06"} for text in CORPUS])
        days = {key: NEW_YEAR + timedelta(2 * n % 360) for n, key in enumerate(ids)}
        rows = [
            {"training_id": key, "starts_on": days[key], "ends_on": days[key], "jp": 8, "place": text,
             "organiser": text}
            for key, text in zip(ids, CORPUS, strict=True)
        ]  # fmt: skip
        insert_rows(s, Event, rows)
        settings: Office = replace(office.get(s), name=CORPUS[-2])
        office.save(s, settings)
    return desk


def test_a_calendar_program_reads_every_text(held: Desk) -> None:
    with reading(held.engine) as s:
        data = calendar.ics(s, NEW_YEAR, date(2027, 12, 31), NOW)
    assert {len(line) <= 75 for line in data.split(b"\r\n")} == {True}
    read = Calendar.from_ical(data).walk("VEVENT")
    assert len(read) == len(CORPUS)
    told = {str(one["summary"]) for one in read}
    places = {str(one.get("location", "")) for one in read}
    shown = {lines(text).strip("\ufeff") for text in CORPUS}  # a lone byte order mark is nothing
    assert {f"{text}, angkatan I" for text in shown} == {lines(text).strip("\ufeff") for text in told}
    assert {lines(text).strip("\ufeff") for text in places} == shown


@pytest.mark.parametrize("layout", calendar.LAYOUTS)
def test_the_wall_calendar_takes_every_text(held: Desk, layout: str) -> None:
    with writing(held.engine, "Libur", now=NOW) as s:
        for n, text in enumerate(CORPUS[1:300]):
            with suppress(UserError):
                holidays.save(s, HolidayForm(NEW_YEAR + timedelta(n), text, "lokal"))
    with reading(held.engine) as s:
        for chosen in (EMPTY, Filter(LONG), Filter(CORPUS[40])):
            assert rendering.page_count(calendar.wall_pdf(s, NEW_YEAR, layout, "A3", chosen))


def test_siasn_gets_texts_and_no_formula(desk: Desk, tmp_path: Path) -> None:
    day = date(2026, 3, 4)
    common = {"person_id": desk.people[0], "year": 2026, "jp": 3, "starts_on": day, "ends_on": day}
    texts = sorted(CORPUS)
    with writing(desk.engine, "Isi", now=NOW) as s:
        insert_rows(
            s,
            OutsideTraining,
            [
                common | {"name": text, "organiser": text, "certificate_number": text, "kind": kind}
                for kind in ("kursus", "diklat")
                for text in texts
            ],
        )
    with reading(desk.engine) as s:
        ledger.write_siasn(s, Wanted(2026), tmp_path / "siasn.xlsx")
        ledger.write_excel(s, Wanted(2026, text="contoh"), tmp_path / "rekap.xlsx")
        assert ledger.history(s, desk.people[0], 2026)
    book = openpyxl.load_workbook(tmp_path / "siasn.xlsx")
    for kind, title in (("kursus", "namaKursus"), ("diklat", "latihanStrukturalNama")):
        sheet = book[kind]
        column = [cell.value for cell in sheet[1]].index(title)
        cells = [row[column] for row in sheet.iter_rows(min_row=2)]
        assert {cell.data_type for cell in cells if cell.value is not None} <= {"s", "inlineStr"}
        read = {lines(unescape(cell.value or "")) for cell in cells} - {"Pelatihan Manajemen Proyek"}
        assert read == {*map(lines, texts)}
    for sheet in [*book, *openpyxl.load_workbook(tmp_path / "rekap.xlsx")]:
        every = [cell for row in sheet.iter_rows() for cell in row]
        assert [cell.value for cell in every if cell.data_type == "f" or cell.hyperlink] == []


def test_holidays_go_out_and_come_back(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "libur.csv"
    texts = [text for text in CORPUS if text == clean(text) and len(text) < 120]
    texts = [text for text in texts if text == " ".join(text.split()) and any(c.isprintable() for c in text)]
    with writing(desk.engine, "Libur", now=NOW) as s:
        for n, text in enumerate(texts):
            holidays.save(s, HolidayForm(date(2031, 1, 1) + timedelta(n), text, "lokal"))
    with reading(desk.engine) as s:
        assert holidays.export_csv(s, path)
        found = holidays.check(s, holidays.read_file(path))
    rows = [row[1] for row in csv_lists.rows(str(path), 100_000)]
    assert [text for text in rows if text.startswith(("=", "+", "@")) or text[:1] == "-" != text] == []
    assert found.problems == ()
    assert found.new == ()
    assert [line.name for line in found.changed if not line.name.strip("'").isdecimal()] == []


def test_no_name_of_a_file_is_a_path(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "berkas"
    with writing(desk.engine, "Foto", now=NOW) as s:
        for n, text in enumerate(CORPUS):
            kept = files.keep(s, folder, f"{text}.png", picture(n))
            assert files.spot(folder, kept.sha256) == files.path(s, folder, kept.id)
            assert not set(kept.name) & set('<>:"/\\|?*\0')
        pictures = [(text, picture(1000 + n)) for n, text in enumerate(CORPUS)]
        assert photos.add(s, desk.event_id, folder, pictures) == len(CORPUS)
        for row, text in zip(photos.rows(s, desk.event_id), CORPUS, strict=True):
            if len(text) <= photos.LONGEST:
                photos.set_caption(s, row.id, text)
        captions = [row.caption for row in photos.rows(s, desk.event_id)]
        assert [" ".join(text.split()) for text in CORPUS if len(text) <= photos.LONGEST] == [
            caption for caption, text in zip(captions, CORPUS, strict=True) if len(text) <= photos.LONGEST
        ]
    assert {
        path.parent.parent for path in tmp_path.rglob("*") if path.is_file() and len(path.name) == 64
    } == {folder}
