"""Mapped classes, one file for each noun; no behaviour."""

from asn_desktop.db.tables.attendance import Attendance
from asn_desktop.db.tables.base import Base
from asn_desktop.db.tables.certificates import (
    Asset,
    IssuedCertificate,
    NumberCounter,
    NumberScheme,
    RegisterNumber,
    Template,
)
from asn_desktop.db.tables.competences import CompetenceLevel
from asn_desktop.db.tables.confidential import ConfidentialAccess, ConfidentialKey, ConfidentialNote
from asn_desktop.db.tables.employees import DistinctPeople, FormerNip, Person, Unit
from asn_desktop.db.tables.files import StoredFile
from asn_desktop.db.tables.history import Action, Change, Touched
from asn_desktop.db.tables.ledger import OutsideTraining
from asn_desktop.db.tables.marks import Mark, MarkComponent, Overruling
from asn_desktop.db.tables.meetings import ActionPoint, MeetingFile, MeetingMentee, MentoringMeeting
from asn_desktop.db.tables.mentoring import (
    AimValue,
    AspectMark,
    Mentee,
    MentoringAim,
    MentoringPair,
    MentoringProgramme,
    ProgrammeCompetence,
    SeenLevel,
)
from asn_desktop.db.tables.nominations import Nomination, Quota, TrainingNeed
from asn_desktop.db.tables.office import ColumnMapping, Setting, Signatory
from asn_desktop.db.tables.papers import EventPaper, EventPhoto, LetterTemplate
from asn_desktop.db.tables.reference import ReferenceItem
from asn_desktop.db.tables.schedule import (
    ClassSession,
    EventPlan,
    EventSeries,
    Room,
    SessionTrainer,
    Trainer,
    TrainerScore,
)
from asn_desktop.db.tables.training import CurriculumSubject, Event, Participant, Training

__all__ = [
    "Action",
    "ActionPoint",
    "AimValue",
    "AspectMark",
    "Asset",
    "Attendance",
    "Base",
    "Change",
    "ClassSession",
    "ColumnMapping",
    "CompetenceLevel",
    "ConfidentialAccess",
    "ConfidentialKey",
    "ConfidentialNote",
    "CurriculumSubject",
    "DistinctPeople",
    "Event",
    "EventPaper",
    "EventPhoto",
    "EventPlan",
    "EventSeries",
    "FormerNip",
    "IssuedCertificate",
    "LetterTemplate",
    "Mark",
    "MarkComponent",
    "MeetingFile",
    "MeetingMentee",
    "Mentee",
    "MentoringAim",
    "MentoringMeeting",
    "MentoringPair",
    "MentoringProgramme",
    "Nomination",
    "NumberCounter",
    "NumberScheme",
    "OutsideTraining",
    "Overruling",
    "Participant",
    "Person",
    "ProgrammeCompetence",
    "Quota",
    "ReferenceItem",
    "RegisterNumber",
    "Room",
    "SeenLevel",
    "SessionTrainer",
    "Setting",
    "Signatory",
    "StoredFile",
    "Template",
    "Touched",
    "Trainer",
    "TrainerScore",
    "Training",
    "TrainingNeed",
    "Unit",
]
