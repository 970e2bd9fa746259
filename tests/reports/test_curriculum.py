"""The table of subjects over its pages."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from asn_desktop.domain.certificates import Subject
from asn_desktop.reports import curriculum
from asn_desktop.reports.templates import Table

from .conftest import make_sheet

subjects = st.lists(
    st.builds(
        Subject,
        st.sampled_from(["", "Kelompok Dasar", "Kelompok Inti"]),
        st.sampled_from(["Etika", "Manajemen Perubahan " * 6, "Analisis Kebutuhan Pelatihan " * 12, ""]),
        st.integers(0, 99),
    ),
    min_size=1,
    max_size=120,
)


def table() -> Table:
    back = make_sheet().template.back
    assert back is not None
    assert back.table is not None
    return back.table


@given(subjects)
def test_every_row_stands_once_inside_the_table_area(listed: list[Subject]) -> None:
    shape = table()
    made = curriculum.rows(shape, listed)
    pitch, pages = curriculum.pages(shape, made)
    assert [row for page in pages for row in page] == made
    assert [row.name for row in made if row.kind == "subject"] == [s.name for s in listed]
    assert made[-1].hours == str(sum(s.jp for s in listed))
    assert sum(int(r.hours) for r in made if r.kind == "subject") == int(made[-1].hours)
    for n, page in enumerate(pages):
        last = n == len(pages) - 1
        room = shape.box.top - shape.last_bottom if last else shape.box.height
        assert pitch * (1 + sum(row.units for row in page)) <= room + 1e-3
        assert last or page[-1].kind != "group"
    assert pages[-1][-1].kind == "total"
    assert len(pages) == 1 or len(pages[-1]) > 1


def test_18_subjects_in_three_groups_take_one_page_and_40_take_two() -> None:
    for count, expected in ((12, 1), (18, 1), (40, 2)):
        listed = make_sheet(subjects=count).certificate.curriculum
        assert len(curriculum.pages(table(), curriculum.rows(table(), listed))[1]) == expected
