from datetime import date, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations

from asn_desktop.db import migrations, search_index
from asn_desktop.db.session import open_engine
from asn_desktop.db.steps import search_1
from asn_desktop.db.tables import Base
from asn_desktop.domain.errors import UserError


def file_engine(tmp_path: Path) -> sa.Engine:
    return open_engine(f"sqlite:///{tmp_path}/a.db")


def test_the_steps_lead_to_the_tables_of_the_program(tmp_path: Path) -> None:
    engine = file_engine(tmp_path)
    assert migrations.migrate(engine)
    assert not migrations.migrate(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={"include_name": lambda name, _kind, _p: not str(name).startswith("person_search")},
        )
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()


def test_a_newer_database_is_left_alone(tmp_path: Path) -> None:
    engine = file_engine(tmp_path)
    with engine.connect() as connection:
        connection.exec_driver_sql(f"PRAGMA user_version={migrations.VERSION + 1}")
        connection.commit()
    with pytest.raises(UserError, match="lebih baru"):
        migrations.migrate(engine)
    engine.dispose()


def _step_with_children(op: Operations) -> None:
    op.create_table("parent", sa.Column("id", sa.Integer, primary_key=True))
    op.create_table(
        "child",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("parent_id", sa.Integer, sa.ForeignKey("parent.id", ondelete="CASCADE")),
    )
    op.execute("INSERT INTO parent VALUES (1)")
    op.execute("INSERT INTO child VALUES (1, 1)")


def _rebuild_parent(op: Operations) -> None:
    with op.batch_alter_table("parent", recreate="always") as batch:
        batch.add_column(sa.Column("name", sa.String))


def _fail_half_way(op: Operations) -> None:
    op.add_column("parent", sa.Column("extra", sa.String))
    op.create_table("new", sa.Column("id", sa.Integer, primary_key=True))
    raise ZeroDivisionError


def test_children_survive_the_rebuilding_of_their_parent(tmp_path: Path) -> None:
    engine = file_engine(tmp_path)
    migrations.migrate(engine, [_step_with_children])
    migrations.migrate(engine, [_step_with_children, _rebuild_parent])
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM child").scalar() == 1
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    engine.dispose()


def test_the_backup_is_asked_for_once_and_before_anything_is_done(tmp_path: Path) -> None:
    engine = file_engine(tmp_path)
    seen: list[tuple[Path, int]] = []
    for steps in ([_step_with_children], [_step_with_children, _rebuild_parent]):
        for _ in range(2):
            migrations.migrate(engine, steps, lambda path: seen.append((path, migrations.version(engine))))
    assert seen == [(tmp_path / "a.db", 1)]  # a new database has nothing to back up
    engine.dispose()


def test_a_step_that_fails_leaves_nothing(tmp_path: Path) -> None:
    engine = file_engine(tmp_path)
    migrations.migrate(engine, [_step_with_children])
    with pytest.raises(ZeroDivisionError):
        migrations.migrate(engine, [_step_with_children, _fail_half_way])
    assert migrations.version(engine) == 1
    tables = sa.inspect(engine)
    assert not tables.has_table("new")
    assert [c["name"] for c in tables.get_columns("parent")] == ["id"]
    engine.dispose()


def test_without_a_copy_nothing_is_changed(tmp_path: Path) -> None:
    def fail(path: Path) -> None:
        raise UserError(f"no room for {path}")

    engine = file_engine(tmp_path)
    migrations.migrate(engine, [_step_with_children])
    with pytest.raises(UserError, match="no room"):
        migrations.migrate(engine, [_step_with_children, _rebuild_parent], fail)
    assert migrations.version(engine) == 1
    assert [c["name"] for c in sa.inspect(engine).get_columns("parent")] == ["id"]
    engine.dispose()


def test_the_word_index_of_the_steps_is_the_one_the_program_asks() -> None:
    """A change of the index needs a step of its own: databases that exist keep the old one."""
    assert search_1.DDL == search_index.DDL


def test_certificates_stay_when_their_table_is_rebuilt(tmp_path: Path) -> None:
    """From version 3 on: one may be of a programme instead of an event."""
    engine = file_engine(tmp_path)
    migrations.migrate(engine, migrations.steps()[:3])
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        old = sa.MetaData()
        old.reflect(connection, only=["training", "event", "number_scheme", "register_number", "template"])
        old.reflect(connection, only=["certificate"])
        for name in ("training", "event", "number_scheme", "register_number", "template"):
            connection.execute(old.tables[name].insert(), _row(old.tables[name], 1))
        for n, replaced in ((1, None), (2, 1)):
            connection.execute(
                old.tables["register_number"].insert(), _row(old.tables["register_number"], n + 1)
            )
            row = _row(old.tables["certificate"], n) | {"number_id": n + 1, "replaces_id": replaced}
            connection.execute(old.tables["certificate"].insert(), row)
        before = connection.exec_driver_sql("SELECT * FROM certificate ORDER BY id").mappings().all()
    assert migrations.migrate(engine)
    with engine.connect() as connection:
        after = connection.exec_driver_sql("SELECT * FROM certificate ORDER BY id").mappings().all()
        assert [{key: row[key] for key in before[0]} for row in after] == [dict(row) for row in before]
        assert [(row["programme_id"], row["person_id"], row["role"]) for row in after] == [
            (None, None, "")
        ] * 2
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
    engine.dispose()


def _row(table: sa.Table, n: int) -> dict[str, object]:
    """Something in every column that must not be empty; parents are number 1."""
    found: dict[str, object] = {}
    for column in table.columns:
        if column.foreign_keys:
            found[column.name] = None if column.nullable else 1
        elif isinstance(column.type, sa.DateTime):
            found[column.name] = datetime(2026, 11, n)
        elif isinstance(column.type, sa.Date):
            found[column.name] = date(2026, 11, n)
        elif isinstance(column.type, sa.JSON):
            found[column.name] = {"values": {"nama": f"Uji {n}"}}
        elif isinstance(column.type, sa.String):
            found[column.name] = f"{column.name} {n}"
        else:
            found[column.name] = n
    return found
