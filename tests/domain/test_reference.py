from asn_desktop import resources
from asn_desktop.domain import golongan
from asn_desktop.domain.reference import KINDS, read_csv


def test_the_shipped_tables_are_whole() -> None:
    items = [
        i for f in sorted(resources.path("reference").glob("*.csv")) for i in read_csv(f.read_text("utf-8"))
    ]
    assert {i.kind for i in items} == set(KINDS)
    assert len({(i.kind, i.code) for i in items}) == len(items)
    assert all(i.name and i.basis for i in items)
    codes = {i.code for i in items if i.kind == "golongan"}
    assert codes == {*golongan.PANGKAT, *golongan.PPPK}
    assert sum(i.kind == "bentuk_pelatihan" for i in items) == 25
    siasn = {i.code: i.attributes["siasn"] for i in items if i.kind == "golongan" and "/" in i.code}
    assert (siasn["I/a"], siasn["III/d"], siasn["IV/e"]) == ("11", "34", "45")
