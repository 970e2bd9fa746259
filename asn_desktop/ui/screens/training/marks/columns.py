"""What stands in the grid of marks: a column for each component, then what follows from them."""

from __future__ import annotations

import textwrap

from asn_desktop.domain import marks, nip
from asn_desktop.domain.passing import RESULTS, percent
from asn_desktop.services.marks import ComponentForm, MarkGrid, share
from asn_desktop.services.passing import Standing
from asn_desktop.ui.grid import Cells, GridColumn, Kind
from asn_desktop.ui.kit.table import Column

FINAL, PREDIKAT, PRESENT, RULED, RESULT, REMARK = "final", "predikat", "present", "ruled", "result", "remark"
SIGNS = {"lulus": "✓ Lulus", "tidak_lulus": "✗ Tidak lulus", "": "– Belum"}
TONES = {SIGNS["lulus"]: "good", SIGNS["tidak_lulus"]: "bad"}
TITLE_WIDTH = 12  # characters of one line of a title

LEFT = [
    Column("No.", lambda s: s.row.position, width=3),
    Column("Nama", lambda s: s.row.name, width=25, hint=lambda s: nip.spaced(s.row.nip)),
]


def _mark(text: str) -> str:
    if wrong := marks.trouble(text):
        raise ValueError(wrong)
    return marks.shown(marks.read(text))


def result_code(text: str) -> str:
    """A key of RESULTS. Raises ValueError."""
    word = " ".join(text.strip(" ✓✗–").casefold().replace("_", " ").split())
    words = {"l": "lulus", "t": "tidak_lulus", "tl": "tidak_lulus", "b": "", "belum": ""}
    words |= {name.casefold(): code for code, name in RESULTS.items()}
    if word and word not in words:
        raise ValueError(
            f"“{text.strip()[:20]}” bukan hasil. Tekan L (lulus), T (tidak lulus), atau B (belum)."
        )
    return words[word] if word else ""


MARK = Kind(_mark, is_number=True)
OUTCOME = Kind(
    lambda text: SIGNS[result_code(text)],
    keys={"L": SIGNS["lulus"], "T": SIGNS["tidak_lulus"], "B": SIGNS[""]},
    tone=lambda text: TONES.get(text, ""),
)


def columns(shown: MarkGrid) -> list[GridColumn]:
    """The final mark is typed only where it is no mean of others."""
    every = shown.components
    final = GridColumn(FINAL, "Nilai\nakhir", None if shown.weighed else MARK, width=6)
    return [
        *(GridColumn(c.id, _title(c, every), MARK, _hint(c, every), width=9) for c in every),
        final,
        GridColumn(RESULT, "Hasil", OUTCOME, "L lulus, T tidak lulus, B belum ditetapkan", width=12),
        GridColumn(RULED, "Menurut\naturan", None, width=11, is_text=True),
        GridColumn(PRESENT, "Hadir", None, "Persen sesi yang dihadiri", width=6),
        GridColumn(PREDIKAT, "Predikat", None, width=17, is_text=True),
        GridColumn(REMARK, "Keterangan", None, width=60, is_text=True),
    ]


def _title(component: ComponentForm, every: tuple[ComponentForm, ...]) -> str:
    name = textwrap.shorten(component.name, 2 * TITLE_WIDTH, placeholder="…")
    lines = textwrap.wrap(name, TITLE_WIDTH) or [name]
    weight = share(component.weight, every)
    return "\n".join([*lines[:2], f"{marks.shown(weight)}%" if weight else "0%"])


def _hint(component: ComponentForm, every: tuple[ComponentForm, ...]) -> str:
    weight = share(component.weight, every)
    counts = f"{marks.shown(weight)}% dari nilai akhir" if weight else "tidak dihitung dalam nilai akhir"
    return f"{component.name}: {counts}"


def saved(shown: MarkGrid) -> Cells:
    cells: Cells = {
        (person, component): marks.shown(value) for (component, person), value in shown.marks.items()
    }
    for one in shown.people:
        cells[one.id, FINAL] = marks.shown(one.row.score)
        cells[one.id, PREDIKAT] = one.row.predikat
        cells[one.id, PRESENT] = percent(one.attended.percent) if one.attended else ""
        cells[one.id, RULED] = SIGNS[one.ruling.result] if one.ruling else ""
        cells[one.id, RESULT] = SIGNS[one.row.result]
        cells[one.id, REMARK] = remark(one)
    return cells


def remark(one: Standing) -> str:
    """Why the result is what it is, or what is still missing."""
    if one.ruling is None:
        return ""
    if one.differs and one.reason:
        return f"Di luar aturan: {one.reason}"
    if one.differs:
        return f"Berbeda dari aturan, belum beralasan. {one.ruling.words}"
    return "" if one.ruling.result == "lulus" else one.ruling.words
