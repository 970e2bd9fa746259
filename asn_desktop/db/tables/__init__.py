"""Mapped classes, one file for each noun; no behaviour."""

from asn_desktop.db.tables.base import Base
from asn_desktop.db.tables.certificates import (
    Asset,
    IssuedCertificate,
    NumberCounter,
    NumberScheme,
    RegisterNumber,
    Template,
)
from asn_desktop.db.tables.employees import DistinctPeople, FormerNip, Person, Unit
from asn_desktop.db.tables.history import Action, Change, Touched
from asn_desktop.db.tables.office import ColumnMapping, Setting, Signatory
from asn_desktop.db.tables.reference import ReferenceItem
from asn_desktop.db.tables.training import CurriculumSubject, Event, Participant, Training

__all__ = [
    "Action",
    "Asset",
    "Base",
    "Change",
    "ColumnMapping",
    "CurriculumSubject",
    "DistinctPeople",
    "Event",
    "FormerNip",
    "IssuedCertificate",
    "NumberCounter",
    "NumberScheme",
    "Participant",
    "Person",
    "ReferenceItem",
    "RegisterNumber",
    "Setting",
    "Signatory",
    "Template",
    "Touched",
    "Training",
    "Unit",
]
