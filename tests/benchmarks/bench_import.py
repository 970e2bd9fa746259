"""Import of the full staff list: ours against openpyxl + pydantic + ORM in the same run.

    python tests/benchmarks/bench_import.py [rounds] [list.xlsx]

Each measurement runs in a process of its own, in turn; the best of each counts. Memory is that of all
processes together, sampled while they run. Also: matching 300 participants without a usable NIP.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import psutil

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2])]

LIST = Path(__file__).parents[3] / "shared" / "data" / "pegawai_siasn.xlsx"
TODAY = date(2026, 11, 24)
MOST_SECONDS, LEAST_RATIO, MOST_MEMORY, MOST_MATCHING = 4.0, 3.0, 500, 1.0


def ours(path: Path, url: str) -> dict[str, Any]:
    """With history, undo, reference tables, comparing; from the file to the commit."""
    from asn_desktop.db.session import reading, writing
    from asn_desktop.services import imports
    from asn_desktop.services.database import open_database

    engine = open_database(url)
    times = [time.perf_counter()]
    source = imports.open_list(path)
    times.append(time.perf_counter())
    with reading(engine) as session:
        checked = imports.check(session, source, source.fields, TODAY)
    times.append(time.perf_counter())
    with writing(engine, "Impor") as session:
        counts = imports.apply(session, checked)
    times.append(time.perf_counter())
    with reading(engine) as session:
        imports.check(session, source, source.fields, TODAY)
    times.append(time.perf_counter())
    read, check, apply, again = (b - a for a, b in pairwise(times))
    return {
        "seconds": times[3] - times[0],
        "people": counts.imported,
        "read": read,
        "check": check,
        "apply": apply,
        "second_check": again,
        "rows_checked_per_second": counts.rows / check,
        "match_300": _match(engine),
    }


def _match(engine: Any) -> float:
    """300 lines whose names are misspelt and whose NIP is damaged: the worst there is."""
    import openpyxl
    from sqlalchemy import select

    from asn_desktop.db.session import reading
    from asn_desktop.db.tables import Person
    from asn_desktop.services import participants

    with reading(engine) as session:
        listed = session.execute(select(Person.name, Person.nip).order_by(Person.siasn_id).limit(300)).all()
    book = openpyxl.Workbook()
    book.active.append(["No", "Nama", "NIP", "Jabatan"])
    for number, (name, nip) in enumerate(listed, 1):
        book.active.append([number, name[:-1], int(nip), "Lurah"])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "peserta.xlsx"
        book.save(path)
        source = participants.read_list(path)
    started = time.perf_counter()
    with reading(engine) as session:
        found = participants.match(session, source, source.fields, TODAY)
    assert all(m.kind == "nip_rusak" for m in found)
    return time.perf_counter() - started


def peer(path: Path, url: str) -> dict[str, Any]:
    import peer_import

    seconds, people = peer_import.run(path, url)
    return {"seconds": seconds, "people": people}


def measured(who: str, path: Path) -> dict[str, Any]:
    """In a process of its own; `memory` is the peak of it and its children together, in MB."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, __file__, "--one", who, str(path), f"sqlite:///{folder}/a.db"]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        parent, peak = psutil.Process(process.pid), 0
        while process.poll() is None:
            peak = max(peak, _memory(parent))
            time.sleep(0.02)
        output = process.stdout.read() if process.stdout else ""
    return json.loads(output) | {"memory": peak // 1024**2}


def _memory(parent: psutil.Process) -> int:
    total = 0
    try:
        for process in [parent, *parent.children(recursive=True)]:
            total += process.memory_info().rss
    except psutil.NoSuchProcess:
        pass
    return total


def main(args: list[str]) -> int:
    if args[:1] == ["--one"]:
        _, who, path, url = args
        print(json.dumps({"ours": ours, "peer": peer}[who](Path(path), url)))
        return 0
    rounds = int(args[0]) if args else 3
    path = Path(args[1]) if len(args) > 1 else LIST
    found: dict[str, list[dict[str, Any]]] = {"ours": [], "peer": []}
    for _ in range(rounds):
        for who, results in found.items():
            results.append(measured(who, path))
    best = {who: min(results, key=lambda r: r["seconds"]) for who, results in found.items()}
    for who, result in best.items():
        shown = {k: round(v, 2) if isinstance(v, float) else v for k, v in result.items()}
        print(who, json.dumps(shown))
    seconds, matching = best["ours"]["seconds"], best["ours"]["match_300"]
    ratio = best["peer"]["seconds"] / seconds
    memory = max(r["memory"] for r in found["ours"])
    checks = {
        f"file to committed {seconds:.2f} s (at most {MOST_SECONDS})": seconds <= MOST_SECONDS,
        f"{ratio:.1f} times as fast as the peer (at least {LEAST_RATIO})": ratio >= LEAST_RATIO,
        f"peak memory of all processes {memory} MB (at most {MOST_MEMORY})": memory <= MOST_MEMORY,
        f"300 lines matched by name in {matching:.2f} s (at most {MOST_MATCHING})": matching <= MOST_MATCHING,
    }
    for text, good in checks.items():
        print("ok  " if good else "MISS", text)
    return 0 if all(checks.values()) else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
