import csv
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asn_desktop.spreadsheets import csv_lists
from asn_desktop.spreadsheets.faults import Fault

CELL = st.text(
    st.characters(codec="utf-8", exclude_characters="\x00\r\n\x1e", exclude_categories=["Cs"]), max_size=8
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=8))
def test_what_was_written_is_read(tmp_path: Path, lines: list[tuple[str, str, str]]) -> None:
    path = tmp_path / "a.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";", quoting=csv.QUOTE_ALL)
        writer.writerows([("NAMA", "NIP", "UNIT"), *lines])
    read = [*csv_lists.rows(str(path), 1000)]
    assert read[0] == ["NAMA", "NIP", "UNIT"]
    assert read[1:] == [[*line] for line in lines]


def test_a_quotation_mark_never_closed_is_said_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('NAMA;NIP\nAna;1\n"Budi;2\nCitra;3\n', encoding="utf-8")
    with pytest.raises(Fault) as found:
        [*csv_lists.rows(str(path), 1000)]
    assert found.value.kind == "quote"


def test_the_cap_on_cells(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a;b\n" * 100, encoding="utf-8")
    with pytest.raises(Fault):
        [*csv_lists.rows(str(path), 50)]
