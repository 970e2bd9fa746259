"""Reading a list of days off: what is good is taken, what is wrong is told by row."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from asn_desktop.domain import dates, holidays
from asn_desktop.domain.holidays import Holiday, Line, Problem, is_working_day, read_rows

ONE_DAY = date(2027, 3, 9)


def test_kinds_are_read_as_people_write_them() -> None:
    rows = [
        ["Tanggal", "Nama", "Jenis"],
        ["09-03-2027", "Idulfitri", "Cuti Bersama"],
        [],
        ["2027-08-17", "Kemerdekaan", ""],
        ["17 Juni 2027", "Hari jadi  kota", "setempat"],
    ]
    lines, problems = read_rows(rows)
    assert lines == [
        Line(ONE_DAY, "Idulfitri", "cuti bersama"),
        Line(date(2027, 8, 17), "Kemerdekaan", "libur nasional"),
        Line(date(2027, 6, 17), "Hari jadi kota", "lokal"),
    ]
    assert not problems


def test_each_wrong_row_is_told_with_its_number() -> None:
    rows = [["31-02-2027", "X", ""], ["09-03-2027", "A", ""], ["09-03-2027", "B", ""], ["10-03-2027", ""]]
    rows += [["11-03-2027", "C", "besar"], ["11-03-0007", "D", ""]]
    lines, problems = read_rows(rows)
    assert [line.name for line in lines] == ["A"]
    assert [p.row for p in problems] == [1, 3, 4, 5, 6]
    assert problems[1] == Problem(3, "09-03-2027 sudah ada di baris 2. Gabungkan namanya dalam satu baris.")


@given(
    st.dictionaries(
        st.dates(date(1990, 1, 1), date(2100, 12, 31)),
        st.tuples(
            st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=60)
            .map(str.strip)
            .filter(bool),
            st.sampled_from(list(holidays.KINDS)),
        ),
        max_size=30,
    )
)
def test_what_is_written_is_read_back(days: dict[date, tuple[str, str]]) -> None:
    days = {day: what for day, what in days.items() if not what[0].startswith("'")}
    lines, problems = read_rows([[dates.short(day), name, kind] for day, (name, kind) in days.items()])
    assert {line.day: (line.name, line.kind) for line in lines} == days
    assert not problems


def test_working_days() -> None:
    off = {ONE_DAY: Holiday("Idulfitri", holidays.JOINT)}
    assert not is_working_day(ONE_DAY, off)
    assert is_working_day(ONE_DAY, {})
    assert not is_working_day(date(2027, 3, 13), {})  # a Saturday
