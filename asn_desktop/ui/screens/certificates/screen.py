"""The three parts of the screen: certificates, register, check."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QTabWidget

from asn_desktop.services import places
from asn_desktop.services.proofs import KeyStore
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.navigation import Go
from asn_desktop.ui.screens.certificates.listing import certificate_list
from asn_desktop.ui.screens.certificates.register import register_list
from asn_desktop.ui.screens.certificates.verify import VerifyPage


class CertificatesScreen(QTabWidget):
    def __init__(self, runner: Runner, go: Go, keys: KeyStore) -> None:
        super().__init__()
        self.setObjectName("certificates")
        self.setDocumentMode(True)
        self.list = certificate_list(runner, go, keys)
        self.register = register_list(runner, go)
        self.verify = VerifyPage(runner, keys)
        self.addTab(self.list, "Ser&tifikat")
        self.addTab(self.register, "Buku &register")
        self.addTab(self.verify, "Per&iksa keaslian")
        self.currentChanged.connect(lambda _place: self._enter())
        self._enter()

    def _enter(self) -> None:
        self.setFocusProxy(self.currentWidget())
        self.currentWidget().setFocus()

    def show_at(self, target: Any) -> None:
        self.setCurrentWidget(self.list)
        self.list.show_at(target)

    def refresh(self) -> None:
        if self.currentIndex() < 2:
            (self.list if self.currentIndex() == 0 else self.register).refresh()


def certificates_screen(runner: Runner, go: Go, keys: KeyStore | None = None) -> CertificatesScreen:
    return CertificatesScreen(runner, go, keys or places.keys())
