"""Mentoring: programmes, their pairs (one mentor, one or many mentees), aims, and how far they got."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from asn_desktop.db.tables.base import Base, Versioned


class MentoringProgramme(Versioned, Base):
    """`kind`, `state` and `forms` are keys of domain.mentoring.words.

    `jp_per_meeting` and `meetings_a_month` None: as the table of JP conversion says for the form that `kind`
    stands for. Meetings shorter than `least_minutes` earn nothing. `forms` are the papers it uses.
    """

    __tablename__ = "mentoring_programme"
    name: Mapped[str]
    kind: Mapped[str] = mapped_column(default="mentoring")
    aim: Mapped[str] = mapped_column(Text, default="")
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    state: Mapped[str] = mapped_column(default="disiapkan")
    stop_reason: Mapped[str] = mapped_column(default="")
    level: Mapped[str] = mapped_column(default="nasional")
    most_mentees: Mapped[int] = mapped_column(default=3)
    jp_per_meeting: Mapped[int | None]
    meetings_a_month: Mapped[int | None]
    least_minutes: Mapped[int] = mapped_column(default=0)
    mentor_earns: Mapped[bool] = mapped_column(default=False)
    rule_basis: Mapped[str] = mapped_column(default="")
    forms: Mapped[list[Any]] = mapped_column(default=list)
    organiser: Mapped[str] = mapped_column(default="")
    basis: Mapped[str] = mapped_column(default="")
    signatory_id: Mapped[int | None] = mapped_column(ForeignKey("signatory.id"), index=True)
    scheme_id: Mapped[int | None] = mapped_column(ForeignKey("number_scheme.id"), index=True)
    template_name: Mapped[str] = mapped_column(default="keterangan_mentoring")
    note: Mapped[str] = mapped_column(Text, default="")
    archived: Mapped[bool] = mapped_column(default=False)


class ProgrammeCompetence(Base):
    """A competence a programme aims at: `standard` asked for and `present` level as a rule (1 to 5)."""

    __tablename__ = "programme_competence"
    programme_id: Mapped[int] = mapped_column(ForeignKey("mentoring_programme.id", ondelete="CASCADE"))
    position: Mapped[int] = mapped_column(default=0)
    competence: Mapped[str]  # a code of the reference table kompetensi
    standard: Mapped[int | None]
    present: Mapped[int | None]
    __table_args__ = (UniqueConstraint("programme_id", "competence"),)


class MentoringPair(Versioned, Base):
    """One mentor with one or many mentees. `state` is a key of domain.mentoring.words.STATES.

    `rhythm` is an RRULE, `meets_at` HH:MM, `minutes` the usual length of a meeting. `clerk` is the account of
    who looks after it and may read its confidential notes. `score` and `reasons` are those of the proposal it
    came from.
    """

    __tablename__ = "mentoring_pair"
    programme_id: Mapped[int] = mapped_column(ForeignKey("mentoring_programme.id"), index=True)
    mentor_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    state: Mapped[str] = mapped_column(default="disiapkan")
    stop_reason: Mapped[str] = mapped_column(default="")
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    aim: Mapped[str] = mapped_column(Text, default="")
    method: Mapped[str] = mapped_column(default="tatap_muka")
    place: Mapped[str] = mapped_column(default="")
    rhythm: Mapped[str] = mapped_column(default="")
    meets_at: Mapped[str] = mapped_column(default="")
    minutes: Mapped[int] = mapped_column(default=60)
    agreed_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    clerk: Mapped[str] = mapped_column(default="")
    score: Mapped[float | None]
    reasons: Mapped[list[Any]] = mapped_column(default=list)
    note: Mapped[str] = mapped_column(Text, default="")


class Mentee(Versioned, Base):
    """A person in a pair with the superior (atasan), and what was concluded about him or her at the end.

    `left_on` is set for who left a group early, with `left_reason`.
    """

    __tablename__ = "mentee"
    pair_id: Mapped[int] = mapped_column(ForeignKey("mentoring_pair.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    superior_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    conclusion: Mapped[str] = mapped_column(Text, default="")
    ready_for: Mapped[str] = mapped_column(default="")
    next_training: Mapped[str] = mapped_column(default="")
    left_on: Mapped[date | None]
    left_reason: Mapped[str] = mapped_column(default="")
    __table_args__ = (UniqueConstraint("pair_id", "person_id"),)


class MentoringAim(Base):
    """What a pair wants to reach; `mentee_id` None: all of them. `falling`: the less the better."""

    __tablename__ = "mentoring_aim"
    pair_id: Mapped[int] = mapped_column(ForeignKey("mentoring_pair.id", ondelete="CASCADE"), index=True)
    mentee_id: Mapped[int | None] = mapped_column(ForeignKey("mentee.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    text: Mapped[str]
    indicator: Mapped[str] = mapped_column(default="")
    unit: Mapped[str] = mapped_column(default="")
    baseline: Mapped[float | None]
    target: Mapped[float | None]
    falling: Mapped[bool] = mapped_column(default=False)


class AimValue(Base):
    """How far an aim was on a day; the newest counts."""

    __tablename__ = "aim_value"
    aim_id: Mapped[int] = mapped_column(ForeignKey("mentoring_aim.id", ondelete="CASCADE"))
    day: Mapped[date]
    value: Mapped[float]
    note: Mapped[str] = mapped_column(default="")
    __table_args__ = (UniqueConstraint("aim_id", "day"),)


class SeenLevel(Base):
    """The level (1 to 5) of a mentee in a competence at a `stage` (awal, tengah, akhir), as `seen_by` mentor,
    mentee or atasan."""

    __tablename__ = "seen_level"
    mentee_id: Mapped[int] = mapped_column(ForeignKey("mentee.id", ondelete="CASCADE"))
    competence: Mapped[str]
    stage: Mapped[str]
    seen_by: Mapped[str]
    level: Mapped[int]
    noted_on: Mapped[date]
    note: Mapped[str] = mapped_column(default="")
    __table_args__ = (UniqueConstraint("mentee_id", "competence", "stage", "seen_by"),)


class AspectMark(Base):
    """The final assessment of a mentee by aspect (a code of the reference table aspek_mentoring), 1 to 5."""

    __tablename__ = "aspect_mark"
    mentee_id: Mapped[int] = mapped_column(ForeignKey("mentee.id", ondelete="CASCADE"))
    aspect: Mapped[str]
    value: Mapped[int]
    __table_args__ = (UniqueConstraint("mentee_id", "aspect"),)
