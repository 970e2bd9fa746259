"""Random work on a real database: whatever is taken back leaves the very rows that were there before."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from asn_desktop.db import history, images, standing, undo
from asn_desktop.db.session import open_engine, reading, writing
from asn_desktop.db.tables import Action, Base, Change, FormerNip, Person, Touched, Unit
from asn_desktop.domain.errors import UserError

TABLES = (Unit, Person, FormerNip)
NAMES = st.sampled_from(["Siti", "Budi", "Agus", "D'Arcy; --", "名", ""])
ACTIONS = st.lists(
    st.lists(
        st.tuples(
            st.sampled_from(["unit", "person", "bulk", "former", "edit", "edit_bulk", "delete", "move"]),
            NAMES,
            st.integers(0, 9),
        ),
        min_size=1,
        max_size=4,
    ),
    min_size=1,
    max_size=6,
)
STEADY = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def everything(engine: Engine) -> dict[str, list[dict[str, Any]]]:
    """All rows but the count of their changes, which goes on."""
    with reading(engine) as s:
        return {
            cls.__tablename__: [
                {k: v for k, v in row.items() if k != "version"}
                for row in s.connection().execute(select(images.table_of(cls)).order_by(cls.id)).mappings()
            ]
            for cls in TABLES
        }


def do(session: Session, verb: str, name: str, n: int) -> None:
    people = session.scalars(select(Person).order_by(Person.id)).all()
    units = session.scalars(select(Unit.id).order_by(Unit.id)).all()
    some = people[n % len(people)] if people else None
    if verb == "unit":
        session.add(
            Unit(name=name, name_key=name, parent_id=units[n % len(units)] if units and n % 2 else None)
        )
    elif verb == "person":
        session.add(Person(name=name, name_key=name, birth_date=date(1980 + n, 1, 1)))
    elif verb == "bulk":
        history.insert_rows(session, Person, [{"name": f"{name} {i}", "name_key": name} for i in range(n)])
    elif some is None:
        return
    elif verb == "former":
        session.add(FormerNip(person_id=some.id, nip=str(n), until=date(2026, 1, 1)))
    elif verb == "edit":
        some.name, some.tmt_cpns = name, date(2000 + n, 2, 3)
    elif verb == "edit_bulk":
        history.update_rows(session, Person, [(p.id, {"jabatan": f"{name}{n}"}) for p in people[: n + 1]])
    elif verb == "move" and units:
        some.unit_id = units[n % len(units)]
    elif verb == "delete":
        for former in session.scalars(select(FormerNip).where(FormerNip.person_id == some.id)):
            session.delete(former)
        session.flush()
        session.delete(some)
    session.flush()


def an_office() -> Engine:
    engine = open_engine("sqlite://")
    Base.metadata.create_all(engine)
    return engine


def work(engine: Engine, actions: list[list[tuple[str, str, int]]]) -> list[dict[str, list[dict[str, Any]]]]:
    """What there was before each action that changed something, and after the last."""
    seen = [everything(engine)]
    for action in actions:
        with writing(engine, "kerja") as s:
            for verb, name, n in action:
                do(s, verb, name, n)
        with reading(engine) as s:
            is_new = len(s.scalars(select(Action.id)).all()) == len(seen)
        if is_new:
            seen.append(everything(engine))
    return seen


@STEADY
@given(ACTIONS)
def test_all_the_way_back_and_forth(actions: list[list[tuple[str, str, int]]]) -> None:
    engine = an_office()
    seen = work(engine, actions)
    for before in reversed(seen[:-1]):
        with writing(engine, "Batalkan") as s:
            undo.undo_last(s)
        assert everything(engine) == before
    for after in seen[1:]:
        with writing(engine, "Ulangi") as s:
            undo.redo_last(s)
        assert everything(engine) == after
    chain_holds(engine)
    engine.dispose()


@STEADY
@given(ACTIONS, st.data())
def test_one_older_action_goes_back_alone_or_not_at_all(
    actions: list[list[tuple[str, str, int]]], data: st.DataObject
) -> None:
    """Where nothing stands in the way, taking it back and doing it again is as if nothing had been."""
    engine = an_office()
    count = len(work(engine, actions)) - 1
    if not count:
        return
    before = everything(engine)
    step = undo.Step(data.draw(st.integers(1, count)), "kerja")
    with reading(engine) as s:
        found = standing.of(s, undo.changes(s, step.action_id, backwards=True))
    try:
        with writing(engine, "Batalkan") as s:
            undo.turn(s, step, "undo")
    except UserError:
        assert any(row.state != standing.FREE for row in found)
        assert everything(engine) == before
    else:
        assert all(row.state == standing.FREE for row in found)
        with writing(engine, "Ulangi") as s:
            undo.turn(s, step, "redo")
        assert everything(engine) == before
    chain_holds(engine)
    engine.dispose()


def chain_holds(engine: Engine) -> None:
    last = ""
    with reading(engine) as s:
        for action in s.scalars(select(Action).order_by(Action.id)):
            rows = s.execute(
                select(Change.table_name, Change.row_id, Change.before, Change.after)
                .where(Change.action_id == action.id)
                .order_by(Change.id)
            )
            changes = [history.Recorded(*row) for row in rows]
            last = history.digest(last, action.at, action, changes)
            assert last == action.hash
            told = s.execute(
                select(Touched.table_name, Touched.added, Touched.changed, Touched.removed)
                .where(Touched.action_id == action.id)
                .order_by(Touched.table_name)
            )
            assert [tuple(line.values()) for line in history.tally(changes)] == [tuple(row) for row in told]
