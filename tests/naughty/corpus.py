"""Texts that have broken programs before: the Big List of Naughty Strings, and our own."""

from __future__ import annotations

import json
from pathlib import Path

LISTED: list[str] = json.loads(Path(__file__).with_name("blns.json").read_text(encoding="utf-8"))
LONG = "Dewi & <b>Anton</b> " * 500
OWN = [
    "%",
    "_",
    '"',
    "*",
    "\\",
    "'",
    "&Berkas && lain",
    "<b>tebal</b><img src=x>",
    "=1+1",
    "@SUM(A1)",
    "{nomor} {0} %s %(nama)s ${x}",
    "NEAR(a b) OR c*",
    "nama\0terpotong",
    "\x1b[31mmerah",
    LONG,
]
CORPUS = [*dict.fromkeys([*LISTED, *OWN])]
PRINTED = [text for text in CORPUS if text.strip()]
