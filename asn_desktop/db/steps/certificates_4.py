"""Version 4, certificates: one may be of a mentoring programme instead of an event."""

from __future__ import annotations

import sqlalchemy as sa
from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    if op.get_bind().dialect.name == "sqlite":
        _rebuild_certificates(op)
    else:
        _alter_certificates(op)
    for column in ("event_id", "participant_id", "programme_id", "person_id", "nip"):
        if op.get_bind().dialect.name == "sqlite" or column in ("programme_id", "person_id"):
            op.create_index(op.f(f"ix_certificate_{column}"), "certificate", [column])


def _alter_certificates(op: Operations) -> None:
    op.alter_column("certificate", "event_id", existing_type=sa.Integer(), nullable=True)
    op.add_column("certificate", sa.Column("programme_id", sa.Integer(), nullable=True))
    op.add_column("certificate", sa.Column("person_id", sa.Integer(), nullable=True))
    op.add_column("certificate", sa.Column("role", sa.String(), nullable=False, server_default=""))
    for column, other in (("person_id", "person"), ("programme_id", "mentoring_programme")):
        op.create_foreign_key(op.f(f"fk_certificate_{column}"), "certificate", other, [column], ["id"])


def _rebuild_certificates(op: Operations) -> None:
    """SQLite cannot let a column be empty that had to be filled. Written out: the rules of a table are
    compared word by word later."""
    old = (
        "event_id, participant_id, number_id, number, code, issued_on, issued_at, template_id, arms_id, "
        "snapshot, name, nip, sha256, state, reason, replaces_id, id"
    )
    refers = {
        "event_id": "event",
        "participant_id": "participant",
        "programme_id": "mentoring_programme",
        "person_id": "person",
        "number_id": "register_number",
        "template_id": "template",
        "arms_id": "asset",
        "replaces_id": "certificate",
    }
    op.create_table(
        "certificate_new",
        sa.Column("event_id", sa.Integer(), nullable=True),
        sa.Column("participant_id", sa.Integer(), nullable=True),
        sa.Column("programme_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("role", sa.String(), nullable=False, server_default=""),
        sa.Column("number_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("issued_at", sa.DateTime(), nullable=False),
        sa.Column("template_id", sa.Integer(), nullable=False),
        sa.Column("arms_id", sa.Integer(), nullable=True),
        sa.Column("snapshot", sa.JSON(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("nip", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        *(
            sa.ForeignKeyConstraint([column], [f"{table}.id"], name=op.f(f"fk_certificate_{column}"))
            for column, table in refers.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate")),
        sa.UniqueConstraint("code", name=op.f("uq_certificate_code")),
        sa.UniqueConstraint("number", name=op.f("uq_certificate_number")),
        sa.UniqueConstraint("number_id", name=op.f("uq_certificate_number_id")),
    )
    op.execute(f"INSERT INTO certificate_new ({old}) SELECT {old} FROM certificate")
    op.drop_table("certificate")
    op.rename_table("certificate_new", "certificate")
