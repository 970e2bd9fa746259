from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import product
from pathlib import Path

import pytest
from desks import NOW, TODAY, make_desk
from sqlalchemy import Engine, select

from asn_desktop.db import history, images
from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import Action, Base, Event, FormerNip, Participant, Person, Setting, Touched, Unit
from asn_desktop.domain.errors import UserError
from asn_desktop.services import history as walking
from asn_desktop.services import reference, trail
from asn_desktop.services.trail import Field, Filter, words


def add_siti(engine: Engine, **more: object) -> int:
    values = {
        "name": "Siti Aminah",
        "name_key": "siti aminah",
        "gelar_belakang": "S.Pd.",
        "nip": "198001172008012003",
        "birth_date": date(1980, 1, 17),
        "status": "PNS",
        "golongan": "III/d",
    } | more
    with writing(engine, "Tambah pegawai", "rina", NOW) as s:
        person = Person(**values)
        s.add(person)
        s.flush()
        return person.id


def fields(engine: Engine, action_id: int, place: int = 0) -> dict[str, tuple[str, str]]:
    with reading(engine) as s:
        change = trail.detail(s, action_id).changes[place]
        return {field.title: (field.old, field.new) for field in change.fields}


def labels(engine: Engine, wanted: Filter) -> list[str]:
    with reading(engine) as s:
        return [row.label for row in trail.rows(s, trail.ids(s, wanted))]


def newest(engine: Engine) -> int:
    with reading(engine) as s:
        return trail.ids(s, Filter())[0]


def test_every_table_and_column_has_a_name() -> None:
    recorded = {name: cls for name, cls in images.TABLES.items() if cls.recorded}
    assert set(words.NOUNS) == set(recorded)
    for name, cls in recorded.items():
        assert set(words.NOUNS[name].columns) == set(images.columns(cls)) - words.HIDDEN, name


def test_codes_and_references_are_shown_by_name(engine: Engine) -> None:
    with writing(engine, "Siapkan") as s:
        reference.seed(s)
        s.add(Unit(name="Kecamatan Sako", name_key="kecamatan sako"))
    person = add_siti(engine, agama="1", unit_id=1, sex="P", birth_place="Palembang")
    told = fields(engine, newest(engine))
    assert told["Perangkat daerah"] == ("", "Kecamatan Sako")
    assert told["Jenis kelamin"] == ("", "Perempuan")
    assert told["Golongan"] == ("", "Penata Tingkat I (III/d)")
    assert told["NIP"] == ("", "19800117 200801 2 003")
    assert told["Tanggal lahir"] == ("", "17-01-1980")
    assert "Catatan" not in told
    assert "Diarsipkan" not in told
    with writing(engine, "Arsipkan", "budi") as s:
        s.get_one(Person, person).archived = True
        s.get_one(Person, person).unit_id = None
    assert fields(engine, newest(engine)) == {
        "Perangkat daerah": ("Kecamatan Sako", ""),
        "Diarsipkan": ("Tidak", "Ya"),
    }


def test_what_is_gone_keeps_its_name(engine: Engine) -> None:
    with writing(engine, "Unit") as s:
        s.add(Unit(name="Dinas Lama", name_key="dinas lama"))
    person = add_siti(engine, unit_id=1)
    with writing(engine, "Hapus") as s:
        row = s.get_one(Person, person)
        row.unit_id = None
        s.flush()
        s.delete(row)
        s.delete(s.get_one(Unit, 1))
    with reading(engine) as s:
        changes = trail.detail(s, newest(engine)).changes
        assert [(c.noun, c.name, c.verb) for c in changes] == [
            ("pegawai", "Siti Aminah, S.Pd.", "diubah"),
            ("pegawai", "Siti Aminah, S.Pd.", "dihapus"),
            ("unit kerja", "Dinas Lama", "dihapus"),
        ]
        assert changes[0].fields == [Field("Perangkat daerah", "Dinas Lama", "")]
        assert trail.name(s, "person", person) == "Siti Aminah, S.Pd."
        assert trail.name(s, "person", 999) == "pegawai nomor 999"


