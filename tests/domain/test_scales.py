import pytest

from asn_desktop.domain.scales import LAN_BANDS, band_of, predikat


@pytest.mark.parametrize(
    ("score", "name"),
    [
        (100, "Sangat Memuaskan"),
        (90.01, "Sangat Memuaskan"),
        (90.0, "Memuaskan"),
        (80.004, "Cukup Memuaskan"),
        (70.0, "Kurang Memuaskan"),
        (0, "Tidak Memuaskan"),
        (None, ""),
        (101, ""),
    ],
)
def test_predikat(score: float | None, name: str) -> None:
    assert predikat(score) == name


def test_pass_mark() -> None:
    passing = [n for n in range(101) if (band := band_of(n, LAN_BANDS)) and band.passes]
    assert passing == list(range(71, 101))
