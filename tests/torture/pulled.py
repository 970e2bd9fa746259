"""Pulls the stick while a backup is brought to it, at several points of its way.

`python -m torture.pulled DATABASE STICK ROOM POINTS PASSPHRASE`, with the shim between the program and the
stick alone (writes fail like those to a device that is gone). Afterwards the stick comes back.
"""

from __future__ import annotations

import random
import sys
from datetime import datetime
from pathlib import Path

from torture.audit import require
from torture.faulty import FOREIGN, MUCH, Room

from asn_desktop.services import backups


def main() -> None:
    database, stick, room = Path(sys.argv[1]), Path(sys.argv[2]), Room(Path(sys.argv[3]))
    points, passphrase = int(sys.argv[4]), sys.argv[5]
    backups.second.choose(database, stick, passphrase)
    room.set(MUCH)
    first = backups.make(database, backups.MANUAL, datetime.now())
    require(backups.second.mirror(database, first) == "", "not brought")
    cost, told = MUCH - room.left(), 0
    for budget in [0, 1, cost - 1, *(random.randrange(cost) for _ in range(points))]:
        one_more_action(database)
        made = backups.make(database, backups.MANUAL, datetime.now())
        room.set(budget)
        words = backups.second.mirror(database, made)
        room.set(-1)
        told += bool(words)
        require(bool(words) or budget > 1, "how can that go?")
        require(not FOREIGN.search(words), f"no words for a clerk: {words}")
        every_name_is_true(database, stick)
        require(backups.second.mirror(database, made) == "", "not brought when the stick was back")
        every_name_is_true(database, stick)
        newest = backups.second.listed(database)[0]  # its note may lack, and a sealed one tells no more
        require(newest.head in {made.head, ""}, "the newest is not on the stick")
    sys.stdout.write(f"pulled {points + 3} times, {told} times told in words\n")


def one_more_action(database: Path) -> None:
    from asn_desktop.db.session import writing
    from asn_desktop.services import database as opening
    from asn_desktop.services import employees, places
    from asn_desktop.services.employees import EmployeeForm

    engine = opening.open_database(places.url(str(database)))
    with writing(engine, "Tambah") as session:
        employees.save(session, EmployeeForm(name="Contoh Baru", status="NON"), datetime.now().date())
    engine.dispose()


def every_name_is_true(database: Path, stick: Path) -> None:
    """What is called a backup is one, here and there; and nothing half is left."""
    for backup in [*backups.listed(database), *backups.second.listed(database)]:
        require(backups.verified(backup).ok, f"{backup.path.name} is not whole")
    require(not list(stick.glob("*.part")), "half a file was left")


if __name__ == "__main__":
    main()
