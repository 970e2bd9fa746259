"""Letters and reports as files of Word: templates with fields, which the office can edit, filled with the
same data as the PDF."""

from __future__ import annotations

import difflib
import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

from docx.opc.exceptions import PackageNotFoundError
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage
from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context, LoopContext, Undefined
from jinja2.sandbox import SandboxedEnvironment
from jinja2.utils import Cycler, Joiner, Namespace
from PIL import Image

from asn_desktop.domain import clock, dates
from asn_desktop.domain.errors import UserError
from asn_desktop.domain.marks import shown
from asn_desktop.domain.papers import Letter, PaperPerson, Photo, ordinal
from asn_desktop.reports import picture
from asn_desktop.reports.page import LANDSCAPE, Paper

LARGEST = 100_000_000  # bytes unpacked: a small file may claim to be a huge one
_ARMS = Mm(20)
_PHOTO = (150.0, 95.0)  # mm, at most
_FORBIDDEN = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # by XML
_ATTRIBUTE = re.compile(r"attribute '([^']+)'|'([^']+)' is undefined")
_WORDS = "Perbaiki templatnya di Word, lalu pilih lagi; yang sudah diisi tidak hilang."
_OPEN = (str, int, float, dict, list, tuple, LoopContext, Cycler, Joiner, Namespace, Undefined)


class _Environment(SandboxedEnvironment):
    """A picture leads to the document and its method `save`: a template that comes by mail could write any
    file. So nothing is asked of what is not plain; and no text is multiplied until the memory is full.
    """

    intercepted_binops = frozenset(["*", "**"])

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        return isinstance(obj, _OPEN) and super().is_safe_attribute(obj, attr, value)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        if operator == "**" or not isinstance(left, int | float) or not isinstance(right, int | float):
            raise SecurityError(operator)
        return super().call_binop(context, operator, left, right)


def render(template: bytes, letter: Letter, name: str, paper: Paper | None = None) -> bytes:
    """The filled document. UserError that names the field `letter` does not have, or what else is wrong
    with the template `name`. `paper` None keeps that of the template."""
    document = _opened(template, name)
    return _fill(document, context(letter) | _pictures(document, letter), name, paper)


def fill(
    template: bytes, values: Mapping[str, Any], arms: bytes | None, name: str, paper: Paper | None = None
) -> bytes:
    """The same with other data than that of a letter; `arms` is the picture `lambang`. Texts of `values`
    must be `clean`."""
    document = _opened(template, name)
    picture_of = {"lambang": InlineImage(document, io.BytesIO(arms), width=_ARMS) if arms else ""}
    return _fill(document, {**values, **picture_of}, name, paper)


def _fill(document: DocxTemplate, values: dict[str, Any], name: str, paper: Paper | None) -> bytes:
    environment = _Environment(undefined=StrictUndefined, autoescape=True)
    try:
        unknown = document.get_undeclared_template_variables(environment, values)
        if unknown:
            raise _unknown(sorted(unknown), values, name)
        document.render(values, environment, autoescape=True)
    except UndefinedError as error:
        raise _unknown([_field(error)], values, name) from error
    except SecurityError as error:
        raise UserError(f"Templat “{name}” memuat perintah yang tidak diizinkan. {_WORDS}") from error
    except TemplateSyntaxError as error:
        raise UserError(
            f"Templat “{name}” memuat tanda isian yang tidak lengkap: {_plain(str(error.message))}. "
            f"Tulis seperti {{{{ nomor }}}}. {_WORDS}"
        ) from error
    except (TemplateError, TypeError, ValueError, ZeroDivisionError, OverflowError) as error:
        raise UserError(f"Templat “{name}” tidak dapat diisi: {_plain(str(error))}. {_WORDS}") from error
    if paper is not None:
        _resize(document, paper)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def context(letter: Letter) -> dict[str, Any]:
    """All fields a template may use, but the pictures; texts of the clerk by the names of their fields."""
    event, head, sign = letter.event, letter.head, letter.signature
    people, tally = [_person(p) for p in event.people], letter.tally
    finals = [line.final for line in letter.marks.lines if line.final is not None]
    return {
        **{key: _listed(text) if key in _LISTS else clean(text) for key, text in letter.texts.items()},
        "kop": [clean(line) for line in head.lines],
        "alamat": clean(head.address),
        "nomor": clean(letter.number) or "…………………………",
        "tanggal": letter.dated,
        "tempat_surat": clean(letter.place),
        "nama_pelatihan": clean(event.training),
        "angkatan": event.angkatan,
        "tahun": str(event.year),
        "jenis_pelatihan": clean(event.form),
        "metode": clean(event.method),
        "sumber_dana": clean(event.funding),
        "penyelenggara": clean(event.organiser),
        "periode": event.span,
        "lokasi": clean(event.place),
        "total_jp": str(event.jp),
        "peserta": people,
        "narasumber": [_person(p) for p in event.trainers],
        "ditugaskan": [_person(p) for p in letter.assigned()],
        "ke": ordinal,
        "panitia": [_person(p) for p in event.committee],
        "jumlah_peserta": str(len(people)),
        "jumlah_pengajar": str(len(event.trainers)),
        "jumlah_instansi": str(len({p.agency or p.unit for p in event.people} - {""})),
        "jumlah_hadir": str(tally.present),
        "jumlah_izin": str(tally.excused),
        "jumlah_sakit": str(tally.ill),
        "jumlah_tanpa_keterangan": str(tally.missing),
        "rata_rata_kehadiran": shown(tally.percent),
        "rata_rata_nilai": shown(sum(finals) / len(finals) if finals else None),
        "jumlah_lulus": str(sum(line.result == "Lulus" for line in letter.marks.lines)),
        "jumlah_tidak_lulus": str(sum(line.result == "Tidak lulus" for line in letter.marks.lines)),
        "nilai": [
            {
                **_person(line.person),
                "nilai": shown(line.final),
                "predikat": clean(line.predikat),
                "kehadiran": shown(line.attendance),
                "hasil": line.result,
                "keterangan": clean(line.note),
            }
            for line in letter.marks.lines
        ],
        "jadwal": [
            {
                "no": str(n),
                "tanggal": dates.long(s.day),
                "waktu": f"{clock.shown(s.starts)}–{clock.shown(s.ends)}",
                "kegiatan": clean(s.title),
                "narasumber": clean("; ".join(s.trainers)),
                "jp": str(s.jp) if s.jp else "",
            }
            for n, s in enumerate(event.sessions, 1)
        ],
        "kurikulum": [
            {"no": str(n), "kelompok": clean(group), "mata": clean(subject), "jp": str(jp)}
            for n, (group, subject, jp) in enumerate(event.subjects, 1)
        ],
        "ttd": {
            "tempat_tanggal": sign.place_date,
            "jabatan": clean("\n".join(sign.title)),
            "nama": clean(sign.name),
            "pangkat": clean(sign.pangkat),
            "nip": sign.nip,
        },
    }


