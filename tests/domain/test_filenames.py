import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_desktop.domain import filenames


@pytest.mark.parametrize(
    "text", ["../../etc/passwd", "CON", "nul.txt", "a.", "a ", "\u202egpj.exe", "a\x00b", "x" * 300, ""]
)
def test_hostile_names(text: str) -> None:
    name = filenames.safe(text)
    assert name
    assert not set(name) & set('<>:"/\\|?*\x00\u202e')
    assert name[-1] not in ". "
    assert name.split(".")[0].casefold() not in {"con", "nul"}
    assert len(name.encode()) <= filenames.LONGEST


@given(st.text())
def test_every_text_makes_a_file(text: str) -> None:
    name = filenames.safe(text)
    assert name.strip(". ") == name != ""
    assert all(c.isprintable() for c in name)
    assert filenames.safe(name) == name


@pytest.mark.parametrize("text", ["COM1", "com¹", "LPT9.pdf", "CON .txt", "AUX", "CONIN$", "Clock$"])
def test_reserved_names(text: str) -> None:
    assert filenames.safe(text) == f"_{text}"


@given(st.text(), st.integers(12, 60))
def test_the_longest_is_kept(text: str, longest: int) -> None:
    assert len(filenames.safe(text, longest).encode()) <= longest


@given(st.lists(st.sampled_from(["Ali", "ALI", "Ali (2)", "Siti", "ﬁ", "fi"])))
def test_never_two_alike(names: list[str]) -> None:
    made = filenames.unique(names)
    assert len({n.casefold() for n in made}) == len(names)


def test_pattern() -> None:
    values = {"nomor": "800/1/2026", "nama": "R. <b>Agus"}
    assert filenames.from_pattern("{nomor} {nama}", values) == "800-1-2026 R. -b-Agus"
    assert filenames.from_pattern("{lain}", values) == "lain"
