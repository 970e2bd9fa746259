"""The command line as a clerk types it: what it says and how it ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from asn_desktop import cli, resources

STAFF = str(resources.path("samples/pegawai.xlsx"))
LISTED = str(resources.path("samples/peserta.xlsx"))
SIGNED_BY = "Nama Contoh, M.Si.|Kepala Badan|197001011995031001"


class Out:
    """Runs a command and keeps what it said."""

    def __init__(self, captured: pytest.CaptureFixture[str], database: Path) -> None:
        self._captured, self._database = captured, database
        self.out = self.err = ""

    def run(self, *argv: str) -> int:
        code = cli.main(["--db", str(self._database), *argv])
        self.out, self.err = self._captured.readouterr()
        return code

    def issue(self, listed: str, out: Path, *more: str) -> int:
        usual = {"--nama": "Manajemen Proyek", "--mulai": "03-11-2026", "--selesai": "6 November 2026"}
        usual |= {"--jp": "20", "--penandatangan": SIGNED_BY, "--keluaran": str(out)}
        usual |= dict(zip(more[::2], more[1::2], strict=True))
        return self.run(
            "terbitkan-dari", listed, *(word for pair in usual.items() for word in pair), "--json"
        )
