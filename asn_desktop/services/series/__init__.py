"""Events that repeat: shown before they are made, changed by scope; and copies of an event."""

from asn_desktop.services.series.changing import (
    ALL,
    FOLLOWING,
    SCOPES,
    THIS,
    ChangePreview,
    Changes,
    Member,
    Now,
    change,
    delete,
    members,
    now,
    preview_change,
    series_of,
)
from asn_desktop.services.series.copying import copied_days, copy_event
from asn_desktop.services.series.creating import Created, Preview, create, preview
from asn_desktop.services.series.expanding import Expanded, Occurrence, Skipped, expand
from asn_desktop.services.series.forms import SeriesForm, blank, like, problems

__all__ = [
    "ALL",
    "FOLLOWING",
    "SCOPES",
    "THIS",
    "ChangePreview",
    "Changes",
    "Created",
    "Expanded",
    "Member",
    "Now",
    "Occurrence",
    "Preview",
    "SeriesForm",
    "Skipped",
    "blank",
    "change",
    "copied_days",
    "copy_event",
    "create",
    "delete",
    "expand",
    "like",
    "members",
    "now",
    "preview",
    "preview_change",
    "problems",
    "series_of",
]
