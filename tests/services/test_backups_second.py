"""The second place: plain or sealed, missing, full, pulled out, and found again on another PC (R13)."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from desks import NOW

from asn_desktop.db import contents
from asn_desktop.db.contents import DamagedError
from asn_desktop.db.session import writing
from asn_desktop.db.tables import Unit
from asn_desktop.domain.errors import Cancelled, InvalidInput, UserError
from asn_desktop.services import backups
from asn_desktop.services.backups import second
from asn_desktop.services.database import open_database

PASSPHRASE = "empat kata yang mudah"


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "data"
    monkeypatch.setenv("ASN_DESKTOP_DATA", str(folder))
    return folder


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stik"
    folder.mkdir()
    return folder


def work(database: Path) -> None:
    engine = open_database(f"sqlite:///{database}", NOW)
    with writing(engine, "Unit", "siti", NOW) as s:
        s.add(Unit(name="Baru", name_key="baru"))
    engine.dispose()


def test_none_is_chosen_at_first(office_file: Path) -> None:
    assert second.place(office_file) == second.Place()
    assert second.listed(office_file) == []
    assert backups.on_demand(office_file, NOW).reminder == ""


def test_a_plain_one_is_the_same_file(office_file: Path, stick: Path) -> None:
    second.choose(office_file, stick)
    made, reminder = backups.on_demand(office_file, NOW)
    assert made is not None
    assert reminder == ""
    (there,) = second.listed(office_file)
    assert there.path.parent == stick
    assert there.path.read_bytes() == made.path.read_bytes()
    assert (there.sha256, there.people, there.head) == (made.sha256, made.people, made.head)
    backups.restore(office_file, there.path, NOW)


def test_it_is_of_this_database_alone(office_file: Path, stick: Path) -> None:
    other = office_file.with_name("latihan.db")
    other.write_bytes(office_file.read_bytes())
    second.choose(office_file, stick)
    backups.on_demand(other, NOW)
    assert list(stick.iterdir()) == []


def test_a_sealed_one_is_opened_by_its_passphrase_alone(
    office_file: Path, stick: Path, tmp_path: Path
) -> None:
    second.choose(office_file, stick, PASSPHRASE)
    made = backups.on_demand(office_file, NOW).backup
    assert made is not None
    for file in stick.iterdir():
        assert b"Contoh Nomor" not in file.read_bytes()
        assert PASSPHRASE.encode() not in file.read_bytes()
    (there,) = second.listed(office_file)
    assert there.encrypted
    assert (there.people, there.length) == (3, made.length)
    with (
        pytest.raises(UserError, match="tidak membuka"),
        backups.opened(there.path, "lain sama sekali", tmp_path),
    ):
        pass
    with backups.opened(there.path, PASSPHRASE, tmp_path) as plain:
        assert plain.read_bytes() == made.path.read_bytes()
        backups.restore(office_file, plain, NOW)
    assert not plain.exists()


def test_a_plain_backup_needs_no_passphrase(office_file: Path, tmp_path: Path) -> None:
    made = backups.make(office_file, backups.MANUAL, NOW)
    with backups.opened(made.path, "", tmp_path) as plain:
        assert plain == made.path


def test_a_sealed_one_is_found_again_on_another_pc(
    office_file: Path, stick: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The PC is lost: only the stick and the passphrase are left. Numbers begin anew and push nothing out."""
    second.choose(office_file, stick, PASSPHRASE)
    for n in range(3):
        work(office_file)
        backups.on_demand(office_file, NOW + timedelta(days=n))
    monkeypatch.setenv("ASN_DESKTOP_DATA", str(tmp_path / "pc2"))
    fresh = tmp_path / "pc2" / "asn.db"
    fresh.parent.mkdir()
    newest = next(stick.glob("asn-000003-*.age"))
    with backups.opened(newest, PASSPHRASE, fresh.parent) as plain:
        backups.restore(fresh, plain, NOW)
    assert contents.of(fresh).people == 3
    second.choose(fresh, stick)
    backups.on_demand(fresh, NOW + timedelta(days=9))
    assert [b.serial for b in second.listed(fresh)] == [4, 3, 2, 1]