def test_only_the_differing_parts_of_a_setting_are_shown(engine: Engine) -> None:
    with writing(engine, "Instansi") as s:
        s.add(
            Setting(
                name="office", value={"value": {"name": "Badan A", "place": "Palembang", "letterhead": []}}
            )
        )
    with writing(engine, "Ubah instansi") as s:
        s.scalars(select(Setting)).one().value = {
            "value": {"name": "Badan B", "place": "Palembang", "letterhead": ["Satu", "Dua"]}
        }
    assert fields(engine, 2) == {
        "Isi: Nama instansi": ("Badan A", "Badan B"),
        "Isi: Kop": ("", "Satu; Dua"),
    }


def test_rows_tell_what_happened_and_whether_it_still_holds(engine: Engine, tmp_path: Path) -> None:
    desk = make_desk(engine, tmp_path)
    with reading(engine) as s:
        (row,) = trail.rows(s, trail.ids(s, Filter()))
        assert row.what.startswith("3 pegawai ditambah; 1 unit kerja ditambah; 1 pelatihan ditambah")
        assert (row.actor, row.state) == ("penyiap", "")
    with writing(engine, "Ubah", "rina", NOW) as s:
        s.get_one(Person, desk.people[0]).jabatan = "Lurah"
    with writing(engine, "x", "budi", NOW + timedelta(hours=1)) as s:
        walking.take_back(s, 2, TODAY)
    with reading(engine) as s:
        back, changed, _ = trail.rows(s, trail.ids(s, Filter()))
        assert (back.kind, back.label, back.what) == ("undo", "Batalkan: Ubah", "1 pegawai diubah")
        assert (changed.state, changed.undone_by, changed.undoer) == ("dibatalkan", 3, "budi")
    with writing(engine, "x", "rina") as s:
        walking.take_back(s, 3, TODAY)
    with reading(engine) as s:
        assert [row.state for row in trail.rows(s, trail.ids(s, Filter()))] == ["", "dibatalkan", "", ""]


def test_what_was_taken_back_in_part_says_so(engine: Engine) -> None:
    for n in range(2):
        add_siti(engine, nip=None, name=f"Siti {n}")
    with writing(engine, "Ubah dua", "rina") as s:
        history.update_rows(s, Person, [(1, {"note": "a"}), (2, {"note": "a"})])
    with writing(engine, "Ubah satu", "budi") as s:
        history.update_rows(s, Person, [(1, {"note": "b"})])
    with writing(engine, "x", "rina") as s:
        walking.take_back(s, 3, TODAY, free_only=True)

    def states() -> list[str]:
        with reading(engine) as s:
            return [row.state for row in trail.rows(s, trail.ids(s, Filter()))]

    assert states() == ["", "", "dibatalkan sebagian", "", ""]
    with writing(engine, "x", "rina") as s:
        assert walking.undo(s, TODAY, "rina") == "Batalkan sebagian: Ubah dua"
    assert states() == ["", "dibatalkan", "", "", "", ""]
    with reading(engine) as s:  # what others took back in part is not theirs to take back
        assert walking.state(s, "budi").undo == "Ubah satu"


def test_everything_is_a_range_that_need_not_be_read(engine: Engine) -> None:
    with reading(engine) as s:
        assert list(trail.ids(s, Filter())) == []
    for n in range(5):
        add_siti(engine, nip=None, name=f"Siti {n}")
    with reading(engine) as s:
        assert trail.ids(s, Filter()) == range(5, 0, -1)
        assert trail.ids(s, Filter(), 2) == range(5, 3, -1)
        assert list(trail.ids(s, Filter(descending=False), 2)) == [1, 2]
        assert [row.id for row in trail.rows(s, [4, 99, 1])] == [4, 1]


@pytest.fixture
def busy(engine: Engine) -> Engine:
    """Some years of all sorts of actions, with a clock that once was set back."""
    first = add_siti(engine)
    days = [date(2024, 5, 1), date(2026, 1, 1), date(2025, 6, 1), date(2026, 11, 24)]
    for n, day in enumerate(days):
        at = datetime(day.year, day.month, day.day, 23, 59)
        with writing(engine, f"Ubah 100% ke-{n}", ("rina", "budi", "")[n % 3], at) as s:
            s.get_one(Person, first).jabatan = f"Lurah {n}"
            if n % 2:
                s.add(Unit(name=f"Unit {n}", name_key=f"unit {n}"))
        with writing(engine, f"Hapus unit {n}", "budi", at) as s:
            for unit in s.scalars(select(Unit)):
                s.delete(unit)
        with writing(engine, "x", "rina", at) as s:
            if n % 2:
                walking.undo(s, TODAY, "budi")
    with writing(engine, "x", "budi") as s:
        walking.redo(s, TODAY, "budi")
    with writing(engine, "Pulihkan cadangan", "rina") as s:
        history.recorder(s).kind = "restore"
        s.get_one(Person, first).note = "-"
    return engine


