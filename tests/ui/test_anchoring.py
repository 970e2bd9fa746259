from __future__ import annotations

from datetime import datetime

from asn_desktop.db.history import insert_rows
from asn_desktop.db.session import reading
from asn_desktop.db.tables import Unit
from asn_desktop.services import anchors
from asn_desktop.services.database import open_database
from asn_desktop.ui import anchoring
from asn_desktop.ui.kit.runner import Inline, Runner


def test_many_changes_are_noted_once(qtbot, tmp_path, monkeypatch):
    monkeypatch.setenv("ASN_DESKTOP_DATA", str(tmp_path / "data"))
    monkeypatch.setattr(anchoring, "EVERY", 50)
    engine = open_database(f"sqlite:///{tmp_path / 'asn.db'}", datetime(2026, 11, 24))
    runner = Runner(lambda: engine, Inline())
    noting = anchoring.Anchoring(runner)

    def noted() -> list[tuple[int, str]]:
        with reading(engine) as s:
            return [(a.length, a.why) for a in anchors.read(s)]

    for n in range(3):
        runner.write("Tambah", lambda s, n=n: insert_rows(s, Unit, [{"name": f"{n}", "name_key": f"{n}"}]))
    assert noted() == [(1, "buka")]
    qtbot.waitUntil(lambda: noted() == [(1, "buka"), (4, "kerja")])
    noting.deleteLater()
    engine.dispose()
