from asn_desktop import resources
from asn_desktop.domain import golongan
from asn_desktop.domain.reference import KINDS, Item, read_csv
from asn_desktop.domain.scales import LAN_BANDS, Band


def shipped() -> list[Item]:
    return [
        i for f in sorted(resources.path("reference").glob("*.csv")) for i in read_csv(f.read_text("utf-8"))
    ]


def test_the_shipped_scale_is_the_one_the_program_falls_back_to() -> None:
    lines = [i for i in shipped() if i.kind == "predikat"]
    assert tuple(Band(i.attributes["minimum"], i.name, i.attributes["lulus"]) for i in lines) == LAN_BANDS


def test_every_form_of_training_has_its_siasn_code() -> None:
    forms = [i for i in shipped() if i.kind == "bentuk_pelatihan"]
    assert {i.attributes["siasn"] for i in forms} == {str(n) for n in range(1, 26)}
    assert all(i.attributes["kelompok"] in {"Klasikal", "Nonklasikal"} for i in forms)


def test_pangkat_are_named_as_the_rule_names_them() -> None:
    assert {i.code: i.name for i in shipped() if i.attributes.get("jenis") == "PNS"} == golongan.PANGKAT


def test_the_shipped_tables_are_whole() -> None:
    items = shipped()
    assert {i.kind for i in items} == set(KINDS)
    assert len({(i.kind, i.code) for i in items}) == len(items)
    assert all(i.name and i.basis for i in items)
    codes = {i.code for i in items if i.kind == "golongan"}
    assert codes == {*golongan.PANGKAT, *golongan.PPPK}
    assert sum(i.kind == "bentuk_pelatihan" for i in items) == 25
    siasn = {i.code: i.attributes["siasn"] for i in items if i.kind == "golongan" and "/" in i.code}
    assert (siasn["I/a"], siasn["III/d"], siasn["IV/e"]) == ("11", "34", "45")