def test_bytes_that_changed_on_the_stick(office_file: Path, stick: Path, tmp_path: Path) -> None:
    second.choose(office_file, stick, PASSPHRASE)
    backups.on_demand(office_file, NOW)
    (there,) = second.listed(office_file)
    data = bytearray(there.path.read_bytes())
    data[len(data) // 2] ^= 1
    for broken in (bytes(data), bytes(data[: len(data) // 2])):
        there.path.write_bytes(broken)
        with pytest.raises(DamagedError), backups.opened(there.path, PASSPHRASE, tmp_path):
            pass
        assert not list(tmp_path.glob(".buka*"))


def test_without_its_key_it_is_told_which_file_is_missing(
    office_file: Path, stick: Path, tmp_path: Path
) -> None:
    second.choose(office_file, stick, PASSPHRASE)
    backups.on_demand(office_file, NOW)
    (key,) = stick.glob("kunci-cadangan-*")
    key.unlink()
    (there,) = second.listed(office_file)
    with pytest.raises(UserError, match="kunci-cadangan"), backups.opened(there.path, PASSPHRASE, tmp_path):
        pass
    work(office_file)
    backups.on_demand(office_file, NOW)
    assert key.exists()  # the next backup brings it again


def test_a_missing_stick_is_a_sentence(office_file: Path, stick: Path) -> None:
    second.choose(office_file, stick)
    backups.on_demand(office_file, NOW)
    stick.rename(stick.with_name("di laci"))
    work(office_file)
    made, reminder = backups.on_demand(office_file, NOW + timedelta(days=1))
    assert made is not None
    assert "tidak terpasang. Cadangan terakhir di sana: 24-11-2026." in reminder
    assert backups.daily(office_file, NOW + timedelta(days=1)).reminder == reminder
    assert not stick.exists()
    stick.with_name("di laci").rename(stick)
    assert backups.at_close(office_file, NOW + timedelta(days=1)) == (None, "")  # it catches up
    assert second.listed(office_file)[0].head == made.head


def test_a_stick_pulled_half_way_leaves_nothing_that_looks_good(office_file: Path, stick: Path) -> None:
    for passphrase in ("", PASSPHRASE):
        second.choose(office_file, stick, passphrase)
        work(office_file)

        def pull(_done: int, _total: int, text: str) -> bool:
            if text == "Ke tempat kedua" and stick.exists():
                for file in stick.iterdir():
                    file.unlink()
                stick.rmdir()
            return True

        made, reminder = backups.on_demand(office_file, NOW, pull)
        assert made is not None
        assert made.ok
        assert "belum diperbarui" in reminder
        assert not stick.exists()
        stick.mkdir()
        assert backups.at_close(office_file, NOW).reminder == ""
        assert len(second.listed(office_file)) == 1


def test_stopped_by_the_clerk(office_file: Path, stick: Path) -> None:
    for passphrase in ("", PASSPHRASE):
        second.choose(office_file, stick, passphrase)
        with pytest.raises(Cancelled):
            backups.on_demand(office_file, NOW, lambda _done, _total, text: text != "Ke tempat kedua")
        assert [p.name for p in stick.iterdir() if not p.name.startswith("kunci")] == []


def test_a_full_stick_is_a_sentence_too(office_file: Path, small_disk: Callable[[str], Path]) -> None:
    small_stick = small_disk("200k")
    for passphrase in ("", PASSPHRASE):
        second.choose(office_file, small_stick, passphrase)
        work(office_file)
        made, reminder = backups.on_demand(office_file, NOW)
        assert made is not None
        assert "Penyimpanan penuh" in reminder
        assert [p.name for p in small_stick.iterdir() if not p.name.startswith("kunci")] == []


def test_what_cannot_be_chosen(office_file: Path, stick: Path) -> None:
    with pytest.raises(InvalidInput, match="paling sedikit 10"):
        second.choose(office_file, stick, "pendek")
    with pytest.raises(UserError, match="tidak ada"):
        second.choose(office_file, stick / "x")
    with pytest.raises(UserError, match="cadangan yang pertama"):
        second.choose(office_file, office_file.parent)
    assert second.place(office_file) == second.Place()
    assert list(stick.iterdir()) == []


def test_no_more(office_file: Path, stick: Path) -> None:
    second.choose(office_file, stick)
    backups.on_demand(office_file, NOW)
    second.choose(office_file, None)
    assert second.place(office_file) == second.Place()
    assert len(list(stick.glob("*.db"))) == 1


def test_settings_that_cannot_be_read(office_file: Path, data_folder: Path, stick: Path) -> None:
    data_folder.mkdir()
    for text in ("{", "[]", '{"x": 1}', f'{{"{office_file}": {{"lain": 1}}}}'):
        (data_folder / "cadangan-kedua.json").write_text(text, encoding="utf-8")
        assert second.place(office_file) == second.Place()
    second.choose(office_file, stick)
    assert second.place(office_file).folder == str(stick)


def test_at_close_an_idle_day_needs_no_other_copy(office_file: Path) -> None:
    first = backups.at_close(office_file, NOW).backup
    assert first is not None
    assert first.reason == "tutup"
    assert backups.at_close(office_file, NOW + timedelta(hours=1)).backup is None
    work(office_file)
    assert backups.at_close(office_file, NOW + timedelta(hours=2)).backup is not None
    newest = backups.listed(office_file)[0]
    newest.path.write_bytes(newest.path.read_bytes()[:9000])
    assert backups.at_close(office_file, NOW + timedelta(hours=3)).backup is not None


def test_daily_is_once_a_day(office_file: Path) -> None:
    first = backups.daily(office_file, NOW).backup
    assert first is not None
    assert first.reason == "harian"
    assert backups.daily(office_file, NOW + timedelta(hours=1)) == (None, "")
    assert backups.daily(office_file, NOW + timedelta(days=1)).backup is not None
    assert backups.daily(office_file.with_name("belum ada.db"), NOW) == (None, "")


def test_a_rehearsal_is_a_place_of_its_own(office_file: Path, tmp_path: Path) -> None:
    made = backups.make(office_file, backups.MANUAL, NOW)
    before = made.path.read_bytes(), office_file.read_bytes()
    trial = backups.rehearse(made.path, tmp_path / "coba", NOW)
    assert trial == tmp_path / "coba" / "latihan-20261124-103000" / "latihan.db"
    work(trial)
    assert (made.path.read_bytes(), office_file.read_bytes()) == before
    open_one = backups.rehearse(made.path, tmp_path / "coba", NOW + timedelta(days=2))
    open_one.with_name("latihan.db.lock").touch()
    backups.rehearse(made.path, tmp_path / "coba", NOW + timedelta(days=30))
    assert not trial.exists()
    assert open_one.exists()
    with pytest.raises(UserError):
        backups.rehearse(tmp_path / "hilang.db", tmp_path / "coba", NOW + timedelta(days=31))
    assert len(list((tmp_path / "coba").iterdir())) == 2


def test_an_emptied_stick_or_another_one_gets_the_backup_again(office_file: Path, stick: Path) -> None:
    second.choose(office_file, stick)
    made, _ = backups.on_demand(office_file, NOW)
    assert made is not None
    for path in stick.iterdir():
        path.unlink()
    assert backups.at_close(office_file, NOW) == (None, "")
    assert [b.head for b in second.listed(office_file)] == [made.head]
