from __future__ import annotations

import os
import stat
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from asn_desktop.domain.errors import UserError
from asn_desktop.services import proofs
from asn_desktop.services.proofs import Essentials, KeyStore

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = KEY.public_key()
SITI = Essentials(
    number="800.1.4/0007/BKPSDM-III/2026",
    name="Hj. Siti Aminah, S.H., M.H.",
    nip="198001172008012003",
    training="Pelatihan Manajemen Proyek Pembangunan Kota Angkatan I",
    starts_on=date(2026, 11, 3),
    ends_on=date(2026, 11, 9),
    jp=20,
    issued_on=date(2026, 11, 24),
    office="Badan Kepegawaian dan Pengembangan Sumber Daya Manusia Kota Palembang",
)
days = st.dates(date(1990, 1, 1), date(2100, 12, 31))
essentials = st.builds(
    Essentials,
    number=st.text(min_size=1, max_size=80).map(proofs.tidy),
    name=st.text(min_size=1, max_size=120).map(proofs.tidy),
    nip=st.just("") | st.from_regex(r"19[0-9]{16}", fullmatch=True),
    training=st.text(max_size=250).map(proofs.tidy),
    starts_on=days,
    ends_on=days,
    jp=st.integers(1, 900),
    issued_on=days,
    office=st.text(max_size=120).map(proofs.tidy),
)
words = st.sampled_from(
    ["Muhammad", "Ñúñez", "Siti", "東京", "<S.H.>", "A'yun", "S.Pd.", "Pelatihan", "\U0001f600"]
)
long_texts = st.lists(words, min_size=5, max_size=40).map(" ".join)


@given(essentials)
def test_round_trip_of_every_legal_input(given_: Essentials) -> None:
    text = proofs.make(given_, KEY)
    kind, fields, _ = proofs.verify(text, [PUBLIC])
    assert len(text) <= proofs.MAX_LENGTH
    assert kind == "sah"
    assert fields is not None
    for key in ("number", "name", "training", "office"):
        assert fields.is_full(key, getattr(given_, key))
        assert not fields.is_full(key, getattr(given_, key) + "x")
    assert replace(fields, number="", name="", training="", office="", cut={}) == replace(
        given_, number="", name="", training="", office=""
    )


@given(long_texts, long_texts, long_texts)
def test_long_texts_are_cut_with_a_mark_and_a_digest(name: str, training: str, office: str) -> None:
    given_ = replace(SITI, name=name[:120].strip(), training=training, office=office)
    text = proofs.make(given_, KEY)
    fields = proofs.verify(text, [PUBLIC]).fields
    assert len(text) <= proofs.MAX_LENGTH
    assert fields is not None
    for key in fields.cut:
        assert getattr(fields, key).endswith(proofs.MARK)
        assert fields.is_full(key, getattr(given_, key))
        assert not fields.is_full(key, getattr(given_, key)[:-1])


def test_an_ordinary_certificate_loses_nothing() -> None:
    text = proofs.make(SITI, KEY)
    assert proofs.verify(text, [PUBLIC]) == ("sah", SITI, proofs.key_id(PUBLIC).hex())
    assert len(text) < 260


@given(st.data())
def test_no_changed_character_passes(data: st.DataObject) -> None:
    text = proofs.make(SITI, KEY)
    at = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.characters().filter(lambda c: c != text[at]))
    kind, _, _ = proofs.verify(text[:at] + other + text[at + 1 :], [PUBLIC])
    assert kind != "sah"


@given(st.text(max_size=400))
def test_any_text_gets_an_answer(text: str) -> None:
    assert proofs.verify(text, [PUBLIC]).kind == "bukan_kode"
    assert proofs.verify(proofs.PREFIX + text, [PUBLIC]).kind in ("berubah", "kunci_tidak_dikenal")


@given(st.binary(max_size=60))
def test_base45_is_one_to_one(data: bytes) -> None:
    text = proofs.b45encode(data)
    assert proofs.b45decode(text) == data


@pytest.mark.parametrize(
    ("data", "text"), [(b"AB", "BB8"), (b"Hello!!", "%69 VD92EX0"), (b"ietf!", "QED8WEX0")]
)
def test_base45_as_in_the_rfc(data: bytes, text: str) -> None:
    assert proofs.b45encode(data) == text


@pytest.mark.parametrize("text", ["GGW", "ZZ", "A", "ab0", "é00"])
def test_what_is_not_base45(text: str) -> None:
    assert proofs.b45decode(text) is None


def test_another_key_is_not_known() -> None:
    other = Ed25519PrivateKey.generate().public_key()
    verified = proofs.verify(proofs.make(SITI, KEY), [other])
    assert verified.kind == "kunci_tidak_dikenal"
    assert verified.fields == SITI
    assert proofs.verify(proofs.make(SITI, KEY), [other, PUBLIC]).kind == "sah"


def test_short_code_is_readable_and_differs() -> None:
    codes = {proofs.code(proofs.make(replace(SITI, jp=n), KEY)) for n in range(1, 200)}
    assert len(codes) == 199
    assert all(len(c) == 11 and c[5] == "-" and not set(c) & set("0O1IL U") for c in codes)


def test_the_key_is_made_once_and_kept_private(tmp_path: Path) -> None:
    keys = KeyStore(tmp_path / "kunci")
    assert keys.known() == []
    text = proofs.make(SITI, keys.private())
    again = KeyStore(tmp_path / "kunci")
    assert proofs.verify(text, again.known()).kind == "sah"
    files = list((tmp_path / "kunci").iterdir())
    assert [f.name for f in files] == ["kunci-rahasia.pem"]
    if os.name == "posix":
        assert stat.S_IMODE(files[0].stat().st_mode) == 0o600


def test_the_public_key_of_another_office(tmp_path: Path) -> None:
    theirs, ours = KeyStore(tmp_path / "a"), KeyStore(tmp_path / "b")
    text = proofs.make(SITI, theirs.private())
    exported = tmp_path / "a.pem"
    exported.write_bytes(theirs.public_pem())
    assert b"PRIVATE" not in exported.read_bytes()
    assert proofs.verify(text, ours.known()).kind == "kunci_tidak_dikenal"
    assert proofs.verify(text, ours.known([exported])).kind == "sah"


def test_broken_keys_are_explained(tmp_path: Path) -> None:
    (tmp_path / "kunci-rahasia.pem").write_text("bukan kunci")
    with pytest.raises(UserError, match="rusak"):
        KeyStore(tmp_path).private()
    with pytest.raises(UserError, match="bukan kunci publik"):
        KeyStore(tmp_path / "x").known([tmp_path / "kunci-rahasia.pem"])
    with pytest.raises(UserError, match="tidak dapat dibaca"):
        KeyStore(tmp_path / "x").known([tmp_path / "tidak-ada.pem"])
