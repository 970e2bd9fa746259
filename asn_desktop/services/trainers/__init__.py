"""The register of those who teach: who, what, how long, for how much, and how well."""

from asn_desktop.services.trainers.hours import YearOfTeaching, hours, taught
from asn_desktop.services.trainers.listing import TrainerRow, names, rows, subjects
from asn_desktop.services.trainers.saving import (
    RATE_UNITS,
    Outsider,
    TrainerForm,
    archive,
    find,
    get,
    problems,
    save,
    save_outsider,
)
from asn_desktop.services.trainers.scores import (
    ScoreForm,
    ScoreRow,
    YearOfScores,
    get_score,
    save_score,
    scores,
    years,
)

__all__ = [
    "RATE_UNITS",
    "Outsider",
    "ScoreForm",
    "ScoreRow",
    "TrainerForm",
    "TrainerRow",
    "YearOfScores",
    "YearOfTeaching",
    "archive",
    "find",
    "get",
    "get_score",
    "hours",
    "names",
    "problems",
    "rows",
    "save",
    "save_outsider",
    "save_score",
    "scores",
    "subjects",
    "taught",
    "years",
]
