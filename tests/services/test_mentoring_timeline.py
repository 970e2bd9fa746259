"""The way of a pair in the order of days, and the scans of its meetings."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from mentors import TODAY, PairDesk, make_pair
from sqlalchemy import Engine, event

from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import AimValue, MentoringAim, MentoringPair, SeenLevel
from asn_desktop.domain.errors import InvalidInput
from asn_desktop.services import reference
from asn_desktop.services.mentoring import attachments, meetings, timeline
from asn_desktop.services.mentoring.attachments import Picked
from asn_desktop.services.mentoring.meetings import ActionForm, MeetingForm
from asn_desktop.services.reference import ReferenceForm

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 40 + b"IEND\xaeB`\x82"


@pytest.fixture
def desk(engine: Engine) -> PairDesk:
    return make_pair(engine)


def held(desk: PairDesk, day: date, **more: object) -> int:
    form = MeetingForm(desk.pair, day, "09:00", 60, topic="Rapat", present=desk.mentees, **more)  # type: ignore[arg-type]  # fields by name
    with writing(desk.engine, "Catat") as s:
        return meetings.save(s, form, TODAY)


def test_everything_stands_at_its_day(desk: PairDesk) -> None:
    held(
        desk,
        date(2026, 9, 7),
        actions=(
            ActionForm("Dengan batas", desk.people[0], date(2026, 10, 1)),
            ActionForm("Tanpa batas", desk.people[1]),
        ),
    )
    with writing(desk.engine, "Lain") as s:
        reference.save(s, ReferenceForm(None, "kompetensi", "M1", "Integritas"))
        meetings.plan(s, desk.pair, [(date(2026, 11, 9), "", None), (date(2026, 12, 7), "", None)])
        for competence, seen_by in (("M1", "mentor"), ("M2", "mentor"), ("M1", "atasan")):
            s.add(
                SeenLevel(
                    mentee_id=desk.mentees[0],
                    competence=competence,
                    stage="awal",
                    seen_by=seen_by,
                    level=2,
                    noted_on=date(2026, 8, 10),
                )
            )
        aim = MentoringAim(pair_id=desk.pair, text="Waktu pelayanan", unit="menit")
        s.add(aim)
        s.flush()
        s.add(AimValue(aim_id=aim.id, day=date(2026, 10, 20), value=12.5))
    with reading(desk.engine) as s:
        found = timeline.timeline(s, desk.pair, TODAY)
    assert [(m.day.isoformat()[5:], m.kind, m.is_late) for m in found] == [
        ("08-03", "mulai", False),
        ("08-10", "tingkat", False),
        ("09-07", "pertemuan", False),
        ("09-07", "tindak_lanjut", False),
        ("10-01", "tindak_lanjut", True),
        ("10-20", "capaian", False),
        ("11-09", "rencana", True),
        ("12-07", "rencana", False),
        ("12-18", "selesai", False),
    ]
    by_kind = {m.kind: m for m in found}
    assert by_kind["tingkat"].text == "Mentor: Integritas 2, M2 2 · Atasan: Integritas 2"
    assert by_kind["capaian"].text == "12,5 menit"
    assert "terlambat 55 hari" in by_kind["tindak_lanjut"].text
    assert len({m.id for m in found}) == len(found)


def test_a_stopped_pair_says_why(desk: PairDesk) -> None:
    with writing(desk.engine, "Hentikan") as s:
        pair = s.get_one(MentoringPair, desk.pair)
        pair.state, pair.stop_reason, pair.closed_on = "dihentikan", "Mentor pindah tugas", date(2026, 10, 2)
    with reading(desk.engine) as s:
        last = timeline.timeline(s, desk.pair, TODAY)[-1]
        head = timeline.heading(s, desk.pair, TODAY)
        assert timeline.heading(s, desk.pair + 1, TODAY) is None
    assert (last.title, last.text, last.day) == ("Dihentikan", "Mentor pindah tugas", date(2026, 10, 2))
    assert head is not None
    assert "Dihentikan" in head.words


def test_the_questions_do_not_grow_with_the_meetings(desk: PairDesk) -> None:
    def asked() -> int:
        told: list[str] = []
        event.listen(desk.engine, "before_cursor_execute", lambda *args: told.append(args[2]))
        with reading(desk.engine) as s:
            timeline.timeline(s, desk.pair, TODAY)
        return len(told)

    held(desk, date(2026, 9, 7), actions=(ActionForm("Satu", desk.mentor),))
    once = asked()
    for day in range(8, 20):
        held(desk, date(2026, 9, day), actions=(ActionForm("Lagi", desk.mentor),))
    assert asked() == once


def test_scans_are_kept_once_and_let_go(desk: PairDesk, tmp_path: Path) -> None:
    key = held(desk, date(2026, 9, 7))
    with writing(desk.engine, "Lampirkan") as s:
        attachments.save(s, tmp_path / "berkas", key, (), [Picked("a.png", PNG), Picked("b.png", PNG)])
        (one,) = attachments.of_meeting(s, key)
    assert (one.name, one.size) == ("a.png", len(PNG))
    with pytest.raises(InvalidInput) as refused, writing(desk.engine, "Lampirkan") as s:
        attachments.save(s, tmp_path / "berkas", key, (one.file_id,), [Picked("palsu.pdf", b"bukan")])
    assert "palsu.pdf" in refused.value.problems["files"]
    with reading(desk.engine) as s:
        assert attachments.of_meeting(s, key) == (one,)
        assert meetings.rows(s, [desk.pair])[0].files == 1
    with writing(desk.engine, "Keluarkan") as s:
        attachments.save(s, tmp_path / "berkas", key, (), ())
        assert attachments.of_meeting(s, key) == ()
    with pytest.raises(InvalidInput) as gone:
        attachments.pick([tmp_path / "tidak-ada.pdf"])
    assert "tidak dapat dibaca" in gone.value.problems["files"]