_LISTS = frozenset(
    ["yth", "tembusan", "dasar", "untuk", "menimbang", "mengingat", "memperhatikan", "diktum", "rapat"]
    + ["bahan", "dasar_hukum", "rekomendasi"]
)


def _listed(text: str) -> list[str]:
    return [line.strip() for line in clean(text).splitlines() if line.strip()]


def _person(p: PaperPerson) -> dict[str, str]:
    return {
        "no": str(p.number),
        "nama": clean(p.name),
        "nip": p.nip,
        "pangkat": clean(p.pangkat_golongan),
        "jabatan": clean(p.jabatan),
        "unit": clean(p.unit),
        "perangkat_daerah": clean(p.agency),
        "peran": clean(p.role),
    }


def _pictures(document: DocxTemplate, letter: Letter) -> dict[str, Any]:
    arms = letter.head.arms
    return {
        "lambang": InlineImage(document, io.BytesIO(arms), width=_ARMS) if arms else "",
        "foto": [
            {
                "gambar": _photo(document, photo),
                "keterangan": clean(photo.caption),
            }
            for photo in letter.photos
        ],
    }


def _photo(document: DocxTemplate, photo: Photo) -> InlineImage:
    """Upright, as Word shows what it finds, and no finer than paper needs; two fit on a page."""
    try:
        data = picture.photo(photo.data)
    except UserError as error:
        raise UserError(
            f"Foto “{photo.caption or 'tanpa keterangan'}” tidak terbaca. Keluarkan dari daftar foto, lalu "
            "tambahkan lagi dari berkas aslinya."
        ) from error
    with Image.open(io.BytesIO(data)) as image:
        wide = min(_PHOTO[0], _PHOTO[1] * image.width / image.height)
    return InlineImage(document, io.BytesIO(data), width=Mm(wide))


def _opened(template: bytes, name: str) -> DocxTemplate:
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as package:
            if sum(part.file_size for part in package.infolist()) > LARGEST:
                raise UserError(f"Templat “{name}” terlalu besar. Perkecil gambar di dalamnya.")
        document = DocxTemplate(io.BytesIO(template))
        document.init_docx()
    except (zipfile.BadZipFile, PackageNotFoundError, KeyError, ValueError, SyntaxError) as error:
        raise UserError(
            f"Templat “{name}” bukan dokumen Word (.docx) yang utuh. Simpan ulang dari Word, lalu pilih lagi."
        ) from error
    return document


def _unknown(fields: Sequence[str], values: Mapping[str, Any], name: str) -> UserError:
    known = [*values, *_person(PaperPerson(1, "")), *_MEMBERS]
    told = []
    for field in fields:
        near = difflib.get_close_matches(field, known, 1)
        told.append(f"“{field}”" + (f" (mungkin maksudnya “{near[0]}”)" if near else ""))
    return UserError(f"Templat “{name}” memuat isian yang tidak dikenal: {', '.join(told)}. {_WORDS}")


_MEMBERS = (
    "nilai",
    "predikat",
    "kehadiran",
    "hasil",
    "tanggal",
    "waktu",
    "kegiatan",
    "jp",
    "mata",
    "kelompok",
)


def _field(error: UndefinedError) -> str:
    found = _ATTRIBUTE.search(str(error))
    return (found[1] or found[2]) if found else str(error)


def _resize(document: DocxTemplate, paper: Paper) -> None:
    high, wide = LANDSCAPE[paper]
    for section in document.docx.sections:
        lying = section.page_width > section.page_height
        section.page_width, section.page_height = (Mm(high), Mm(wide)) if lying else (Mm(wide), Mm(high))


def clean(text: str) -> str:
    """Without what XML forbids."""
    return _FORBIDDEN.sub("", text)


def _plain(text: str) -> str:
    return _FORBIDDEN.sub(" ", text)[:120]
