from datetime import date, datetime

from hypothesis import given
from hypothesis import strategies as st

from asn_desktop.db import images
from asn_desktop.db.tables import Asset, Base, DistinctPeople, IssuedCertificate, Participant, Person


@given(st.text(), st.none() | st.dates(), st.booleans())
def test_a_row_is_read_back_as_it_was(name: str, day: date | None, archived: bool) -> None:
    row = {"name": name, "birth_date": day, "archived": archived, "unit_id": None}
    assert images.load(Person, images.dump(row)) == row


def test_moments_and_snapshots() -> None:
    row = {"issued_at": datetime(2026, 11, 24, 8, 30), "snapshot": {"values": {"nama": "<b>"}}}
    assert images.load(IssuedCertificate, images.dump(row)) == row


def test_every_table_is_known_and_pictures_are_not_copied() -> None:
    assert set(images.TABLES) == set(Base.metadata.tables)
    assert images.columns(Asset) == ["sha256", "id"]


def test_what_there_may_be_only_once() -> None:
    assert ("nip",) in images.uniques(Person)
    assert ("event_id", "person_id", "role") in images.uniques(Participant)
    assert ("low_id", "high_id") in images.uniques(DistinctPeople)
