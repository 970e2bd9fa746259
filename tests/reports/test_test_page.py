"""The test_page for a printer's offset."""

from __future__ import annotations

from pathlib import Path

import pytest

from asn_desktop.reports import rendering, test_page
from asn_desktop.reports.page import LANDSCAPE, Paper


@pytest.mark.parametrize("paper", ["A4", "F4"])
def test_the_rulers_are_true(paper: Paper, tmp_path: Path) -> None:
    out = tmp_path / "test.pdf"
    test_page.write(out, paper)
    width, height = rendering.page_size(out, 0)
    assert (round(width / 72 * 25.4, 1), round(height / 72 * 25.4, 1)) == LANDSCAPE[paper]
    assert f"Halaman uji cetak {paper}" in rendering.page_text(out, 0)
    dots = 10  # a millimetre
    picture = rendering.page_picture(out, 0, 25.4 * dots)
    row = round(6.5 * dots)  # only the long ticks reach so far down from the edge
    line = picture.pixels[row * picture.width * 4 : (row + 1) * picture.width * 4 : 4]
    dark = {round(n / dots) for n, value in enumerate(line) if value < 200 and n > 9 * dots}
    assert {n for n in dark if n < LANDSCAPE[paper][0] - 9} == set(
        range(10, int(LANDSCAPE[paper][0]) - 8, 10)
    )
