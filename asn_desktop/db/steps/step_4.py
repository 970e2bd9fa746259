"""Version 4: mentoring - programmes, pairs, meetings, levels of competence; certificates of a programme."""

from __future__ import annotations

import sqlalchemy as sa
from alembic.operations import Operations

from asn_desktop.db.steps import certificates_4


def upgrade(op: Operations) -> None:
    op.create_table(
        "confidential_access",
        sa.Column("pair_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_confidential_access")),
    )
    op.create_index(op.f("ix_confidential_access_pair_id"), "confidential_access", ["pair_id"], unique=False)
    op.create_table(
        "confidential_key",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_confidential_key")),
    )
    op.create_table(
        "mentoring_programme",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("aim", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("stop_reason", sa.String(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("most_mentees", sa.Integer(), nullable=False),
        sa.Column("jp_per_meeting", sa.Integer(), nullable=True),
        sa.Column("meetings_a_month", sa.Integer(), nullable=True),
        sa.Column("least_minutes", sa.Integer(), nullable=False),
        sa.Column("mentor_earns", sa.Boolean(), nullable=False),
        sa.Column("rule_basis", sa.String(), nullable=False),
        sa.Column("forms", sa.JSON(), nullable=False),
        sa.Column("organiser", sa.String(), nullable=False),
        sa.Column("basis", sa.String(), nullable=False),
        sa.Column("signatory_id", sa.Integer(), nullable=True),
        sa.Column("scheme_id", sa.Integer(), nullable=True),
        sa.Column("template_name", sa.String(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["scheme_id"], ["number_scheme.id"], name=op.f("fk_mentoring_programme_scheme_id")
        ),
        sa.ForeignKeyConstraint(
            ["signatory_id"], ["signatory.id"], name=op.f("fk_mentoring_programme_signatory_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mentoring_programme")),
    )
    op.create_index(
        op.f("ix_mentoring_programme_scheme_id"), "mentoring_programme", ["scheme_id"], unique=False
    )
    op.create_index(
        op.f("ix_mentoring_programme_signatory_id"), "mentoring_programme", ["signatory_id"], unique=False
    )
    op.create_table(
        "mentoring_pair",
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("mentor_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("stop_reason", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("aim", sa.Text(), nullable=False),
        sa.Column("method", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("rhythm", sa.String(), nullable=False),
        sa.Column("meets_at", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("clerk", sa.String(), nullable=False),
        sa.Column("score", sa.Double(), nullable=True),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["mentor_id"], ["person.id"], name=op.f("fk_mentoring_pair_mentor_id")),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["mentoring_programme.id"], name=op.f("fk_mentoring_pair_programme_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mentoring_pair")),
    )
    op.create_index(op.f("ix_mentoring_pair_mentor_id"), "mentoring_pair", ["mentor_id"], unique=False)
    op.create_index(op.f("ix_mentoring_pair_programme_id"), "mentoring_pair", ["programme_id"], unique=False)
    op.create_table(
        "programme_competence",
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("competence", sa.String(), nullable=False),
        sa.Column("standard", sa.Integer(), nullable=True),
        sa.Column("present", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["mentoring_programme.id"],
            name=op.f("fk_programme_competence_programme_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme_competence")),
        sa.UniqueConstraint(
            "programme_id", "competence", name=op.f("uq_programme_competence_programme_id_competence")
        ),
    )
    op.create_table(
        "competence_level",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("competence", sa.String(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("noted_on", sa.Date(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("pair_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["pair_id"], ["mentoring_pair.id"], name=op.f("fk_competence_level_pair_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_competence_level_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_competence_level")),
    )
    op.create_index(op.f("ix_competence_level_pair_id"), "competence_level", ["pair_id"], unique=False)
    op.create_index(
        "ix_competence_level_person",
        "competence_level",
        ["person_id", "competence", "noted_on"],
        unique=False,
    )
    op.create_table(
        "confidential_note",
        sa.Column("pair_id", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.DateTime(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["pair_id"], ["mentoring_pair.id"], name=op.f("fk_confidential_note_pair_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_confidential_note")),
    )
    op.create_index(op.f("ix_confidential_note_pair_id"), "confidential_note", ["pair_id"], unique=False)
    op.create_table(
        "mentee",
        sa.Column("pair_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("superior_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("conclusion", sa.Text(), nullable=False),
        sa.Column("ready_for", sa.String(), nullable=False),
        sa.Column("next_training", sa.String(), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("left_reason", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["pair_id"], ["mentoring_pair.id"], name=op.f("fk_mentee_pair_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_mentee_person_id")),
        sa.ForeignKeyConstraint(
            ["superior_id"], ["person.id"], name=op.f("fk_mentee_superior_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mentee")),
        sa.UniqueConstraint("pair_id", "person_id", name=op.f("uq_mentee_pair_id_person_id")),
    )
    op.create_index(op.f("ix_mentee_person_id"), "mentee", ["person_id"], unique=False)
    op.create_index(op.f("ix_mentee_superior_id"), "mentee", ["superior_id"], unique=False)
    op.create_table(
        "mentoring_meeting",
        sa.Column("pair_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("starts", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("method", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("discussion", sa.Text(), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("goal", sa.Text(), nullable=False),
        sa.Column("reality", sa.Text(), nullable=False),
        sa.Column("options", sa.Text(), nullable=False),
        sa.Column("will", sa.Text(), nullable=False),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["pair_id"], ["mentoring_pair.id"], name=op.f("fk_mentoring_meeting_pair_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mentoring_meeting")),
    )
    # Lists and JP are counted from these alone, without the texts of meetings.
    by_day, by_pair = ["day", "state", "pair_id", "minutes"], ["pair_id", "day", "state", "minutes"]
    op.create_index("ix_mentoring_meeting_day", "mentoring_meeting", by_day, unique=False)
    op.create_index("ix_mentoring_meeting_pair", "mentoring_meeting", by_pair, unique=False)
    op.create_table(
        "action_point",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["mentoring_meeting.id"],
            name=op.f("fk_action_point_meeting_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_action_point_owner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_point")),
    )
    op.create_index("ix_action_point_due", "action_point", ["state", "due"], unique=False)
    op.create_index(op.f("ix_action_point_meeting_id"), "action_point", ["meeting_id"], unique=False)
    op.create_index(op.f("ix_action_point_owner_id"), "action_point", ["owner_id"], unique=False)
    op.create_table(
        "aspect_mark",
        sa.Column("mentee_id", sa.Integer(), nullable=False),
        sa.Column("aspect", sa.String(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["mentee_id"], ["mentee.id"], name=op.f("fk_aspect_mark_mentee_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_aspect_mark")),
        sa.UniqueConstraint("mentee_id", "aspect", name=op.f("uq_aspect_mark_mentee_id_aspect")),
    )
    op.create_table(
        "meeting_file",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("caption", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name=op.f("fk_meeting_file_file_id")),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["mentoring_meeting.id"],
            name=op.f("fk_meeting_file_meeting_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_file")),
    )
    op.create_index(op.f("ix_meeting_file_file_id"), "meeting_file", ["file_id"], unique=False)
    op.create_index(op.f("ix_meeting_file_meeting_id"), "meeting_file", ["meeting_id"], unique=False)
    op.create_table(
        "meeting_mentee",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("mentee_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["mentoring_meeting.id"],
            name=op.f("fk_meeting_mentee_meeting_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["mentee_id"], ["mentee.id"], name=op.f("fk_meeting_mentee_mentee_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_mentee")),
        sa.UniqueConstraint("meeting_id", "mentee_id", name=op.f("uq_meeting_mentee_meeting_id_mentee_id")),
    )
    op.create_index(op.f("ix_meeting_mentee_mentee_id"), "meeting_mentee", ["mentee_id"], unique=False)
    op.create_table(
        "mentoring_aim",
        sa.Column("pair_id", sa.Integer(), nullable=False),
        sa.Column("mentee_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("indicator", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("baseline", sa.Double(), nullable=True),
        sa.Column("target", sa.Double(), nullable=True),
        sa.Column("falling", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["mentee_id"], ["mentee.id"], name=op.f("fk_mentoring_aim_mentee_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["pair_id"], ["mentoring_pair.id"], name=op.f("fk_mentoring_aim_pair_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mentoring_aim")),
    )
    op.create_index(op.f("ix_mentoring_aim_mentee_id"), "mentoring_aim", ["mentee_id"], unique=False)
    op.create_index(op.f("ix_mentoring_aim_pair_id"), "mentoring_aim", ["pair_id"], unique=False)
    op.create_table(
        "seen_level",
        sa.Column("mentee_id", sa.Integer(), nullable=False),
        sa.Column("competence", sa.String(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("seen_by", sa.String(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("noted_on", sa.Date(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["mentee_id"], ["mentee.id"], name=op.f("fk_seen_level_mentee_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seen_level")),
        sa.UniqueConstraint(
            "mentee_id",
            "competence",
            "stage",
            "seen_by",
            name=op.f("uq_seen_level_mentee_id_competence_stage_seen_by"),
        ),
    )
    op.create_table(
        "aim_value",
        sa.Column("aim_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("value", sa.Double(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["aim_id"], ["mentoring_aim.id"], name=op.f("fk_aim_value_aim_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_aim_value")),
        sa.UniqueConstraint("aim_id", "day", name=op.f("uq_aim_value_aim_id_day")),
    )
    certificates_4.upgrade(op)
