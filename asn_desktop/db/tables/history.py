"""The trail: one action of a clerk and the row changes it made."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from sqlalchemy import ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from asn_desktop.db.tables.base import Base


class Action(Base):
    """`kind` is do, final (nothing in it can be taken back), undo, redo or restore (from here on the database
    is a backup taken up again); for undo and redo `target_id` names the action taken back or repeated,
    for do the one it took back a part of.

    `hash` is the SHA-256 over the hash before it and over this action with all its changes.
    """

    __tablename__ = "action"
    recorded: ClassVar[bool] = False
    at: Mapped[datetime] = mapped_column(index=True)
    actor: Mapped[str] = mapped_column(default="")
    label: Mapped[str]
    kind: Mapped[str] = mapped_column(default="do")
    target_id: Mapped[int | None]
    hash: Mapped[str]

    __table_args__ = (Index("ix_action_actor", "actor", "id"), Index("ix_action_target", "target_id", "id"))


class Change(Base):
    """`before` and `after` are JSON: the whole row where it came or went, else the changed columns."""

    __tablename__ = "change"
    recorded: ClassVar[bool] = False
    action_id: Mapped[int] = mapped_column(ForeignKey("action.id"), index=True)
    table_name: Mapped[str]
    row_id: Mapped[int]
    before: Mapped[str | None] = mapped_column(Text)
    after: Mapped[str | None] = mapped_column(Text)

    __table_args__ = (Index("ix_change_row", "table_name", "row_id", "action_id"),)


class Touched(Base):
    """How many rows of a table an action added, changed and removed: lists need not count its changes."""

    __tablename__ = "touched"
    recorded: ClassVar[bool] = False
    action_id: Mapped[int] = mapped_column(ForeignKey("action.id"), index=True)
    table_name: Mapped[str]
    added: Mapped[int]
    changed: Mapped[int]
    removed: Mapped[int]

    __table_args__ = (
        Index("ix_touched_table", "table_name", "action_id"),
        Index(  # few actions delete something, and the trash asks for them among all
            "ix_touched_removed",
            "table_name",
            "action_id",
            sqlite_where=text("removed > 0"),
            postgresql_where=text("removed > 0"),
        ),
    )
