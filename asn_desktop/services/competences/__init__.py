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
from asn_desktop.services.competences.overview import (
    KNOWN,
    UNKNOWN,
    PersonRow,
    Wanted,
    delete_last,
    ids,
    page,
    record_many,
)

__all__ = [
    "KNOWN",
    "UNKNOWN",
    "Given",
    "Level",
    "Noted",
    "PersonRow",
    "Wanted",
    "delete",
    "delete_last",
    "history",
    "ids",
    "latest",
    "names",
    "page",
    "problems",
    "record",
    "record_many",
    "standard_of",
    "standards",
    "withdraw",
]
