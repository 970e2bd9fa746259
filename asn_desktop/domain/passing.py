"""Who passes by the rule: by mark and by attendance, with the reasons in words."""

from __future__ import annotations

from typing import NamedTuple

from asn_desktop.domain import marks

PASSED, FAILED, OPEN = "lulus", "tidak_lulus", ""
RESULTS = {PASSED: "Lulus", FAILED: "Tidak lulus", OPEN: "Belum ditetapkan"}


class Rule(NamedTuple):
    """`pass_mark` is None where marks do not decide; `min_attendance` in percent."""

    pass_mark: float | None
    min_attendance: float


class Attended(NamedTuple):
    """Sessions of one participant: there, written down (also as absent), and in all."""

    present: int
    marked: int
    total: int

    @property
    def percent(self) -> float:
        return 100 * self.present / self.total if self.total else 0.0

    @property
    def best(self) -> float:
        """Percent when all that is not yet written down were attended."""
        return 100 * (self.present + self.total - self.marked) / self.total if self.total else 0.0


class Ruling(NamedTuple):
    """`result` is empty while the rule cannot tell yet."""

    result: str
    reasons: tuple[str, ...]

    @property
    def words(self) -> str:
        return " ".join(self.reasons)


def ruled(rule: Rule, mark: float | None, attended: Attended | None, band_failed: str = "") -> Ruling | None:
    """None where neither marks nor attendance decide: then the clerk does.

    `attended` is None where attendance is not kept. `band_failed` names the predikat of a mark that does not
    pass by the scale.
    """
    if rule.pass_mark is None and attended is None:
        return None
    failed, unknown, good = [], [], []
    if rule.pass_mark is not None:
        if mark is None:
            unknown.append("Nilai akhir belum ada.")
        elif mark < rule.pass_mark:
            least = marks.shown(rule.pass_mark)
            failed.append(f"Nilai {marks.shown(mark)}, kurang dari nilai kelulusan {least}.")
        elif band_failed:
            failed.append(f"Nilai {marks.shown(mark)} berpredikat {band_failed}, yang tidak lulus.")
        else:
            good.append(f"Nilai {marks.shown(mark)}.")
    if attended is not None:
        seen = f"{attended.present} dari {attended.total} sesi ({percent(attended.percent)})"
        if attended.percent >= rule.min_attendance:
            good.append(f"Hadir {seen}.")
        elif attended.best < rule.min_attendance:
            failed.append(f"Hadir {seen}, kurang dari {percent(rule.min_attendance)}.")
        else:
            unknown.append(f"Kehadiran {attended.total - attended.marked} sesi belum diisi.")
    if failed:
        return Ruling(FAILED, tuple(failed))
    return Ruling(OPEN, tuple(unknown)) if unknown else Ruling(PASSED, tuple(good))


def percent(value: float) -> str:
    """`87,5%`, cut and not rounded up, so that 89,96 is never shown as the 90 it is not."""
    tenths = int(value * 10 + 1e-9)
    return f"{tenths // 10},{tenths % 10}%" if tenths % 10 else f"{tenths // 10}%"
