"""What the certificates of a mentoring programme would say today, for mentors and for mentees."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from textwrap import shorten

from sqlalchemy import select
from sqlalchemy.orm import Session

from asn_desktop.db.tables import (
    IssuedCertificate,
    MentoringProgramme,
    Person,
    ProgrammeCompetence,
    ReferenceItem,
)
from asn_desktop.domain import dates, names
from asn_desktop.domain.certificates import Certificate, why_not
from asn_desktop.domain.mentoring import words
from asn_desktop.domain.terbilang import terbilang
from asn_desktop.services import office, templates
from asn_desktop.services.certificates import taking_part
from asn_desktop.services.certificates.facts import Candidate, Facts, Occasion, personal, signatures
from asn_desktop.services.certificates.taking_part import Part
from asn_desktop.services.mentoring import jp

_ROLES = {
    words.MENTORING: {words.MENTOR: "mentor", words.MENTEE: "mentee"},
    words.COACHING: {words.MENTOR: "coach", words.MENTEE: "coachee"},
    words.WORKPLACE: {words.MENTOR: "pembimbing", words.MENTEE: "peserta bimbingan"},
}
_OPPOSITE = {words.MENTOR: words.MENTEE, words.MENTEE: words.MENTOR}
_VERDICTS = {words.MENTOR: "TELAH BERTUGAS DALAM", words.MENTEE: "TELAH MENGIKUTI"}
_LONGEST, _NAMED = 170, 3  # characters of an aim, and people named before the rest are counted


def facts(session: Session, programme_id: int, today: date) -> Facts:
    programme, about = session.get_one(MentoringProgramme, programme_id), office.get(session)
    kind = words.KINDS[programme.kind]
    is_said = any(word.casefold() in programme.name.casefold() for word in (kind, kind.split()[0]))
    name = programme.name if is_said else f"Program {kind.lower()} {programme.name}"
    years = [str(year) for year in range(programme.starts_on.year, programme.ends_on.year + 1)]
    said = {
        "instansi_penerbit": about.name,
        "dasar": (programme.basis or about.basis).replace("{instansi_penerbit}", about.name),
        "pelatihan": name,
        "angkatan": "",
        "tahun": "" if any(year in name for year in years) else years[-1],
        "penyelenggara": programme.organiser or about.organiser,
        "tempat": "",
        "jenis_kegiatan": kind,
        "kompetensi": ", ".join(_competences(session, programme_id)),
        "tujuan": _short(programme.aim),
        **signatures(session, about, programme.signatory_id, None, today),
    }
    return Facts(
        occasion=Occasion.programme(programme_id),
        training=name,
        code=programme.kind.upper(),
        starts_on=programme.starts_on,
        ends_on=programme.ends_on,
        jp=0,
        template_name=programme.template_name,
        scheme_id=programme.scheme_id,
        signatories=(programme.signatory_id,) if programme.signatory_id else (),
        has_signatory=programme.signatory_id is not None,
        office=about,
        words=said,
        roles=_ROLES[programme.kind],
    )


def _competences(session: Session, programme_id: int) -> list[str]:
    kompetensi = ReferenceItem.kind == "kompetensi"
    query = select(ReferenceItem.code, ReferenceItem.name).where(kompetensi)
    named = {row.code: row.name for row in session.execute(query)}
    codes = session.scalars(
        select(ProgrammeCompetence.competence)
        .where(ProgrammeCompetence.programme_id == programme_id)
        .order_by(ProgrammeCompetence.position, ProgrammeCompetence.id)
    )
    return [named.get(code, code) for code in codes]


def _short(text: str) -> str:
    return shorten(text, _LONGEST, placeholder="…")


def candidates(session: Session, programme: Facts, only: Iterable[int] | None = None) -> list[Candidate]:
    """Mentors once each, then mentees once each, in the order of the pairs; or `only` these keys."""
    programme_id = programme.occasion.id
    people, units = taking_part.people(session, programme_id)
    parts = taking_part.parts(session, programme_id, people)
    valid = _valid(session, programme_id)
    earned: Counter[tuple[str, int]] = Counter()
    for one in jp.of_programme(session, programme_id):
        earned[one.role, one.person_id] += one.jp
    wanted = None if only is None else set(only)
    made = []
    for (role, person_id), mine in parts.items():
        key = -person_id if role == words.MENTOR else person_id
        if wanted is not None and key not in wanted:
            continue
        who = people[person_id]
        made.append(
            _candidate(
                programme,
                who,
                role,
                personal(who, units.get(person_id, ""), programme.office)
                | _own(mine, earned[role, person_id], programme.words["tujuan"])
                | {"bersama": _together(mine, programme.roles[_OPPOSITE[role]])},
                mine,
                number=valid.get((person_id, role), ""),
            )
        )
    return made


def _candidate(
    programme: Facts, who: Person, role: str, said: dict[str, str], mine: Sequence[Part], *, number: str
) -> Candidate:
    against = why_not(role=role, result="", valid_number=number) or _unfinished(mine)
    if not against and not names.has_name(said["nama"]):
        against = "Namanya kosong atau hanya gelar. Lengkapi nama di data pegawai."
    if (
        not against
        and role == words.MENTEE
        and not said["jp"]
        and programme.template_name != templates.STATEMENT
    ):
        against = (
            "Belum ada JP yang diakui. Periksa pertemuannya, atau pilih templat Surat keterangan mentoring "
            "pada program ini."
        )
    starts_on, ends_on = _period(mine)
    return Candidate(
        key=-who.id if role == words.MENTOR else who.id,
        name=said["nama"],
        nip=who.nip or "",
        role=role,
        valid_number=number,
        words=said,
        columns={"programme_id": programme.occasion.id, "person_id": who.id, "role": role},
        starts_on=starts_on,
        ends_on=ends_on,
        against=against,
    )


def key_of(row: IssuedCertificate) -> int:
    """The key of the candidate who holds it."""
    return -(row.person_id or 0) if row.role == words.MENTOR else row.person_id or 0


def _counted(mine: Sequence[Part]) -> list[Part]:
    """The pairs that were gone through to the end; all of them where there is none."""
    return [p for p in mine if p.pair.state == words.FINISHED and p.left_on is None] or list(mine)


def _period(mine: Sequence[Part]) -> tuple[date, date]:
    counted = _counted(mine)
    starts_on = min(p.pair.starts_on for p in counted)
    return starts_on, max(starts_on, *(p.pair.closed_on or p.pair.ends_on for p in counted))


def _own(mine: Sequence[Part], credited: int, aim: str) -> dict[str, str]:
    """The words that differ from person to person."""
    counted = _counted(mine)
    meetings, minutes = sum(p.meetings for p in counted), sum(p.minutes for p in counted)
    own_aim = next((p.pair.aim for p in counted if p.pair.aim.strip()), "")
    return {
        "tanggal_pelatihan": dates.span(*_period(mine)),
        "jp": str(credited) if credited else "",
        "jp_terbilang": terbilang(credited) if credited else "",
        "tujuan": _short(own_aim) or aim,
        "pertemuan": f"{meetings} kali, seluruhnya {minutes} menit" if meetings else "",
    }


def _together(mine: Sequence[Part], role: str) -> str:
    """Who sat opposite, and as what."""
    people = _named([name for p in _counted(mine) for name in p.others])
    return f"{people} ({role})" if people else ""


def _named(people: Sequence[str]) -> str:
    once = list(dict.fromkeys(people))
    if len(once) <= _NAMED:
        return "; ".join(once)
    return f"{'; '.join(once[:_NAMED])}; dan {len(once) - _NAMED} orang lain"


def _unfinished(mine: Sequence[Part]) -> str:
    """Why none of these pairs was gone through to the end, with the remedy; empty when one was."""
    if any(p.pair.state == words.FINISHED and p.left_on is None for p in mine):
        return ""
    open_ones = [p for p in mine if p.left_on is None and p.pair.state != words.STOPPED]
    if open_ones:
        state = words.STATES[open_ones[0].pair.state].lower()
        return f"Pasangannya masih {state}. Selesaikan dahulu pada bagian Penyelesaian, lalu terbitkan lagi."
    left = next((p.left_on for p in mine if p.left_on is not None), None)
    if left is not None:
        return f"Keluar dari pasangan pada {left:%d-%m-%Y}. Kosongkan tanggal keluarnya bila keliru."
    why = next((p.pair.stop_reason for p in mine if p.pair.stop_reason), "").rstrip(". ")
    because = f" ({why})" if why else ""
    return f"Pasangannya dihentikan{because}. Jalankan dan selesaikan lagi bila keliru."


def _valid(session: Session, programme_id: int) -> dict[tuple[int | None, str], str]:
    """The number of the newest valid certificate by person and role."""
    c = IssuedCertificate
    found = session.execute(
        select(c.person_id, c.role, c.number)
        .where(c.programme_id == programme_id, c.state == "berlaku")
        .order_by(c.id)
    )
    return {(person_id, role): number for person_id, role, number in found}


def certificate(programme: Facts, candidate: Candidate) -> Certificate:
    """All but number, code and proof."""
    said = programme.words | candidate.words
    return Certificate(
        said | {"peran": programme.roles[candidate.role], "putusan": _VERDICTS[candidate.role]}
    )


def warnings(session: Session, programme: Facts, ready: Sequence[Candidate]) -> list[str]:
    state = session.get_one(MentoringProgramme, programme.occasion.id).state
    found = [] if state == words.FINISHED else [f"Program ini masih {words.STATES[state].lower()}."]
    without = [c.name for c in ready if c.role == words.MENTEE and not c.words["jp"]]
    if without:
        found.append(f"Belum ada JP yang diakui, jadi terbit tanpa JP: {_named(without)}")
    return found