def expected(engine: Engine, wanted: Filter) -> list[int]:
    """The same by reading everything."""
    found = []
    with reading(engine) as s:
        for action in s.scalars(select(Action).order_by(Action.id.desc())):
            lines = s.scalars(select(Touched).where(Touched.action_id == action.id)).all()
            mine = [t for t in lines if not wanted.tables or t.table_name in wanted.tables]
            is_done = action.kind in ("do", "final")
            kinds = {action.kind} | {
                kind
                for kind, column in {"tambah": "added", "ubah": "changed", "hapus": "removed"}.items()
                if is_done and any(getattr(t, column) for t in mine)
            }
            if (
                mine
                and (not wanted.actors or action.actor in wanted.actors)
                and (not wanted.kinds or kinds & set(wanted.kinds))
                and all(word.casefold() in action.label.casefold() for word in wanted.text.split())
                and (not wanted.since or action.at.date() >= wanted.since)
                and (not wanted.until or action.at.date() <= wanted.until)
            ):
                found.append(action.id)
    return found


def test_filters_find_what_reading_everything_finds(busy: Engine) -> None:
    texts, actors, tables = (
        ("", "100%", "unit batalkan"),
        ((), ("", "budi")),
        ((), ("unit",), ("unit", "person")),
    )
    kinds = ((), ("tambah",), ("hapus",), ("ubah", "tambah"), ("undo",), ("redo", "hapus"), ("restore",))
    days = ((None, None), (date(2025, 6, 1), date(2026, 1, 1)), (date(2026, 11, 24), None))
    seen = set()
    for text, who, about, kind, (since, until) in product(texts, actors, tables, kinds, days):
        wanted = Filter(text, who, about, kind, since, until)
        with reading(busy) as s:
            found = list(trail.ids(s, wanted))
            again = list(trail.ids(s, Filter(text, who, about, kind, since, until, None, descending=False)))
        assert sorted(found) == sorted(expected(busy, wanted)), wanted
        assert again == found[::-1], wanted
        if since or until:
            with reading(busy) as s:
                times = [row.at for row in trail.rows(s, found)]
            assert times == sorted(times, reverse=True)
        else:
            assert found == sorted(found, reverse=True)
        seen.add(len(found))
    assert len(seen) > 5  # the cases do tell things apart


def test_the_list_that_was_asked_for_ends_somewhere(busy: Engine) -> None:
    with reading(busy) as s:
        assert len(trail.ids(s, Filter(tables=("person",)), 2)) == 2
        assert trail.ids(s, Filter("ubah"), 2) == [*trail.ids(s, Filter("ubah"))][:2]


def test_what_there_is_to_filter_by(busy: Engine) -> None:
    with reading(busy) as s:
        assert trail.actors(s) == [("", "tidak tercatat"), ("budi", "budi"), ("rina", "rina")]
        assert trail.tables(s) == [("person", "Pegawai"), ("unit", "Unit kerja")]


def test_the_trail_of_a_record_has_what_hangs_and_hung_on_it(engine: Engine, tmp_path: Path) -> None:
    desk = make_desk(engine, tmp_path)
    person, other = desk.people[0], desk.people[1]
    with writing(engine, "NIP baru") as s:
        s.add(FormerNip(person_id=person, nip="197001011990031002", until=TODAY))
    with writing(engine, "NIP lama dihapus") as s:
        s.delete(s.scalars(select(FormerNip)).one())
    with writing(engine, "Nilai orang lain") as s:
        s.scalars(select(Participant).where(Participant.person_id == other)).one().note = "baik"
    with writing(engine, "Nilai") as s:
        s.scalars(select(Participant).where(Participant.person_id == person)).one().note = "baik"
    desk.issue()
    with writing(engine, "Pindah tempat") as s:
        s.get_one(Event, desk.event_id).place = "Jakarta"
    mine = ["Terbitkan sertifikat", "Nilai", "NIP lama dihapus", "NIP baru", "Siapkan"]
    assert labels(engine, Filter(record=("person", person))) == mine
    assert labels(engine, Filter("nilai", record=("person", person))) == ["Nilai"]
    assert labels(engine, Filter(record=("event", desk.event_id))) == [
        "Pindah tempat",
        "Terbitkan sertifikat",
        "Nilai",
        "Nilai orang lain",
        "Siapkan",
    ]
    with reading(engine) as s:
        made = trail.detail(s, 1, record=("person", person)).changes
        assert {(c.noun, c.row_id) for c in made} == {("pegawai", person), ("keikutsertaan", 1)}
        assert trail.detail(s, 1, text="hasan", record=("person", person)).total == 0
        tables = {name for name, _ in trail.of_record(s, "person", person)}
        assert tables == {"person", "former_nip", "participant", "certificate", "register_number"}


