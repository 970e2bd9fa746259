"""Who a row of a list is about, where it must be somebody we know by NIP."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from asn_desktop.db.tables import FormerNip, Person
from asn_desktop.domain import names
from asn_desktop.services.imports.cells import plain, read_nip
from asn_desktop.spreadsheets.cells import Cell


def numbers(session: Session) -> dict[str, int]:
    """By NIP, former ones too."""
    former: dict[str, int] = dict(session.execute(select(FormerNip.nip, FormerNip.person_id)).all())
    now = session.execute(select(Person.nip, Person.id).where(Person.nip.is_not(None)))
    return former | {number: person for number, person in now if number}


def by_nip(
    listed: Mapping[str, Cell],
    people: Mapping[str, int],
    printed: Mapping[int, str],
    today: date,
    note: Callable[..., None],
) -> int | None:
    """The person; `people` by NIP, their names by id. `note` is told what is wrong, or odd with the name."""
    found, trouble = read_nip(listed.get("nip"), today)
    if trouble is not None or found is None:
        note("nip", trouble.kind if trouble else "nip", trouble.text if trouble else "NIP kosong.")
        return None
    person = people.get(found.digits)
    if person is None:
        text = f"NIP {found.digits} tidak dikenal. Tambahkan pegawainya dahulu, atau betulkan NIP-nya."
        note("nip", "nip_unknown", text)
        return None
    given = plain(listed.get("name"))
    if given and names.key(given) != names.key(printed[person]):
        note("name", "other_name", f"NIP ini milik {printed[person]}, bukan {given[:60]}.", False)
    return person
