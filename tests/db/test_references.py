from asn_desktop.db import references


def test_all_that_points_to_a_person() -> None:
    found = {(r.table_name, r.column, r.nullable) for r in references.pointing_to("person")}
    assert found >= {
        ("participant", "person_id", False),
        ("former_nip", "person_id", False),
        ("distinct_people", "low_id", False),
        ("distinct_people", "high_id", False),
    }
    assert ("certificate", "participant_id", True) in {
        (r.table_name, r.column, r.nullable) for r in references.pointing_to("participant")
    }