def test_a_long_action_opens_in_pages_and_is_searched(engine: Engine) -> None:
    rows = [
        {
            "name": f"Orang {n}",
            "name_key": f"orang {n}",
            "nip": None,
            "jabatan": 'Guru "A"' if n == 470 else "",
        }
        for n in range(1, 501)
    ]
    with writing(engine, "Impor") as s:
        history.insert_rows(s, Person, rows)
    with writing(engine, "Ubah semua") as s:
        history.update_rows(s, Person, [(n, {"status": "PNS"}) for n in range(1, 501)])
    with reading(engine) as s:
        first, last = trail.detail(s, 1), trail.detail(s, 1, 400)
        assert (first.total, len(first.changes), first.changes[0].name) == (500, 200, "Orang 1")
        assert (len(last.changes), last.changes[-1].name) == (100, "Orang 500")
        assert [c.name for c in trail.detail(s, 1, text='"A"').changes] == ["Orang 470"]
        assert [c.name for c in trail.detail(s, 2, text="orang 470").changes] == ["Orang 470"]
        assert trail.detail(s, 2, text="50%").total == 0
        with pytest.raises(UserError, match="Muat ulang"):
            trail.detail(s, 99)


def test_all_tables_can_be_named(engine: Engine, tmp_path: Path) -> None:
    desk = make_desk(engine, tmp_path)
    desk.issue()
    with reading(engine) as s:
        told = {c.noun: c.name for key in (1, 2) for c in trail.detail(s, key).changes}
    assert told["kegiatan"] == "Pelatihan Manajemen Proyek angkatan I (2026)"
    assert told["keikutsertaan"] == "Hasan Contoh – Pelatihan Manajemen Proyek angkatan I (2026)"
    assert told["mata pelatihan"] == "Mata Pelatihan 10 (Pelatihan Manajemen Proyek)"
    assert told["sertifikat"].endswith("(Hasan Contoh)")
    assert all(told.values())
    assert Base.metadata.tables.keys() >= set(words.NOUNS)


def test_what_stands_in_the_way_is_told_row_by_row(engine: Engine) -> None:
    with writing(engine, "Unit") as s:
        s.add_all([Unit(name=f"Unit {n}", name_key=f"unit {n}") for n in (1, 2)])
    one, two = add_siti(engine), add_siti(engine, nip=None, name="Budi")
    with writing(engine, "Ubah dua orang", "rina", NOW) as s:
        change = {"unit_id": 1, "birth_date": date(1981, 2, 3), "phone": ""}
        history.update_rows(s, Person, [(one, change), (two, change)])
    with writing(engine, "Pindahkan Siti", "budi", NOW) as s:
        history.update_rows(s, Person, [(one, {"unit_id": 2, "birth_date": None})])
    with reading(engine) as s:
        found = trail.hindrances(s, 4)
        assert (found.reversal.free, found.reversal.partly, found.reversal.blocked) == (1, 0, 1)
        told = {line.field: line for line in found.lines}
        assert told["Perangkat daerah"][1:] == (
            "Pegawai: Siti Aminah, S.Pd.",
            "Perangkat daerah",
            "Unit 1",
            "Unit 2",
            "datanya sudah diubah lagi",
            5,
            "“Pindahkan Siti” oleh budi, 24-11-2026 10.30",
        )
        assert (told["Tanggal lahir"].then, told["Tanggal lahir"].now) == ("03-02-1981", "(kosong)")
        (used,) = trail.hindrances(s, 1).lines[:1]
        assert used.why == "hasilnya sudah dipakai data lain: pegawai Siti Aminah, S.Pd."
