"""What a position asks for is read from its name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_desktop.domain.competences import LEVELS, fit, gap, kind_of_position, standard_of

TABLE = {"JPT_PRATAMA": 4, "ADMINISTRATOR": 3, "PENGAWAS": 2, "PELAKSANA": 1, "AHLI_MUDA": 3, "MAHIR": 2}


@pytest.mark.parametrize(
    ("kind", "name", "code"),
    [
        ("1", "Kepala Dinas Perhubungan", "JPT_PRATAMA"),
        ("1", "Plt. Kepala Badan Kepegawaian", "JPT_PRATAMA"),
        ("1", "Staf Ahli Wali Kota Bidang Hukum", "JPT_PRATAMA"),
        ("1", "Sekretaris Daerah", "JPT_PRATAMA"),
        ("1", "Sekretaris Dinas", "ADMINISTRATOR"),
        ("1", "Camat Sako", "ADMINISTRATOR"),
        ("1", "Kepala Bidang Mutasi", "ADMINISTRATOR"),
        ("", "Kepala Bagian Umum", "ADMINISTRATOR"),
        ("1", "Lurah Sukamaju", "PENGAWAS"),
        ("1", "Kepala Subbagian Keuangan", "PENGAWAS"),
        ("1", "Kepala Seksi Pemerintahan", "PENGAWAS"),
        ("1", "Sekretaris Lurah", "PENGAWAS"),
        ("2", "Analis SDM Aparatur Ahli Muda", "AHLI_MUDA"),
        ("2", "Guru Madya", "AHLI_MADYA"),
        ("2", "Perawat Mahir", "MAHIR"),
        ("2", "Bidan Pelaksana Lanjutan", "MAHIR"),
        ("2", "Arsiparis", ""),
        ("4", "Pengadministrasi Umum", "PELAKSANA"),
        ("", "Analis Kebijakan Ahli Pertama", "AHLI_PERTAMA"),
        ("4", "Pengelola Kepala Bidang", "PELAKSANA"),
        ("1", "Entah", ""),
        ("2", "Lurah", "PENGAWAS"),
        ("2", "Kepala Subbagian Umum dan Kepegawaian", "PENGAWAS"),
        ("1", "Operator Layanan Operasional", "PELAKSANA"),
        ("2", "Penata Kelola Pemerintahan", "PELAKSANA"),
        ("4", "Entah", "PELAKSANA"),
        ("", "Dokter", ""),
        ("", "", ""),
    ],
)
def test_the_kind_is_read_from_the_name(kind: str, name: str, code: str) -> None:
    assert kind_of_position(kind, name) == code


def test_the_standard_is_that_of_the_table_the_office_keeps() -> None:
    assert standard_of("1", "Camat Sako", TABLE) == 3
    assert standard_of("1", "Camat Sako", {}) is None
    assert standard_of("1", "Entah", TABLE) is None


def test_a_gap_needs_both_levels() -> None:
    assert (gap(3, 1), gap(3, 4), gap(None, 1), gap(3, None)) == (2, 0, 0, 0)


def test_a_job_person_match_does_not_let_a_strength_make_up_for_a_lack() -> None:
    assert fit({"M1": 5, "M2": 1}, 2, ["M1", "M2"]) == 75
    assert fit({"M1": 5}, 2, ["M1", "M2"]) is None
    assert fit({}, None, ["M1"]) is None


@given(st.dictionaries(st.sampled_from("ABC"), st.sampled_from(LEVELS), min_size=3), st.sampled_from(LEVELS))
def test_a_match_is_whole_only_when_every_standard_is_met(levels: dict[str, int], standard: int) -> None:
    found = fit(levels, standard, list("ABC"))
    assert found is not None
    assert 0 < found <= 100
    assert (found == 100) == all(level >= standard for level in levels.values())
