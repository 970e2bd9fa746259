"""Two records of one person become one."""

from asn_desktop.services.merging.merging import Batch, Merged, label, merge, merge_sure
from asn_desktop.services.merging.sides import A, B, FieldPair, Side, Sides, side_by_side

__all__ = [
    "A",
    "B",
    "Batch",
    "FieldPair",
    "Merged",
    "Side",
    "Sides",
    "label",
    "merge",
    "merge_sure",
    "side_by_side",
]
