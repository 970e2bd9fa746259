"""Version 2: the trail can be asked by row, by clerk, by day and by table; look-alikes are remembered."""

from __future__ import annotations

import sqlalchemy as sa
from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    op.create_index(op.f("ix_change_row"), "change", ["table_name", "row_id", "action_id"])
    op.create_index(op.f("ix_action_at"), "action", ["at"])
    op.create_index(op.f("ix_action_actor"), "action", ["actor", "id"])
    op.create_index(op.f("ix_action_target"), "action", ["target_id", "id"])
    op.create_table(
        "touched",
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("table_name", sa.String(), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("removed", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["action_id"], ["action.id"], name=op.f("fk_touched_action_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_touched")),
    )
    op.create_index(op.f("ix_touched_action_id"), "touched", ["action_id"])
    op.create_index(op.f("ix_touched_table"), "touched", ["table_name", "action_id"])
    some = sa.text("removed > 0")
    op.create_index(
        op.f("ix_touched_removed"),
        "touched",
        ["table_name", "action_id"],
        sqlite_where=some,
        postgresql_where=some,
    )
    op.execute(
        "INSERT INTO touched (action_id, table_name, added, changed, removed) "
        "SELECT action_id, table_name, sum(CASE WHEN before IS NULL THEN 1 ELSE 0 END), "
        "sum(CASE WHEN before IS NOT NULL AND after IS NOT NULL THEN 1 ELSE 0 END), "
        "sum(CASE WHEN after IS NULL THEN 1 ELSE 0 END) FROM change GROUP BY action_id, table_name "
        "ORDER BY action_id, table_name"
    )
    op.create_table(
        "distinct_people",
        sa.Column("low_id", sa.Integer(), nullable=False),
        sa.Column("high_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["low_id"], ["person.id"], name=op.f("fk_distinct_people_low_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["high_id"], ["person.id"], name=op.f("fk_distinct_people_high_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_distinct_people")),
        sa.UniqueConstraint("low_id", "high_id", name=op.f("uq_distinct_people_low_id_high_id")),
    )
    op.create_index(op.f("ix_distinct_people_high_id"), "distinct_people", ["high_id"])
