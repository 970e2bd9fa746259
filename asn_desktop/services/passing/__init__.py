"""Who passes: what the rule says, and results that are other than the rule with their reasons."""

from asn_desktop.services.passing.ruling import (
    Against,
    Applied,
    NeedsReason,
    Standing,
    apply,
    apply_rule,
    follow,
    standing,
)

__all__ = ["Against", "Applied", "NeedsReason", "Standing", "apply", "apply_rule", "follow", "standing"]
