from __future__ import annotations

from datetime import date, timedelta

import pypdfium2
import pytest

from asn_desktop.domain.dates import MONTHS
from asn_desktop.reports import wall_calendar
from asn_desktop.reports.wall_calendar import SHEETS, Wall, WallEvent

MM = 72 / 25.4


def held(first: date, days: int = 3, title: str = "Pelatihan Contoh · I", form: int = 2) -> WallEvent:
    return WallEvent(title, form, first, first + timedelta(days=days - 1))


def wall(*events: WallEvent, **more) -> Wall:
    off = {date(2026, 8, 17): "Proklamasi Kemerdekaan", date(2027, 1, 1): "Tahun Baru"}
    return Wall(2026, "Badan Contoh", events, off, {2: "Pelatihan Teknis", 6: "Lokakarya"}, **more)


def pages(pdf: bytes) -> list[tuple[tuple[float, float], str]]:
    file = pypdfium2.PdfDocument(pdf)
    read = [(page.get_size(), page.get_textpage().get_text_bounded()) for page in file]
    file.close()
    return read


@pytest.mark.parametrize("paper", SHEETS)
def test_a_year_stands_on_one_sheet_of_its_paper(paper):
    made = wall(held(date(2026, 3, 2)), filter_words="Bentuk: Pelatihan Teknis")
    ((size, words),) = pages(wall_calendar.year(made, paper))
    assert size == pytest.approx([side * MM for side in SHEETS[paper]], abs=0.1)
    for told in ("KALENDER PELATIHAN 2026", "Badan Contoh", "Pelatihan Contoh · I", "Pelatihan Teknis"):
        assert told in words
    assert "Bentuk: Pelatihan Teknis · 1 kegiatan" in words
    assert "17 Agu Proklamasi Kemerdekaan" in words
    assert "Tahun Baru" not in words  # of the next year


def test_the_months_of_a_year_on_a_sheet_each():
    made = wall(held(date(2026, 3, 30), 5), held(date(2026, 8, 3), 1, "Lokakarya · X", 6))
    read = [words for _, words in pages(wall_calendar.months(made, "A4", range(1, 13)))]
    assert [words.split("\n")[0].strip() for words in read] == [f"{m.upper()} 2026" for m in MONTHS]
    assert "Pelatihan Contoh" in read[2]
    assert "Pelatihan Contoh" in read[3]
    assert "Lokakarya · X" in read[7]
    assert "Proklamasi Kemerdekaan" in read[7]
    assert "0 kegiatan" in read[5]
    assert "Halaman 12 dari 12" in read[11]


def test_a_full_year_takes_more_sheets_and_loses_nothing():
    events = [held(date(2026, 1 + n % 12, 1 + n % 20), 8, f"Pelatihan {n:03d}") for n in range(400)]
    read = pages(wall_calendar.year(wall(*events), "A4"))
    assert len(read) > 1
    words = "".join(text for _, text in read)
    assert all(f"Pelatihan {n:03d}" in words for n in range(400))


def test_a_name_that_is_too_long_ends_in_dots_and_stays_in_its_place():
    day = date(2026, 5, 4)
    events = [held(day, 1, "Pelatihan yang namanya panjang sekali " * 4), held(day + timedelta(days=1), 1)]
    ((_, words),) = pages(wall_calendar.months(wall(*events), "A4", [5]))
    line = next(line for line in words.splitlines() if "…" in line)
    assert line.strip().startswith("C")
    assert "Pelatihan Contoh · I" in words


def test_awkward_names_and_an_empty_year_are_drawn():
    ((_, words),) = pages(wall_calendar.year(wall(held(date(2026, 2, 2), 9, "Ḥasan (a\\b) ☃ <b>")), "A3"))
    assert "(a\\b)" in words
    assert "<b>" in words
    assert len(pages(wall_calendar.year(wall(), "A3"))) == 1


def test_the_same_calendar_is_the_same_file():
    made = wall(held(date(2026, 3, 2)))
    assert wall_calendar.year(made, "A3") == wall_calendar.year(made, "A3")
