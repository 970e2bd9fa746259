"""Half-typed forms outlive a power cut: kept while the clerk types, offered at the next start."""

from asn_desktop.ui.drafts.keeper import Keeper, keeper_of
from asn_desktop.ui.drafts.offering import Offering
from asn_desktop.ui.drafts.panel import PanelWatch
from asn_desktop.ui.drafts.reopening import Reopens
from asn_desktop.ui.drafts.watch import Place, Watch

__all__ = ["Keeper", "Offering", "PanelWatch", "Place", "Reopens", "Watch", "keeper_of"]
