"""The fastest peer: Typst, one document for all people, or one for each.

Its page shows what ours shows: the same fonts, texts, table and emblem. Having no QR of its own, it gets
ready SVG paths, made before the clock starts; the art it gets as a ready PDF.
"""

from __future__ import annotations

import json
import re
import shutil
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import typst
from people import SUBJECTS, arms, proof, sheet, values

from asn_desktop import resources
from asn_desktop.domain.certificates import Certificate
from asn_desktop.reports import certificate, qr
from asn_desktop.reports.certificate import Sheet

_SOURCE = """
#set page(width: 297mm, height: 210mm, margin: 0mm)
#set text(font: "Noto Serif", size: 10.5pt, lang: "id")
#let people = json("people.json")
#let rows = (("Nama", "nama"), ("NIP", "nip"), ("Tempat, tanggal lahir", "tempat_tanggal_lahir"),
  ("Pangkat/golongan ruang", "pangkat_golongan"), ("Jabatan", "jabatan"), ("Unit kerja", "unit_kerja"),
  ("Instansi", "instansi"))
#let mid(y, body) = place(top + center, dy: y, body)
#let sign(y, p, t) = place(top + left, dx: 176mm, dy: y, {
  if t == "" [#p.ttd_tempat_tanggal \\ ]
  p.at("ttd" + t + "_jabatan"); v(16mm); strong(p.at("ttd" + t + "_nama")); linebreak()
  p.at("ttd" + t + "_pangkat"); linebreak(); [NIP #p.at("ttd" + t + "_nip")]
})
#for p in people {
  place(image("art.pdf", width: 297mm))
  mid(16mm, image("arms.png", height: 19.5mm))
  mid(37mm, text(12.5pt, weight: "bold", p.instansi_penerbit))
  mid(44mm, text(31pt, weight: "bold", tracking: 6pt)[SERTIFIKAT])
  mid(59mm)[Nomor: #p.nomor]
  mid(64mm, box(width: 229mm, align(center, p.dasar)))
  place(dx: 31mm, dy: 75.5mm, rect(width: 30mm, height: 40mm, stroke: 0.5pt))
  place(dx: 71mm, dy: 75mm, grid(columns: (50mm, 4mm, 142mm), row-gutter: 2mm,
    ..rows.map(((l, k)) => (l, ":", p.at(k))).flatten()))
  mid(115mm, text(23pt, weight: "bold", p.putusan))
  mid(130mm, box(width: 229mm, align(center)[#p.pelatihan #p.angkatan Tahun #p.tahun sebagai #p.peran yang
    diselenggarakan oleh #p.penyelenggara pada tanggal #p.tanggal_pelatihan di #p.tempat yang meliputi
    #p.jp (#p.jp_terbilang) jam pelajaran.]))
  sign(148mm, p, "")
  place(dx: 31mm, dy: 155mm, image(bytes(p.qr), format: "svg", width: 32mm))
  place(dx: 31mm, dy: 189mm, text(7pt, style: "italic")[Bukti keaslian aplikasi – bukan tanda tangan
    elektronik BSrE \\ Kode: #p.kode])
  pagebreak()
  place(image("back.pdf", width: 297mm))
  mid(18mm, text(16pt, weight: "bold")[DAFTAR MATA PELATIHAN])
  mid(28mm)[#p.pelatihan #p.angkatan Tahun #p.tahun]
  place(dx: 34mm, dy: 41mm, table(columns: (14mm, 193mm, 22mm), stroke: 0.35pt, inset: 1.5mm,
    [*No.*], [*Mata Pelatihan*], [*JP*], SUBJECTS,
    table.cell(colspan: 2)[*Jumlah jam pelajaran*], [*36*]))
  sign(152mm, p, "2")
  place(dx: 31mm, dy: 190mm, text(8pt, style: "italic")[Nomor #p.nomor – #p.nama])
  pagebreak(weak: true)
}
"""


def _subjects() -> str:
    out: list[str] = []
    for n, subject in enumerate(SUBJECTS):
        if n % 4 == 0:
            out.append(f"table.cell(colspan: 2)[*{subject.group}*], [*12*]")
        out.append(f"[{n + 1}], [{subject.name}], [{subject.jp}]")
    return ", ".join(out)


def _art(front: bool) -> bytes:
    """Our own frame as a PDF: Typst puts that in once, while an SVG would be repeated on every page."""
    template = sheet(0).template
    side = template.front if front else template.back
    bare = replace(template, text="art " + str(front), front=replace(side, items=(), arms=None, table=None))
    return certificate.draw(Sheet(bare, None, Certificate({})))


def _qr(text: str) -> str:
    white, pixels = qr.modules(text)
    runs = [m.span() for m in re.finditer(b"\x00+", pixels)]
    path = "".join(f"M{s % white} {s // white}h{e - s}v1h{s - e}z" for s, e in runs)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {white} {white}"><path d="{path}"/></svg>'


def _prepared(folder: Path, people: range) -> Path:
    folder.joinpath("art.pdf").write_bytes(_art(True))
    folder.joinpath("back.pdf").write_bytes(_art(False))
    folder.joinpath("arms.png").write_bytes(arms())
    folder.joinpath("people.json").write_text(json.dumps([values(n) | {"qr": _qr(proof(n))} for n in people]))
    source = folder / "main.typ"
    source.write_text(_SOURCE.replace("SUBJECTS", _subjects()))
    return source


def merged(count: int) -> float:
    """Seconds for one document."""
    folder = Path(tempfile.mkdtemp())
    source = _prepared(folder, range(count))
    start = time.perf_counter()
    typst.compile(
        str(source), output=str(folder / "all.pdf"), pdf_tags=False, font_paths=[str(resources.path("fonts"))]
    )
    took = time.perf_counter() - start
    shutil.rmtree(folder)
    return took


def single(count: int) -> float:
    """Seconds for one file a person; the compiler is kept, so that fonts are read only once."""
    folder = Path(tempfile.mkdtemp())
    source = _prepared(folder, range(1))
    data = [json.dumps([values(n) | {"qr": _qr(proof(n))}]) for n in range(count)]
    text = source.read_text().replace('json("people.json")', "json(bytes(sys.inputs.people))")
    source.write_text(text)
    compiler = typst.Compiler(str(source), font_paths=[str(resources.path("fonts"))])
    start = time.perf_counter()
    for n in range(count):
        compiler.compile(output=str(folder / f"{n}.pdf"), pdf_tags=False, sys_inputs={"people": data[n]})
    took = time.perf_counter() - start
    shutil.rmtree(folder)
    return took
