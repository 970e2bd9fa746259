"""Papers for trainers: their honorarium by hours and rate, badges; and what the office sets for letters."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from desks import TODAY, Desk, make_desk
from sqlalchemy import Engine

from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import Event, Person, Unit
from asn_desktop.domain.errors import InvalidInput
from asn_desktop.services import office, results, schedule, trail, trainers
from asn_desktop.services.papers import facts, honoraria, letters, overview, pack, saving
from asn_desktop.services.papers.kinds import BY_DAY, UPRIGHT
from asn_desktop.services.papers.saving import PaperForm
from asn_desktop.services.schedule import SessionForm
from asn_desktop.services.trail.year_words import METHODS
from asn_desktop.services.trainers import Outsider, TrainerForm

TUESDAY = date(2026, 11, 3)


@pytest.fixture
def desk(program_engine: Engine, tmp_path: Path) -> Desk:
    return make_desk(program_engine, tmp_path, count=4)


def teach(desk: Desk, form: TrainerForm, *times: tuple[str, str]) -> int:
    """An outsider who teaches at these times."""
    with writing(desk.engine, "Narasumber") as s:
        person = Outsider("Dr. Guru Contoh, M.Si.", "Universitas Contoh")
        key = trainers.save_outsider(s, person, form, TODAY)
        for starts, ends in times:
            schedule.save(
                s, desk.event_id, SessionForm(TUESDAY, starts, ends, title="Etika", trainer_ids=(key,))
            )
    return key


def paid(desk: Desk, **changed: str) -> tuple[honoraria.Honorarium, ...]:
    with reading(desk.engine) as s:
        worded = letters.letter(s, desk.event_id, "honorarium", TODAY).texts
        return honoraria.lines(s, desk.event_id, facts.event(s, desk.event_id), {**worded, **changed})


def lacks(desk: Desk, kind: str) -> tuple[str, ...]:
    with reading(desk.engine) as s:
        return next(row.lacks for row in overview.rows(s, desk.event_id, TODAY) if row.kind == kind)


def test_trainer_is_paid_for_the_jp_taught_in_this_event(desk: Desk) -> None:
    teach(desk, TrainerForm(rate=300_000), ("08.00", "09.30"), ("10.00", "11.00"))
    (line,) = paid(desk)
    assert (line.unit, line.hours, line.amount) == ("JP", 3, 900_000)


def test_orang_jam_are_whole_hours_of_the_event(desk: Desk) -> None:
    teach(desk, TrainerForm(rate=900_000, rate_unit="OJ"), ("08.00", "09.30"), ("10.00", "10.45"))
    (line,) = paid(desk)
    assert (line.unit, line.hours, line.amount) == ("OJ", 2, 1_800_000)  # 135 minutes


def test_tax_is_that_of_the_office_until_the_clerk_says_otherwise(desk: Desk) -> None:
    teach(desk, TrainerForm(rate=100_000), ("08.00", "09.30"))
    assert paid(desk)[0].tax is None
    assert "tarif pajak 1 narasumber" in lacks(desk, "honorarium")  # an outsider has no golongan
    with writing(desk.engine, "Tarif") as s:
        office.save(s, replace(office.get(s), taxes=("IV: 15", "Lainnya: 2,5")))
    assert paid(desk)[0].tax == 2.5
    assert lacks(desk, "honorarium") == ()
    assert paid(desk, pajak="guru contoh: 6")[0].withheld == 12_000


def test_without_tax_rates_the_receipt_has_no_column_for_them(desk: Desk) -> None:
    teach(desk, TrainerForm(rate=100_000), ("08.00", "09.30"))
    with writing(desk.engine, "Tanpa pajak") as s:
        letters.save(s, desk.event_id, PaperForm("honorarium", texts={"pajak": ""}), TODAY)
    with reading(desk.engine) as s:
        made = pack.build(s, desk.event_id, ["honorarium"], today=TODAY)
    assert made.texts["honorarium"]["pajak"] == ""
    assert lacks(desk, "honorarium") == ()


def test_a_rate_that_is_none_is_named_and_not_kept(desk: Desk) -> None:
    with pytest.raises(InvalidInput) as caught, writing(desk.engine, "Pajak") as s:
        letters.save(s, desk.event_id, PaperForm("honorarium", texts={"pajak": "IV = 15"}), TODAY)
    assert "“IV = 15”" in caught.value.problems["pajak"]
    with pytest.raises(InvalidInput) as caught, writing(desk.engine, "Pajak") as s:
        office.save(s, replace(office.get(s), taxes=("IV = 15",), zone="GMT"))
    assert set(caught.value.problems) == {"taxes", "zone"}


def test_what_is_not_known_of_a_speaker_is_told(desk: Desk) -> None:
    assert lacks(desk, "honorarium") == ("narasumber",)
    assert lacks(desk, "badge_narasumber") == ("narasumber",)
    with writing(desk.engine, "Peran") as s:
        results.set_role(s, [results.rows(s, desk.event_id)[0].id], "narasumber")
    hours, rate = "jam mengajar 1 narasumber", "tarif honorarium 1 narasumber"
    assert lacks(desk, "honorarium") == (hours, rate)


def test_a_speaker_of_the_list_who_teaches_is_one_person_with_one_badge(desk: Desk) -> None:
    with writing(desk.engine, "Peran") as s:
        row = results.rows(s, desk.event_id)[0]
        results.set_role(s, [row.id], "narasumber")
        key = trainers.save(s, TrainerForm(desk.people[0], rate=200_000))
        form = SessionForm(TUESDAY, "8", "9.30", title="Etika", trainer_ids=(key,))
        schedule.save(s, desk.event_id, form)
    with reading(desk.engine) as s:
        found = facts.event(s, desk.event_id)
    (one,) = found.event.trainers
    assert found.trainer_ids == (key,)
    assert (one.name, one.role, bool(one.code)) == ("Ir. Contoh Nomor 1, S.T.", "Narasumber", True)


def test_invitation_asks_the_perangkat_daerah_not_its_subunit(desk: Desk) -> None:
    with writing(desk.engine, "Unit") as s:
        above = Unit(name="Dinas Kesehatan", name_key="dinas kesehatan")
        s.add(above)
        s.flush()
        for n in (1, 2):
            below = Unit(name=f"Puskesmas {n}", name_key=f"puskesmas {n}", parent_id=above.id)
            s.add(below)
            s.flush()
            s.get_one(Person, desk.people[n - 1]).unit_id = below.id
    with reading(desk.engine) as s:
        letter = letters.letter(s, desk.event_id, "undangan", TODAY)
    assert letter.texts["yth"].splitlines() == ["Kepala Dinas Kesehatan", "Camat Sako"]
    assert [one.unit for one in letter.event.people][:2] == ["Puskesmas 1", "Puskesmas 2"]


def test_hours_are_told_in_the_zone_and_letters_set_in_the_font_of_the_office(desk: Desk) -> None:
    with writing(desk.engine, "Instansi") as s:
        office.save(s, replace(office.get(s), zone="WITA", font="sans"))
    with reading(desk.engine) as s:
        letter = letters.letter(s, desk.event_id, "undangan", TODAY)
        made = pack.build(s, desk.event_id, ["undangan", "laporan"], today=TODAY)
    assert letter.texts["waktu"] == "pukul 08.00 WITA s.d. selesai"
    assert {section.font for section in pack.sections(made)} == {"sans"}


def test_a_choice_that_is_none_is_refused(desk: Desk) -> None:
    with reading(desk.engine) as s:
        form = letters.form(s, desk.event_id, "daftar_hadir_harian", TODAY)
    assert form.texts["susunan"] == BY_DAY
    with pytest.raises(InvalidInput) as caught, writing(desk.engine, "Susunan") as s:
        saving.save(s, desk.event_id, replace(form, texts={"susunan": "Acak"}))
    assert set(caught.value.problems) == {"susunan"}


def test_sheet_of_a_day_is_upright_where_the_clerk_wants_it(desk: Desk) -> None:
    teach(desk, TrainerForm(rate=100_000), ("08.00", "09.30"), ("13.00", "14.30"))

    def landscape() -> list[bool]:
        with reading(desk.engine) as s:
            made = pack.build(s, desk.event_id, ["daftar_hadir_harian"], today=TODAY)
        return [section.landscape for section in pack.sections(made)]

    assert landscape() == [True]
    with writing(desk.engine, "Tegak") as s:
        letters.save(s, desk.event_id, PaperForm("daftar_hadir_harian", texts={"arah": UPRIGHT}), TODAY)
    assert landscape() == [False]


def test_invitation_without_a_place_says_so(desk: Desk) -> None:
    assert "tempat" not in lacks(desk, "undangan")
    with writing(desk.engine, "Tempat") as s:
        s.get_one(Event, desk.event_id).place = ""
    assert "tempat" in lacks(desk, "undangan")


def test_every_method_of_a_plan_is_printed_in_words(desk: Desk) -> None:
    for method, words in METHODS.items():
        with writing(desk.engine, "Metode") as s:
            schedule.save_plan(s, desk.event_id, replace(schedule.plan(s, desk.event_id), method=method))
        with reading(desk.engine) as s:
            assert facts.event(s, desk.event_id).event.method == words


def test_trail_names_the_paper_that_was_changed(desk: Desk) -> None:
    with writing(desk.engine, "Pajak") as s:
        letters.save(s, desk.event_id, PaperForm("honorarium", texts={"pajak": ""}), TODAY)
    with reading(desk.engine) as s:
        newest = trail.ids(s, trail.Filter())[0]
        told = trail.detail(s, newest)
    assert "Tanda terima honorarium" in str(told)
