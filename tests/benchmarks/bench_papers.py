"""The pack of a training of 300 people in 5 days: ours against LibreOffice from DOCX, in the same run.

    python tests/benchmarks/bench_papers.py [people] [rounds]

Ours counts twice: drawing alone, and a whole process from its start. LibreOffice counts from its start (its
profile is there already, all files in one call), and without it (less what an empty document takes).
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parent))

import trainings

from asn_desktop.reports import flow, rendering
from asn_desktop.reports.flow import Contents, Heading, Paragraph, Section
from asn_desktop.reports.papers import marks, name_list, receipt, recipients, schedule, sign_in
from asn_desktop.reports.papers.common import Look


def pack(people: int) -> list[Section]:
    event = trainings.event(people)
    look = Look(trainings.HEAD, trainings.SIGNED, footer=f"Semua peserta: {people} orang")
    return [
        schedule.section(event, look),
        name_list.section(event, look),
        *sign_in.wide(event, look),
        receipt.section(event, look),
        marks.section(event, trainings.marks(event), look),
        recipients.section(event, trainings.certificates(event), look),
    ]


def ours(people: int, out: Path) -> int:
    contents = Section("Isi", [Heading("DAFTAR ISI", 14), Contents(whole_file=True)], listed=False)
    return flow.write([contents, *pack(people)], out, "Berkas pelatihan")


def main() -> None:
    people = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    import peer_libreoffice

    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        best: dict[str, float] = {}

        def keep(name: str, seconds: float) -> None:
            best[name] = min(seconds, best.get(name, seconds))

        files = []
        for n, section in enumerate(pack(people)):
            files.append(folder / f"{n}.docx")
            peer_libreoffice.write(section, files[-1])
        empty = folder / "empty.docx"
        peer_libreoffice.write(Section("", [Paragraph("")]), empty)
        pages = 0
        for _ in range(rounds):
            start = time.perf_counter()
            pages = ours(people, folder / "ours.pdf")
            keep("ours, drawing", time.perf_counter() - start)
            start = time.perf_counter()
            subprocess.run(
                [sys.executable, __file__, "--draw", str(people), str(folder / "cold.pdf")], check=True
            )
            keep("ours, from the start of a process", time.perf_counter() - start)
            if peer_libreoffice.program():
                keep("LibreOffice, from its start", peer_libreoffice.convert(files, folder))
                keep("LibreOffice, an empty document", peer_libreoffice.convert([empty], folder))
        print(f"{people} people, 5 days: {pages} pages, {(folder / 'ours.pdf').stat().st_size / 1e6:.1f} MB")
        if not peer_libreoffice.program():
            print("LibreOffice is not installed: no ratio")
        else:
            theirs = sum(rendering.page_count(file.with_suffix(".pdf")) for file in files)
            print(f"LibreOffice: {theirs} pages")
            each = (best["LibreOffice, from its start"] / theirs) / (
                best["ours, from the start of a process"] / pages
            )
            print(f"ratio a page, both from the start: {each:.1f}")
            start, whole = best["LibreOffice, an empty document"], best["LibreOffice, from its start"]
            print(f"ratio, both from the start: {whole / best['ours, from the start of a process']:.1f}")
            print(f"ratio, both without it: {(whole - start) / best['ours, drawing']:.1f}")
            print(f"ratio, theirs from the start, ours drawing: {whole / best['ours, drawing']:.1f}")
        for name, seconds in best.items():
            print(f"{name:40} {seconds:7.3f} s")


if __name__ == "__main__":
    if "--draw" in sys.argv:
        ours(int(sys.argv[2]), Path(sys.argv[3]))
    else:
        main()
