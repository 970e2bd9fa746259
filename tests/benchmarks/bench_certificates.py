"""Certificates: ours against Typst and ReportLab in the same run.

    python tests/benchmarks/bench_certificates.py [people] [rounds]

Each measurement runs in a process of its own (no caches kept from the last), in turn, `rounds` times;
the best of each counts. Below some 1,500 people ours takes no second process. Prints pages a second,
ratios, and peak memory.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
sys.path.insert(0, str(Path(__file__).parent))

from people import sheet

from asn_desktop.reports import certificate
from asn_desktop.reports.certificate import Options, Sheet

SLOW = 40  # people given to a peer that would take minutes for all


def ours_merged(count: int) -> float:
    """From the texts of all people to the file on disk."""
    return _merged([sheet(n) for n in range(count)])


def ours_streamed(count: int) -> float:
    """The same, with the texts made one by one as they are drawn: for the memory."""
    return _merged(sheet(n) for n in range(count))


def _merged(sheets: Iterable[Sheet]) -> float:
    certificate.draw(sheet(0))
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        certificate.write_merged(sheets, Path(folder) / "all.pdf", Options())
        return time.perf_counter() - start


def ours_single(count: int, processes: int) -> float:
    sheets = [sheet(n) for n in range(count)]
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{n}.pdf" for n in range(count)]
        start = time.perf_counter()
        certificate.write_files(sheets, paths, processes)
        return time.perf_counter() - start


def typst_merged(count: int) -> float:
    import peer_typst

    return peer_typst.merged(count)


def typst_single(count: int) -> float:
    import peer_typst

    return peer_typst.single(count)


def reportlab_merged(count: int) -> float:
    import peer_reportlab

    return peer_reportlab.merged(count)


def reportlab_single(count: int) -> float:
    import peer_reportlab

    return peer_reportlab.single(count)


WAYS: dict[str, Callable[[int], float]] = {
    "ours, merged": ours_merged,
    "ours, merged, texts made while drawing": ours_streamed,
    "Typst, merged": typst_merged,
    "ReportLab platypus, merged": reportlab_merged,
    "ours, one file a person": lambda count: ours_single(count, 1),
    "ours, one file a person, up to two processes": lambda count: ours_single(count, 2),
    "Typst, one file a person": typst_single,
    "ReportLab platypus, one file a person": reportlab_single,
}


def measured(way: str, count: int) -> tuple[float, float]:
    """(pages a second, peak MB), in a process of its own."""
    command = [sys.executable, __file__, "--one", way, str(count)]
    out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    seconds, memory = json.loads(out.splitlines()[-1])
    return 2 * count / seconds, memory


def main(count: int, rounds: int) -> None:
    best: dict[str, tuple[float, float]] = {}
    for _ in range(rounds):
        for way in WAYS:
            people = min(count, SLOW) if way.startswith("ReportLab") else count
            speed, memory = measured(way, people)
            best[way] = max(best.get(way, (0.0, 0.0)), (speed, memory))
    for way, (speed, memory) in best.items():
        print(f"{way:42} {speed:8.0f} pages/s {memory:6.0f} MB")
    pairs = [
        ("ours, merged", "Typst, merged", 2.3),
        ("ours, merged", "ReportLab platypus, merged", 50.0),
        ("ours, one file a person, up to two processes", "Typst, one file a person", 3.0),
    ]
    for mine, peer, aim in pairs:
        ratio = best[mine][0] / best[peer][0]
        print(f"{mine} / {peer}: {ratio:.1f} (aim {aim})")
    memory = {
        people: measured("ours, merged, texts made while drawing", people)[1]
        for people in (count, 10 * count)
    }
    print("peak memory, merged:", ", ".join(f"{n} people {mb:.0f} MB" for n, mb in memory.items()))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        took = WAYS[sys.argv[2]](int(sys.argv[3]))
        used = [resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        print(json.dumps([took, sum(used) / 1024]))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000, int(sys.argv[2]) if len(sys.argv) > 2 else 3)
