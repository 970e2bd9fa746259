"""What is known of everybody's competences: levels with date and source, the standard, and lists of them."""

from asn_desktop.services.competences.levels import (
    Given,
    Level,
    Noted,
    delete,
    history,
    latest,
    names,
    problems,
    record,
    standard_of,
    standards,
    withdraw,
)

__all__ = [
    "Given",
    "Level",
    "Noted",
    "delete",
    "history",
    "latest",
    "names",
    "problems",
    "record",
    "standard_of",
    "standards",
    "withdraw",
]
