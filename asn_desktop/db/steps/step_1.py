"""Version 1: the first tables. Never changed once released; what comes later is a step of its own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic.operations import Operations

from asn_desktop.db.steps import search_1


def upgrade(op: Operations) -> None:
    op.create_table(
        "action",
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("target_id", sa.Integer(), nullable=True),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action")),
    )
    op.create_table(
        "asset",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asset")),
        sa.UniqueConstraint("sha256", name=op.f("uq_asset_sha256")),
    )
    op.create_table(
        "column_mapping",
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("headers", sa.String(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_column_mapping")),
        sa.UniqueConstraint("headers", name=op.f("uq_column_mapping_headers")),
    )
    op.create_table(
        "number_scheme",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("pattern", sa.String(), nullable=False),
        sa.Column("klasifikasi", sa.String(), nullable=False),
        sa.Column("kode_unit", sa.String(), nullable=False),
        sa.Column("bidang", sa.String(), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_number_scheme")),
        sa.UniqueConstraint("name", name=op.f("uq_number_scheme_name")),
    )
    op.create_table(
        "reference_item",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("attributes", sa.JSON(), nullable=False),
        sa.Column("basis", sa.String(), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reference_item")),
        sa.UniqueConstraint("kind", "code", name=op.f("uq_reference_item_kind_code")),
    )
    op.create_table(
        "setting",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_setting")),
        sa.UniqueConstraint("name", name=op.f("uq_setting_name")),
    )
    op.create_table(
        "signatory",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("nip", sa.String(), nullable=False),
        sa.Column("pangkat", sa.String(), nullable=False),
        sa.Column("jabatan", sa.String(), nullable=False),
        sa.Column("prefix", sa.String(), nullable=False),
        sa.Column("on_behalf", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signatory")),
    )
    op.create_table(
        "template",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_template")),
        sa.UniqueConstraint("name", "edition", name=op.f("uq_template_name_edition")),
    )
    op.create_table(
        "training",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("graded", sa.Boolean(), nullable=False),
        sa.Column("basis", sa.String(), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training")),
    )
    op.create_table(
        "unit",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["parent_id"], ["unit.id"], name=op.f("fk_unit_parent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
    )
    op.create_index(op.f("ix_unit_name_key"), "unit", ["name_key"], unique=False)
    op.create_index(op.f("ix_unit_parent_id"), "unit", ["parent_id"], unique=False)
    op.create_table(
        "change",
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("table_name", sa.String(), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["action_id"], ["action.id"], name=op.f("fk_change_action_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change")),
    )
    op.create_index(op.f("ix_change_action_id"), "change", ["action_id"], unique=False)
    op.create_table(
        "curriculum_subject",
        sa.Column("training_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("group_name", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("jp", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["training_id"],
            ["training.id"],
            name=op.f("fk_curriculum_subject_training_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_curriculum_subject")),
    )
    op.create_index(
        op.f("ix_curriculum_subject_training_id"), "curriculum_subject", ["training_id"], unique=False
    )
    op.create_table(
        "event",
        sa.Column("training_id", sa.Integer(), nullable=False),
        sa.Column("angkatan", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("organiser", sa.String(), nullable=False),
        sa.Column("jp", sa.Integer(), nullable=False),
        sa.Column("signatory_id", sa.Integer(), nullable=True),
        sa.Column("back_signatory_id", sa.Integer(), nullable=True),
        sa.Column("scheme_id", sa.Integer(), nullable=True),
        sa.Column("template_name", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["back_signatory_id"], ["signatory.id"], name=op.f("fk_event_back_signatory_id")
        ),
        sa.ForeignKeyConstraint(["scheme_id"], ["number_scheme.id"], name=op.f("fk_event_scheme_id")),
        sa.ForeignKeyConstraint(["signatory_id"], ["signatory.id"], name=op.f("fk_event_signatory_id")),
        sa.ForeignKeyConstraint(["training_id"], ["training.id"], name=op.f("fk_event_training_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
    )
    op.create_index(op.f("ix_event_training_id"), "event", ["training_id"], unique=False)
    op.create_table(
        "number_counter",
        sa.Column("scheme_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("next", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["scheme_id"], ["number_scheme.id"], name=op.f("fk_number_counter_scheme_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_number_counter")),
        sa.UniqueConstraint("scheme_id", "year", name=op.f("uq_number_counter_scheme_id_year")),
    )
    op.create_table(
        "person",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("gelar_depan", sa.String(), nullable=False),
        sa.Column("gelar_belakang", sa.String(), nullable=False),
        sa.Column("nip", sa.String(), nullable=True),
        sa.Column("nip_lama", sa.String(), nullable=False),
        sa.Column("nik", sa.String(), nullable=False),
        sa.Column("siasn_id", sa.String(), nullable=False),
        sa.Column("sex", sa.String(), nullable=False),
        sa.Column("birth_place", sa.String(), nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=True),
        sa.Column("agama", sa.String(), nullable=False),
        sa.Column("kawin", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("kedudukan", sa.String(), nullable=False),
        sa.Column("golongan", sa.String(), nullable=False),
        sa.Column("tmt_golongan", sa.Date(), nullable=True),
        sa.Column("jenis_jabatan", sa.String(), nullable=False),
        sa.Column("jabatan", sa.String(), nullable=False),
        sa.Column("tmt_jabatan", sa.Date(), nullable=True),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("instansi", sa.String(), nullable=False),
        sa.Column("pendidikan", sa.String(), nullable=False),
        sa.Column("pendidikan_nama", sa.String(), nullable=False),
        sa.Column("tahun_lulus", sa.String(), nullable=False),
        sa.Column("tmt_cpns", sa.Date(), nullable=True),
        sa.Column("tmt_pns", sa.Date(), nullable=True),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_person_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("nip", name=op.f("uq_person_nip")),
    )
    op.create_index("ix_person_list", "person", ["archived", "name_key", "id"], unique=False)
    op.create_index("ix_person_jabatan", "person", ["archived", "jabatan", "name_key", "id"], unique=False)
    op.create_index(op.f("ix_person_unit_id"), "person", ["unit_id"], unique=False)
    op.create_table(
        "register_number",
        sa.Column("scheme_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("taken_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("holder", sa.String(), nullable=False),
        sa.Column("training", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["scheme_id"], ["number_scheme.id"], name=op.f("fk_register_number_scheme_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_number")),
        sa.UniqueConstraint("number", name=op.f("uq_register_number_number")),
        sa.UniqueConstraint(
            "scheme_id", "year", "sequence", name=op.f("uq_register_number_scheme_id_year_sequence")
        ),
    )
    op.create_table(
        "former_nip",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("nip", sa.String(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_former_nip_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_former_nip")),
    )
    op.create_index(op.f("ix_former_nip_nip"), "former_nip", ["nip"], unique=False)
    op.create_index(op.f("ix_former_nip_person_id"), "former_nip", ["person_id"], unique=False)
    op.create_table(
        "participant",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("result", sa.String(), nullable=False),
        sa.Column("score", sa.Double(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_participant_event_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_participant_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participant")),
        sa.UniqueConstraint(
            "event_id", "person_id", "role", name=op.f("uq_participant_event_id_person_id_role")
        ),
    )
    op.create_index(op.f("ix_participant_event_id"), "participant", ["event_id"], unique=False)
    op.create_index(op.f("ix_participant_person_id"), "participant", ["person_id"], unique=False)
    op.create_table(
        "certificate",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=True),
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
        sa.ForeignKeyConstraint(["arms_id"], ["asset.id"], name=op.f("fk_certificate_arms_id")),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_certificate_event_id")),
        sa.ForeignKeyConstraint(["number_id"], ["register_number.id"], name=op.f("fk_certificate_number_id")),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_certificate_participant_id")
        ),
        sa.ForeignKeyConstraint(["replaces_id"], ["certificate.id"], name=op.f("fk_certificate_replaces_id")),
        sa.ForeignKeyConstraint(["template_id"], ["template.id"], name=op.f("fk_certificate_template_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate")),
        sa.UniqueConstraint("code", name=op.f("uq_certificate_code")),
        sa.UniqueConstraint("number", name=op.f("uq_certificate_number")),
        sa.UniqueConstraint("number_id", name=op.f("uq_certificate_number_id")),
    )
    op.create_index(op.f("ix_certificate_event_id"), "certificate", ["event_id"], unique=False)
    op.create_index(op.f("ix_certificate_nip"), "certificate", ["nip"], unique=False)
    op.create_index(op.f("ix_certificate_participant_id"), "certificate", ["participant_id"], unique=False)
    if op.get_bind().dialect.name == "sqlite":
        for statement in search_1.DDL:
            op.execute(statement)
