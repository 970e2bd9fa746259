from __future__ import annotations

import pytest

from asn_desktop.domain.passing import Attended, Rule, percent, ruled

BOTH = Rule(70.01, 90)
THERE = Attended(10, 10, 10)


@pytest.mark.parametrize(
    ("mark", "attended", "result", "words"),
    [
        (80.0, THERE, "lulus", "Nilai 80. Hadir 10 dari 10 sesi (100%)."),
        (70.0, THERE, "tidak_lulus", "Nilai 70, kurang dari nilai kelulusan 70,01."),
        (80.0, Attended(8, 10, 10), "tidak_lulus", "Hadir 8 dari 10 sesi (80%), kurang dari 90%."),
        (70.0, Attended(8, 10, 10), "tidak_lulus", "Nilai 70, kurang dari nilai kelulusan 70,01. Hadir 8"),
        (None, THERE, "", "Nilai akhir belum ada."),
        (None, Attended(0, 10, 10), "tidak_lulus", "Hadir 0 dari 10 sesi (0%), kurang dari 90%."),
        (80.0, Attended(8, 9, 10), "", "Kehadiran 1 sesi belum diisi."),
        (80.0, Attended(9, 9, 10), "lulus", "Nilai 80. Hadir 9 dari 10 sesi (90%)."),
        (80.0, None, "lulus", "Nilai 80."),
    ],
)
def test_rule(mark: float | None, attended: Attended | None, result: str, words: str) -> None:
    found = ruled(BOTH, mark, attended)
    assert found is not None
    assert found.result == result
    assert found.words.startswith(words)


def test_without_marks_and_attendance_no_rule_speaks() -> None:
    assert ruled(Rule(None, 90), 12.0, None) is None


def test_attendance_alone_decides_where_marks_do_not() -> None:
    found = ruled(Rule(None, 90), None, THERE)
    assert found is not None
    assert found.result == "lulus"


def test_the_scale_of_the_office_may_fail_a_mark() -> None:
    found = ruled(Rule(60, 90), 65.0, None, "Kurang Memuaskan")
    assert found is not None
    assert found.result == "tidak_lulus"
    assert "Kurang Memuaskan" in found.words


def test_percent_is_never_rounded_up_to_what_was_not_reached() -> None:
    assert [percent(v) for v in (90, 89.96, 87.5, 0, 100, 100 / 3)] == [
        "90%",
        "89,9%",
        "87,5%",
        "0%",
        "100%",
        "33,3%",
    ]
