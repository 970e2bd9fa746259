from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, select

from asn_desktop.db import undo
from asn_desktop.db.session import open_engine, reading, writing
from asn_desktop.db.tables import Base, RegisterNumber
from asn_desktop.domain.errors import InvalidInput, UserError
from asn_desktop.services import numbers
from asn_desktop.services.numbers import PaperForm, SchemeForm

TODAY = date(2026, 11, 24)
SCHEME = SchemeForm("Umum", "{klasifikasi}/{urut:04}/{kode_unit}/{bulan_romawi}/{tahun}", "800", "UNIT")


def take(engine: Engine, count: int, day: date = TODAY, scheme_id: int = 1) -> list[str]:
    with writing(engine, "Terbitkan") as s:
        first = numbers.values(numbers.get_scheme(s, scheme_id), 0, day)
        people = [f"Orang {n}" for n in range(count)]
        taken = numbers.take(s, scheme_id, first, taken_on=day, holders=people, training="Proyek")
        return [t.number for t in taken]


@pytest.fixture
def scheme(engine: Engine) -> int:
    with writing(engine, "Skema") as s:
        return numbers.save_scheme(s, SCHEME)


def test_counted_for_each_scheme_and_year(engine: Engine, scheme: int) -> None:
    with writing(engine, "Skema") as s:
        second = numbers.save_scheme(s, replace(SCHEME, name="Lain", klasifikasi="900"))
    assert take(engine, 2) == ["800/0001/UNIT/XI/2026", "800/0002/UNIT/XI/2026"]
    assert take(engine, 1) == ["800/0003/UNIT/XI/2026"]
    assert take(engine, 1, date(2027, 1, 2)) == ["800/0001/UNIT/I/2027"]
    assert take(engine, 1, scheme_id=second) == ["900/0001/UNIT/XI/2026"]
    assert take(engine, 0) == []


def test_undone_numbers_are_not_free_again(engine: Engine, scheme: int) -> None:
    take(engine, 3)
    with reading(engine) as s:
        step = undo.stacks(s).undo
        assert step is None or step.label == "Skema"  # never offered
    with pytest.raises(UserError), writing(engine, "Batalkan") as s:
        undo.undo_last(s)  # would take away the scheme of these numbers
    assert take(engine, 1) == ["800/0004/UNIT/XI/2026"]


def test_the_start_only_goes_up(engine: Engine, scheme: int) -> None:
    with writing(engine, "Nomor awal") as s:
        numbers.set_start(s, scheme, 2026, 120)
    assert take(engine, 1) == ["800/0120/UNIT/XI/2026"]
    with pytest.raises(InvalidInput, match="di bawah 121"), writing(engine, "Nomor awal") as s:
        numbers.set_start(s, scheme, 2026, 120)
    with pytest.raises(InvalidInput, match="paling besar"), writing(engine, "Nomor awal") as s:
        numbers.set_start(s, scheme, 2026, 99_999_999)
    with writing(engine, "Nomor awal") as s:
        numbers.set_start(s, scheme, 2026, 200)
        assert numbers.next_free(s, scheme, 2026) == 200


def test_a_slip_in_the_start_is_put_right_while_nobody_took_a_number(engine: Engine, scheme: int) -> None:
    with writing(engine, "Nomor awal") as s:
        numbers.register_paper(s, PaperForm(scheme, 2026, 51, "Siti"), TODAY)
        numbers.set_start(s, scheme, 2026, 5000)
        numbers.set_start(s, scheme, 2026, 50)
    assert take(engine, 2) == ["800/0050/UNIT/XI/2026", "800/0052/UNIT/XI/2026"]
    with writing(engine, "Nomor batal") as s:
        numbers.void(s, PaperForm(scheme, 2026, 60, ""), TODAY, "blangko rusak")
    with pytest.raises(InvalidInput, match="Tahun"), writing(engine, "Nomor awal") as s:
        numbers.set_start(s, scheme, 10**20, 60)
    with pytest.raises(InvalidInput, match="di bawah 61"), writing(engine, "Nomor awal") as s:
        numbers.set_start(s, scheme, 2026, 60)


def test_numbers_on_paper_are_skipped(engine: Engine, scheme: int) -> None:
    with writing(engine, "Kertas") as s:
        for n in (2, 3):
            numbers.register_paper(s, PaperForm(scheme, 2026, n, "Siti", taken_on=date(2026, 2, 28)), TODAY)
        other = PaperForm(scheme, 2026, 90, "Ali", number="800/0005/UNIT/XI/2026")
        numbers.register_paper(s, other, TODAY)
    assert take(engine, 3) == [f"800/000{n}/UNIT/XI/2026" for n in (1, 4, 6)]
    with reading(engine) as s:
        line = s.scalars(select(RegisterNumber).where(RegisterNumber.sequence == 2)).one()
        assert (line.number, line.state, line.holder) == ("800/0002/UNIT/II/2026", "kertas", "Siti")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"holder": " "}, "holder"),
        ({"sequence": 0}, "sequence"),
        ({"sequence": 1}, "sequence"),
        ({"sequence": 7, "number": "800/0001/UNIT/XI/2026"}, "sequence"),
        ({"year": 26}, "year"),
    ],
)
def test_what_a_paper_number_needs(
    engine: Engine, scheme: int, change: dict[str, object], field: str
) -> None:
    take(engine, 1)
    form = PaperForm(**{**vars(PaperForm(scheme, 2026, 50, "Siti")), **change})
    with pytest.raises(InvalidInput) as caught, writing(engine, "Kertas") as s:
        numbers.register_paper(s, form, TODAY)
    assert list(caught.value.problems) == [field]


