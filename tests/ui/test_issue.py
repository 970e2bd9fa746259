"""The page before a number is taken, opened from a mentoring programme."""

from __future__ import annotations

import pytest
from finished_pairs import make_finished
from hands import cells, press, text
from PySide6.QtWidgets import QPushButton

from asn_desktop.db.session import reading
from asn_desktop.db.tables import MentoringPair, MentoringProgramme
from asn_desktop.services import certificates
from asn_desktop.ui.issue import REFUSED, IssuePage
from asn_desktop.ui.kit.view import View
from asn_desktop.ui.screens.certificates import certificates_screen


@pytest.fixture
def finished(engine, tmp_path):
    return make_finished(engine, tmp_path)


@pytest.fixture
def page(qtbot, dressed, runner, finished):
    made = IssuePage(runner, finished.occasion, finished.keys)
    made.resize(1180, 640)
    qtbot.addWidget(made)
    made.show()
    return made


def test_pre_flight_then_issue_then_back_to_the_programme(qtbot, page, finished, runner):
    given, closed = [], []
    page.issued.connect(given.append)
    page.closed.connect(lambda: closed.append(True))
    assert text(page, "issue_ready") == "Akan terbit: 3 sertifikat"
    assert cells(page.findChild(View, "issue_ready_table"), "Peran") == ["mentor", "mentee", "mentee"]
    press(qtbot, page, "issue_go")
    assert text(page, "issued_title") == "✓ 3 sertifikat terbit"
    assert page.findChild(QPushButton, "issued_back").text() == "&Kembali ke program"
    press(qtbot, page, "issued_hand_out")
    with reading(finished.engine) as s:
        assert given == [certificates.ids_of(s, finished.occasion)]
    press(qtbot, page, "issued_back")
    assert closed == [True]


def test_what_the_programme_lacks_stops_the_issue(qtbot, page, finished, runner):
    def forget(s):
        s.get_one(MentoringProgramme, finished.pairs.programme).signatory_id = None

    runner.write("Hapus penanda tangan", forget)
    assert "pada program ini" in text(page, "issue_blocked")
    assert not page.findChild(QPushButton, "issue_go").isEnabled()


def test_pairs_that_are_not_finished_are_told_with_the_remedy(qtbot, page, finished, runner):
    def reopen(s):
        s.get_one(MentoringPair, finished.pairs.pair).state = "berjalan"

    runner.write("Buka kembali", reopen)
    assert text(page, "issue_refused") == "Tidak terbit: 3 orang"
    reasons = cells(page.findChild(View, "issue_refused_table"), REFUSED[1].title)
    assert [words.split(".")[0] for words in reasons] == ["Pasangannya masih berjalan"] * 3
    assert not page.findChild(QPushButton, "issue_go").isEnabled()


def test_the_list_of_certificates_leads_back_to_the_programme(qtbot, dressed, runner, finished):
    finished.issue()
    went = []
    screen = certificates_screen(runner, lambda *where: went.append(where), finished.keys)
    screen.resize(1180, 640)
    qtbot.addWidget(screen)
    screen.show()
    assert cells(screen.list, "Pelatihan") == ["Mentoring Kepala Seksi Tahun 2026"] * 3
    screen.list.table.go_to(0)
    next(a for a in screen.list.table.actions() if "&kegiatannya" in a.text()).trigger()
    assert went == [("mentoring", ("programme", finished.pairs.programme))]
