"""Reads one list as the program does and as openpyxl does; prints seconds, ratio and peak memory.

`python tests/benchmarks/bench_reading.py [LIST]`; without a list it makes one of 16,000 rows by 52 columns.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import psutil

sys.path.insert(0, str(Path(__file__).parents[2]))
from asn_desktop.spreadsheets.reading import read
from asn_desktop.spreadsheets.tables import find_table
from asn_desktop.spreadsheets.writing import ColumnOut, SheetOut, write

ROUNDS = 3
MB = 1e6


def a_list(path: Path) -> Path:
    titles = ["NIP", "NAMA", "TANGGAL LAHIR", "GOL", "JABATAN", *(f"KOLOM {n}" for n in range(6, 53))]
    first = date(1970, 1, 1)
    rows = (
        (
            f"{n:018d}",
            f"Nama {n}",
            first + timedelta(n % 9000),
            "III/d",
            f"Jabatan {n % 90}",
            *(f"isi {n % 7}",) * 47,
        )
        for n in range(16_000)
    )
    columns = [ColumnOut(t, kind="date" if t.startswith("TANGGAL") else "text") for t in titles]
    write(path, [SheetOut("Data", columns, rows)])
    return path


def by_openpyxl(path: Path) -> int:
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    try:
        return sum(1 for sheet in book for _ in [*sheet.iter_rows(values_only=True)])
    finally:
        book.close()


def by_us(path: Path) -> int:
    return sum(len(sheet.rows) for sheet in read(path))


def measured(work: Callable[[Path], int], path: Path) -> tuple[float, float, int]:
    """Seconds, peak memory of this process and its children in MB, rows."""
    me, peak, done = psutil.Process(), 0.0, threading.Event()

    def watch() -> None:
        nonlocal peak
        while not done.wait(0.005):
            try:
                now = sum(p.memory_info().rss for p in [me, *me.children()])
            except psutil.NoSuchProcess:
                continue
            peak = max(peak, now / MB)

    watcher = threading.Thread(target=watch)
    watcher.start()
    start = time.perf_counter()
    rows = work(path)
    seconds = time.perf_counter() - start
    done.set()
    watcher.join()
    return seconds, peak, rows


def main(path: Path) -> None:
    ours, theirs = [], []
    for _ in range(ROUNDS):
        ours.append(measured(by_us, path))
    for _ in range(ROUNDS):
        theirs.append(measured(by_openpyxl, path))
    ours_s, theirs_s = (statistics.median(m[0] for m in runs) for runs in (ours, theirs))
    start = time.perf_counter()
    table = find_table(read(path)[0].rows)
    found = time.perf_counter() - start
    print(f"{path.name}: {ours[0][2]} rows; table: {len(table.body) if table else 'none'} people")
    print(f"ours      {ours_s:6.2f} s  {max(m[1] for m in ours):5.0f} MB (both processes)")
    print(
        f"openpyxl  {theirs_s:6.2f} s  {max(m[1] for m in theirs):5.0f} MB (after ours, in the same process)"
    )
    print(f"ratio     {theirs_s / ours_s:6.1f} ×; read and table found {found:.2f} s")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as folder:
            main(a_list(Path(folder) / "daftar.xlsx"))
