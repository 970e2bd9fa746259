"""Before an event is moved: what it would run into, and whether its series goes with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from asn_desktop.services.calendar import Proposal
from asn_desktop.ui.kit.text import label, set_look

_INSIDE = Qt.ShortcutContext.WidgetWithChildrenShortcut
SCOPES = {"ini": "Ini &saja", "berikutnya": "Ini dan &berikutnya", "semua": "Se&mua dalam seri"}


class Decision(QFrame):
    """Beside the calendar; warnings can be kept."""

    kept = Signal(object)  # the Proposal
    scoped = Signal(object, str)  # what would come of another scope is asked
    dropped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setFixedWidth(336)
        self._proposal: Proposal | None = None
        self._scopes = {code: QRadioButton(title) for code, title in SCOPES.items()}
        self._scope_box = QWidget()
        self._save = QPushButton("Sim&pan tetap")
        self._cancel = QPushButton("B&atal")
        self._scroll = QScrollArea()
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._lay_out()
        self.hide()

    def show_proposal(self, proposal: Proposal) -> None:
        self._proposal = proposal
        self._scopes[proposal.scope].setChecked(True)
        self._scope_box.setVisible(proposal.in_series)
        body = QWidget()
        inside = QVBoxLayout(body)
        inside.setContentsMargins(0, 0, 8, 0)
        inside.setSpacing(8)
        verb = "Ubah lamanya" if proposal.stretched else "Pindahkan"
        inside.addWidget(label(f"{verb}: {proposal.title}", "title", wrap=True, name="decision_title"))
        inside.addWidget(label(proposal.words, wrap=True, name="decision_days"))
        if proposal.sessions:
            moved = f"{proposal.sessions} sesi ikut pindah."
            inside.addWidget(label(moved, "quiet", wrap=True))
        if proposal.also:
            also = f"{proposal.also} kegiatan lain dari seri ini ikut pindah."
            inside.addWidget(label(also, wrap=True, name="decision_also"))
        for n, left in enumerate(proposal.left):
            inside.addWidget(label(f"Tidak ikut: {left}", "quiet", wrap=True, name=f"decision_left_{n}"))
        for n, note in enumerate(proposal.notes):
            inside.addWidget(label(note, "warn-box", wrap=True, name=f"decision_note_{n}"))
        for n, group in enumerate(proposal.clashes):
            told = "\n".join((group.words, *(f"• {free}" for free in group.alternatives)))
            inside.addWidget(label(told, "warn-box", wrap=True, name=f"decision_clash_{n}"))
        inside.addStretch(1)
        self._scroll.setWidget(body)
        body.setAutoFillBackground(False)
        self._save.setText("Sim&pan tetap" if proposal.warns else "Sim&pan")
        self.show()
        (self._scopes[proposal.scope] if proposal.in_series else self._save).setFocus()

    def keep(self) -> None:
        if self._proposal is not None:
            self.kept.emit(self._proposal)

    def _ask(self, scope: str) -> None:
        if self._proposal is not None and scope != self._proposal.scope:
            self.scoped.emit(self._proposal, scope)

    def drop(self) -> None:
        self.hide()
        self._proposal = None
        self.dropped.emit()

    def _lay_out(self) -> None:
        scopes = QVBoxLayout(self._scope_box)
        scopes.setContentsMargins(0, 0, 0, 0)
        scopes.addWidget(label("Berlaku untuk", "group"))
        for code, button in self._scopes.items():
            button.setObjectName(f"decision_{code}")
            button.clicked.connect(lambda _checked=False, code=code: self._ask(code))
            scopes.addWidget(button)
        self._save.setObjectName("decision_save")
        self._cancel.setObjectName("decision_cancel")
        set_look(self._save, "main")
        self._save.clicked.connect(lambda _checked=False: self.keep())
        self._cancel.clicked.connect(lambda _checked=False: self.drop())
        QShortcut(QKeySequence("Esc"), self, self.drop).setContext(_INSIDE)
        QShortcut(QKeySequence("Return"), self, self.keep).setContext(_INSIDE)
        self._scroll.setWidgetResizable(True)
        self._scroll.setAccessibleName("Akibat pemindahan")
        self._scroll.viewport().setAutoFillBackground(False)
        buttons = QHBoxLayout()
        buttons.addWidget(self._save)
        buttons.addWidget(self._cancel)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 8, 12)
        layout.addWidget(self._scroll, 1)
        layout.addWidget(self._scope_box)
        layout.addLayout(buttons)
