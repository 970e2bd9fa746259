"""What a certificate of mentoring says is not lost unseen when the pair is changed afterwards."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from finished_pairs import NOW, TODAY, FinishedDesk, make_finished
from sqlalchemy import Engine, select

from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import IssuedCertificate, Mentee
from asn_desktop.domain.errors import UserError
from asn_desktop.services.mentoring import attested, meeting_checks, meetings, pairs


@pytest.fixture
def desk(program_engine: Engine, tmp_path: Path) -> FinishedDesk:
    return make_finished(program_engine, tmp_path)


def test_what_a_certificate_says_is_not_lost_unseen(desk: FinishedDesk) -> None:
    """Its holder stays in the pair, and who changes a meeting afterwards is told that its JP stand."""
    certificate_id = desk.issue().certificate_ids[1]
    with reading(desk.engine) as s:
        held = s.get_one(IssuedCertificate, certificate_id)
        pair_id = s.scalar(select(Mentee.pair_id).where(Mentee.person_id == held.person_id))
        assert pair_id is not None
        numbers = attested.mentees(s, pair_id)
        kept = meetings.rows(s, [pair_id])
        told = [w.message for w in meeting_checks.check(s, meetings.get(s, kept[0].id))]
        stored = pairs.get(s, pair_id)
    assert numbers[held.person_id or 0] == held.number
    assert any(held.number in message and "tidak ikut berubah" in message for message in told)
    fewer = replace(stored, mentees=tuple(m for m in stored.mentees if m.person_id != held.person_id))
    with (
        pytest.raises(UserError, match="sudah terbit untuk mentee yang dikeluarkan"),
        writing(desk.engine, "Ubah pasangan", now=NOW) as s,
    ):
        pairs.save(s, fewer, TODAY)
