"""What files have in common (master), how they are put together (pdf, batch), how they are saved (page)."""

from __future__ import annotations

import io
import threading
from pathlib import Path

import pytest

from asn_desktop.domain.errors import UserError
from asn_desktop.reports import certificate, master, page, rendering
from asn_desktop.reports.certificate import Options
from asn_desktop.reports.pdf import Objects, Pages, number

from .conftest import make_sheet


def test_all_files_begin_alike() -> None:
    first, second = (make_sheet(nama=name) for name in ("Pertama", "ʿKedua"))
    start = master.master(first.template, first.arms).start
    assert certificate.draw(first).startswith(start)
    assert certificate.draw(second).startswith(start)
    assert len(start) > 0.7 * len(certificate.draw(first))


def test_threads_draw_the_same() -> None:
    sheets = [make_sheet(nama=f"ʿNama ḥ {n}") for n in range(20)]
    expected = certificate.hashes(sheets)
    found: list[list[str]] = []
    threads = [threading.Thread(target=lambda: found.append(certificate.hashes(sheets))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [expected] * 4


def test_what_many_share_stands_once_in_the_merged_file(tmp_path: Path) -> None:
    out = tmp_path / "all.pdf"
    certificate.write_merged([make_sheet(nama=f"Nama {n}") for n in range(30)], out, Options())
    data = out.read_bytes()
    assert data.count(b"DAFTAR MATA PELATIHAN") == 1
    assert data.count(b"/FontFile2") == len(make_sheet().template.keys)
    assert data.count(b"/Subtype/Image") == 1


@pytest.mark.parametrize("count", [1, 63, 64, 65, 200])
def test_page_trees_of_any_size(count: int) -> None:
    out = io.BytesIO()
    objects = Objects(out.write)
    pages = Pages(objects, (100, 50))
    for _ in range(count):
        pages.add(objects.add(b"<<>>"), [objects.stream(b"")])
    pages.finish("Judul (é)")
    assert rendering.page_count(out.getvalue()) == count


@pytest.mark.parametrize(
    ("value", "text"), [(0.0, b"0"), (-0.001, b"0"), (1.005, b"1"), (-2.5, b"-2.5"), (100, b"100")]
)
def test_numbers_are_short_and_never_minus_zero(value: float, text: bytes) -> None:
    assert number(value) == text


def test_a_failure_while_writing_leaves_the_old_file(tmp_path: Path) -> None:
    out = tmp_path / "a.pdf"
    out.write_bytes(b"old")

    def write() -> None:
        with page.replacing(out) as file:
            file.write(b"new")
            raise OSError(28, "No space left on device")

    with pytest.raises(UserError, match="disk penuh"):
        write()
    assert out.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [out]


def test_a_file_open_elsewhere_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").mkdir()  # cannot be replaced by a file, like an open file on Windows
    with pytest.raises(UserError, match=r"a\.pdf"), page.replacing(tmp_path / "a.pdf") as file:
        file.write(b"new")
    assert [p.name for p in tmp_path.iterdir()] == ["a.pdf"]
