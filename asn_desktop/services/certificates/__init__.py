"""Certificates: what would be issued, issuing, replacing, revoking, and drawing again what was issued."""

from asn_desktop.services.certificates.facts import Occasion
from asn_desktop.services.certificates.issuing import (
    Correction,
    Issued,
    Preflight,
    PreflightRow,
    corrections,
    issue,
    preflight,
    replace,
    revoke,
)
from asn_desktop.services.certificates.listing import (
    CertificateDetail,
    CertificateRow,
    detail,
    ids_of,
    ids_of_event,
    redraw_hash,
    rows,
    sheets,
    years,
)
from asn_desktop.services.certificates.planning import Problem, Refused

__all__ = [
    "CertificateDetail",
    "CertificateRow",
    "Correction",
    "Issued",
    "Occasion",
    "Preflight",
    "PreflightRow",
    "Problem",
    "Refused",
    "corrections",
    "detail",
    "ids_of",
    "ids_of_event",
    "issue",
    "preflight",
    "redraw_hash",
    "replace",
    "revoke",
    "rows",
    "sheets",
    "years",
]
