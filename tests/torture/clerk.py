"""A clerk who does whatever comes to mind and signs for each thing done, until the power goes.

`python -m torture.clerk DATABASE NOTES LISTS…` is a fork server: `go SEED` starts a clerk (its process id is
the answer), `reap` waits for its end. The clerk writes `> label` before and `= id hash label` after each
action (`+ name` after a backup), safe on disk: that is what was acknowledged. With `once SEED COUNT` before
all that, one clerk makes an office, does so many things, exports and draws in between, and goes home.
"""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from desks import make_desk
from sqlalchemy import Engine, select
from torture.actions import ACTIONS, BACKUP, RESTORE
from torture.desk import Desk, Do
from torture.mentoring_actions import begin
from torture.writers import WRITERS

from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import Action
from asn_desktop.domain.errors import UserError
from asn_desktop.services import database, imports, places
from asn_desktop.services.proofs import KeyStore


def work(
    engine: Engine,
    desk: Desk,
    note: Callable[[str, bool], None],
    count: int | None = None,
    actions: Mapping[str, tuple[int, Do]] = ACTIONS,
) -> None:
    """`count` actions, or until killed."""
    last = ""
    while count is None or count > 0:
        label, action = desk.choose(actions)
        note(f"> {label}", False)
        try:
            prepared = action(engine, desk)
            if isinstance(prepared, str):
                note(f"+ {prepared}", True)
            else:
                with writing(engine, label, actor=desk.actor, now=datetime.now()) as session:
                    prepared(session)
        except UserError as refused:
            note(f"! {label}: {refused}", False)
            continue
        finally:
            count = None if count is None else count - 1
        mine = select(Action.id, Action.hash).where(Action.actor == desk.actor)
        with reading(engine) as session:
            done = session.execute(mine.order_by(Action.id.desc()).limit(1)).first()
        if done and done.hash != last:
            last = done.hash
            note(f"= {done.id} {done.hash} {label}", True)


def notebook(path: Path) -> Callable[[str, bool], None]:
    out = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def note(line: str, is_promise: bool) -> None:
        os.write(out, f"{line}\n".encode())
        if is_promise:
            os.fsync(out)

    return note


def desk(folder: Path, lists: list[Path], seed: int) -> Desk:
    sources = tuple(imports.open_list(path) for path in lists)
    return Desk(random.Random(seed), KeyStore(folder / "kunci"), sources)


def once(seed: int, count: int, path: Path, notes: Path, lists: list[Path]) -> None:
    note = notebook(notes)
    mine = desk(path.parent, lists, seed)
    engine = database.open_database(places.url(str(path)))
    people = make_desk(engine, path.parent).people
    with writing(engine, "Mulai mentoring") as session:
        begin(session, people[0], people[1])
    writers = list(WRITERS.items())
    mine.rng.shuffle(writers)
    for n in range(0, count, 4):
        work(engine, mine, note, 4)
        label, write = writers[n // 4 % len(writers)]
        note(f"> {label}", False)
        write(engine, mine, path.parent)
        note(f"+ {label}", True)
    engine.dispose()


def beside(mine: Desk, count: int, path: Path, notes: Path) -> None:
    """One of several on the same database; nobody restores while others have it open."""
    engine = database.open_database(places.url(str(path)))
    note = notebook(notes)
    work(engine, mine, note, count, {k: v for k, v in ACTIONS.items() if k != RESTORE})
    work(engine, mine, note, 1, {BACKUP: ACTIONS[BACKUP]})
    database.close_database(engine, datetime.now())


def main() -> None:
    if sys.argv[1] == "beside":
        actor, seed, count, path, notes, *lists = sys.argv[2:]
        mine = desk(Path(path).parent, [Path(p) for p in lists], int(seed))
        beside(replace(mine, actor=actor), int(count), Path(path), Path(notes))
        return
    if sys.argv[1] == "once":
        seed, count, path, notes, *lists = sys.argv[2:]
        once(int(seed), int(count), Path(path), Path(notes), [Path(p) for p in lists])
        return
    path, notes = Path(sys.argv[1]), Path(sys.argv[2])
    ready = desk(path.parent, [Path(p) for p in sys.argv[3:]], 0)
    _warm(path.parent / "pemanasan", ready)
    answer("ready")
    child = 0
    for line in sys.stdin:
        order, _, seed = line.strip().partition(" ")
        if order == "go":
            child = os.fork()
            if child == 0:
                _clerk(path, notes, replace(ready, rng=random.Random(int(seed))))
            answer(child)
        else:
            answer(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))


def answer(word: object) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def _warm(folder: Path, ready: Desk) -> None:
    """Load what a clerk loads once; nothing of it is open any more when the clerks are born."""
    engine = database.open_database(places.url(str(folder / "a.db")))
    make_desk(engine, folder)
    work(engine, ready, lambda *_: None, 60)
    engine.dispose()


def _clerk(path: Path, notes: Path, mine: Desk) -> None:
    """Never comes back: what falls over here ends the whole process, with its trace on stderr."""
    sys.stdin = None  # the orders are the server's
    work(database.open_database(places.url(str(path))), mine, notebook(notes))


if __name__ == "__main__":
    main()
