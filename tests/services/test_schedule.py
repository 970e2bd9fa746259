from __future__ import annotations

from datetime import date
from pathlib import Path

from desks import make_desk
from sqlalchemy import Engine

from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import ClassSession, SessionTrainer, Trainer
from asn_desktop.services import schedule


def test_sessions_come_in_their_order_with_jp_and_trainers(engine: Engine, tmp_path: Path) -> None:
    desk = make_desk(engine, tmp_path)
    with writing(engine, "Isi") as s:
        s.add(Trainer(person_id=desk.people[0]))
        s.flush()
        for starts, ends, kind in (("10:15", "12:00", "materi"), ("10:00", "10:15", "istirahat")):
            s.add(
                ClassSession(
                    event_id=desk.event_id,
                    day=date(2026, 11, 3),
                    starts=starts,
                    ends=ends,
                    kind=kind,
                    title=kind,
                )
            )
        s.flush()
        s.add(SessionTrainer(session_id=1, trainer_id=1))
    with reading(engine) as s:
        found = schedule.sessions(s, [desk.event_id])
    assert [(r.title, r.jp, r.counts) for r in found] == [("istirahat", 0, False), ("materi", 2, True)]
    assert found[1].trainers == ("Ir. Contoh Nomor 1, S.T.",)
