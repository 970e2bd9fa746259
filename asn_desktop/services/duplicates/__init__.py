"""Records that may be one person: found, shown with reasons, and told apart for good."""

from asn_desktop.services.duplicates.finding import LIKELY, OUTSIDER, SURE, Pair, find, set_apart

__all__ = ["LIKELY", "OUTSIDER", "SURE", "Pair", "find", "set_apart"]
