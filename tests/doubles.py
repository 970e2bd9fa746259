"""An invented office with people recorded twice in the ways it happens, and with people who only look alike.

Names are put together from 120 words, far fewer than there are in life, so namesakes abound.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from asn_desktop.db.history import insert_rows
from asn_desktop.db.tables import FormerNip, Person, Unit
from asn_desktop.domain import names

MEN = (
    "Muhammad Ahmad Abdul Agus Budi Bambang Hendra Rudi Yusuf Ibrahim Zainal Fauzi Rizki Hidayat Rahmat "
    "Arif Syarifudin Taufik Irwan Darmawan Eko Dwi Joko Sukarno Suharto Wahyu Hasan Husein Umar Usman "
    "Iskandar Firdaus Ridwan Sofyan Junaidi Herman Effendi Kurniawan Saputra Pratama Setiawan Gunawan "
    "Hartono Santoso Wibowo Nugroho Siregar Nasution Harahap Lubis Sinaga Syahputra Alamsyah Mahendra "
    "Prasetyo Suryadi"
).split()
WOMEN = (
    "Siti Sri Nur Dewi Rina Yulia Fitri Fatimah Khadijah Aisyah Maryam Zubaidah Rohmah Hasanah Lestari "
    "Wulandari Kartika Permata Anggraini Puspita Rahayu Utami Handayani Susanti Marlina Oktaviani Juwita "
    "Melati Indah Ratna Yanti Suryani Nurhayati Kurniasih Maharani Cahyani Damayanti Pertiwi Safitri "
    "Amelia Novita Desi Eka Tri Ayu Intan Citra Mega Nyimas Masayu Rosmala Halimah Zahra Khoiriyah"
).split()
OTHERWISE = {  # another spelling of the same word
    "Muhammad": ("Moh.", "M.", "Muhamad", "Mohammad", "Muh."),
    "Ahmad": ("Achmad", "Akhmad", "Ahmat"),
    "Abdul": ("Abd.", "Abdoel"),
    "Siti": ("St.", "Sitti"),
    "Yusuf": ("Yusup", "Yoesoef"),
    "Zainal": ("Zaenal", "Zainall"),
    "Fauzi": ("Fauzie", "Fauzy"),
    "Rizki": ("Rizky", "Riski"),
    "Rahmat": ("Rachmat", "Rakhmat"),
    "Sukarno": ("Soekarno",),
    "Suharto": ("Soeharto",),
    "Joko": ("Djoko",),
    "Sofyan": ("Sofian", "Sopian"),
    "Junaidi": ("Djunaidi", "Junaedi"),
    "Effendi": ("Efendi", "Effendy"),
    "Dewi": ("Dewie", "Dewy"),
    "Khadijah": ("Chadijah", "Kadijah"),
    "Nur": ("Noer",),
    "Handayani": ("Handajani", "Handayany"),
    "Susanti": ("Soesanti", "Susanty"),
    "Fatimah": ("Fatima", "Fattimah"),
}
PLACES = ("Palembang", "Baturaja", "Lahat", "Sekayu", "Prabumulih", "Kayuagung")
Row = dict[str, Any]


class Office(NamedTuple):
    """Rows of `person` in the order of their ids (from 1); `former` are (person id, NIP). `doubles` names for
    each pair of ids in which way it came about; all others are different people.
    """

    rows: list[Row]
    former: list[tuple[int, str]]
    doubles: dict[tuple[int, int], str]


def fill(session: Session, made: Office) -> None:
    """Into an empty database, with the units they work in."""
    insert_rows(session, Unit, [{"name": f"Unit {n}", "name_key": f"unit {n}"} for n in range(1, 41)])
    insert_rows(session, Person, made.rows)
    former = [{"person_id": p, "nip": n, "until": date(2026, 1, 1)} for p, n in made.former]
    insert_rows(session, FormerNip, former)


def office(count: int, doubles: int, seed: int = 1) -> Office:
    """`count` people, then `doubles` second records of each kind, then as many who only look alike."""
    made = _Maker(random.Random(seed))
    rows = [made.employee(n) for n in range(count)]
    former: list[tuple[int, str]] = []
    planted: dict[tuple[int, int], str] = {}
    ways: dict[str, Callable[[Row], Row]] = {
        "tanpa NIP, ejaan lain": made.without_nip,
        "tanpa NIP, nama sama": made.same_without_nip,
        "dari luar, tanpa tanggal lahir": made.outsider,
        "hari dan bulan tertukar": made.swapped,
        "tanggal lahir salah satu angka": made.birth_off,
        "NIP salah satu angka": made.nip_off,
        "PPPK menjadi PNS": made.new_nip,
        "NIK sama, nama salah tulis": made.same_nik,
        "NIP lama di riwayat": made.kept_nip,
    }
    chosen = made.chance.sample(range(count), doubles * len(ways))
    for way, second in ways.items():
        for _ in range(doubles):
            first = chosen.pop()
            row = second(rows[first])
            if way == "NIP lama di riwayat":
                former.append((len(rows) + 1, rows[first]["nip"]))
            rows.append(row)
            planted[first + 1, len(rows)] = way
    for _ in range(doubles):
        first = made.chance.randrange(count)
        rows += [made.namesake(rows[first]), made.twin(rows[first]), made.unrelated_outsider()]
    return Office(rows, former, planted)


class _Maker:
    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self._serial = 0
        self._taken: set[str] = set()

    def employee(self, number: int) -> Row:
        sex = self.chance.choice("LP")
        born = date(1967, 1, 1) + timedelta(self.chance.randrange(12_500))
        words = self.chance.sample(MEN if sex == "L" else WOMEN, self.chance.choice((2, 2, 3, 3, 3)))
        return self._row(
            name=" ".join(words),
            nip=self._nip(born, sex),
            nik=f"1671{number % 18 + 1:02d}{_nik_day(born, sex):02d}{born:%m%y}{number % 10_000:04d}",
            sex=sex,
            birth_date=born,
            birth_place=self.chance.choice(PLACES),
            status="PNS",
            unit_id=self.chance.randrange(40) + 1,
        )

    def without_nip(self, row: Row) -> Row:
        return self._again(row, name=self._otherwise(row["name"]), nip=None, nik="", unit_id=None)

    def same_without_nip(self, row: Row) -> Row:
        return self._again(row, nip=None, nik="", name=row["name"].upper())

    def outsider(self, row: Row) -> Row:
        name = self._otherwise(row["name"])
        return self._again(row, name=name, nip=None, nik="", birth_date=None, birth_place="", status="NON")

    def swapped(self, row: Row) -> Row:
        born = row["birth_date"]
        day = date(born.year, born.day, born.month) if born.day <= 12 else born
        return self._again(row, nip=None, nik="", birth_date=day, name=self._otherwise(row["name"]))

    def birth_off(self, row: Row) -> Row:
        born = row["birth_date"]
        day = 28 if (born.month, born.day) == (2, 29) else born.day
        other = born.replace(year=born.year + self.chance.choice((-1, 1)), day=day)
        if f"{other.year}"[:3] != f"{born.year}"[:3]:
            other = born.replace(year=born.year + 10, day=day)
        return self._again(row, nip=None, nik="", birth_date=other)

    def nip_off(self, row: Row) -> Row:
        digits = row["nip"]
        place = self.chance.choice((10, 11, 15, 16, 17))
        other = digits[:place] + str((int(digits[place]) + 1) % 10) + digits[place + 1 :]
        return self._again(row, nip=other, nik="") if self._free(other) else self.nip_off(row)

    def new_nip(self, row: Row) -> Row:
        return self._again(row, nip=self._nip(row["birth_date"], row["sex"]), nik="", unit_id=None)

    def same_nik(self, row: Row) -> Row:
        return self._again(row, nip=None, name=self._mistyped(row["name"]), birth_date=None, unit_id=None)

    def kept_nip(self, row: Row) -> Row:
        return self._again(row, nip=self._nip(row["birth_date"], row["sex"]), nik="", unit_id=None)

    def namesake(self, row: Row) -> Row:
        return self.employee(self._serial) | {k: row[k] for k in ("name", "name_key")}

    def twin(self, row: Row) -> Row:
        """Born on the same day at the same place, half of the name the same."""
        words = row["name"].split()
        words[-1] = self.chance.choice([w for w in (*MEN, *WOMEN) if w not in words])
        twin = self.employee(self._serial)
        nip = self._nip(row["birth_date"], row["sex"])
        same = {k: row[k] for k in ("birth_date", "birth_place", "sex")}
        return self._again(twin, **same, nip=nip, name=" ".join(words))

    def unrelated_outsider(self) -> Row:
        words = self.chance.sample(MEN, 2)
        return self._row(name=" ".join(words), nip=None, status="NON", instansi="Warga", unit_id=None)

    def _again(self, row: Row, **other: Any) -> Row:
        again = row | other
        return again | {"name_key": names.key(again["name"])}

    def _row(self, **values: Any) -> Row:
        blank = {"nik": "", "sex": "", "birth_date": None, "birth_place": "", "instansi": ""}
        return blank | values | {"name_key": names.key(values["name"])}

    def _nip(self, born: date, sex: str) -> str:
        self._serial += 1
        start = f"{born.year + 25}{self.chance.randrange(12) + 1:02d}"
        nip = f"{born:%Y%m%d}{start}{1 + (sex == 'P')}{self._serial % 1000:03d}"
        return nip if self._free(nip) else self._nip(born, sex)

    def _free(self, nip: str) -> bool:
        is_free = nip not in self._taken
        self._taken.add(nip)
        return is_free

    def _otherwise(self, name: str) -> str:
        words = name.split()
        other = [self.chance.choice(OTHERWISE.get(w, (w,))) for w in words]
        return " ".join(other) if other != words else self._mistyped(name)

    def _mistyped(self, name: str) -> str:
        place = self.chance.randrange(2, len(name) - 1)
        if name[place] == " " or name[place - 1] == " ":
            place = 1
        gone = name[:place] + name[place + 1 :]
        return gone if self.chance.random() < 0.5 else name[:place] + name[place] + name[place:]


def _nik_day(born: date, sex: str) -> int:
    return born.day + 40 * (sex == "P")