def test_a_spoilt_number_keeps_its_reason(engine: Engine, scheme: int) -> None:
    with writing(engine, "Batal") as s:
        numbers.void(s, PaperForm(scheme, 2026, 1, ""), TODAY, "blangko rusak")
    assert take(engine, 1) == ["800/0002/UNIT/XI/2026"]
    with pytest.raises(InvalidInput, match="Alasan"), writing(engine, "Batal") as s:
        numbers.void(s, PaperForm(scheme, 2026, 9, ""), TODAY, " ")


def test_schemes(engine: Engine, scheme: int) -> None:
    with writing(engine, "Bawaan") as s:
        numbers.seed(s)
        assert [r.name for r in numbers.schemes(s)] == ["Umum"]
        form = numbers.get_scheme(s, scheme)
        numbers.save_scheme(s, replace(form, bidang="III", pattern="{urut}/{bidang}/{tahun}"))
    with writing(engine, "Arsip") as s:
        numbers.archive_scheme(s, scheme)
        assert numbers.schemes(s) == []
        assert [r.id for r in numbers.schemes(s, archived=True)] == [scheme]
    with pytest.raises(UserError, match="orang lain"), writing(engine, "Ubah") as s:
        numbers.save_scheme(s, form)


@pytest.mark.parametrize(
    ("form", "field"),
    [
        (SchemeForm("", "{urut}/{tahun}"), "name"),
        (SchemeForm(" umum", "{urut}/{tahun}"), "name"),
        (SchemeForm("Baru", "{urut}"), "pattern"),
        (SchemeForm("Baru", "800/{urut:04}/UNIT/{bulan_romawi}/{tahun}"), "pattern"),
    ],
)
def test_what_a_scheme_needs(engine: Engine, scheme: int, form: SchemeForm, field: str) -> None:
    with pytest.raises(InvalidInput) as caught, writing(engine, "Skema") as s:
        numbers.save_scheme(s, form)
    assert list(caught.value.problems) == [field]


def test_the_first_scheme_comes_from_the_defaults(engine: Engine) -> None:
    with writing(engine, "Bawaan") as s:
        numbers.seed(s)
        numbers.seed(s)
        assert len(numbers.schemes(s)) == 1
        assert numbers.sample(numbers.get_scheme(s, 1), TODAY) == "800.1.4/0007/BKPSDM-III/2026"


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("tpus"), st.integers(1, 30)), max_size=12))
def test_no_number_is_ever_given_twice(steps: list[tuple[str, int]]) -> None:
    engine = open_engine("sqlite://")
    Base.metadata.create_all(engine)
    with writing(engine, "Skema", actor="orang lain") as s:
        numbers.save_scheme(s, SCHEME)
    seen: list[str] = []
    for verb, n in steps:
        if verb == "t":
            seen += take(engine, n)
            continue
        try:
            with writing(engine, "langkah") as s:
                if verb == "p":
                    numbers.register_paper(s, PaperForm(1, 2026, n, "X", taken_on=TODAY), TODAY)
                    seen.append(f"800/{n:04}/UNIT/XI/2026")
                elif verb == "s":
                    numbers.set_start(s, 1, 2026, n)
                else:
                    undo.undo_last(s)
        except UserError:
            pass
    assert len(seen) == len(set(seen))
    engine.dispose()


TAKER = """
import sys
from datetime import date
from asn_desktop.db.session import open_engine, writing
from asn_desktop.domain.errors import UserError
from asn_desktop.services import numbers

engine, day = open_engine(sys.argv[1]), date(2026, 11, 24)
sys.stdout.write("siap\\n"); sys.stdout.flush(); sys.stdin.readline()
for turn in range(60):
    try:
        with writing(engine, "Terbitkan", actor=sys.argv[2]) as s:
            first = numbers.values(numbers.get_scheme(s, 1), 0, day)
            got = numbers.take(s, 1, first, taken_on=day, holders=["a", "b"], training="")
            if turn % 10 == 9:
                raise UserError("batal")
    except UserError as error:
        if str(error) != "batal":
            raise
    else:
        print(*(one.number for one in got), sep="\\n")
"""


def test_two_programs_at_once_never_take_the_same_number(tmp_path: Path) -> None:
    url = f"sqlite:///{(tmp_path / 'a.db').as_posix()}"
    engine = open_engine(url)
    Base.metadata.create_all(engine)
    with writing(engine, "Skema") as s:
        numbers.save_scheme(s, SCHEME)
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", TAKER, url, who], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for who in ("satu", "dua")
    ]
    for program in programs:
        assert program.stdout is not None
        assert program.stdout.readline() == "siap\n"
    told = [program.communicate()[0].split() for program in _started(programs)]
    assert [program.returncode for program in programs] == [0, 0]
    assert [len(one) for one in told] == [108, 108]  # six turns of each were broken off
    with reading(engine) as s:
        kept = s.scalars(select(RegisterNumber).order_by(RegisterNumber.sequence)).all()
    assert [line.sequence for line in kept] == list(range(1, 217))
    assert {line.number for line in kept} == set(told[0]) | set(told[1])
    engine.dispose()


def _started(programs: list[subprocess.Popen[str]]) -> list[subprocess.Popen[str]]:
    """All run before the first is waited for."""
    for program in programs:
        assert program.stdin is not None
        program.stdin.write("mulai\n")
        program.stdin.flush()
    return programs
