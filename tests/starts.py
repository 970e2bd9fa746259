"""What tests of drafts do with a window that was started."""

from __future__ import annotations

from typing import Any

from asn_desktop.ui.desk import Desk
from asn_desktop.ui.drafts import Keeper
from asn_desktop.ui.kit.form import FormPanel


def keeper(desk: Desk) -> Keeper:
    found_ = desk._runner.findChild(Keeper)
    assert found_ is not None
    return found_


def go(desk: Desk, name: str) -> Any:
    desk.go(name)
    return desk.shown_before(name)


def panel(desk: Desk) -> FormPanel:
    return next(p for p in reversed(desk.findChildren(FormPanel)) if p.isVisible())


def write(desk: Desk) -> None:
    """A second later."""
    keeper(desk)._write()


def die(desk: Desk) -> None:
    """What a power cut leaves: what was written by then."""
    write(desk)
    desk._window.hide()
