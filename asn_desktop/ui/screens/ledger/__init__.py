"""JP pegawai: who has how many JP in a year, where they come from, and who lacks how many."""

from asn_desktop.ui.screens.ledger.screen import LedgerScreen, ledger_screen

__all__ = ["LedgerScreen", "ledger_screen"]
