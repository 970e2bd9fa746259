"""Kesepakatan and laporan akhir for Word: the fields of their templates."""

from __future__ import annotations

from typing import Any

from asn_desktop.domain import clock, dates
from asn_desktop.domain.marks import shown
from asn_desktop.domain.mentoring.papers import (
    PaperAim,
    PaperLevel,
    PaperMeeting,
    PaperMentee,
    PaperOffice,
    PaperPair,
    PaperTexts,
)
from asn_desktop.domain.papers import PaperPerson
from asn_desktop.reports import docx
from asn_desktop.reports.docx import clean
from asn_desktop.reports.mentoring.common import DOTS, NOTHING, hours, kind_title, level, number
from asn_desktop.reports.mentoring.logbook import actions
from asn_desktop.reports.page import Paper


def render(template: bytes, pair: PaperPair, office: PaperOffice, paper: Paper | None = None) -> bytes:
    """UserError as reports.docx.render."""
    arms = office.head.arms if office.head else None
    return docx.fill(template, context(pair, office), arms, kind_title(pair), paper)


def context(pair: PaperPair, office: PaperOffice) -> dict[str, Any]:
    """All fields a template may use, but the picture."""
    head, texts = office.head, office.texts
    credited = sum(one.jp for one in pair.mentees if one.jp is not None)
    return {
        "kop": [clean(line) for line in head.lines] if head else [],
        "alamat": clean(head.address) if head else "",
        "jenis": kind_title(pair),
        "program": clean(pair.programme),
        "tujuan": clean(pair.aim) or DOTS * 4,
        "waktu": pair.span,
        "irama": pair.rhythm + (f" pukul {pair.hours}" if pair.rhythm and pair.hours else "") or DOTS * 2,
        "lama": f"{pair.minutes} menit",
        "cara": pair.method or DOTS,
        "tempat_pertemuan": clean(pair.place) or DOTS * 2,
        "tempat_tanggal": f"{clean(office.place)}, {pair.agreed or DOTS * 2}",
        "tempat_laporan": f"{clean(office.place)}, {office.dated}",
        "keadaan": pair.state + (f": {clean(pair.stop_reason)}" if pair.stop_reason else ""),
        "mentor": _person(pair.mentor),
        "mentee": [_mentee(n, one) for n, one in enumerate(pair.mentees, 1)],
        "kompetensi": [_level(one) for one in pair.competences],
        "sasaran": [_aim(n, one) for n, one in enumerate(pair.aims, 1)],
        "hak_mentor": _items(texts.mentor),
        "hak_mentee": _items(texts.mentee),
        "hak_atasan": _items(texts.superior),
        "kerahasiaan": _items(texts.confidential),
        "penutup": clean(texts.closing),
        "jumlah_pertemuan": str(len(pair.meetings)),
        "jumlah_waktu": hours(pair.total_minutes),
        "jumlah_jp": str(credited),
        "logbook": [_meeting(n, one) for n, one in enumerate(pair.meetings, 1)],
        "catatan": [
            {"tanggal": dates.long(one.day), "penulis": clean(one.author), "isi": clean(one.text)}
            for one in pair.notes
        ],
    }


def _items(text: str) -> list[str]:
    return [clean(item) for item in PaperTexts.items(text)]


def _person(one: PaperPerson | None) -> dict[str, str]:
    if one is None:
        return dict.fromkeys(("nama", "nip", "pangkat", "jabatan", "unit"), DOTS)
    return {
        "nama": clean(one.name),
        "nip": one.nip or NOTHING,
        "pangkat": clean(one.pangkat_golongan) or NOTHING,
        "jabatan": clean(one.jabatan) or NOTHING,
        "unit": clean(one.unit) or NOTHING,
    }


def _mentee(number_: int, one: PaperMentee) -> dict[str, Any]:
    return {
        "no": str(number_),
        **_person(one.person),
        "atasan": _person(one.superior),
        "pertemuan": str(one.meetings),
        "jp": NOTHING if one.jp is None else str(one.jp),
        "tingkat": [_level(found) for found in one.levels],
        "nilai": [{"aspek": clean(name), "nilai": level(value)} for name, value in one.marks],
        "rata_rata": NOTHING if one.mean is None else shown(round(one.mean, 2)),
        "kesimpulan": clean(one.conclusion) or NOTHING,
        "siap_untuk": clean(one.ready_for) or NOTHING,
        "pelatihan_lanjutan": clean(one.next_training) or NOTHING,
        "keterangan": clean(one.left),
    }


def _level(one: PaperLevel) -> dict[str, str]:
    return {
        "nama": clean(one.name),
        "standar": level(one.standard),
        "sekarang": level(one.present),
        "awal": level(one.way[0]),
        "akhir": level(one.way[-1]),
        "naik": NOTHING if one.gained is None else f"{one.gained:+d}".replace("+0", "0"),
    }


def _aim(number_: int, one: PaperAim) -> dict[str, str]:
    return {
        "no": str(number_),
        "sasaran": clean(one.text),
        "indikator": clean(one.indicator),
        "nilai_awal": clean(number(one.baseline, one.unit)),
        "target": clean(number(one.target, one.unit)),
        "capaian": clean(number(one.value, one.unit)),
        "persen": NOTHING if one.percent is None else f"{shown(round(one.percent, 1))} %",
    }


def _meeting(number_: int, one: PaperMeeting) -> dict[str, str]:
    return {
        "no": str(number_),
        "tanggal": dates.long(one.day),
        "jam": clock.shown(one.starts) if one.starts else "",
        "menit": str(one.minutes),
        "topik": clean(one.topic) or NOTHING,
        "pembahasan": clean(one.discussion),
        "hasil": clean(one.result) or NOTHING,
        "tindak_lanjut": clean(actions(one.actions)),
        "jp": clean(one.credit),
    }
