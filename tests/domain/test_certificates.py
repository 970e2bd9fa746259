import json

from asn_desktop.domain.certificates import Certificate, Subject


def test_a_snapshot_is_read_back() -> None:
    certificate = Certificate({"nama": "R. <b>Agus"}, (Subject("Inti", "Etika", 4),), "ASN1:X")
    assert Certificate.from_json(json.loads(json.dumps(certificate.to_json()))) == certificate
