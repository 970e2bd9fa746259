"""An office with one event, ready to issue; several tests start from it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from asn_desktop.db.history import insert_rows
from asn_desktop.db.session import writing
from asn_desktop.db.tables import Person, Unit
from asn_desktop.services import certificates, numbers, office, results, training
from asn_desktop.services.certificates import Issued
from asn_desktop.services.office import SignatoryForm
from asn_desktop.services.proofs import KeyStore
from asn_desktop.services.training import EventForm, SubjectForm, TrainingForm

NOW = datetime(2026, 11, 24, 10, 30)
TODAY = NOW.date()


@dataclass(frozen=True)
class Desk:
    """`people` are ids in the order of the event's list; the first has a NIP, the last is an outsider."""

    engine: Engine
    keys: KeyStore
    event_id: int
    people: list[int] = field(default_factory=list)

    def issue(self, **more: Any) -> Issued:
        with writing(self.engine, "Terbitkan sertifikat", now=NOW) as s:
            return certificates.issue(s, self.event_id, NOW, self.keys, **more)


def a_person(n: int, **more: Any) -> dict[str, Any]:
    return {
        "name": f"Contoh Nomor {n}",
        "name_key": f"contoh nomor {n}",
        "gelar_depan": "Ir.",
        "gelar_belakang": "S.T.",
        "nip": f"19800117{2008 + n // 1000}01{1 + n % 2}{n % 1000:03d}",
        "birth_place": "Palembang",
        "birth_date": date(1980, 1, 17),
        "status": "PNS",
        "golongan": "III/d",
        "jabatan": "Analis SDM Aparatur Ahli Muda",
        "unit_id": 1,
        "instansi": "",
    } | more


OUTSIDER = {
    "name": "Hasan Contoh",
    "name_key": "hasan contoh",
    "gelar_depan": "",
    "gelar_belakang": "",
    "nip": None,
    "status": "NON",
    "golongan": "",
    "jabatan": "",
    "unit_id": None,
    "instansi": "Masyarakat",
    "birth_date": None,
    "birth_place": "",
}


def make_desk(engine: Engine, folder: Path, count: int = 3, graded: bool = False) -> Desk:
    with writing(engine, "Siapkan", actor="penyiap") as s:
        s.add(Unit(name="Kecamatan Sako", name_key="kecamatan sako"))
        s.flush()
        people = list(insert_rows(s, Person, [*(a_person(n) for n in range(1, count)), OUTSIDER]))
        numbers.seed(s)
        head = office.save_signatory(
            s,
            SignatoryForm(
                name="Dr. Contoh Pejabat, M.Si.",
                nip="197001011990031001",
                pangkat="Pembina Utama Muda",
                jabatan="Kepala Badan",
                prefix="Plt.",
            ),
        )
        second = office.save_signatory(s, SignatoryForm(name="Contoh Kabid", jabatan="Kepala Bidang"))
        subjects = tuple(SubjectForm("Inti", f"Mata Pelatihan {n}", 2) for n in range(1, 11))
        held = training.save(
            s, TrainingForm(name="Pelatihan Manajemen Proyek", graded=graded, subjects=subjects)
        )
        form = EventForm(
            training_id=held,
            starts_on=date(2026, 11, 3),
            ends_on=date(2026, 11, 9),
            place="Palembang",
            organiser="Badan Contoh",
            signatory_id=head,
            back_signatory_id=second,
            scheme_id=1,
            template_name="sttp" if graded else "sertifikat",
        )
        event_id = training.save_event(s, form)
        results.add_people(s, event_id, people)
        ids = [row.id for row in results.rows(s, event_id)]
        results.set_result(s, ids, "lulus")
        if graded:
            results.set_scores(s, dict.fromkeys(ids, 87.5))
    return Desk(engine, KeyStore(folder / "kunci"), event_id, people)
