"""How the cells of each field are read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial

from asn_desktop.services.imports import cells, codes
from asn_desktop.services.imports.cells import Convert


def converters(known: Mapping[str, Mapping[str, str]], today: date, with_titles: bool) -> dict[str, Convert]:
    """How the cells of each field are read. NIP and cells of two fields are taken apart before."""
    soon = today.replace(year=today.year + 5, day=1)
    found: dict[str, Convert] = {
        "name": partial(cells.name, with_titles=with_titles),
        "gelar_depan": cells.front_titles,
        "gelar_belakang": cells.back_titles,
        "nip_lama": partial(cells.digits, length=9, label="NIP lama"),
        "nik": partial(cells.digits, length=16, label="NIK"),
        "birth_date": partial(cells.day, latest=today, what="tanggal lahir"),
        "birth_place_date": partial(cells.place_and_day, latest=today),
        "sex": cells.sex,
        "status": cells.status,
        "cpns_flag": cells.cpns_flag,
        "golongan": cells.rank,
        "pangkat": cells.pangkat,
        "pendidikan": partial(codes.education, codes=known.get("pendidikan", {})),
        "tahun_lulus": cells.year,
        "phone": cells.phone,
        "email": cells.email,
    }
    for field in ("tmt_golongan", "tmt_jabatan", "tmt_cpns", "tmt_pns"):
        found[field] = partial(cells.day, latest=soon, what="TMT")
    for field in ("agama", "kawin", "kedudukan", "jenis_jabatan"):
        found[field] = partial(codes.coded, kind=field, codes=known.get(field, {}))
    for field in (
        "siasn_id", "birth_place", "jabatan", "unit", "parent_unit", "pendidikan_nama", "address", "note",
    ):  # fmt: skip
        found[field] = cells.text
    return found
