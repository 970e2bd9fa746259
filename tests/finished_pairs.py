"""A mentoring programme gone through to the end, ready for its certificates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from mentors import PairDesk, make_pair
from sqlalchemy import Engine

from asn_desktop.db.session import writing
from asn_desktop.db.tables import (
    MeetingMentee,
    MentoringMeeting,
    MentoringPair,
    MentoringProgramme,
    ProgrammeCompetence,
)
from asn_desktop.services import certificates, numbers, office, reference
from asn_desktop.services.certificates import Issued, Occasion
from asn_desktop.services.office import SignatoryForm
from asn_desktop.services.proofs import KeyStore

NOW = datetime(2026, 12, 21, 10, 30)
TODAY = NOW.date()
# The first mentee was at all of them, the second at the first only.
DAYS = (date(2026, 8, 10), date(2026, 8, 24), date(2026, 9, 7), date(2026, 10, 5))


@dataclass(frozen=True)
class FinishedDesk:
    pairs: PairDesk
    keys: KeyStore

    @property
    def engine(self) -> Engine:
        return self.pairs.engine

    @property
    def occasion(self) -> Occasion:
        return Occasion.programme(self.pairs.programme)

    def issue(self, **more: Any) -> Issued:
        with writing(self.engine, "Terbitkan sertifikat", now=NOW) as s:
            return certificates.issue(s, self.occasion, NOW, self.keys, **more)


def make_finished(engine: Engine, folder: Path, kind: str = "mentoring", **programme: Any) -> FinishedDesk:
    desk = make_pair(engine, kind)
    with writing(engine, "Selesaikan", actor="penyiap") as s:
        reference.seed(s)
        numbers.seed(s)
        head = office.save_signatory(
            s,
            SignatoryForm(
                name="Dr. Contoh Pejabat, M.Si.",
                nip="197001011990031001",
                pangkat="Pembina Utama Muda",
                jabatan="Kepala Badan",
                prefix="Plt.",
            ),
        )
        row = s.get_one(MentoringProgramme, desk.programme)
        values = {
            "aim": "Kepala seksi mampu menyusun rencana kerja dan membimbing stafnya",
            "organiser": "Badan Contoh",
            "signatory_id": head,
            "scheme_id": 1,
            "state": "selesai",
        }
        for name, value in (values | programme).items():
            setattr(row, name, value)
        s.add_all(
            ProgrammeCompetence(programme_id=desk.programme, position=n, competence=code)
            for n, code in enumerate(("M1", "M7"))
        )
        pair = s.get_one(MentoringPair, desk.pair)
        pair.state, pair.closed_on = "selesai", date(2026, 12, 18)
        for n, day in enumerate(DAYS):
            meeting = MentoringMeeting(
                pair_id=desk.pair, day=day, starts="09:00", minutes=90, state="terlaksana"
            )
            s.add(meeting)
            s.flush()
            there = desk.mentees if n == 0 else desk.mentees[:1]
            s.add_all(MeetingMentee(meeting_id=meeting.id, mentee_id=one) for one in there)
    return FinishedDesk(desk, KeyStore(folder / "kunci"))
