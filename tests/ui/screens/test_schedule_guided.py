"""The schedule of a training tells who is at a meeting of mentoring meanwhile."""

from __future__ import annotations

from datetime import date

from desks import Desk
from pairs import CLERK, NOW, TODAY, form, programme

from asn_desktop.db.session import reading, writing
from asn_desktop.services import schedule, trainers
from asn_desktop.services.mentoring import meetings, pairs, programmes
from asn_desktop.services.schedule import SessionForm
from asn_desktop.services.trainers import TrainerForm
from asn_desktop.ui.screens.training.schedule import lines

DAY = date(2026, 11, 3)


def test_it_is_told_beside_the_session(desk: Desk) -> None:
    mentor, mentee = desk.people[:2]
    with writing(desk.engine, "Siapkan", CLERK, NOW) as s:
        pair = form((mentor, mentee, 0, None), programmes.save(s, programme()))
        meetings.plan(s, pairs.save(s, pair, TODAY), [(DAY, "10:00", 60)])
        teaching = trainers.save(s, TrainerForm(person_id=mentor))
        session = SessionForm(DAY, "9.00", "10.30", title="Etika", trainer_ids=(teaching,))
        schedule.save(s, desk.event_id, session)
    with reading(desk.engine) as s:
        (line,) = lines.outline(s, desk.event_id).lines
    at = "ikut mentoring “Mentoring Pelayanan Publik 2026” pukul 10.00–11.00."
    assert set(line.told) >= {f"Ir. Contoh Nomor 1, S.T. {at}", f"Ir. Contoh Nomor 2, S.T. {at}"}
