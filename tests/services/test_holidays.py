"""The table of days off: shipped, edited, exchanged."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine

from asn_desktop.db.session import reading, writing
from asn_desktop.domain.errors import InvalidInput, UserError
from asn_desktop.domain.holidays import Holiday, Line
from asn_desktop.services import holidays, reference
from asn_desktop.services.holidays import HolidayForm
from asn_desktop.services.reference import ReferenceForm


@pytest.fixture
def office(engine: Engine) -> Engine:
    with writing(engine, "Data awal") as s:
        reference.seed(s)
    return engine


def test_the_two_shipped_years_are_whole(office: Engine) -> None:
    with reading(office) as s:
        for year, national, joint in ((2026, 17, 8), (2027, 18, 8)):
            kinds = [h.kind for h in holidays.between(s, date(year, 1, 1), date(year, 12, 31)).values()]
            assert (kinds.count("libur nasional"), kinds.count("cuti bersama")) == (national, joint)
        assert holidays.years(s) == [2027, 2026]
        assert [row.day for row in holidays.rows(s, 2026, "idulfitri 1447")][:1] == [date(2026, 3, 20)]


def test_both_ends_count_and_what_was_put_aside_does_not(office: Engine) -> None:
    with writing(office, "Arsipkan") as s:
        item = next(i for i in reference.items(s, "hari_libur") if i.code == "2026-06-01")
        reference.save(s, ReferenceForm(item.id, *item[1:5], item.attributes, item.basis, archived=True))
        reference.save(s, ReferenceForm(None, "hari_libur", "besok", "Bukan tanggal"))
    with reading(office) as s:
        found = holidays.between(s, date(2026, 5, 31), date(2026, 6, 16))
        assert list(found) == [date(2026, 5, 31), date(2026, 6, 16)]
        assert "Bukan tanggal" not in {row.name for row in holidays.rows(s)}


def test_saving_refuses_a_second_line_of_a_day_and_brings_back_one_put_aside(office: Engine) -> None:
    with writing(office, "Ubah") as s:
        with pytest.raises(InvalidInput) as refused:
            holidays.save(s, HolidayForm(date(2026, 8, 17), "HUT RI"))
        assert "sudah tercatat" in refused.value.problems["day"]
        with pytest.raises(InvalidInput) as empty:
            holidays.save(s, HolidayForm())
        assert set(empty.value.problems) == {"day", "name"}
        new = holidays.save(s, HolidayForm(date(2026, 6, 17), "Hari jadi kota", "lokal"))
        form = holidays.get(s, new)
        holidays.save(s, HolidayForm(date(2026, 6, 18), form.name, form.kind, id=new))
        assert holidays.between(s, date(2026, 6, 17), date(2026, 6, 18)) == {
            date(2026, 6, 18): Holiday("Hari jadi kota", "lokal")
        }
        holidays.delete(s, [new])
        assert not holidays.between(s, date(2026, 6, 17), date(2026, 6, 18))


def test_a_list_adds_and_corrects_the_good_rows_and_tells_the_others(office: Engine) -> None:
    text = "tanggal;nama;jenis\n17-08-2026;HUT RI;\n16-08-2026;Upacara;lokal\n"
    text += "01-05-2026;Hari Buruh Internasional;\nx;y;z"
    with writing(office, "Impor") as s:
        found = holidays.import_csv(s, text)
        assert (found.new, found.same) == ((Line(date(2026, 8, 16), "Upacara", "lokal"),), 1)
        assert [line.name for line in found.changed] == ["HUT RI"]
        assert [p.row for p in found.problems] == [5]
        again = holidays.import_csv(s, text)
        assert (again.new, again.changed, again.same) == ((), (), 3)
    with reading(office) as s:
        assert holidays.between(s, date(2026, 8, 16), date(2026, 8, 17)) == {
            date(2026, 8, 16): Holiday("Upacara", "lokal"),
            date(2026, 8, 17): Holiday("HUT RI", "libur nasional"),
        }


def test_a_list_that_was_written_is_read_back_as_the_same(office: Engine, tmp_path: Path) -> None:
    with writing(office, "Ubah") as s:
        holidays.save(s, HolidayForm(date(2026, 6, 17), '=1+1; "x"', "lokal"))
    path = tmp_path / "libur.csv"
    with reading(office) as s:
        count = holidays.export_csv(s, path, 2026)
        found = holidays.check(s, holidays.read_file(path))
    assert path.read_bytes().startswith(b"\xef\xbb\xbftanggal;nama;jenis\r\n01-01-2026;")
    assert (found.new, found.changed, found.same, found.problems) == ((), (), count, ())
    assert count == 26


def test_what_is_no_list_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="tidak ada"):
        holidays.read_file(tmp_path / "tiada.csv")
    with pytest.raises(UserError, match="folder"):
        holidays.read_file(tmp_path)
    picture = tmp_path / "libur.csv"
    picture.write_bytes(b"\x89PNG\0\0")
    with pytest.raises(UserError, match=r"libur\.csv.*bukan daftar"):
        holidays.read_file(picture)
